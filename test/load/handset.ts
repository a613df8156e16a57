// A phone reduced to its socket: Socket.IO in WebSocket frames written by hand, cheap enough for ten thousand.
import { connect, type Socket } from 'node:net'

export interface Way {
  port: number
  /** Sent when the server greets. */
  auth: Record<string, unknown>
  /** Source address, where the usual one has not ports enough. */
  from: string | undefined
}

const [TEXT, PONG] = [0x81, 0x8a]
/** The key is no secret: the server only has to see one. */
const upgrade = (port: number) =>
  `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\n` +
  'Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n'

/** Masked with zeros, which leaves the text as it is. */
function frame(type: number, text: string): Buffer {
  const length = Buffer.byteLength(text)
  const head = length < 126 ? 2 : 4
  const bytes = Buffer.alloc(head + 4 + length)
  bytes[0] = type
  bytes[1] = 0x80 | (head === 2 ? length : 126)
  if (head === 4) bytes.writeUInt16BE(length, 2)
  bytes.write(text, head + 4)
  return bytes
}

export class Handset {
  /** Socket.IO messages received, views and acknowledgements, and the bytes of them. */
  readonly heard = { views: 0, messages: 0, bytes: 0 }
  /** Text of a view and what travels beside it. */
  onview: (text: string) => void = () => {}
  onack: (text: string) => void = () => {}
  /** Refused, or lost without having asked for it. */
  onend: (why: string) => void = () => {}
  #socket: Socket | null = null
  #rest: Buffer | null = null

  dial({ port, auth, from }: Way) {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true, ...(from && { localAddress: from }) })
    this.#socket = socket
    this.#rest = null
    let open = false
    socket.write(upgrade(port))
    socket.on('data', (bytes) => {
      let unread = this.#rest ? Buffer.concat([this.#rest, bytes]) : bytes
      if (!open) {
        const end = unread.indexOf('\r\n\r\n')
        open = end >= 0
        if (open) unread = unread.subarray(end + 4)
      }
      this.#rest = open ? this.#read(unread, auth) : unread
    })
    socket.on('error', ({ message }) => this.onend(message))
    socket.on('close', () => this.#socket === socket && this.onend('the server hung up'))
  }

  send(command: string) {
    this.#socket?.write(frame(TEXT, `420${command}`))
  }

  /** As when it is switched off. */
  drop() {
    const socket = this.#socket
    this.#socket = null
    socket?.destroy()
  }

  /** Reads whole frames; answers what is left. */
  #read(bytes: Buffer, auth: Way['auth']): Buffer | null {
    let at = 0
    while (bytes.length - at >= 2) {
      const short = bytes[at + 1]! & 0x7f
      const head = short < 126 ? 2 : short === 126 ? 4 : 10
      if (bytes.length - at < head) break
      const length =
        head === 2 ? short : head === 4 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2))
      if (bytes.length - at < head + length) break
      const text = bytes.toString('utf8', at + head, at + head + length)
      if ((bytes[at]! & 0x0f) === 9) this.#socket?.write(frame(PONG, text))
      else this.#take(text, head + length, auth)
      at += head + length
    }
    return at === bytes.length ? null : bytes.subarray(at)
  }

  #take(text: string, bytes: number, auth: Way['auth']) {
    if (text === '2') return void this.#socket?.write(frame(TEXT, '3'))
    if (text[0] === '0') return void this.#socket?.write(frame(TEXT, `40${JSON.stringify(auth)}`))
    const type = text.slice(0, 2)
    if (type === '44') return this.onend(text)
    if (type !== '42' && type !== '43') return
    this.heard.messages += 1
    this.heard.bytes += bytes
    if (type === '43') return this.onack(text.slice(text.indexOf('[')))
    this.heard.views += 1
    this.onview(text)
  }
}
