// A bad network: ballots that come late, twice, or in another order than they were made.
import { expect, test, vi } from 'vitest'
import { Line } from '../../server/rehearsal/line.ts'
import { rest, seeded } from '../../server/rehearsal/moment.ts'
import { GRACE } from '../../shared/meeting/command.ts'
import type { View } from '../../shared/meeting/view.ts'
import { cast, casting, deskOf, motions, phones, roundOf } from '../acts.ts'
import { type House, within } from '../harness.ts'
import { proxy } from '../net/proxy.ts'

vi.setConfig({ testTimeout: 30_000 })

const orders = <T>(list: readonly T[]): T[][] =>
  list.length === 0
    ? [[]]
    : list.flatMap((first, n) => orders([...list.slice(0, n), ...list.slice(n + 1)]).map((rest) => [first, ...rest]))

const votes = (house: House) => [...roundOf(house).ballots.values()].map(({ vote }) => vote)

test('M31 M11 in whatever order three taps of an impatient thumb arrive, twice each, the last one stands', () =>
  within({}, async (house) => {
    await (await deskOf(house)).open()
    // Two copies of each: the first try, and the one sent again when no answer came.
    const arrivals = orders([0, 1, 2]).flatMap((first) => orders([0, 1, 2]).map((second) => [...first, ...second]))
    const voters = await phones(house, arrivals.length)
    await Promise.all(
      voters.map(async (voter, n) => {
        const taps = ['A', 'B', 'C'].map((vote, tap) => ({
          ...casting(house, vote, 0, `${n}-${tap}`),
          replaces: ['0', '1', '2'].slice(0, tap).map((earlier) => `${n}-${earlier}`),
        }))
        for (const tap of arrivals[n]!) await voter.do(taps[tap]!)
      }),
    )
    expect(votes(house)).toEqual(arrivals.map(() => 'C'))
  }))

test('M31 a ballot that is replaced is acknowledged when it comes after all, and a new one still counts', () =>
  within({}, async (house) => {
    await (await deskOf(house)).open()
    const [voter] = await phones(house, 1)
    await voter!.do({ ...casting(house, 'B', 0, 'second'), replaces: ['first'] })
    await voter!.do(casting(house, 'A', 0, 'first'))
    expect(votes(house)).toEqual(['B'])
    await voter!.do(casting(house, 'A', 0, 'third'))
    expect(votes(house)).toEqual(['A'])
  }))

test('M31 of a voter who changes three hundred times, the last hundred ballots are remembered', () =>
  within({}, async (house) => {
    await (await deskOf(house)).open()
    const { voter } = await house.room.seat('seat')
    const cast = (n: number) => house.room.handle(casting(house, 'ABC'[n % 3]!, 0, `${n}`), { role: 'phone', voter })
    for (let n = 0; n < 300; n++) await cast(n)
    const [ballot] = house.room.meeting.items[0]!.rounds[0]!.ballots.values()
    expect(ballot).toMatchObject({ id: '299', earlier: Array.from({ length: 100 }, (_, n) => `${n + 199}`) })
    for (const late of [199, 250, 298]) await cast(late)
    expect(votes(house)).toEqual(['C'])
  }))

/** Sends votes at moments around `zero`, over a line on which each takes a second: when it came, and what it was told. */
async function aroundZero(house: House, zero: number, seed: number) {
  const arrived = new Map<unknown, number>()
  const handle = house.room.handle.bind(house.room)
  house.room.handle = (command, actor) => {
    if (command.type === 'cast') arrived.set(command['ballot'], house.room.now())
    return handle(command, actor)
  }
  const net = await proxy(() => house.port)
  const place = { url: `http://127.0.0.1:${net.port}`, host: `127.0.0.1:${house.port}` }
  const lines = Array.from(
    { length: 24 },
    () => new Line({ ...place, role: 'phone', meeting: house.room.meeting.code }),
  )
  try {
    await Promise.all(lines.map((line) => line.until(() => true)))
    net.set({ delay: 1000 }, 'up')
    const random = seeded(seed)
    return await Promise.all(
      lines.map(async (line, n) => {
        const command = casting(house, 'A', 0, `late-${n}`)
        await rest(zero - 1800 + random() * 3000 - Date.now())
        const ack = await line.send(command)
        return { at: arrived.get(command.ballot)!, told: ack.ok ? 'counted' : ack.refusal.code }
      }),
    )
  } finally {
    for (const line of lines) line.close()
    await net.close()
  }
}

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
const choice = { title: 'Where?', kind: 'choice', options: ['A', 'B'] }

test.concurrent.each([
  ['M13 at the end of a countdown', { seconds: 5 }],
  ['M14 when the desk closes', {}],
])('%s, what comes within the grace counts and what comes later does not, however slow the line', (_, more) =>
  within({ agenda: { title: 'Late', items: [{ ...choice, ...more }] } }, async (house) => {
    console.log(`SEED=${seed}`)
    const desk = await deskOf(house)
    await desk.open()
    const zero = roundOf(house).closesAt ?? Date.now() + 4000
    const sending = aroundZero(house, zero, seed)
    let last = zero + GRACE
    if (roundOf(house).closesAt === null) {
      await rest(zero - Date.now())
      const closing = desk.close()
      await vi.waitUntil(() => roundOf(house).drainsUntil)
      last = roundOf(house).drainsUntil!
      await closing
    }
    const votes = await sending
    // Some of each, or it would prove nothing.
    expect(new Set(votes.map(({ told }) => told))).toEqual(new Set(['counted', 'too-late']))
    expect(votes.map(({ told }) => told)).toEqual(votes.map(({ at }) => (at <= last ? 'counted' : 'too-late')))
  }),
)

test('V1 V11 a phone that comes back while a round is closed sees, once that is reopened, what it may as a voter', () =>
  within({ agenda: motions({ visibility: 'own' }) }, async (house) => {
    const desk = await deskOf(house)
    await desk.open()
    const [voter, other] = await phones(house, 2)
    await cast(house, voter!, 'yes')
    await desk.close()
    voter!.close()
    const again = await house.join('phone', { voter: voter!.voter })
    await desk.act('reopen', 0)
    const open = ({ current }: View<'phone'>) => current?.phase === 'open'
    const { current } = await again.until((view) => open(view) && view.current?.round?.tally !== null)
    expect(current!.round!.tally).toMatchObject({ cast: 1 })
    expect((await other!.until(open as never)).audience).toBe('phone')
  }))
