// A meeting loaded again from what was recorded: its open round, its countdown, its votes.
import { expect, test } from 'vitest'
import { Room } from '../../server/room.ts'
import { memoryStore } from '../../server/store/memory.ts'
import { openRound } from '../../shared/meeting/meeting.ts'
import { question } from '../../shared/meeting/question.ts'

const start = 1_800_000_000_000
const log = () => {}

/** A meeting whose only item has a countdown of a minute, open, with one vote in; and the store it lies in. */
async function voting() {
  const store = memoryStore()
  const room = await Room.make({ store, log, clock: () => start }, 'm1', [
    { type: 'meeting-made', id: 'm1', code: 'ACDEFG', title: 'Neighbours', language: 'en', at: start },
    { type: 'item-added', item: 'i1', question: question({ title: 'Adopt', kind: 'motion', seconds: 60 }), to: 0 },
  ])
  await room.handle({ type: 'open', item: 'i1' }, { role: 'moderator' })
  const { voter, token } = await room.seat('seat')
  const { round } = openRound(room.meeting)!
  await room.handle({ type: 'cast', item: 'i1', round: round.id, vote: 'yes', ballot: 'b1' }, { role: 'phone', voter })
  await room.close()
  return { store, voter, token }
}

test('S1 M23 an open round comes back with its countdown, its votes and its seats', async () => {
  const { store, voter, token } = await voting()
  const room = await Room.load({ store, log, clock: () => start + 30_000 }, 'm1')
  const { round } = openRound(room.meeting)!
  expect(round.closesAt).toBe(start + 60_000)
  expect([...round.profile.values()]).toEqual([{ vote: 'yes', count: 1, weight: 1 }])
  expect(room.seats.voterOf(token)).toBe(voter)
  expect(room.mine(voter)).toEqual({ round: round.id, vote: 'yes' })
  await room.close()
})

test('M23 a countdown that ran out while nobody could vote gets 15 seconds', async () => {
  const { store } = await voting()
  const now = start + 600_000
  const room = await Room.load({ store, log, clock: () => now }, 'm1')
  expect(openRound(room.meeting)!.round.closesAt).toBe(now + 15_000)
  await room.close()
})

test('S6 an opening cut short before its box was ready is made good', async () => {
  const { store } = await voting()
  const recorded = await store.load('m1')
  const cut = memoryStore()
  await cut.append(
    'm1',
    recorded.filter(({ event }) => event.type !== 'box-readied' && event.type !== 'cast'),
  )
  const room = await Room.load({ store: cut, log, clock: () => start }, 'm1')
  expect(openRound(room.meeting)!.round.key).not.toBeNull()
  await room.close()
})
