// The vote not yet acknowledged, and the last one that was: kept on this device, so that a reload loses neither.
import { newId } from './place.ts'
import type { Shelf } from './shelf.ts'

export interface Outgoing {
  item: string
  round: string
  vote: unknown
  /** Made once for one tap; every resend carries it, so that the server counts it once. */
  ballot: string
  /** Ballots before it that were never answered: they may be on a slower way. */
  replaces: string[]
}

/** As many as the server takes. */
const REPLACES = 20

/** A vote that the server has confirmed. */
export interface Counted {
  round: string
  vote: unknown
}

export class Outbox {
  readonly #name: string
  readonly #shelf: Shelf
  #waiting: Outgoing | null = null
  #counted: Counted | null = null

  constructor(meeting: string, shelf: Shelf) {
    this.#name = `spotvote ${meeting}`
    this.#shelf = shelf
    this.reread()
  }

  /** Another tab of this browser may have written. */
  reread() {
    this.#waiting = this.#read('waiting')
    this.#counted = this.#read('counted')
  }

  get waiting() {
    return this.#waiting
  }
  get counted() {
    return this.#counted
  }

  /** Keeps a vote until it is acknowledged; it takes the place of one still waiting. */
  put(item: string, round: string, vote: unknown): Outgoing {
    const before = this.#waiting?.round === round ? this.#waiting : null
    const replaces = before ? [...(before.replaces ?? []), before.ballot].slice(-REPLACES) : []
    this.#waiting = { item, round, vote, ballot: newId(), replaces }
    this.#write('waiting', this.#waiting)
    return this.#waiting
  }

  /** The server counted this ballot. */
  settle(sent: Outgoing) {
    this.count({ round: sent.round, vote: sent.vote })
    this.drop(sent)
  }

  count(counted: Counted | null) {
    this.#counted = counted
    this.#write('counted', counted)
  }

  /** Gives up a ballot (refused for good, or settled), unless a newer one waits. */
  drop(sent: Outgoing) {
    if (this.#waiting?.ballot !== sent.ballot) return
    this.#waiting = null
    this.#write('waiting', null)
  }

  #read<T>(what: string): T | null {
    try {
      return JSON.parse(this.#shelf.get(`${this.#name} ${what}`) ?? 'null') as T | null
    } catch {
      return null
    }
  }

  #write(what: string, value: unknown) {
    this.#shelf.set(`${this.#name} ${what}`, value === null ? null : JSON.stringify(value))
  }
}
