// A rehearsal in the house: at most one, never in the way, and gone whole however it ends.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Rehearsals } from '../../server/rehearsal/rehearsals.ts'
import { Rooms } from '../../server/rooms.ts'
import { fileStore } from '../../server/store/file.ts'
import { memoryStore } from '../../server/store/memory.ts'
import type { Store } from '../../server/store/store.ts'
import { StoreError } from '../../server/store/store.ts'
import { parseAgenda } from '../../shared/formats/agenda.ts'
import { type Figures, judge } from '../../shared/meeting/rehearsal.ts'
import { sampleAgenda } from '../harness.ts'

const verdict = judge({
  ...{ voters: 5, seconds: 2, joined: 5, joinedIn: 2, votes: 15, perSecond: 5 },
  ...{ counted: { slowest: 1, p99: 1 }, wall: { slowest: 1, p99: 1 }, memory: 100 },
  ...{ lost: 0, doubled: 0, unanswered: 0, astray: 0 },
} satisfies Figures)

/** Rooms with one ordinary meeting, and rehearsals directed from outside. */
async function house(store: Store) {
  const logged: string[] = []
  const log = (message: string) => void logged.push(message)
  const rooms = await Rooms.open({ store, log, onopen: () => rehearsals.live() })
  const rehearsals: Rehearsals = new Rehearsals({ rooms, venue: {} as never, programs: null, log, onchange: () => {} })
  const room = rooms.all()[0] ?? (await rooms.make(parseAgenda(JSON.stringify(sampleAgenda))))
  return { rooms, rehearsals, room, logged, store }
}

const desk = { role: 'moderator' } as const
const open = { type: 'open' }

describe('P26 a rehearsal', () => {
  test('is one at a time, and none while a vote is open', async () => {
    const { rehearsals, room } = await house(memoryStore())
    const [first, second] = await Promise.allSettled([rehearsals.begin(5, room), rehearsals.begin(5, room)])
    expect([first.status, second]).toMatchObject(['fulfilled', { reason: { code: 'rehearsing' } }])
    await rehearsals.stop()
    await room.handle({ ...open, item: room.meeting.items[0]!.id }, desk)
    await expect(rehearsals.begin(5, room)).rejects.toMatchObject({ code: 'already-open' })
    expect(rehearsals.state).toBeNull()
  })

  test('is marked, and not among the meetings, nor at the address without a code, nor are its keys written down', async () => {
    const { rooms, rehearsals, room, store } = await house(memoryStore())
    const rehearsal = await rehearsals.begin(5, room)
    expect(rehearsal.meeting).toMatchObject({ rehearsal: true, title: 'Rehearsal: Neighbours' })
    expect(rooms.all()).toEqual([room])
    expect(rooms.find(undefined)).toBe(room)
    expect(rooms.find(rehearsal.meeting.code)).toBe(rehearsal)
    expect(rehearsals.state).toMatchObject({ voters: 5, phase: 'gathering', verdict: null })
    const { moderator } = rooms.keys(rehearsal)
    await rooms.chooseAddress('192.168.0.7')
    expect(Object.keys((await store.house())!.meetings)).toEqual([room.meeting.id])
    expect(rooms.keys(rehearsal).moderator).toBe(moderator)
  })

  test('says how far it is, and keeps its verdict until it is put away', async () => {
    const { rooms, rehearsals, room } = await house(memoryStore())
    const { code } = (await rehearsals.begin(5, room)).meeting
    expect(rehearsals.report(code, { phase: 'voting', done: 0.5 }).memory).toBeGreaterThan(1)
    expect(rehearsals.state).toEqual({ voters: 5, phase: 'voting', done: 0.5, verdict: null })
    await rehearsals.conclude(code, verdict)
    expect(rehearsals.state).toEqual({ voters: 5, phase: 'over', done: 1, verdict })
    expect(() => rooms.find(code)).toThrow('no-meeting')
    expect(() => rehearsals.report(code, { phase: 'voting', done: 0.6 })).toThrow('no-meeting')
    rehearsals.live()
    expect(rehearsals.state).not.toBeNull()
    await rehearsals.stop()
    expect(rehearsals.state).toBeNull()
  })

  test('goes when a vote is opened, and takes no more commands', async () => {
    const { rooms, rehearsals, room, store } = await house(memoryStore())
    const rehearsal = await rehearsals.begin(5, room)
    await rehearsal.handle({ ...open, item: rehearsal.meeting.items[0]!.id }, desk)
    expect(rehearsals.state).not.toBeNull()
    await room.handle({ ...open, item: room.meeting.items[0]!.id }, desk)
    expect(rehearsals.state).toBeNull()
    await vi.waitFor(async () => expect(await store.list()).toEqual([room.meeting.id]))
    await expect(rehearsal.seat('seat')).rejects.toMatchObject({ code: 'no-meeting' })
    await expect(rooms.rekey(rehearsal, 'moderator')).rejects.toMatchObject({ code: 'no-meeting' })
    expect(await store.list()).toEqual([room.meeting.id])
    expect(Object.keys((await store.house())!.meetings)).toEqual([room.meeting.id])
  })

  test('that is stopped while it is being made is not made', async () => {
    const { rehearsals, room, store } = await house(memoryStore())
    const begun = rehearsals.begin(5, room)
    await rehearsals.stop()
    await expect(begun).rejects.toMatchObject({ code: 'already-open' })
    expect(await store.list()).toEqual([room.meeting.id])
    expect(rehearsals.state).toBeNull()
  })

  test('that the disk refuses leaves the house as it was', async () => {
    const store = memoryStore()
    const { rehearsals, room } = await house({
      ...store,
      append: (meeting, batch) =>
        batch.some(({ event }) => event.type === 'meeting-made' && event.rehearsal)
          ? Promise.reject(new StoreError('full', 'here'))
          : store.append(meeting, batch),
    })
    await expect(rehearsals.begin(5, room)).rejects.toMatchObject({ code: 'not-saved' })
    expect(rehearsals.state).toBeNull()
  })

  describe('that nobody directs any more', () => {
    beforeEach(() => void vi.useFakeTimers())
    afterEach(() => void vi.useRealTimers())

    test('is over after 20 s without a report', async () => {
      const { rehearsals, room, store, logged } = await house(memoryStore())
      const { code } = (await rehearsals.begin(5, room)).meeting
      await vi.advanceTimersByTimeAsync(19_000)
      rehearsals.report(code, { phase: 'joining', done: 0.1 })
      await vi.advanceTimersByTimeAsync(19_000)
      expect(rehearsals.state?.phase).toBe('joining')
      await vi.advanceTimersByTimeAsync(2000)
      expect(rehearsals.state).toEqual({ voters: 5, phase: 'over', done: 1, verdict: null })
      expect(await store.list()).toEqual([room.meeting.id])
      expect(logged.join()).toContain('nobody directs it')
    })
  })
})

describe('P26 the data folder', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'spotvote-rehearsal-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const files = () => readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()

  test('has no trace of a rehearsal that a crash left behind, once the server is started again', async () => {
    const { rehearsals, room, rooms, store } = await house(await fileStore(folder))
    const before = files()
    const kept = readFileSync(join(folder, 'house.json'), 'utf8')
    const rehearsal = await rehearsals.begin(5, room)
    const { voter } = await rehearsal.seat('seat')
    const item = rehearsal.meeting.items[0]!
    await rehearsal.handle({ ...open, item: item.id }, desk)
    await rehearsal.handle(
      { type: 'cast', item: item.id, round: item.rounds[0]!.id, vote: 'A', ballot: 'b' },
      { role: 'phone', voter },
    )
    expect(files().length).toBeGreaterThan(before.length + 1)
    // As a crash does: the store lets go, nobody says goodbye.
    await rooms.close()
    await store.close()
    const again = await house(await fileStore(folder))
    expect(again.rooms.all().map(({ meeting }) => meeting.id)).toEqual([room.meeting.id])
    expect(files()).toEqual(before)
    expect(readFileSync(join(folder, 'house.json'), 'utf8')).toBe(kept)
    await again.rooms.close()
    await again.store.close()
  })
})
