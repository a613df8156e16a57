// One hostile connection: Socket.IO by hand, so that anything can be said over it.
import { WebSocket } from 'ws'
import type { Ack } from '../../shared/protocol.ts'
import type { Packet } from './packets.ts'

/** Milliseconds an answer may take before it counts as none. */
const PATIENCE = 10_000

export class Wire {
  readonly #socket: WebSocket
  readonly #asked = new Map<number, (ack: Ack | null) => void>()
  /** Token of the seat, once the server has told it. */
  token: string | undefined
  #next = 0
  #entered: (way: string) => void = () => {}

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.on('message', (bytes: Buffer) => this.#hear(bytes.toString()))
    socket.on('error', () => {})
    socket.on('close', () => {
      this.#entered('closed')
      for (const answer of this.#asked.values()) answer(null)
    })
  }

  /** Dials, and says `handshake` once Engine.IO has; `way` is `in`, `closed`, or the code of the refusal. */
  static async open(url: string, handshake: Packet): Promise<{ wire: Wire; way: string }> {
    const wire = Wire.#dial(url)
    const way = await new Promise<string>((resolve) => {
      const timer = setTimeout(() => resolve('silent'), PATIENCE)
      wire.#entered = (way) => {
        clearTimeout(timer)
        resolve(way)
      }
      wire.#socket.once('message', () => wire.send(handshake))
    })
    return { wire, way }
  }

  /** Dials, and says nothing. */
  static async dial(url: string): Promise<Wire> {
    const wire = Wire.#dial(url)
    await new Promise((done) => wire.#socket.once('message', done).once('close', done))
    return wire
  }

  static #dial(url: string) {
    const address = `${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`
    return new Wire(new WebSocket(address, { perMessageDeflate: false }))
  }

  get open() {
    return this.#socket.readyState === WebSocket.OPEN
  }

  send(packet: Packet) {
    if (this.open) this.#socket.send(packet)
  }

  /** Sends a command, given as JSON; its answer, or null where the connection ended instead, or 'silent'. */
  ask(command: string): Promise<Ack | null | 'silent'> {
    return new Promise((resolve) => {
      if (!this.open) return resolve(null)
      const number = this.#next++
      const timer = setTimeout(() => resolve('silent'), PATIENCE)
      this.#asked.set(number, (ack) => {
        clearTimeout(timer)
        this.#asked.delete(number)
        resolve(ack)
      })
      this.#socket.send(`42${number}["command",${command}]`)
    })
  }

  /** Waits until the server has dealt with all that was sent: whether the connection outlived it. */
  settled(): Promise<boolean> {
    return new Promise((resolve) => {
      if (!this.open) return resolve(false)
      const done = (alive: boolean) => {
        clearTimeout(timer)
        this.#socket.off('pong', pong)
        this.#socket.off('close', close)
        resolve(alive)
      }
      const timer = setTimeout(() => done(false), PATIENCE)
      const pong = () => done(true)
      const close = () => done(false)
      this.#socket.once('pong', pong).once('close', close)
      this.#socket.ping()
    })
  }

  end() {
    this.#socket.terminate()
  }

  #hear(text: string) {
    if (text === '2') return this.#socket.send('3')
    if (text.startsWith('42["view"')) {
      this.token ??= /"voter":"([\w-]+)"/.exec(text.slice(-300))?.[1]
      this.#entered('in')
    } else if (text.startsWith('44')) {
      const refusal = /"code":"([\w-]+)"/.exec(text)
      this.#entered(refusal?.[1] ?? 'refused')
    } else if (text.startsWith('43')) {
      const start = text.indexOf('[')
      const number = Number(text.slice(2, start))
      const [ack] = JSON.parse(text.slice(start)) as [Ack]
      this.#asked.get(number)?.(ack)
    }
  }
}
