// Floods of connections that want nothing, or too much: silent ones, slow ones, ones that never join, ones that all do.
import { connect, type Socket } from 'node:net'
import { rest } from '../../server/rehearsal/moment.ts'
import { phonesAuth } from './attack.ts'
import { Wire } from './wire.ts'

export type FloodName = 'silent' | 'slow headers' | 'slow body' | 'never join' | 'join and join'

export interface FloodOrder {
  name: FloodName
  url: string
  port: number
  meeting: string
  count: number
}

interface Flood {
  /** Connections the server still holds open. */
  open(): number
  /** What the server said to those who asked to come in. */
  ways: Record<string, number>
  end(): void
}

/** Opens `count` connections, a thousand a second: how long a crowd that comes at one moment takes is another question. */
async function many<T>(count: number, one: (n: number) => Promise<T>): Promise<T[]> {
  const made: T[] = []
  for (let from = 0; from < count; from += 100) {
    const size = Math.min(100, count - from)
    const [, opened] = await Promise.all([
      rest(100),
      Promise.all(Array.from({ length: size }, (_, n) => one(from + n))),
    ])
    made.push(...opened)
  }
  return made
}

const dial = (port: number) =>
  new Promise<Socket>((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => {})
    // What the server says is read, or its goodbye would never be heard.
    socket.resume()
    socket.once('connect', () => resolve(socket)).once('close', () => resolve(socket))
  })

/** Bare connections that first send `opening`, then every two seconds `drop`, each at a moment of its own. */
async function bare({ port, count }: FloodOrder, opening: string, drop: string): Promise<Flood> {
  const timers: NodeJS.Timeout[] = []
  const sockets = await many(count, async () => {
    const socket = await dial(port)
    const write = (text: string) => text && socket.writable && socket.write(text)
    write(opening)
    if (drop) timers.push(setInterval(() => write(drop), 2000))
    return socket
  })
  return {
    open: () => sockets.filter((socket) => socket.readyState === 'open').length,
    ways: {},
    end() {
      for (const timer of timers) clearInterval(timer)
      for (const socket of sockets) socket.destroy()
    },
  }
}

async function wires({ url, count }: FloodOrder, handshake: string | null): Promise<Flood> {
  const ways: Record<string, number> = {}
  const opened = await many(count, async () => {
    if (handshake === null) return Wire.dial(url)
    const { wire, way } = await Wire.open(url, handshake)
    ways[way] = (ways[way] ?? 0) + 1
    return wire
  })
  return {
    open: () => opened.filter(({ open }) => open).length,
    ways,
    end() {
      for (const wire of opened) wire.end()
    },
  }
}

const floods: Record<FloodName, (order: FloodOrder) => Promise<Flood>> = {
  silent: (order) => bare(order, '', ''),
  'slow headers': (order) => bare(order, `GET / HTTP/1.1\r\nHost: 127.0.0.1:${order.port}\r\n`, 'X: y\r\n'),
  'slow body': (order) =>
    bare(
      order,
      `POST /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: 127.0.0.1:${order.port}\r\nContent-Length: 9999\r\n\r\n`,
      '4',
    ),
  'never join': (order) => wires(order, null),
  'join and join': (order) => wires(order, phonesAuth(order.meeting)),
}

export interface Washed {
  /** Connections there were, and how many the server had closed when it was left alone for a while. */
  opened: number
  left: number
  ways: Record<string, number>
}

/** Floods, and holds on for so many milliseconds. */
export async function wash(order: FloodOrder, hold: number): Promise<Washed> {
  const flood = await floods[order.name](order)
  const opened = flood.open()
  await rest(hold)
  const left = flood.open()
  flood.end()
  return { opened, left, ways: flood.ways }
}
