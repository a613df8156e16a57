// A laptop that slept, or a clock that was set: what it finds, and what becomes of a countdown.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Room } from '../../server/room.ts'
import { watchSleep } from '../../server/sleep.ts'
import { memoryStore } from '../../server/store/memory.ts'
import { parseAgenda } from '../../shared/formats/agenda.ts'
import { openRound } from '../../shared/meeting/meeting.ts'
import { motions } from '../acts.ts'

beforeEach(() => vi.useFakeTimers({ now: 1_000_000_000_000 }))
afterEach(() => vi.useRealTimers())

test('M30 time that passes as it should is no jump; a sleep, and a clock set forward or back, is one', () => {
  const jumps: number[] = []
  const { check, stop } = watchSleep(({ by }) => jumps.push(by))
  vi.advanceTimersByTime(20_000)
  check()
  expect(jumps).toEqual([])
  vi.setSystemTime(Date.now() + 120_000)
  check()
  check()
  vi.setSystemTime(Date.now() - 3_600_000)
  vi.advanceTimersByTime(1000)
  expect(jumps).toEqual([120_000, -3_599_000])
  stop()
})

async function roomWithCountdown(seconds: number) {
  const { title, language, items } = parseAgenda(JSON.stringify(motions({ seconds })))
  const logged: string[] = []
  const watch = watchSleep((jump) => room.jumped(jump))
  const options = { store: memoryStore(), log: (message: string) => logged.push(message), checkTime: watch.check }
  const room: Room = await Room.make(options, 'm', [
    { type: 'meeting-made', id: 'm', code: 'KWXR34', title, language, groups: [], at: 1 },
    { type: 'item-added', item: 'i', question: items[0]!, to: 0 },
  ])
  const { voter } = await room.seat('seat')
  await room.handle({ type: 'open', item: 'i' }, { role: 'moderator' })
  const vote = () =>
    room.handle(
      { type: 'cast', item: 'i', round: openRound(room.meeting)!.round.id, vote: 'yes', ballot: 'b' },
      { role: 'phone', voter },
    )
  const left = () => openRound(room.meeting)!.round.closesAt! - Date.now()
  return { room, logged, vote, left, end: () => Promise.all([room.close(), watch.stop()]) }
}

test('M30 a countdown goes on with what was left, for the ballot that comes before any timer too', async () => {
  const { room, logged, vote, left, end } = await roomWithCountdown(60)
  await vi.advanceTimersByTimeAsync(20_000)
  vi.setSystemTime(Date.now() + 600_000)
  await vote()
  expect(left()).toBe(40_000)
  expect(room.slept).toEqual({ at: Date.now(), seconds: 600 })
  expect(logged.join()).toContain('40 seconds')
  await end()
})

test('M30 one with less than 15 s left goes on with 15 s, and closes by itself then', async () => {
  const { room, left, end } = await roomWithCountdown(10)
  await vi.advanceTimersByTimeAsync(2000)
  vi.setSystemTime(Date.now() + 600_000)
  await vi.advanceTimersByTimeAsync(1000)
  expect(left()).toBeGreaterThan(13_900)
  await vi.advanceTimersByTimeAsync(17_000)
  expect(openRound(room.meeting)).toBeUndefined()
  expect(room.slept).not.toBeNull()
  await room.handle({ type: 'open', item: 'i', reason: 'again' }, { role: 'moderator' })
  expect(room.slept).toBeNull()
  await end()
})

test('M30 a clock set back does not make a countdown longer', async () => {
  const { left, end } = await roomWithCountdown(60)
  await vi.advanceTimersByTimeAsync(20_000)
  vi.setSystemTime(Date.now() - 3_600_000)
  await vi.advanceTimersByTimeAsync(1000)
  expect(left()).toBeLessThanOrEqual(40_000)
  expect(left()).toBeGreaterThan(38_000)
  await end()
})
