// One person's turn at the tablet: from the tap on "start" until nothing of them is left.
import type { RefusalMessage } from '../../shared/refusal.ts'
import { codeInAddress, takeKey } from '../place.ts'
import { Session } from '../session.svelte.ts'
import { memoryShelf } from '../shelf.ts'
import { speech } from '../speech.svelte.ts'
import { Voting } from '../voting.svelte.ts'

/** Seconds: how long each thing stays when nobody touches the tablet. */
const IDLE = 20
const WARNING = 5
const THANKS = 3
const SORRY = 6
/** Long enough to write down a receipt. */
const WRITING = 30
/** Seconds after which a ballot that is still on its way is a matter for the desk. */
const STUCK = 60

export type Stage = 'ask' | 'start' | 'vote' | 'stuck' | 'counted' | 'refused' | 'closed'

export class Turn {
  readonly session = new Session<'kiosk'>('kiosk', { meeting: codeInAddress(), key: takeKey() })
  /** This person's vote; null while nobody has the tablet. */
  voting = $state.raw<Voting | null>(null)
  /** The group this person has said they are of. */
  group = $state.raw<string | null>(null)
  /** Why "start" did not work. */
  problem = $state.raw<RefusalMessage | null>(null)
  /** The last one went away without a vote. */
  lapsed = $state(false)
  /** Whole seconds in this stage without a touch. */
  quiet = $state(0)
  /** Whole seconds that a ballot has been on its way. */
  waited = $state(0)
  #round: string | null = null
  #since = performance.now()
  #castAt: number | null = null
  #busy = false
  #met = false

  readonly stage: Stage = $derived.by(() => {
    const { view } = this.session
    const open = view?.current?.phase === 'open' ? view.current.round?.id : undefined
    if (!this.voting) return open && view?.released ? 'start' : 'ask'
    const { delivery, refused } = this.voting
    if (delivery === 'counted' || delivery === 'elsewhere') return 'counted'
    if (delivery !== 'none') return this.waited >= STUCK ? 'stuck' : 'vote'
    if (refused) return 'refused'
    return open === this.#round ? 'vote' : 'closed'
  })

  /** Seconds until the tablet goes back to its start; null when that is not near. */
  readonly warning = $derived.by(() => {
    const left = IDLE - this.quiet
    return this.stage === 'vote' && this.voting?.delivery === 'none' && left <= WARNING ? Math.max(left, 1) : null
  })

  /** What this person may write down. */
  readonly receipts = $derived(this.voting?.receipts ?? [])

  constructor() {
    this.session.onenvelope = (envelope) => {
      const { current } = this.session.view ?? {}
      if (envelope.group !== undefined) this.group = envelope.group
      if (!this.#met) this.#forget()
      this.#met = true
      if (envelope.mine !== undefined)
        this.voting?.resume(envelope, current?.phase === 'open' ? current.round?.id : undefined)
    }
  }

  /** Takes up a release. */
  async start() {
    const { view } = this.session
    if (this.#busy || this.stage !== 'start' || !view?.current?.round) return
    this.#busy = true
    const round = view.current.round.id
    const ack = await this.session.send({ type: 'claim' }).catch(() => null)
    this.#busy = false
    this.touch()
    this.problem = ack && !ack.ok ? ack.refusal : null
    if (!ack?.ok || !ack.voter) return
    this.lapsed = false
    // A connection that comes back speaks for the same seat.
    this.session.auth.voter = ack.voter
    this.#round = round
    this.group = null
    this.voting = new Voting(this.session, view.meeting.code, memoryShelf())
  }

  /** Says which group this person is of. */
  async choose(group: string) {
    const ack = await this.session.send({ type: 'join-group', group }).catch(() => null)
    if (ack?.ok) this.group = group
    this.touch()
  }

  /** Somebody is there. */
  touch() {
    this.#since = performance.now()
    this.quiet = 0
  }

  /** Once a second or more often: lets the stage grow old, and goes back to the start when it has. */
  tick() {
    const now = performance.now()
    const delivery = this.voting?.delivery
    this.#castAt = delivery === 'sending' || delivery === 'waiting' ? (this.#castAt ?? now) : null
    this.waited = Math.floor((now - (this.#castAt ?? now)) / 1000)
    this.quiet = Math.floor((now - this.#since) / 1000)
    const { stage, quiet } = this
    if (stage === 'ask' || stage === 'start') {
      if (quiet >= IDLE) this.#forget()
    } else if (stage === 'vote') {
      if (delivery === 'none' && quiet >= IDLE) this.leave(true)
    } else if (stage !== 'stuck' && quiet >= this.#patience()) this.leave(false)
  }

  /** Back to the start. */
  leave(lapsed: boolean) {
    delete this.session.auth.voter
    void this.session.send({ type: 'leave' }).catch(() => {})
    this.voting = null
    this.#round = null
    this.#forget()
    this.lapsed = lapsed
    this.touch()
  }

  /** How long the end of a turn stays. */
  #patience() {
    if (this.stage !== 'counted') return SORRY
    return this.receipts.length > 0 ? WRITING : THANKS
  }

  #forget() {
    this.lapsed = false
    this.problem = null
    if (this.session.view) speech.follow(this.session.view.meeting.language)
  }
}
