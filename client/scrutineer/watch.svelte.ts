// A scrutineer's watch: compares every view with what this phone holds, signs closes, and raises the alarm.
import { coSignText, fingerprintOf, type MomentSeen, mismatchText, signOnText } from '../../shared/meeting/scrutiny.ts'
import type { View } from '../../shared/meeting/view.ts'
import type { RefusalMessage } from '../../shared/refusal.ts'
import { tidy } from '../../shared/tidy.ts'
import type { Sent } from '../line.ts'
import { codeInAddress, takeKey } from '../place.ts'
import { Session } from '../session.svelte.ts'
import { shelf } from '../shelf.ts'
import { compare, hold, toSign } from './held.ts'
import { newPair, signature } from './keys.ts'
import { type Kept, Memory } from './memory.ts'

export class Watch {
  readonly session: Session<'scrutineer'>
  /** As it came last, also where it is an older one than before. */
  view = $state.raw<View<'scrutineer'> | null>(null)
  kept = $state.raw<Kept>()!
  /** Whether what is kept will be here after a reload. */
  lasts = $state(true)
  busy = $state(false)
  problem = $state.raw<RefusalMessage | 'no-answer' | null>(null)
  readonly #memory: Memory
  #reporting = false

  /** The owner of this phone as the server shows them; null while they hold no office. */
  readonly me = $derived(this.view?.scrutineers.find(({ key }) => key === this.kept.pair?.key) ?? null)
  readonly fingerprint = $derived(this.kept.pair ? fingerprintOf(this.kept.pair.key) : '')
  readonly waiting = $derived(
    this.view && this.me && !this.me.dismissed && !this.kept.alarm ? toSign(this.kept.held, this.view, this.me.id) : [],
  )

  constructor() {
    const code = codeInAddress()
    this.#memory = new Memory(shelf('localStorage'), code ?? '')
    const link = takeKey() ?? this.#memory.kept.link
    this.#keep({ link })
    this.session = new Session('scrutineer', { meeting: code, key: link })
    this.session.onenvelope = (_, view) => this.#receive(view as View<'scrutineer'>)
  }

  /** Takes office with a key of this phone, the same as often as it is tried. */
  async signOn(typed: string) {
    const name = tidy(typed)
    const code = this.view?.meeting.code
    if (!name || !code) return
    const pair = this.kept.pair ?? newPair()
    this.#keep({ pair })
    const { key } = pair
    await this.#send({ type: 'sign-on', name, key, signature: signature(pair, signOnText(code, name, key)) })
  }

  async coSign(moment: MomentSeen) {
    const { pair } = this.kept
    if (!pair) return
    await this.#send({ type: 'co-sign', round: moment.round, signature: signature(pair, coSignText(moment)) })
  }

  #receive(view: View<'scrutineer'>) {
    this.view = view
    const { held, pair, alarm } = this.kept
    if (!alarm) {
      const difference = compare(held, view)
      if (difference) this.#keep({ alarm: { ...difference, at: Date.now(), told: false } })
      else this.#keep({ held: hold(held, view, pair?.key ?? null) })
    }
    void this.#report()
  }

  /** Tells the desk, as long as it has not been told; a server that does not know this phone any more will not hear it. */
  async #report() {
    const { alarm, pair } = this.kept
    if (!alarm || alarm.told || !pair || !this.view || this.#reporting) return
    const { held, shown, moment } = alarm
    const report = { n: moment?.n ?? 1, held, shown }
    this.#reporting = true
    const signed = signature(pair, mismatchText(this.view.meeting.code, report))
    const ack = await this.session.send({ type: 'report-mismatch', ...report, signature: signed }).catch(() => null)
    this.#reporting = false
    if (ack?.ok) this.#keep({ alarm: { ...alarm, told: true } })
  }

  async #send(command: Sent) {
    if (this.busy) return
    this.busy = true
    this.problem = null
    try {
      const ack = await this.session.send(command)
      if (!ack.ok) this.problem = ack.refusal
    } catch {
      this.problem = 'no-answer'
    } finally {
      this.busy = false
    }
  }

  #keep(more: Partial<Kept>) {
    this.#memory.keep(more)
    this.kept = this.#memory.kept
    this.lasts = this.#memory.lasts
  }
}
