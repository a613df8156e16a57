// How often an audience is told, on a clock of the test's own.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Publisher } from '../../server/publish.ts'
import type { Room } from '../../server/room.ts'
import type { Event } from '../../shared/meeting/event.ts'
import { openRound, type Visibility } from '../../shared/meeting/meeting.ts'
import type { Audience, View } from '../../shared/meeting/view.ts'
import { RandomMeeting } from '../random-meeting.ts'
import { codeOf } from '../receipt.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
afterEach(() => void vi.useRealTimers())

const seats = 300

/** A hall with an open motion of this visibility, and what each audience is sent. */
function hall(visibility: Visibility) {
  const run = new RandomMeeting(visibility, [])
  const { meeting } = run
  const sent: { audience: Audience; at: number; view: View }[] = []
  const connected = { phones: seats, kiosks: 0, projectors: 1, moderators: 1 }
  const publisher = new Publisher({ meeting } as Room, {
    surroundings: () => ({
      join: null,
      addresses: [],
      present: seats,
      groups: [],
      connected,
      storage: 'ok',
      slept: null,
      guessing: false,
      reached: true,
      lost: null,
      rehearsal: null,
    }),
    send: (audience, view) => sent.push({ audience, at: performance.now(), view }),
    listened: () => true,
  })
  const give = (command: { type: string } & Record<string, unknown>, voter?: string) => {
    const role = voter ? 'phone' : command.type === 'seat' || command.type === 'seal' ? 'server' : 'moderator'
    const events = run.give({ command, actor: voter ? { role, voter } : { role } }) as Event[]
    publisher.changed(events)
  }
  const item = meeting.items.find(({ kind, secrecy }) => kind === 'motion' && secrecy === 'anonymous')!.id
  for (let n = 0; n < seats; n++) give({ type: 'seat', voter: `seat${n}`, token: `token${n}` })
  vi.advanceTimersByTime(5000)
  give({ type: 'open', item })
  vi.advanceTimersByTime(5000)
  sent.length = 0
  const cast = (n: number) => {
    const { round } = openRound(meeting)!
    give(
      { type: 'cast', item, round: round.id, vote: n % 3 ? 'yes' : 'no', ballot: `b${n}`, receipt: codeOf(n) },
      `seat${n}`,
    )
  }
  /** Three hundred votes in three seconds, one every ten milliseconds, and time for the last to be told. */
  const burst = () => {
    for (let n = 0; n < seats; n++) {
      cast(n)
      vi.advanceTimersByTime(10)
    }
    vi.advanceTimersByTime(5000)
  }
  const to = (audience: Audience) => sent.filter((one) => one.audience === audience)
  return { burst, cast, give, item, to }
}

test('V6 three hundred votes in three seconds are thirty views on the wall, the last of them whole', () => {
  const { burst, to } = hall('reveal')
  burst()
  for (const audience of ['projector', 'moderator'] as const) {
    const told = to(audience)
    expect(told.length).toBeGreaterThan(20)
    expect(told.length).toBeLessThanOrEqual(32)
    for (const [n, { at }] of told.entries()) if (n > 0) expect(at - told[n - 1]!.at).toBeGreaterThanOrEqual(99)
    expect(told.at(-1)!.view).toMatchObject({ current: { round: { turnout: { voted: seats } } } })
  }
})

test('V6 a single vote is told at once', () => {
  const { cast, to } = hall('reveal')
  cast(0)
  vi.advanceTimersByTime(1)
  expect(to('projector')).toHaveLength(1)
})

test('V5 phones hear nothing of it', () => {
  const { burst, to } = hall('reveal')
  burst()
  expect([to('phone'), to('phone-voted'), to('kiosk'), to('results')]).toEqual([[], [], [], []])
})

test.each([
  ['live', ['phone', 'phone-voted']],
  ['own', ['phone-voted']],
] as const)('V5 where it is shown %s, phones that may see it hear once a second', (visibility, hearing) => {
  const { burst, to } = hall(visibility)
  burst()
  for (const audience of ['phone', 'phone-voted'] as const) {
    const told = to(audience)
    expect(told.length > 0).toBe((hearing as readonly string[]).includes(audience))
    expect(told.length).toBeLessThanOrEqual(5)
    for (const [n, { at }] of told.entries()) if (n > 0) expect(at - told[n - 1]!.at).toBeGreaterThanOrEqual(999)
  }
})

test('V5 V6 a phase is told within 50 ms, in the middle of a burst too', () => {
  const { cast, give, item, to } = hall('reveal')
  for (let n = 0; n < 20; n++) cast(n)
  vi.advanceTimersByTime(1)
  give({ type: 'void', item, reason: 'enough' })
  vi.advanceTimersByTime(50)
  for (const audience of ['phone', 'kiosk', 'projector', 'moderator'] as const)
    expect(to(audience).at(-1)?.view).toMatchObject({ current: { phase: 'draft' } })
})
