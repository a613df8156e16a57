// Whatever a socket sends: an answer where one was asked for, and a server that stays.
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { parseAgenda } from '../../shared/formats/agenda.ts'
import { commands } from '../../shared/meeting/decide.ts'
import { cast, casting, counted, deskOf, itemOf, motions, phones, roundOf } from '../acts.ts'
import { attack, leave, type Target } from '../fuzz/attack.ts'
import { type Client, type House, start } from '../harness.ts'
import { commandRoles, houseRoles } from '../roles.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 30_000 })

let house: House
beforeAll(async () => {
  house = await start()
  await (await deskOf(house)).open()
})
afterAll(() => house.stop())

/** The house stands: nothing was logged as a bug, nothing changed, and an honest voter votes. */
async function stands(before: string) {
  expect(house.logged.filter((line) => line.includes('bug'))).toEqual([])
  expect(state()).toBe(before)
  const [honest] = await phones(house, 1)
  await cast(house, honest!, 'A')
}
const state = () =>
  JSON.stringify([house.room.meeting.items, house.room.meeting.current, house.room.meeting.archived], (_, part) =>
    part instanceof Map ? [...part] : part,
  )

const deep = (depth: number): unknown => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`)
const odd: unknown[] = [
  null,
  undefined,
  0,
  -1,
  1e308,
  true,
  '',
  'cast',
  [],
  [[]],
  {},
  { type: null },
  { type: 7 },
  { type: ['cast'] },
  { type: { toString: 'cast' } },
  { type: '' },
  { type: 'x'.repeat(41) },
  { type: '__proto__' },
  { type: 'constructor' },
  { type: 'toString' },
  { type: 'hasOwnProperty' },
  JSON.parse('{"__proto__":{"type":"ping","role":"organizer"}}'),
  JSON.parse('{"type":"cast","__proto__":{"item":"x"}}'),
  Buffer.from('cast'),
  { type: Buffer.from('cast') },
  deep(1000),
  { type: 'cast', item: deep(1000) },
]

/** Devices that take turns: each may send twenty commands at once. */
async function* devices(role: 'phone' | 'moderator' | 'organizer' | 'kiosk') {
  for (;;) {
    const client: Client = await house.join(role)
    for (let sent = 0; sent < 19; sent++) yield client
  }
}

test('P12 what is no command is refused, with one answer each', async () => {
  const before = state()
  const line = devices('phone')
  for (const input of odd) {
    const client = (await line.next()).value!
    const ack = await client.send(input as never)
    expect([input, ack.ok]).toEqual([input, false])
    expect(['invalid', 'unknown-command']).toContain(!ack.ok && ack.refusal.code)
  }
  await stands(before)
})

test('P12 M25 every field of every command, wrong in every way, is refused', async () => {
  const before = state()
  const sound: Record<string, unknown> = {
    item: itemOf(house),
    round: roundOf(house).id,
    id: itemOf(house),
    vote: 'A',
    ballot: 'b',
    reason: 'because',
    seconds: 15,
    to: 0,
    title: 'x',
    language: 'en',
    archived: true,
  }
  const wrong = [undefined, null, 1.5, -7, '', 'x'.repeat(5000), [], { a: 1 }, deep(200)]
  /** What may be left out, and null where it has a meaning. */
  const fine = ['show item null', 'add-item id undefined', 'add-item to undefined']
  for (const [type, { schema, roles }] of Object.entries(commands)) {
    const role = (roles.includes('server') ? 'organizer' : roles[0]) as 'phone'
    const line = devices(role)
    for (const field of Object.keys((schema as unknown as { entries: object }).entries))
      for (const value of wrong) {
        const name = `${type} ${field} ${value}`
        // Where a round gives none, a receipt is not looked at.
        if (field === 'receipt') continue
        if (fine.includes(name) || (field === 'round' && type !== 'cast' && value === undefined)) continue
        if (field === 'replaces' && (value === undefined || (Array.isArray(value) && value.length === 0))) continue
        const client = (await line.next()).value!
        const item = type === 'add-item' ? { id: 'fresh', item: { title: 'x', kind: 'motion' } } : {}
        const ack = await client.send({ ...sound, ...item, type, [field]: value })
        expect([name, ack.ok]).toEqual([name, false])
        if (!ack.ok) expect([name, ack.refusal.code]).not.toEqual([name, 'failed'])
      }
  }
  await stands(before)
})

test('P12 the house’s own commands take no odd fields', async () => {
  const before = state()
  const address = house.app.rooms.address
  for (const [type, field] of [
    ['rekey', 'role'],
    ['choose-address', 'address'],
  ] as const) {
    const line = devices('organizer')
    for (const value of [undefined, 7, [], {}, 'x'.repeat(200), '__proto__', 'organizer']) {
      const ack = await (await line.next()).value!.send({ type, [field]: value })
      expect([type, value, ack.ok]).toEqual([type, value, false])
    }
  }
  expect(house.app.rooms.address).toBe(address)
  await stands(before)
})

test('P12 without an acknowledgement, or with something that is none, nothing happens but what was asked', async () => {
  const before = state()
  const [phone] = await phones(house, 1)
  const emit = phone!.socket.emit.bind(phone!.socket) as (...args: unknown[]) => void
  for (const args of [
    [],
    [null],
    [{ type: 'cast' }],
    [{ type: 'ping' }, 7],
    [{ type: 'ping' }, null, {}],
    [{}, {}, {}],
  ])
    emit('command', ...args)
  for (const event of ['view', 'error', 'message', '', 'commands', 'toString', '__proto__'])
    emit(event, { type: 'open' })
  expect((await phone!.send({ type: 'ping' })).ok).toBe(true)
  await stands(before)
})

test('P12 packets that are none end their connection at most', async () => {
  const before = state()
  const packets = [
    '',
    '0',
    '1',
    '2',
    '3',
    '4',
    '5',
    '6',
    '9',
    '2[',
    '2["command"',
    '2["command",',
    '2{}',
    '2[]',
    '2[null]',
    '2["disconnect"]',
    '2["connect",{}]',
    '2["error",{}]',
    '2["newListener"]',
    '0{"role":"organizer"}',
    '0/admin,',
    '2/admin,["command",{}]',
    '51-["command",{"_placeholder":true,"num":0}]',
    '51-["command",{"_placeholder":true,"num":9}]',
    '5999999999-["command"]',
    '3999["ack"]',
    '4{"message":"x"}',
    '\u0000',
    '2["command",{"type":"ping"}]'.repeat(3),
  ]
  // All at once: each on a connection of its own, which may end, and may not stay without an answer for long.
  const after = async (packet: string) => {
    const [phone] = await phones(house, 1)
    const closed = new Promise((resolve) => phone!.socket.once('disconnect', () => resolve('closed')))
    phone!.socket.io.engine.send(packet)
    const answer = phone!.socket.timeout(2500).emitWithAck('command', { type: 'ping' })
    const fate = await Promise.race([closed, answer.then(({ ok }) => ok).catch(() => 'silent')])
    phone!.close()
    return fate
  }
  const fates = await Promise.all(packets.map(after))
  // A connection that took its leave in Socket.IO's own words is not answered any more; the others are, or end.
  const silent = packets.filter((_, n) => fates[n] === 'silent')
  expect(silent).toEqual(['1'])
  await stands(before)
})

test('P12 a packet above 16 kB ends its connection, and no other', async () => {
  const before = state()
  const [big, other] = await phones(house, 2)
  const closed = new Promise((resolve) => big!.socket.once('disconnect', resolve))
  big!.socket.emit('command', { type: 'cast', vote: 'x'.repeat(1_000_000) } as never, () => {})
  await closed
  big!.close()
  expect((await other!.send({ type: 'ping' })).ok).toBe(true)
  const [nested] = await phones(house, 1)
  const gone = new Promise((resolve) => nested!.socket.once('disconnect', resolve))
  nested!.socket.io.engine.send(`2["command",${'['.repeat(1_000_000)}`)
  await gone
  nested!.close()
  await stands(before)
})

test('P12 P7 bytes, packets and commands by chance, from all who have no say, and a desk gone mad next door', async () => {
  const seated = await phones(house, 30)
  for (const phone of seated) phone.close()
  const [honest] = await phones(house, 1)
  const wildRoom = await house.app.rooms.make(parseAgenda(JSON.stringify(motions({}, {}))))
  const [items, wildItems] = [house.room, wildRoom].map(({ meeting }) => meeting.items.map(({ id }) => id))
  const keys = { ...house.app.rooms.keys(house.room), source: '' }
  const target: Target = {
    code: house.room.meeting.code,
    aim: { item: itemOf(house), round: roundOf(house).id, others: items! },
    seats: seated.map(({ voter }) => voter),
    keys,
  }
  const wild: Target = {
    code: wildRoom.meeting.code,
    aim: { item: wildItems![0]!, round: 'none', others: wildItems! },
    seats: [],
    keys: { ...house.app.rooms.keys(wildRoom), source: '', organizer: house.app.rooms.organizerKey },
  }
  await cast(house, honest!, 'A')
  const tally = counted(house)
  const before = state()
  const seed = 20_261_122
  const plan = { url: house.url, port: house.port, seed, targets: [target], wild, within: 3000 }
  const assault = attack({ ...plan, sent: { bytes: 250, packets: 900, commands: 900, desk: 200 } })
  let acked = 0
  for (let going = true; going; ) {
    const answered = await honest!.send(casting(house, 'A'))
    if (answered.ok) acked += 1
    going = await Promise.race([assault.then(() => false), new Promise<boolean>((next) => setTimeout(next, 250, true))])
  }
  const { sent, wrong, fates } = await assault
  leave()
  expect([seed, wrong]).toEqual([seed, []])
  expect(Object.values(sent).reduce((sum, n) => sum + n, 0)).toBeGreaterThanOrEqual(2250)
  for (const layer of ['bytes closed', 'packets closed', 'packets outlived', 'commands not-allowed', 'desk ok'])
    expect([layer, (fates[layer] ?? 0) > 0]).toEqual([layer, true])
  expect(acked).toBeGreaterThan(5)
  expect(counted(house)).toEqual(tally)
  // The honest voter's ballots have ids, one after the other.
  const lasting = (text: string) => text.replaceAll(/"ballot-\d+",?/g, '')
  expect(lasting(state())).toBe(lasting(before))
})

test('P12 every command is in this file’s reach', () => {
  expect(Object.keys(commands).filter((type) => !(type in commandRoles) && !(type in houseRoles))).toEqual([])
})
