// One direction of a connection through a bad network: late, slow, in pieces, or not at all; never out of order.
import type { Socket } from 'node:net'
import type { Random } from '../../server/rehearsal/moment.ts'

export interface Conditions {
  /** Milliseconds every byte is late, and up to so many more by chance. */
  delay: number
  jitter: number
  /** Bytes a second. */
  rate: number
  /** Most bytes that arrive in one piece. */
  slice: number
  /** Nothing gets through; what was sent arrives when this is over, as TCP sends it again. */
  held: boolean
}

export const well: Conditions = {
  delay: 0,
  jitter: 0,
  rate: Number.POSITIVE_INFINITY,
  slice: Number.POSITIVE_INFINITY,
  held: false,
}

/** What is on the way before the sender has to wait, as buffers of a network would have it. Bytes. */
const ROOM = 16_384

/** Null: the end of all that is sent. */
interface Piece {
  bytes: Buffer | null
  due: number
}

export class Pipe {
  readonly #from: Socket
  readonly #to: Socket
  readonly #random: Random
  #conditions: Conditions
  #queue: Piece[] = []
  #size = 0
  /** When the last byte so far will have arrived. */
  #last = 0
  #timer: NodeJS.Timeout | undefined
  #resting = false

  constructor(from: Socket, to: Socket, conditions: Conditions, random: Random) {
    this.#from = from
    this.#to = to
    this.#conditions = conditions
    this.#random = random
    from.on('data', (bytes: Buffer) => this.#take(bytes))
    from.on('close', () => this.#put(null))
    // 'close' follows and does what is needed.
    from.on('error', () => {})
    to.on('drain', () => this.#pass())
    // The end goes its own way, in the other direction.
    to.on('close', () => this.#forget())
  }

  /** What is on its way arrives no later than it would if it were sent now. */
  set conditions(conditions: Conditions) {
    this.#conditions = conditions
    const latest = performance.now() + conditions.delay + conditions.jitter
    for (const piece of this.#queue) piece.due = Math.min(piece.due, latest)
    this.#last = Math.min(this.#last, latest)
    this.#pass()
  }

  #take(bytes: Buffer) {
    if (this.#to.destroyed) return
    const size = Math.min(this.#conditions.slice, bytes.length)
    for (let at = 0; at < bytes.length; at += size) this.#put(bytes.subarray(at, at + size))
    if (this.#size > ROOM) this.#from.pause()
  }

  #put(bytes: Buffer | null) {
    const { delay, jitter, rate } = this.#conditions
    const length = bytes?.length ?? 0
    const reached = Math.max(performance.now() + delay + jitter * this.#random(), this.#last)
    this.#last = reached + (length / rate) * 1000
    this.#queue.push({ bytes, due: this.#last })
    this.#size += length
    this.#pass()
  }

  #pass() {
    clearTimeout(this.#timer)
    const [piece] = this.#queue
    if (!piece || this.#resting || this.#conditions.held || this.#to.writableNeedDrain) return
    const wait = piece.due - performance.now()
    if (wait > 0) {
      this.#timer = setTimeout(() => this.#pass(), wait)
      return
    }
    this.#queue.shift()
    if (piece.bytes === null) return void this.#to.destroy()
    this.#size -= piece.bytes.length
    this.#to.write(piece.bytes)
    if (this.#size <= ROOM) this.#from.resume()
    // Two writes at once would arrive as one piece: between them this process reads what has arrived.
    this.#resting = true
    setImmediate(() => setImmediate(() => this.#rested()))
  }

  #rested() {
    this.#resting = false
    this.#pass()
  }

  #forget() {
    clearTimeout(this.#timer)
    this.#queue = []
    this.#size = 0
    this.#from.resume()
  }
}
