// What every store promises (SPEC, section S): one suite, run on each of them.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fileStore } from '../../server/store/file.ts'
import { memoryStore } from '../../server/store/memory.ts'
import type { House, Recorded, Store } from '../../server/store/store.ts'
import { isSegmentEvent } from '../../shared/meeting/event.ts'
import { Clerk, fold, openMeeting, plant, wholeMeeting } from './store-script.ts'

const kinds = {
  memory: { open: async (_: string) => memoryStore(), reopen: async (store: Store, _: string) => store },
  file: {
    open: (folder: string) => fileStore(folder),
    reopen: async (store: Store, folder: string) => {
      await store.close()
      return fileStore(folder)
    },
  },
}

/** What a careless caller might do to events it no longer needs. */
function spoil(records: readonly Recorded[]): void {
  for (const { event } of records) {
    if (event.type === 'round-closed') event.box.voted.push('nobody')
    Object.assign(event, { type: 'spoiled' })
  }
}

describe.each(Object.entries(kinds))('S4 S5 S8 the %s store', (_, kind) => {
  let folder: string
  let store: Store
  const reopen = async () => {
    store = await kind.reopen(store, folder)
  }
  const record = async (clerk: Clerk, meeting = 'meeting-1') => {
    for (const batch of clerk.batches) await store.append(meeting, batch)
  }

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'spotvote-store-'))
    store = await kind.open(folder)
  })
  afterEach(async () => {
    await store.close()
    await rm(folder, { recursive: true })
  })

  it('answers nothing for a meeting it has never heard of', async () => {
    expect(await store.load('nobody')).toEqual([])
    expect(await store.list()).toEqual([])
    await store.append('nobody', [])
    expect(await store.list()).toEqual([])
  })

  it('gives back what was recorded, also after it was opened again', async () => {
    const clerk = new Clerk().command('add-item', { id: 'plant', item: plant }).done()
    clerk.command('open', { item: 'plant' }).done().vote('ann', 'A').vote('ben', 'B').done()
    await record(clerk)
    expect(await store.load('meeting-1')).toEqual(clerk.batches.flat())
    await reopen()
    expect(await store.load('meeting-1')).toEqual(clerk.batches.flat())
  })

  it.each([
    ['sealed', wholeMeeting],
    ['open', openMeeting],
  ])('replays a meeting with its last round %s to the state it had live', async (_, script) => {
    const clerk = script()
    await record(clerk)
    expect(fold(await store.load('meeting-1'))).toEqual(clerk.meeting)
    await reopen()
    expect(fold(await store.load('meeting-1'))).toEqual(clerk.meeting)
  })

  it('replays to the live state after every single batch', async () => {
    const clerk = wholeMeeting()
    const past = []
    for (const batch of clerk.batches) {
      await store.append('meeting-1', batch)
      past.push(...batch)
      expect(fold(await store.load('meeting-1'))).toEqual(fold(past))
    }
  })

  it('goes on appending to a meeting it was not asked to load', async () => {
    const clerk = wholeMeeting()
    for (const batch of clerk.batches) {
      await store.append('meeting-1', batch)
      await reopen()
    }
    expect(fold(await store.load('meeting-1'))).toEqual(clerk.meeting)
  })

  it('forgets ballots and keys at the close, and the box of a close that was undone', async () => {
    await record(wholeMeeting())
    const events = (await store.load('meeting-1')).map(({ event }) => event)
    expect(events.filter(isSegmentEvent)).toEqual([])
    const closes = events.flatMap((event) => (event.type === 'round-closed' ? [event] : []))
    expect(closes.map(({ round, box }) => [round, box.voted])).toEqual([
      ['id-1', []],
      ['id-1', ['ann', 'ben', 'cho']],
      [expect.any(String), ['ann']],
      [expect.any(String), ['ben', 'cho']],
    ])
  })

  it('keeps ballots of the new opening where one batch closes a round and opens it again', async () => {
    const clerk = new Clerk().command('add-item', { id: 'plant', item: plant }).command('open', { item: 'plant' })
    clerk.vote('ann', 'A').done().command('close', { item: 'plant' }).vote('ben', 'B')
    clerk
      .command('seal', { item: 'plant' }, { role: 'server' })
      .command('reopen', { item: 'plant' })
      .vote('cho', 'C')
      .done()
    await record(clerk)
    await reopen()
    const loaded = await store.load('meeting-1')
    expect(fold(loaded)).toEqual(clerk.meeting)
    expect(loaded.flatMap(({ event }) => (event.type === 'cast' ? event.vote : []))).toEqual(['C'])
  })

  it('keeps meetings apart and lists them oldest first', async () => {
    const batch = (id: string, at: number) => [
      { seq: 1, event: { type: 'meeting-made', id, code: id, title: id, language: 'en', at } as const },
    ]
    await store.append('zebra', batch('zebra', 1))
    await store.append('ant', batch('ant', 2))
    expect(await store.list()).toEqual(['zebra', 'ant'])
    expect(await store.load('ant')).toEqual(batch('ant', 2))
  })

  it.each([
    ['sealed', wholeMeeting],
    ['open', openMeeting],
  ])('removes a meeting with its last round %s, for good, and leaves the others', async (_, script) => {
    const gone = script()
    const kept = openMeeting()
    for (const batch of gone.batches) await store.append('gone', batch)
    await record(kept, 'kept')
    await store.remove('gone')
    await store.remove('gone')
    for (const again of [false, true]) {
      if (again) await reopen()
      expect(await store.list()).toEqual(['kept'])
      expect(await store.load('gone')).toEqual([])
      expect(fold(await store.load('kept'))).toEqual(kept.meeting)
    }
  })

  it('is not changed by what its callers do with what they gave or got', async () => {
    const clerk = wholeMeeting()
    const given = structuredClone(clerk.batches)
    for (const batch of given) {
      await store.append('meeting-1', batch)
      spoil(batch)
    }
    spoil(await store.load('meeting-1'))
    expect(fold(await store.load('meeting-1'))).toEqual(clerk.meeting)
  })

  it.each(['../escape', 'a/b', 'a.b', '', 'ü', 'CON:'])('refuses %j as a name for a meeting', async (id) => {
    await expect(store.load(id)).rejects.toThrow('not usable')
    await expect(store.append(id, new Clerk().done().batches[0]!)).rejects.toThrow('not usable')
    await expect(store.remove(id)).rejects.toThrow('not usable')
  })

  it('keeps the house', async () => {
    const house: House = { format: 1, organizer: 'key', address: null, meetings: {} }
    expect(await store.house()).toBeNull()
    await store.saveHouse(house)
    house.address = 'http://192.168.0.7:8080'
    house.meetings['m'] = { moderator: 'a', projector: 'b', kiosk: 'c', scrutineer: 'd', source: null }
    expect(await store.house()).toMatchObject({ address: null, meetings: {} })
    await store.saveHouse(house)
    await reopen()
    expect(await store.house()).toEqual(house)
  })
})
