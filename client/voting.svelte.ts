// One voter's way through a round: a tap, sending, counted. Phone and kiosk share it.
import type { Envelope } from '../shared/protocol.ts'
import type { RefusalCode, RefusalMessage } from '../shared/refusal.ts'
import { Outbox, type Outgoing } from './outbox.ts'
import type { Session } from './session.svelte.ts'
import type { Shelf } from './shelf.ts'

/** `waiting`: no connection, will be sent. `elsewhere`: this seat voted in a part of the round that is sealed. */
export type Delivery = 'none' | 'waiting' | 'sending' | 'counted' | 'elsewhere' | 'refused'

/** Worth another try: the ballot stays in the outbox. */
const passing: readonly RefusalCode[] = ['not-saved', 'slow-down', 'failed']

export class Voting {
  delivery = $state<Delivery>('none')
  /** The round that `delivery` and `vote` are about. */
  round = $state<string | null>(null)
  vote = $state.raw<unknown>(null)
  refusal = $state.raw<RefusalMessage | null>(null)
  readonly #session: Session
  #outbox: Outbox

  constructor(session: Session, meeting: string, shelf: Shelf) {
    this.#session = session
    this.#outbox = new Outbox(meeting, shelf)
    const { waiting, counted } = this.#outbox
    if (waiting) this.#show('waiting', waiting)
    else if (counted) this.#show('counted', counted)
  }

  /** False when this browser keeps nothing over a reload. */
  get lasting() {
    return this.#outbox.lasting
  }

  /** Casts a vote: saved on this device first, then sent, and sent again until the server answers. */
  cast(item: string, round: string, vote: unknown) {
    const outgoing = this.#outbox.put(item, round, vote)
    this.#show('waiting', outgoing)
    void this.#send(outgoing)
  }

  /** On connecting: what the server knows of this seat, then whatever still waits. */
  resume({ mine }: Envelope) {
    const { waiting, counted } = this.#outbox
    if (waiting) return void this.#send(waiting)
    if (mine && 'vote' in mine) {
      this.#outbox.count({ round: mine.round, vote: mine.vote })
      this.#show('counted', { round: mine.round, vote: mine.vote })
    } else if (mine)
      this.#show(counted?.round === mine.round ? 'counted' : 'elsewhere', { vote: null, ...counted, ...mine })
  }

  async #send(outgoing: Outgoing): Promise<void> {
    if (!this.#session.online) return
    this.#show('sending', outgoing)
    const ack = await this.#session.send({ type: 'cast', ...outgoing }).catch(() => null)
    if (this.#outbox.waiting?.ballot !== outgoing.ballot) return
    if (ack?.ok) {
      this.#outbox.settle(outgoing)
      return this.#show('counted', outgoing)
    }
    if (ack && !passing.includes(ack.refusal.code)) {
      this.#outbox.drop(outgoing)
      const { counted } = this.#outbox
      this.#show(
        counted?.round === outgoing.round ? 'counted' : 'refused',
        counted?.round === outgoing.round ? counted : outgoing,
      )
      this.refusal = ack.refusal
      return
    }
    this.#show('waiting', outgoing)
    this.refusal = ack?.refusal ?? null
    setTimeout(() => {
      if (this.#outbox.waiting?.ballot === outgoing.ballot) void this.#send(outgoing)
    }, 1500)
  }

  #show(delivery: Delivery, { round, vote }: { round: string; vote: unknown }) {
    this.delivery = delivery
    this.round = round
    this.vote = vote
    this.refusal = null
  }
}
