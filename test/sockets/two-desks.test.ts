// Two moderators at once, in every order their commands can fall: one wins, the other sees it, nothing happens twice.
import { expect, test, vi } from 'vitest'
import { parseAgenda } from '../../shared/formats/agenda.ts'
import type { Event } from '../../shared/meeting/event.ts'
import { lastRound } from '../../shared/meeting/meeting.ts'
import type { Ack } from '../../shared/protocol.ts'
import { motions } from '../acts.ts'
import { type Client, type House, within } from '../harness.ts'

vi.setConfig({ testTimeout: 60_000 })

type Order = ('A' | 'B')[]
type Command = { type: string } & Record<string, unknown>

/** All ways to mix `a` turns of A with `b` turns of B. */
function orders(a: number, b: number): Order[] {
  if (a === 0 && b === 0) return [[]]
  const first = a > 0 ? orders(a - 1, b).map((rest): Order => ['A', ...rest]) : []
  return [...first, ...(b > 0 ? orders(a, b - 1).map((rest): Order => ['B', ...rest]) : [])]
}

interface Played {
  events: Event[]
  acks: Record<'A' | 'B', Ack[]>
  desks: Record<'A' | 'B', Client<'moderator'>>
}

/** Both look at the same open round. A closes, reveals and goes on to one item; B closes, voids and goes on to another. */
async function play(house: House, order: Order, patient: boolean): Promise<Played> {
  const room = await house.app.rooms.make(parseAgenda(JSON.stringify(motions({}, {}, {}))))
  const auth = { meeting: room.meeting.code, key: house.app.rooms.keys(room).moderator }
  const desks = { A: await house.join('moderator', auth), B: await house.join('moderator', auth) }
  const [first, second, third] = room.meeting.items.map(({ id }) => id)
  await desks.A.do({ type: 'open', item: first })
  const of = { item: first, round: lastRound(room.meeting.items[0]!)!.id }
  const scripts: Record<'A' | 'B', Command[]> = {
    A: [
      { type: 'close', ...of },
      { type: 'reveal', ...of },
      { type: 'open', item: second },
    ],
    B: [
      { type: 'close', ...of },
      { type: 'void', ...of, reason: 'a mistake' },
      { type: 'open', item: third },
    ],
  }
  const sent: Record<'A' | 'B', Promise<Ack>[]> = { A: [], B: [] }
  for (const who of order) {
    const ack = desks[who].send(scripts[who].shift()!)
    sent[who].push(ack)
    if (patient) await ack
  }
  const acks = { A: await Promise.all(sent.A), B: await Promise.all(sent.B) }
  const { seq } = room.meeting
  for (const desk of [desks.A, desks.B]) await desk.until((view) => view.seq >= seq)
  const events = (await house.store.load(room.meeting.id)).map(({ event }) => event)
  return { events, acks, desks }
}

const count = (events: Event[], type: Event['type']) => events.filter((event) => event.type === type).length
const oks = (acks: Ack[], ...places: number[]) => places.filter((place) => acks[place]!.ok).length

test.each([
  ['each waiting for its answer', true],
  ['neither waiting', false],
])('M3 M18 V13 two desks, %s: one close, one reveal or void, one next round, and both see the same', (_, patient) =>
  within({}, async (house) => {
    await Promise.all(
      orders(3, 3).map(async (order) => {
        const { events, acks, desks } = await play(house, order, patient)
        const told = `${order.join('')}: ${JSON.stringify(acks)}`
        // Both asked for the close and both hear that it is closed, or that it is gone; it happened once.
        expect(count(events, 'round-closed'), told).toBe(1)
        expect(count(events, 'round-draining'), told).toBeLessThanOrEqual(1)
        expect(count(events, 'round-revealed'), told).toBe(oks(acks.A, 1))
        expect(count(events, 'round-voided'), told).toBe(oks(acks.B, 1))
        const places = (type: Event['type']) => events.findIndex((event) => event.type === type)
        // What is void is not revealed any more.
        if (oks(acks.A, 1) && oks(acks.B, 1))
          expect(places('round-revealed'), told).toBeLessThan(places('round-voided'))
        // The first round, and one more at most: whoever was second hears that a vote is open.
        const opened = oks(acks.A, 2) + oks(acks.B, 2)
        expect(count(events, 'round-opened'), told).toBe(1 + opened)
        expect(opened, told).toBeLessThanOrEqual(1)
        if (patient) expect(opened, told).toBe(1)
        for (const ack of [...acks.A, ...acks.B])
          if (!ack.ok) expect(['already-open', 'not-closed', 'not-open'], told).toContain(ack.refusal.code)
        expect(desks.A.view, told).toEqual(desks.B.view)
      }),
    )
    expect(house.logged.filter((line) => line.includes('bug'))).toEqual([])
  }),
)
