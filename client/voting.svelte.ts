// One voter's way through a round: a tap, sending, counted. Phone and kiosk share it.
import type { Envelope } from '../shared/protocol.ts'
import type { RefusalCode, RefusalMessage } from '../shared/refusal.ts'
import { Outbox, type Outgoing } from './outbox.ts'
import type { Session } from './session.svelte.ts'
import type { Shelf } from './shelf.ts'

/** `waiting`: not answered yet, will be sent again. `elsewhere`: this seat voted in a part of the round that is sealed. */
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
  /** The server's last no: the ballot of `round` is given up, or, while `waiting`, will be tried again. */
  refused = $state.raw<{ round: string; refusal: RefusalMessage } | null>(null)
  readonly #session: Session
  readonly #outbox: Outbox
  #retry: ReturnType<typeof setTimeout> | undefined

  constructor(session: Session, meeting: string, shelf: Shelf) {
    this.#session = session
    this.#outbox = new Outbox(meeting, shelf)
    this.#recall()
  }

  /** Casts a vote: saved on this device first, then sent, and sent again until the server answers. */
  cast(item: string, round: string, vote: unknown) {
    this.refused = null
    void this.#send(this.#outbox.put(item, round, vote))
  }

  /** On connecting: what the server knows of this seat in the `open` round, then whatever still waits. */
  resume({ mine }: Envelope, open: string | undefined) {
    const { waiting, counted } = this.#outbox
    const sealed = mine && !('vote' in mine) ? mine.round : null
    // The answer was lost, and then the round closed: the sealed vote is the one that waits, or an earlier one.
    if (waiting && waiting.round === sealed) {
      if (counted?.round === sealed) this.#outbox.drop(waiting)
      else this.#outbox.settle(waiting)
    }
    if (mine && 'vote' in mine) this.#outbox.count({ round: mine.round, vote: mine.vote })
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
    const ack = await this.#session.send({ type: 'cast', ...outgoing }, PATIENCE).catch(() => null)
    const { waiting } = this.#outbox
    if (waiting?.ballot !== outgoing.ballot) {
      // A newer tap is on its way; should it fail, this one stands.
      if (ack?.ok && waiting) this.#outbox.settle(outgoing)
      return
    }
    if (ack?.ok) {
      this.#outbox.settle(outgoing)
      this.refused = null
      return this.#recall()
    }
    if (ack) this.refused = { round: outgoing.round, refusal: ack.refusal }
    if (ack && !passing.includes(ack.refusal.code)) {
      this.#outbox.drop(outgoing)
      return this.#recall()
    }
    this.#show('waiting', outgoing)
    this.#retry = setTimeout(() => {
      const { waiting } = this.#outbox
      if (waiting && this.#session.online) void this.#send(waiting)
    }, RETRY)
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
  }
}
