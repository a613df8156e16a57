// A scripted voter: one ballot at a time, sent again until it is answered, and a ledger of what became of each.
import { randomBytes } from 'node:crypto'
import type { Envelope } from '../../shared/protocol.ts'
import type { RefusalCode } from '../../shared/refusal.ts'
import { newReceipt } from '../code.ts'
import { Line, type LineOptions } from './line.ts'
import { after, instant, rest } from './moment.ts'

/** `unknown`: never answered, or refused only after it may have been counted. */
export type Fate = 'ok' | 'refused' | 'unknown'

/** One line of the ledger. */
export interface Cast {
  item: string
  round: string
  vote: unknown
  /** Made once; every resend carries it. */
  ballot: string
  /** Made with it; of use where the round has receipts. */
  receipt?: string
  fate: Fate
  refusal?: RefusalCode
  sends: number
  sentAt: number
  answeredAt: number
  /** At which event the vote is on disk. */
  seq: number
}

/** Worth another try. */
const passing: readonly RefusalCode[] = ['not-saved', 'slow-down', 'failed']
/** How long one try may take before the ballot is sent again over the same line. Milliseconds. */
const PATIENCE = 8000

export class Phone {
  readonly line: Line<'phone'>
  readonly ledger: Cast[] = []
  /** What the server said on each connection of one's own vote in the open round. */
  onmine: (mine: NonNullable<Envelope['mine']> | null, round: string | null) => void = () => {}
  #given: Cast | null = null

  constructor(options: Omit<LineOptions, 'role' | 'key'>) {
    this.line = new Line<'phone'>({ ...options, role: 'phone' })
    this.line.onview = (view, { mine }, first) => {
      if (first && mine !== undefined) this.onmine(mine, view.current?.phase === 'open' ? view.current.round!.id : null)
    }
  }

  /** The item that is open, if the phone knows of one. */
  get open() {
    const current = this.line.online ? this.line.view?.current : null
    return current?.phase === 'open' && current.round ? { item: current, round: current.round.id } : null
  }

  /** Casts and waits for what becomes of it; tries until `giveUp` says so. */
  async cast(item: string, round: string, vote: unknown, giveUp: (cast: Cast) => boolean = () => false): Promise<Cast> {
    const ballot = randomBytes(9).toString('base64url')
    const cast: Cast = {
      item,
      round,
      vote,
      ballot,
      receipt: newReceipt(),
      fate: 'unknown',
      sends: 0,
      sentAt: instant(),
      answeredAt: 0,
      seq: 0,
    }
    this.ledger.push(cast)
    this.#given = cast
    while (this.#given === cast && !(await this.#attempt(cast)) && !giveUp(cast)) await rest(after(20, 150)())
    return cast
  }

  /** Lets go of whatever is being tried: its fate stays unknown. */
  giveUp() {
    this.#given = null
  }

  async #attempt(cast: Cast): Promise<boolean> {
    const { item, round, vote, ballot, receipt } = cast
    if (!this.line.online) return false
    const known = cast.sends === 0
    cast.sends += 1
    const ack = await this.line.send({ type: 'cast', item, round, vote, ballot, receipt }, PATIENCE).catch(() => null)
    if (!ack) return false
    cast.answeredAt = instant()
    if (ack.ok) {
      cast.fate = 'ok'
      cast.seq = ack.seq
      return true
    }
    cast.refusal = ack.refusal.code
    if (passing.includes(ack.refusal.code)) {
      // These say that nothing was counted: the next try is as good as the first.
      if (known) cast.sends = 0
      return false
    }
    cast.fate = known ? 'refused' : 'unknown'
    return true
  }
}
