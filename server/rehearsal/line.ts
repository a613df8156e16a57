// One page's line to the server: Socket.IO spoken by hand over a bare WebSocket, light enough for a thousand of them.
import { randomBytes } from 'node:crypto'
import { WebSocket } from 'ws'
import type { Audience, View } from '../../shared/meeting/view.ts'
import { type Ack, type Auth, type ClientRole, type Envelope, PROTOCOL } from '../../shared/protocol.ts'
import type { RefusalMessage } from '../../shared/refusal.ts'

export interface LineOptions {
  /** As in `http://127.0.0.1:8080`. */
  url: string
  role: ClientRole
  meeting: string
  key?: string | undefined
  /** The `Host` to ask for, where something stands between and has a port of its own. */
  host?: string
  /** Milliseconds before dialling again, after so many tries in vain. Left out: as the pages do. */
  pause?: (tries: number) => number
}

interface Waiting {
  answer: (ack: Ack) => void
  lost: (error: Error) => void
}

/** The server pings every 5 s and waits 4 s for the answer: so long without a ping, and the line is dead. Milliseconds. */
const SILENCE = 9000

/** How long the pages wait before dialling again, after so many tries in vain. */
export const patiently = (tries: number) => Math.min(300 * 2 ** tries, 3000) * (0.5 + Math.random())

/** Stays connected: dials again after every loss, with the seat it was given. */
export class Line<A extends Audience = Audience> {
  view: View<A> | null = null
  /** The token of the seat. */
  voter: string | undefined
  online = false
  refusal: RefusalMessage | null = null
  /** The server has said goodbye. It is dialled again all the same. */
  turnedOut = false
  /** Socket.IO messages received: views and acknowledgements, no pings. */
  readonly heard = { views: 0, acks: 0 }
  /** Called with each view; `first` after connecting. */
  onview: (view: View<A>, envelope: Envelope, first: boolean) => void = () => {}

  readonly #options: LineOptions
  readonly #newcomer = randomBytes(16).toString('hex')
  #socket: WebSocket | null = null
  #dialling: NodeJS.Timeout | undefined
  #watchdog: NodeJS.Timeout | undefined
  #tries = 0
  #away: number | null = null
  #next = 0
  #first = false
  readonly #acks = new Map<number, Waiting>()
  #watchers: (() => void)[] = []

  constructor(options: LineOptions) {
    this.#options = options
    this.#dial()
  }

  /** Waits for a view that fits, on a live connection. Rejects with the refusal when turned away, or after `timeout`. */
  async until(fits: (view: View<A>) => boolean, timeout = 10_000): Promise<View<A>> {
    const deadline = performance.now() + timeout
    for (;;) {
      if (this.refusal) throw new Error(`turned away: ${JSON.stringify(this.refusal)}`)
      if (this.online && this.view && fits(this.view)) return this.view
      const left = deadline - performance.now()
      if (left <= 0) throw new Error(`no such view within ${timeout} ms; the last: ${JSON.stringify(this.view)}`)
      await new Promise<void>((wake) => {
        const timer = setTimeout(wake, left)
        this.#watchers.push(() => {
          clearTimeout(timer)
          wake()
        })
      })
    }
  }

  /** Sends a command and waits for its answer. Rejects when the line is or gets lost, or after `timeout`. */
  send(command: { type: string } & Record<string, unknown>, timeout = 10_000): Promise<Ack> {
    return new Promise((resolve, reject) => {
      if (!this.online) return reject(new Error('not connected'))
      const number = this.#next++
      const timer = setTimeout(() => settle(() => reject(new Error('no answer'))), timeout)
      const settle = (how: () => void) => {
        clearTimeout(timer)
        this.#acks.delete(number)
        how()
      }
      this.#acks.set(number, {
        answer: (ack) => settle(() => resolve(ack)),
        lost: (error) => settle(() => reject(error)),
      })
      this.#socket!.send(`42${number}${JSON.stringify(['command', command])}`)
    })
  }

  /** As when a phone's Wi-Fi goes: no goodbye. It dials again by itself. */
  cut() {
    this.#socket?.terminate()
  }

  /** Gone for so long: as a phone that is locked or out of reach; or with a goodbye, as a page that is reloaded. */
  leave(milliseconds: number, goodbye = false) {
    if (!this.online) return
    this.#away = milliseconds
    if (goodbye) this.#socket?.close()
    else this.cut()
  }

  close() {
    this.#options.pause = () => Number.POSITIVE_INFINITY
    clearTimeout(this.#dialling)
    this.#socket?.close()
  }

  #dial() {
    const { url, role, meeting, key, host } = this.#options
    const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, {
      perMessageDeflate: false,
      handshakeTimeout: 5000,
      ...(host && { headers: { Host: host } }),
    })
    this.#socket = socket
    this.#watchdog = setTimeout(() => socket.terminate(), SILENCE)
    socket.on('message', (bytes: Buffer) => {
      const text = bytes.toString()
      const auth: Auth = {
        protocol: PROTOCOL,
        role,
        meeting,
        ...(key && { key }),
        ...(this.voter ? { voter: this.voter } : role === 'phone' && { newcomer: this.#newcomer }),
      }
      if (text === '2' || text[0] === '0') this.#watchdog?.refresh()
      if (text === '2') socket.send('3')
      else if (text[0] === '0') socket.send(`40${JSON.stringify(auth)}`)
      else if (text[0] === '4') this.#receive(text)
    })
    socket.on('close', () => this.#lost())
    // 'close' follows and does what is needed.
    socket.on('error', () => {})
  }

  #receive(text: string) {
    const [type] = text.slice(1)
    if (type === '0') {
      this.online = true
      this.#tries = 0
      this.#first = true
    } else if (type === '1') {
      this.turnedOut = true
      this.#socket?.close()
    } else if (type === '2') {
      const [event, view, envelope] = JSON.parse(text.slice(2)) as [string, View<A>, Envelope]
      if (event === 'view') this.#show(view, envelope)
    } else if (type === '3') {
      const start = text.indexOf('[')
      const [ack] = JSON.parse(text.slice(start)) as [Ack]
      this.heard.acks += 1
      this.#acks.get(Number(text.slice(2, start)))?.answer(ack)
    } else if (type === '4') {
      this.refusal = (JSON.parse(text.slice(2)) as { data: RefusalMessage }).data
      this.close()
      this.#wake()
    }
  }

  #show(view: View<A>, envelope: Envelope) {
    this.heard.views += 1
    this.view = view
    this.voter = envelope.voter ?? this.voter
    const first = this.#first
    this.#first = false
    this.onview(view, envelope, first)
    this.#wake()
  }

  #lost() {
    this.online = false
    clearTimeout(this.#watchdog)
    for (const { lost } of [...this.#acks.values()]) lost(new Error('the line was lost'))
    const pause = this.#away ?? (this.#options.pause ?? patiently)(this.#tries++)
    this.#away = null
    if (Number.isFinite(pause)) this.#dialling = setTimeout(() => this.#dial(), pause)
  }

  #wake() {
    for (const wake of this.#watchers.splice(0)) wake()
  }
}
