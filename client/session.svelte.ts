// The line to the server: the latest view, whether it is live, and commands with their answers.
import type { Audience, View } from '../shared/meeting/view.ts'
import { type Ack, type Auth, type ClientRole, type Envelope, PROTOCOL } from '../shared/protocol.ts'
import type { RefusalCode, RefusalMessage } from '../shared/refusal.ts'
import { type Line, type Listener, openLine, type Sent } from './line.ts'

/** Why there is no connection, as far as this device can tell. */
export type Outage = 'device' | 'host' | 'network'

/** Refusals at the door that are worth asking again. */
const passing: readonly RefusalCode[] = ['slow-down', 'not-saved', 'failed']

export class Session<A extends Audience = Audience> {
  view = $state.raw<View<A> | null>(null)
  online = $state.raw(false)
  outage = $state.raw<Outage | null>(null)
  /** Why the server will not let this page in; null while it does. */
  refusal = $state.raw<RefusalMessage | null>(null)
  /** When the server was last heard, on this device's clock. */
  heard = $state.raw(Date.now())
  /** Called with what travels beside a view (on connecting, one's own seat and vote), and with the view as it came. */
  onenvelope: (envelope: Envelope, view: View) => void = () => {}

  readonly auth: Auth
  #line: Line
  #polling = false
  /** Server clock less this page's own, milliseconds; the page's does not jump when someone sets the device's. */
  #offset = Date.now() - performance.now()

  constructor(
    role: ClientRole,
    place: { meeting?: string | undefined; key?: string | undefined; voter?: string | undefined },
  ) {
    const { meeting, key, voter } = place
    this.auth = { protocol: PROTOCOL, role, ...(meeting && { meeting }), ...(key && { key }), ...(voter && { voter }) }
    const listener: Listener = {
      auth: () => this.auth,
      view: (view, envelope) => this.#receive(view as View<A>, envelope),
      up: () => {
        this.online = true
        this.outage = null
        this.refusal = null
      },
      down: (why) => this.#lost(why),
      refused: (refusal) => {
        this.refusal = refusal
        if (passing.includes(refusal.code)) setTimeout(() => this.online || this.#line.redial(), 3000)
      },
    }
    this.#line = openLine({ ...listener, blocked: () => void this.#poll(listener) })
    document.addEventListener('visibilitychange', () => void this.#probe())
    window.addEventListener('pageshow', ({ persisted }) => persisted && void this.#probe())
    window.addEventListener('online', () => void this.#probe())
    window.addEventListener('offline', () => void this.#probe())
  }

  /** The server's clock, milliseconds since 1970. */
  now(): number {
    return performance.now() + this.#offset
  }

  /** Sends a command and waits for its answer. Rejects when none comes in time; never queues while offline. */
  async send(command: Sent, timeout = 5000): Promise<Ack> {
    if (!this.online) throw new Error('not connected')
    const ack = await this.#line.send(command, timeout)
    this.#hear(ack.ok ? ack.now : undefined)
    return ack
  }

  /** Changes what the next handshake says (a code typed, a seat taken) and connects anew. */
  rejoin({ meeting, voter }: { meeting?: string | undefined; voter?: string | undefined }) {
    if (meeting) this.auth.meeting = meeting
    if (voter) this.auth.voter = voter
    else delete this.auth.voter
    this.refusal = null
    this.#line.redial()
  }

  /** Asks the server once a second whether it is there: for the wall and the desk, where old numbers must not pass as live. */
  watch() {
    const timer = setInterval(() => void this.send({ type: 'ping' }, 2500).catch(() => {}), 1000)
    return () => clearInterval(timer)
  }

  close() {
    this.#line.close()
  }

  #receive(view: View<A>, envelope: Envelope) {
    this.#hear(envelope.now)
    if (!this.view || view.seq >= this.view.seq || view.meeting.code !== this.view.meeting.code) this.view = view
    this.onenvelope(envelope, view)
  }

  #hear(now?: number) {
    this.heard = Date.now()
    if (now !== undefined) this.#offset = now - performance.now()
  }

  /** WebSockets do not get through: what can do without them is fetched, and takes over. */
  async #poll(listener: Listener) {
    const part = await import('./polling.ts').catch(() => null)
    if (!part || this.online || this.#polling) return
    this.#polling = true
    this.#line.close()
    this.#line = part.openPolling(listener)
  }

  #lost(outage: Outage) {
    this.online = false
    this.outage = navigator.onLine ? outage : 'device'
  }

  /** Back from the background: a socket may look open and be dead. No answer in a moment means connect anew. */
  async #probe() {
    if (document.visibilityState !== 'visible') return
    if (this.online) {
      const answered = await this.send({ type: 'ping' }, 1000).catch(() => null)
      if (answered) return
    }
    if (!this.refusal) this.#line.redial()
  }
}
