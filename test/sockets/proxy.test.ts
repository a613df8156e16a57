// The network that fails on demand: what it does to bytes, and that it loses and turns round none of them.
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { rest } from '../../server/rehearsal/moment.ts'
import { type FaultyNet, proxy } from '../net/proxy.ts'

let server: Server
let net: FaultyNet
/** The server's side of each connection. */
let sides: Socket[]
beforeEach(async () => {
  sides = []
  server = createServer((side) => {
    side.on('error', () => {})
    sides.push(side)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  net = await proxy(() => (server.address() as AddressInfo).port)
})
afterEach(async () => {
  await net.close()
  for (const side of sides) side.destroy()
  await new Promise((closed) => server.close(closed))
})

/** A connection through the network, both ends of it, and the pieces that arrive at each. */
async function line() {
  const near = connect(net.port, '127.0.0.1')
  near.on('error', () => {})
  const count = sides.length
  await vi.waitUntil(() => sides.length > count)
  const far = sides[count]!
  const pieces = { near: [] as string[], far: [] as string[] }
  near.on('data', (bytes) => pieces.near.push(String(bytes)))
  far.on('data', (bytes) => pieces.far.push(String(bytes)))
  return { near, far, pieces, at: (end: 'near' | 'far') => pieces[end].join('') }
}

test('well, it is not there; late, nothing comes before its time, and all in its order', async () => {
  const { near, far, at } = await line()
  near.write('up')
  far.write('down')
  await vi.waitUntil(() => at('far') === 'up' && at('near') === 'down')
  net.set({ delay: 200, jitter: 100 }, 'up')
  const from = performance.now()
  for (let n = 0; n < 10; n++) near.write(String(n))
  await vi.waitUntil(() => at('far') === 'up0123456789')
  expect(performance.now() - from).toBeGreaterThanOrEqual(199)
})

test('cut into pieces, they arrive one by one', async () => {
  const { near, at, pieces } = await line()
  net.set({ slice: 3 }, 'up')
  near.write('abcdefgh')
  await vi.waitUntil(() => at('far') === 'abcdefgh')
  expect(pieces.far).toEqual(['abc', 'def', 'gh'])
})

test('narrow, it carries so many bytes a second, and what is on its way when it widens comes at once', async () => {
  const { near, at } = await line()
  net.set({ rate: 1000 })
  const from = performance.now()
  near.write('x'.repeat(300))
  await vi.waitUntil(() => at('far').length === 300)
  expect(performance.now() - from).toBeGreaterThanOrEqual(299)
  near.write('y'.repeat(60_000))
  net.heal()
  await vi.waitUntil(() => at('far').length === 60_300)
})

test('silent one way, the other way goes on; healed, what was sent arrives, the end of a connection too', async () => {
  const { near, far, at } = await line()
  net.silence('up')
  near.write('held')
  far.write('free')
  await vi.waitUntil(() => at('near') === 'free')
  near.end()
  await rest(50)
  expect([at('far'), far.closed]).toEqual(['', false])
  const closed = once(far, 'close')
  net.heal()
  await closed
  expect(at('far')).toBe('held')
})

test('deaf for good are the connections there are, not those to come', async () => {
  const old = await line()
  net.deafen()
  const young = await line()
  for (const { near } of [old, young]) near.write('hello')
  await vi.waitUntil(() => young.at('far') === 'hello')
  net.heal()
  young.near.write('!')
  await vi.waitUntil(() => young.at('far') === 'hello!')
  expect(old.at('far')).toBe('')
})

test('reset, both ends hear it as an error; cut, nobody gets in until it heals', async () => {
  const first = await line()
  const errors = Promise.all([once(first.near, 'error'), once(first.far, 'error')])
  net.reset()
  expect((await errors).map(([error]) => (error as NodeJS.ErrnoException).code)).toEqual(['ECONNRESET', 'ECONNRESET'])
  await line()
  net.cut()
  const shut = connect(net.port, '127.0.0.1')
  await expect(once(shut, 'close')).rejects.toMatchObject({ code: 'ECONNRESET' })
  net.heal()
  const { near, at } = await line()
  near.write('again')
  await vi.waitUntil(() => at('far') === 'again')
})
