// The vote not yet acknowledged, and the last one that was: kept on this device, so that a reload loses neither.
import { newId } from './place.ts'
import type { Shelf } from './shelf.ts'

/** One tap. */
export interface Tap {
  round: string
  vote: unknown
  /** Made once for one tap; every resend carries it, so that the server counts it once. */
  ballot: string
  /** Its code, in a round with receipts: made with the ballot, and the same on every resend. */
  receipt?: string | undefined
}

export interface Outgoing extends Tap {
  item: string
  /** It left this device; the server may have it. */
  sent: boolean
  /** Once it is counted, or given up, this device knows no more than that. */
  secret?: boolean
}

/** How many loose taps are remembered: as many as the server takes. */
const LOOSE = 20

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
  /** Taps that left and were never counted: a copy on a slow way may still come, or already stand. */
  #loose: Tap[] = []
  /** By round. */
  #receipts: Record<string, string[]> = {}

  constructor(meeting: string, shelf: Shelf) {
    this.#name = `spotvote ${meeting}`
    this.#shelf = shelf
    this.reread()
  }

  /** Another tab of this browser may have written. */
  reread() {
    const waiting = this.#read<Outgoing>('waiting')
    // An earlier version of this page did not say.
    this.#waiting = waiting && { ...waiting, sent: waiting.sent ?? true }
    this.#counted = this.#read('counted')
    this.#loose = this.#read('loose') ?? []
    this.#receipts = this.#read('receipts') ?? {}
  }

  get waiting() {
    return this.#waiting
  }
  get counted() {
    return this.#counted
  }

  /** Keeps a vote until it is acknowledged; it takes the place of one still waiting. */
  put(item: string, round: string, vote: unknown, secret = false, receipt?: string): Outgoing {
    const last = this.#waiting
    if (last) this.drop(last)
    // On to another question, with taps on the one before unanswered: which of them stands will not be asked any more.
    if (last && last.round !== round && this.#counted?.round === last.round && this.loose(last.round).length > 0)
      this.count(null)
    this.#keep({ item, round, vote, ballot: newId(), receipt, sent: false, ...(secret && { secret }) })
    return this.#waiting!
  }

  /** The waiting ballot leaves this device. */
  send() {
    if (this.#waiting && !this.#waiting.sent) this.#keep({ ...this.#waiting, sent: true })
  }

  /** Taps of a round before the waiting one of which one may stand. */
  loose(round: string): Tap[] {
    return this.#loose.filter((tap) => tap.round === round)
  }

  /** The server counted this ballot: of those before it, none can stand any more. */
  settle({ round, vote, ballot, secret, receipt }: Outgoing) {
    this.count({ round, vote: secret ? null : vote })
    if (receipt) this.keep(round, [receipt])
    if (this.#waiting?.ballot === ballot) {
      this.#keep(null)
      this.#loosen(this.#loose.filter((tap) => tap.round !== round))
    } else {
      const place = this.#loose.findIndex((tap) => tap.ballot === ballot)
      this.#loosen(this.#loose.filter((tap, n) => tap.round !== round || n > place))
    }
  }

  count(counted: Counted | null) {
    this.#counted = counted
    this.#write('counted', counted)
  }

  /** Of a round: the receipt of the vote that counts, or all that may be it. They stay when other rounds come. */
  receipts(round: string): string[] {
    return this.#receipts[round] ?? []
  }

  keep(round: string, receipts: string[]) {
    this.#receipts[round] = receipts
    this.#write('receipts', this.#receipts)
  }

  /** Gives up a ballot (refused for good, or for a newer tap), unless a newer one waits. */
  drop({ ballot }: Outgoing) {
    if (this.#waiting?.ballot !== ballot) return
    const { round, vote, sent, secret, receipt } = this.#waiting
    if (sent) this.#loosen([...this.#loose, { round, vote: secret ? null : vote, ballot, receipt }].slice(-LOOSE))
    this.#keep(null)
  }

  #keep(waiting: Outgoing | null) {
    this.#waiting = waiting
    this.#write('waiting', waiting)
  }

  #loosen(taps: Tap[]) {
    if (taps.length === this.#loose.length && taps.length === 0) return
    this.#loose = taps
    this.#write('loose', taps.length > 0 ? taps : null)
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
