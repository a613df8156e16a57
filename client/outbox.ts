// The vote not yet acknowledged, and the last one that was: kept on this device, so that a reload loses neither.
import { newId } from './place.ts'
import type { Shelf } from './shelf.ts'

/** One tap. */
export interface Tap {
  vote: unknown
  /** Made once for one tap; every resend carries it, so that the server counts it once. */
  ballot: string
}

export interface Outgoing extends Tap {
  item: string
  round: string
  /** It left this device; the server may have it. */
  sent: boolean
  /** Taps before it that left and were never answered: one of them may stand, or come late on a slower way. */
  before: Tap[]
}

/** As many as the server takes. */
const BEFORE = 20

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
    const waiting = this.#read<Outgoing>('waiting')
    // As an earlier version of this page kept it.
    this.#waiting = waiting && { ...waiting, sent: waiting.sent ?? true, before: waiting.before ?? [] }
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
    const last = this.#waiting?.round === round ? this.#waiting : null
    const before = last ? [...last.before, ...(last.sent ? [{ vote: last.vote, ballot: last.ballot }] : [])] : []
    this.#keep({ item, round, vote, ballot: newId(), sent: false, before: before.slice(-BEFORE) })
    return this.#waiting!
  }

  /** The waiting ballot leaves this device. */
  send() {
    if (this.#waiting && !this.#waiting.sent) this.#keep({ ...this.#waiting, sent: true })
  }

  /** A tap before the waiting one was counted: of those before it, none can stand any more. */
  surpass({ ballot }: Tap) {
    const place = this.#waiting?.before.findIndex((tap) => tap.ballot === ballot) ?? -1
    if (place >= 0) this.#keep({ ...this.#waiting!, before: this.#waiting!.before.slice(place + 1) })
  }

  /** The server counted this ballot. */
  settle(sent: Outgoing) {
    this.count({ round: sent.round, vote: sent.vote })
    this.surpass(sent)
    this.drop(sent)
  }

  count(counted: Counted | null) {
    this.#counted = counted
    this.#write('counted', counted)
  }

  /** Gives up a ballot (refused for good, or settled), unless a newer one waits. */
  drop(sent: Outgoing) {
    if (this.#waiting?.ballot === sent.ballot) this.#keep(null)
  }

  #keep(waiting: Outgoing | null) {
    this.#waiting = waiting
    this.#write('waiting', waiting)
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
