// Bytes on the wire that are no HTTP, no WebSocket, or not what was promised.
import { randomBytes } from 'node:crypto'
import type { Random } from '../../server/rehearsal/moment.ts'
import { pick } from './values.ts'

interface FrameParts {
  opcode: number
  payload?: Buffer
  /** Last frame of its message. */
  fin?: boolean
  masked?: boolean
  /** The three reserved bits. */
  reserved?: number
  /** What the header says, where that is not the truth. */
  length?: number | bigint
}

/** One WebSocket frame, RFC 6455 section 5.2, right or wrong. */
function frame({ opcode, payload = Buffer.alloc(0), fin = true, masked = true, reserved = 0, length }: FrameParts) {
  const said = BigInt(length ?? payload.length)
  const first = (fin ? 0x80 : 0) | (reserved << 4) | opcode
  const mask = masked ? 0x80 : 0
  const size =
    said < 126n
      ? Buffer.from([first, mask | Number(said)])
      : said < 65_536n
        ? Buffer.from([first, mask | 126, Number(said >> 8n), Number(said & 255n)])
        : Buffer.concat([Buffer.from([first, mask | 127]), wide(said)])
  if (!masked) return Buffer.concat([size, payload])
  const key = randomBytes(4)
  return Buffer.concat([size, key, payload.map((byte, at) => byte ^ key[at % 4]!)])
}

function wide(value: bigint): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt.asUintN(64, value))
  return bytes
}

/** The request that opens a WebSocket. */
const upgrade = (host: string, path = '/socket.io/?EIO=4&transport=websocket') =>
  [
    `GET ${path} HTTP/1.1`,
    `Host: ${host}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
    '\r\n',
  ].join('\r\n')

const text = (value: string, more: Partial<FrameParts> = {}) =>
  frame({ opcode: 1, payload: Buffer.from(value), ...more })
const garbage = (random: Random, most = 300) =>
  Buffer.from(Array.from({ length: 1 + Math.floor(random() * most) }, () => Math.floor(random() * 256)))

/** Frames after a handshake that was right. */
const afterwards: readonly ((random: Random) => Buffer[])[] = [
  (random) => [frame({ opcode: pick(random, [3, 4, 5, 6, 7, 11, 12, 13, 14, 15]), payload: garbage(random) })],
  (random) => [text('40{}', { masked: random() < 0.1 })],
  (random) => [text('40{}', { reserved: 1 + Math.floor(random() * 7) })],
  // Fragments: without a beginning, without an end, one message within another, of control frames.
  () => [frame({ opcode: 0, payload: Buffer.from('40{}') })],
  () => [text('40', { fin: false })],
  () => [text('40', { fin: false }), text('{}')],
  () => [text('4', { fin: false }), frame({ opcode: 9 }), frame({ opcode: 0, payload: Buffer.from('0{}') })],
  (random) => [frame({ opcode: pick(random, [8, 9, 10]), fin: false })],
  () => Array.from({ length: 40 }, (_, n) => frame({ opcode: n === 0 ? 1 : 0, fin: false, payload: Buffer.from('4') })),
  // Lengths that are not true.
  (random) => [text('40{}', { length: pick(random, [5000, 70_000, 2n ** 32n, 2n ** 63n, 2n ** 64n - 1n]) })],
  () => [frame({ opcode: 9, payload: Buffer.alloc(126) })],
  () => [frame({ opcode: 8, payload: Buffer.from([1]) })],
  (random) => [frame({ opcode: 8, payload: Buffer.concat([Buffer.from([3, 0xe7]), garbage(random, 60)]) })],
  (random) => [frame({ opcode: 8, payload: Buffer.from([random() * 256, random() * 256]) })],
  // Text that is no UTF-8.
  () => [frame({ opcode: 1, payload: Buffer.from([0x34, 0xc0, 0xaf, 0xed, 0xa0, 0x80]) })],
  () => [text('4', { fin: false }), frame({ opcode: 0, payload: Buffer.from([0xf0, 0x9f]) })],
  () => [frame({ opcode: 1, payload: Buffer.alloc(20_000, '4') })],
  (random) => [frame({ opcode: 2, payload: garbage(random, 3000) })],
  () => Array.from({ length: 50 }, () => frame({ opcode: 9, payload: Buffer.alloc(100) })),
  () => Array.from({ length: 50 }, () => frame({ opcode: 1 })),
  (random) => [garbage(random)],
  (random) => [text('40{}').subarray(0, Math.floor(random() * 10))],
]

const requests: readonly ((random: Random, host: string) => Buffer | string)[] = [
  (random, host) => upgrade(host).slice(0, Math.floor(random() * 200)),
  (_, host) => upgrade(host).replace('13', '12'),
  (_, host) => upgrade(host).replace('AAAAAAAAAAAAAAAAAAAAAA==', 'A'),
  (_, host) => upgrade(host).replace('Upgrade: websocket', 'Upgrade: h2c'),
  (_, host) => upgrade(host).replace('GET', 'POST'),
  (_, host) => upgrade(host, `/socket.io/?EIO=4&transport=websocket&sid=${'A'.repeat(20)}`),
  (random, host) =>
    upgrade(host, `/socket.io/?EIO=${pick(random, ['3', '5', '', '__proto__', '4&EIO=4'])}&transport=websocket`),
  (random, host) =>
    upgrade(
      host,
      `/socket.io/?EIO=4&transport=${pick(random, ['flash', '__proto__', 'webtransport', '', 'constructor'])}`,
    ),
  (random, host) =>
    upgrade(
      host,
      pick(random, [
        '/',
        '/socket.io',
        '/socket.io/x?EIO=4',
        '//',
        '*',
        '/api/meetings',
        '/socket.io/?EIO=4&transport=websocket&transport=x',
      ]),
    ),
  (random, host) => {
    const body = pick(random, [
      '4',
      '40{}\u001e',
      '\u001e'.repeat(2000),
      '42["command"]',
      'b',
      '1',
      '6',
      'x'.repeat(20_000),
    ])
    return `POST /socket.io/?EIO=4&transport=polling&sid=${random()} HTTP/1.1\r\nHost: ${host}\r\nContent-Length: ${body.length}\r\n\r\n${body}`
  },
  (_, host) => `GET /socket.io/?EIO=4&transport=polling&j=0;alert(1) HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
  (_, host) => `GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: ${host}\r\nOrigin: null\r\n\r\n`,
  (_, host) =>
    `POST /api/meetings HTTP/1.1\r\nHost: ${host}\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n`,
  (_, host) => `POST /api/meetings HTTP/1.1\r\nHost: ${host}\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n`,
  (_, host) => `GET / HTTP/1.1\r\nHost: ${host}\r\n${'X: y\r\n'.repeat(2500)}\r\n`,
  (_, host) => `GET / HTTP/1.1\r\nHost: ${host}\r\nHost: evil.example\r\n\r\n`,
  (_, host) => `GET http://evil.example/ HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
  () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  () => Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03]),
  (random) => garbage(random),
  () => '\r\n'.repeat(500),
  (_, host) => `GET /%${'00'.repeat(20)} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
]

export interface Assault {
  /** Sent first; what follows waits for the server's first word. */
  opening: string | Buffer
  frames: Buffer[]
}

/** What to do to one connection. */
export function assault(random: Random, host: string): Assault {
  if (random() < 0.4) return { opening: pick(random, requests)(random, host), frames: [] }
  return { opening: upgrade(host), frames: pick(random, afterwards)(random) }
}
