// One voter's way through a round: a tap, sending, counted. Phone and kiosk share it.
import type { Envelope } from '../shared/protocol.ts'
import type { RefusalCode, RefusalMessage } from '../shared/refusal.ts'
import { Outbox, type Outgoing } from './outbox.ts'
import { newReceipt } from './receipt.ts'
import type { Session } from './session.svelte.ts'
import type { Shelf } from './shelf.ts'

/**
 * `waiting`: not answered yet, will be sent again. `elsewhere`: this seat has a vote in the round, and which one it is
 * this device cannot tell: cast before a reopening, or one of several taps whose answers were lost.
 */
export type Delivery = 'none' | 'waiting' | 'sending' | 'counted' | 'elsewhere'

/** Worth another try: the ballot stays in the outbox. */
const passing: readonly RefusalCode[] = ['not-saved', 'slow-down', 'failed']
/** Milliseconds between tries, and how long one may take while the line is up: a slow disk is no reason to resend. */
const RETRY = 1500
const PATIENCE = 20_000

export class Voting {
  delivery = $state.raw<Delivery>('none')
  /** The round that `delivery` and `vote` are about. */
  round = $state.raw<string | null>(null)
  vote = $state.raw<unknown>(null)
  /** The receipt of this seat's vote in `round`, once it is counted; several where answers were lost, none without receipts. */
  receipts = $state.raw<readonly string[]>([])
  /** The server's last no: the ballot of `round` is given up, or, while `waiting`, will be tried again. */
  refused = $state.raw<{ round: string; refusal: RefusalMessage } | null>(null)
  readonly #session: Session
  readonly #outbox: Outbox
  #retry: ReturnType<typeof setTimeout> | undefined
  /** Of all that was sent, the last that was counted: what was sent before it no longer matters. */
  #sends = 0
  #settled = 0

  constructor(session: Session, meeting: string, shelf: Shelf) {
    this.#session = session
    this.#outbox = new Outbox(meeting, shelf)
    this.#recall()
  }

  /** Casts a vote: saved on this device first, then sent, and sent again until the server answers. */
  cast(item: string, round: string, vote: unknown, secret = false, receipts = false) {
    this.refused = null
    void this.#send(this.#outbox.put(item, round, vote, secret, receipts ? newReceipt() : undefined))
  }

  /** On connecting: what the server knows of this seat in the `open` round, then whatever still waits. */
  resume({ mine }: Envelope, open: string | undefined) {
    const { waiting } = this.#outbox
    // The answer was lost, and then the round closed.
    if (waiting && mine && !('vote' in mine) && waiting.round === mine.round) this.#conclude(waiting, waiting.sent)
    const { counted } = this.#outbox
    if (mine && 'vote' in mine) this.#outbox.count({ round: mine.round, vote: mine.vote })
    if (mine?.receipt) this.#outbox.keep(mine.round, [mine.receipt])
    // A seat that has no vote in this round is not the seat that this device once voted with.
    if (mine === null && counted?.round === open) this.#outbox.count(null)
    if (this.#outbox.waiting) return void this.#send(this.#outbox.waiting)
    this.#recall()
    if (mine && this.round !== mine.round) this.#show('elsewhere', { round: mine.round, vote: null })
  }

  /** Another tab of this browser has voted with the same seat. */
  refresh() {
    this.#outbox.reread()
    this.#recall()
  }

  async #send(outgoing: Outgoing): Promise<void> {
    clearTimeout(this.#retry)
    if (!this.#session.online) return this.#show('waiting', outgoing)
    this.#show('sending', outgoing)
    const order = ++this.#sends
    this.#outbox.send()
    const { item, round, vote, ballot, sent: again, secret, receipt } = outgoing
    const replaces = this.#outbox.loose(round).map(({ ballot }) => ballot)
    const command = { type: 'cast', item, round, vote, ballot, replaces, receipt } as const
    const ack = await this.#session.send(command, PATIENCE).catch(() => null)
    const { waiting } = this.#outbox
    if (waiting?.ballot !== ballot) {
      // A newer tap is on its way, or was refused already: then this one stands.
      if (ack?.ok && order > this.#settled) this.#settle(outgoing, order)
      return
    }
    if (ack?.ok) {
      this.refused = null
      return this.#settle(outgoing, order)
    }
    if (ack?.refusal.code === 'receipt-taken') {
      // Somebody else's, and so never this seat's.
      waiting.receipt = undefined
      return this.cast(item, round, vote, secret, true)
    }
    if (ack) this.refused = { round, refusal: ack.refusal }
    if (ack && !passing.includes(ack.refusal.code)) {
      if (ack.refusal.code === 'already-voted' || this.#outbox.counted?.round === round)
        return this.#conclude(outgoing, again)
      this.#outbox.drop(outgoing)
      return this.#recall()
    }
    this.#show('waiting', outgoing)
    this.#retry = setTimeout(() => {
      const { waiting } = this.#outbox
      if (waiting && this.#session.online) void this.#send(waiting)
    }, RETRY)
  }

  #settle(outgoing: Outgoing, order: number) {
    this.#settled = order
    this.#outbox.settle(outgoing)
    this.#recall()
  }

  /** A vote of this seat stands, and it is too late to ask which: the last counted one, a loose one, or (`maybe`) this. */
  #conclude(outgoing: Outgoing, maybe: boolean) {
    const { round } = outgoing
    const { counted } = this.#outbox
    const taps = [...this.#outbox.loose(round), ...(maybe ? [outgoing] : [])]
    const possible = [...(counted?.round === round ? [counted] : []), ...taps].map(({ vote }) => vote)
    const [vote] = possible
    const same = possible.length > 0 && possible.every((other) => JSON.stringify(other) === JSON.stringify(vote))
    // Of a secret vote it is not to be known which it was.
    const sure = same || outgoing.secret === true
    this.#outbox.count(sure ? { round, vote: outgoing.secret ? null : vote } : null)
    const receipts = taps.flatMap(({ receipt }) => receipt ?? [])
    if (receipts.length > 0) this.#outbox.keep(round, [...new Set([...this.#outbox.receipts(round), ...receipts])])
    this.#outbox.drop(outgoing)
    this.#recall()
    if (!sure) this.#show('elsewhere', { round, vote: null })
  }

  /** Shows what the outbox holds. */
  #recall() {
    const { waiting, counted } = this.#outbox
    if (waiting) this.#show(this.#session.online ? 'sending' : 'waiting', waiting)
    else if (counted) this.#show('counted', counted)
    else this.#show('none', { round: null, vote: null })
  }

  #show(delivery: Delivery, { round, vote }: { round: string | null; vote: unknown }) {
    this.delivery = delivery
    this.round = round
    this.vote = vote
    this.receipts = round && delivery !== 'sending' && delivery !== 'waiting' ? this.#outbox.receipts(round) : []
  }
}
