// What somebody overheard, or made others' browsers send: sessions, packets, and names that point here.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { casting, counted, deskOf, phones } from '../acts.ts'
import { phonesAuth } from '../fuzz/attack.ts'
import { Wire } from '../fuzz/wire.ts'
import { type House, start } from '../harness.ts'
import { ask, organizer } from '../wire.ts'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

let house: House
beforeAll(async () => {
  house = await start()
})
afterAll(() => house.stop())

const code = () => house.room.meeting.code
const polling = (sid = '') => `/socket.io/?EIO=4&transport=polling${sid && `&sid=${sid}`}`
const websocket = (sid = '') => `/socket.io/?EIO=4&transport=websocket${sid && `&sid=${sid}`}`
const upgrade = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
}
const handshake = (auth: object) => `40${JSON.stringify({ protocol: 1, meeting: code(), ...auth })}`
/** A session of somebody who cannot use WebSocket, as far as Engine.IO knows. */
async function session(): Promise<string> {
  const { text } = await ask(house, polling())
  return (JSON.parse(text.slice(1)) as { sid: string }).sid
}

describe('P5 a name that was pointed here, and a page under it: both agree, and both are strangers', () => {
  const names = [
    'evil.example',
    '127.0.0.1.nip.io',
    'localhost.evil.example',
    'rebind.network',
    'xn--spotvote-8za.example',
  ]

  test.each(names)('P5 %s', async (name) => {
    for (const [host, origin] of [
      [name, `http://${name}`],
      [`${name}:${house.port}`, `http://${name}:${house.port}`],
    ] as const) {
      const headers = { host, origin }
      for (const path of ['/', `/${code()}`, '/healthz', '/metrics', `/${code()}/qr.svg`, '/pictures/x.png'])
        expect([path, (await ask(house, path, { headers })).status]).toEqual([path, 421])
      for (const [method, path] of [
        ['GET', '/api/meetings'],
        ['POST', '/api/meetings'],
        ['POST', `/api/meetings/${code()}/commands`],
        ['GET', `/api/meetings/${code()}/export/json`],
      ] as const)
        expect((await ask(house, path, { method, headers: { ...headers, ...organizer(house) } })).status).toBe(421)
      expect((await ask(house, polling(), { headers })).status).toBe(403)
      expect((await ask(house, websocket(), { headers: { ...headers, ...upgrade } })).status).toBe(400)
      expect((await ask(house, polling(), { method: 'OPTIONS', headers })).status).toBeGreaterThanOrEqual(400)
    }
  })

  test.each(['null', 'http://evil.example'])(
    'P5 of the origin %s not even a session that is open takes anything',
    async (origin) => {
      const sid = await session()
      const join = handshake({ role: 'phone' })
      const before = house.room.meeting.voters.size
      for (const method of ['GET', 'POST'])
        expect(
          (await ask(house, polling(sid), { method, headers: { origin }, ...(method === 'POST' && { body: join }) }))
            .status,
        ).toBe(403)
      expect((await ask(house, websocket(sid), { headers: { ...upgrade, origin } })).status).toBe(400)
      expect(house.room.meeting.voters.size).toBe(before)
      // It was the stranger's page that was refused, not the session.
      expect((await ask(house, polling(sid), { method: 'POST', body: join })).text).toBe('ok')
    },
  )
})

describe('P10 a session is nobody else’s', () => {
  test('P10 one that there is not is refused, by every way', async () => {
    for (const sid of ['AAAAAAAAAAAAAAAAAAAA', '__proto__', 'constructor', '..%2f..', 'x'.repeat(500), '%00']) {
      expect([sid, (await ask(house, polling(sid))).status]).toEqual([sid, 400])
      expect((await ask(house, polling(sid), { method: 'POST', body: '40{}' })).status).toBe(400)
      expect((await ask(house, websocket(sid), { headers: upgrade })).status).toBe(400)
    }
  })

  test('P10 that of a WebSocket can be neither read, nor written, nor taken over', async () => {
    const desk = await deskOf(house)
    const sid = (desk.moderator.socket.io.engine as unknown as { id: string }).id
    expect(sid).toMatch(/^[\w-]{20}$/)
    expect((await ask(house, polling(sid))).status).toBe(400)
    expect((await ask(house, polling(sid), { method: 'POST', body: '42["command",{"type":"release"}]' })).status).toBe(
      400,
    )
    const seq = house.room.meeting.seq
    const taken = await ask(house, websocket(sid), { headers: upgrade }).then(
      ({ status }) => status,
      () => 'closed',
    )
    expect([400, 101, 'closed']).toContain(taken)
    expect((await desk.moderator.do({ type: 'ping' })).seq).toBe(seq)
    expect(desk.moderator.socket.connected).toBe(true)
  })
})

test('P11 there is nothing to recover: a session and an offset open no door that a key would not', async () => {
  const sid = await session()
  await ask(house, polling(sid), { method: 'POST', body: handshake({ role: 'results' }) })
  // What recovery would be asked for with is a `pid` beside this, and an offset behind each view.
  const { text } = await ask(house, polling(sid))
  const [connected, view] = text.split('\u001e')
  expect(connected).toMatch(/^40\{"sid":"[\w-]{20}"\}$/)
  const told = view ?? (await ask(house, polling(sid))).text
  expect(JSON.parse(told.slice(2))).toEqual(['view', expect.any(Object), { now: expect.any(Number) }])
  const pid = /"sid":"([\w-]+)"/.exec(connected!)![1]
  for (const stolen of [
    { pid, offset: '0' },
    { pid, offset: '', role: 'moderator' },
    { pid, offset: 'x', role: 'organizer', key: 'guess' },
    { pid: { toString: 'x' }, offset: ['x'], role: 'moderator' },
  ]) {
    const { wire, way } = await Wire.open(house.url, handshake(stolen))
    expect(['invalid', 'bad-key']).toContain(way)
    wire.end()
  }
  const old = house.keys().moderator
  await (await house.join('organizer')).do({ type: 'rekey', role: 'moderator' })
  const { wire, way } = await Wire.open(house.url, handshake({ role: 'moderator', key: old, pid, offset: '0' }))
  expect(way).toBe('bad-key')
  wire.end()
})

test('M16 M22 packets overheard and sent again speak for whoever sends them', async () => {
  const desk = await deskOf(house)
  await desk.open()
  const [victim, thief] = await phones(house, 2)
  const ballot = casting(house, 'A')
  await victim!.do(ballot)
  // The very packet: the same ballot, on another connection, is another seat's ballot.
  await thief!.do(ballot)
  await thief!.do({ ...casting(house, 'B') })
  expect(counted(house)).toEqual({ A: 1, B: 1 })
  expect((await house.join('phone', { voter: victim!.voter })).envelopes[0]!.mine).toMatchObject({ vote: 'A' })
  const seq = house.room.meeting.seq
  for (const type of ['close', 'reveal', 'void', 'archive', 'rekey', 'release'])
    expect(await thief!.refused({ type, item: ballot.item, round: ballot.round, reason: 'x', role: 'kiosk' })).toBe(
      'not-allowed',
    )
  expect(house.room.meeting.seq).toBe(seq)
  // A handshake overheard is the seat itself: one seat, one vote, however many hold it.
  const twin = await Wire.open(house.url, phonesAuth(code(), victim!.voter))
  expect(await twin.wire.ask(JSON.stringify(casting(house, 'C')))).toMatchObject({ ok: true })
  twin.wire.end()
  expect(counted(house)).toEqual({ B: 1, C: 1 })
})
