// A file store whose files are not as it left them (SPEC, section S): torn, rotten, too new, gone.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fileStore } from '../../server/store/file.ts'
import type { Recorded, Store } from '../../server/store/store.ts'
import { isSegmentEvent } from '../../shared/meeting/event.ts'
import { type Fault, TestDisk } from '../faults/failing-disk.ts'
import { Clerk, fold, mayRemain, openMeeting, plant, wholeMeeting } from './store-script.ts'

/** Milliseconds, for tests that load a meeting some thousand times: they take about a second. */
const SLOW = 30_000

let folder: string
let said: string[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spotvote-damage-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function withStore<T>(disk: TestDisk, task: (store: Store) => Promise<T>): Promise<T> {
  said = []
  const store = await fileStore(folder, { disk, log: (message) => said.push(message) })
  try {
    return await task(store)
  } finally {
    await store.close()
  }
}

async function recorded({ batches }: Clerk, disk = new TestDisk()): Promise<TestDisk> {
  await withStore(disk, async (store) => {
    for (const batch of batches) await store.append('meeting-1', batch)
  })
  return disk
}

const load = (disk: TestDisk) => withStore(disk, (store) => store.load('meeting-1'))
const file = (name: string) => join(folder, 'meetings', name)
const segmentOf = (disk: TestDisk) => disk.paths().find((path) => path.endsWith('.segment'))!
const edit = (disk: TestDisk, path: string, change: (text: string) => string) =>
  disk.put(path, Buffer.from(change(disk.get(path).toString())))

/** A meeting whose only round is sealed, without an earlier opening. */
function plainMeeting(): Clerk {
  const clerk = new Clerk().command('add-item', { id: 'plant', item: plant }).command('open', { item: 'plant' }).done()
  return clerk.vote('ann', 'A').vote('ben', 'B').done().seal('plant').done()
}

interface Tear {
  acknowledged: number
  before: TestDisk
  path: string
  whole: Buffer
}

/** Every write to a journal or segment, with the disk as it was before. */
async function tears(clerk: Clerk): Promise<Tear[]> {
  const found: Tear[] = []
  let acknowledged = 0
  let before: TestDisk
  const watch: Fault = ({ name, path }) => {
    if (name === 'write') before = disk.left('everything')
    if (name === 'datasync') found.push({ acknowledged, before, path, whole: disk.get(path) })
    return undefined
  }
  const disk: TestDisk = new TestDisk(watch)
  await withStore(disk, async (store) => {
    for (const batch of clerk.batches) {
      await store.append('meeting-1', batch)
      acknowledged += 1
    }
  })
  return found
}

describe('S6 a file that was torn', () => {
  it(
    'at any byte of any write loads what was acknowledged',
    async () => {
      const clerk = plainMeeting().command('reopen', { item: 'plant' }).done().vote('cho', 'C').done()
      const all = await tears(clerk)
      expect(all.length).toBeGreaterThan(clerk.batches.length)
      const disk = new TestDisk()
      await withStore(disk, async (store) => {
        for (const { acknowledged, before, path, whole } of all) {
          const may = mayRemain(clerk.batches, acknowledged)
          const length = before.paths().includes(path) ? before.get(path).length : 0
          for (let cut = length; cut <= whole.length; cut++) {
            disk.become(before)
            disk.put(path, whole.subarray(0, cut))
            const loaded = await store.load('meeting-1')
            const fits = may.some((records) => isDeepStrictEqual(records, loaded))
            expect(fits, `${path} cut at ${cut}, ${acknowledged} acknowledged`).toBe(true)
          }
        }
      })
    },
    SLOW,
  )

  it(
    'at any byte of the journal loads an exact prefix, and takes more',
    async () => {
      const { batches } = plainMeeting()
      const whole = await recorded({ batches } as Clerk)
      const journal = whole.get(file('meeting-1.journal'))
      const lasting = batches.flat().filter(({ event }) => !isSegmentEvent(event))
      const prefixes = lasting.map((_, count) => lasting.slice(0, count)).concat([lasting])
      const more: Recorded = { seq: 99, event: { type: 'item-shown', item: null } }
      const disk = new TestDisk()
      await withStore(disk, async (store) => {
        for (let cut = 0; cut <= journal.length; cut++) {
          disk.become(whole)
          disk.put(file('meeting-1.journal'), journal.subarray(0, cut))
          const loaded = await store.load('meeting-1')
          expect(loaded, `cut at ${cut}`).toEqual(prefixes[loaded.length])
          await store.append('meeting-1', [more])
          expect(await store.load('meeting-1'), `cut at ${cut}, gone on`).toEqual([...loaded, more])
        }
        expect(await store.load('meeting-1')).toEqual([...lasting, more])
      })
    },
    SLOW,
  )

  it('is said in the log', async () => {
    const disk = await recorded(openMeeting())
    const path = segmentOf(disk)
    disk.put(path, disk.get(path).subarray(0, -5))
    await load(disk)
    expect(said).toEqual([`${path}: cut off a record that was never finished`])
  })

  it('before its first record was whole is no meeting', async () => {
    const disk = await recorded(plainMeeting())
    disk.put(file('meeting-2.journal'), disk.get(file('meeting-1.journal')).subarray(0, 100))
    expect(await withStore(disk, (store) => store.list())).toEqual(['meeting-1'])
  })

  it('of an opening that was never finished is ignored and removed', async () => {
    const disk = await recorded(openMeeting())
    const stray = file('meeting-1.never-opened.99.segment')
    const [header = ''] = disk.get(segmentOf(disk)).toString().split('\n')
    const strayHeader = { ...JSON.parse(header), round: 'never-opened', after: '0'.repeat(64) }
    disk.put(stray, Buffer.from(`${JSON.stringify(strayHeader)}\n`))
    expect(fold(await load(disk))).toEqual(openMeeting().meeting)
    expect(disk.paths()).not.toContain(stray)
  })
})

describe('S7 a file that has rotted', () => {
  it('names file and line, and is kept as it was', async () => {
    const disk = await recorded(openMeeting())
    const path = file('meeting-1.journal')
    edit(disk, path, (text) => text.replace('"plant"', '"plane"'))
    const damaged = disk.get(path)
    await expect(load(disk)).rejects.toMatchObject({ problem: 'damaged', where: `${path}:3` })
    await expect(load(disk)).rejects.toMatchObject({ problem: 'damaged' })
    expect(disk.get(path)).toEqual(damaged)
    expect(disk.get(`${path}.damaged-1`)).toEqual(damaged)
    expect(disk.paths()).not.toContain(`${path}.damaged-2`)
  })

  it.each([
    ['meeting-1.json', 'meeting-1.backup.json'],
    ['meeting-1.backup.json', 'meeting-1.json'],
  ])('as %s is made good from %s', async (damaged, good) => {
    const clerk = wholeMeeting()
    const disk = await recorded(clerk)
    edit(disk, file(damaged), (text) => text.slice(1))
    expect(fold(await load(disk))).toEqual(clerk.meeting)
    expect(said.join()).toContain(`${file(damaged)} is damaged`)
    edit(disk, file(good), (text) => text.replaceAll('"count":1', '"count":2'))
    expect(fold(await load(disk))).toEqual(clerk.meeting)
    disk.remove(file(good))
    expect(fold(await load(disk))).toEqual(clerk.meeting)
  })

  it.each([
    ['meeting-1.json', 'meeting-1.backup.json'],
    ['meeting-1.backup.json', 'meeting-1.json'],
  ])(
    'or is older than the journal, as %s may be, is made good from %s; where both are, that is said',
    async (old, good) => {
      const early = await recorded({ batches: wholeMeeting().batches.slice(0, 6) } as Clerk)
      const clerk = wholeMeeting()
      const disk = await recorded(clerk)
      expect(early.get(file(old))).not.toEqual(disk.get(file(old)))
      disk.put(file(old), early.get(file(old)))
      expect(fold(await load(disk))).toEqual(clerk.meeting)
      expect(disk.get(file(old))).toEqual(disk.get(file(good)))
      for (const name of [old, good]) disk.put(file(name), early.get(file(name)))
      await expect(load(disk)).rejects.toMatchObject({ problem: 'damaged', where: file('meeting-1.json') })
    },
  )

  it('in both copies of the sealed boxes is said', async () => {
    const disk = await recorded(wholeMeeting())
    for (const name of ['meeting-1.json', 'meeting-1.backup.json'])
      edit(disk, file(name), (text) => text.replace('"count":1', '"count":2'))
    await expect(load(disk)).rejects.toMatchObject({ problem: 'damaged', where: file('meeting-1.json') })
  })

  it('as a journal that has lost records its ballots build on is said', async () => {
    const disk = await recorded(openMeeting())
    edit(disk, file('meeting-1.journal'), (text) => `${text.split('\n').slice(0, 4).join('\n')}\n`)
    const segment = segmentOf(disk)
    await expect(load(disk)).rejects.toMatchObject({ problem: 'damaged', where: segment })
    expect(disk.paths()).toContain(segment)
  })

  it('does not stand in the way of other meetings', async () => {
    const disk = await recorded(plainMeeting())
    disk.put(file('rotten.journal'), Buffer.from('rotten\n'))
    expect(await withStore(disk, (store) => store.list())).toEqual(['rotten', 'meeting-1'])
  })
})

describe('S7 a file of another time or place', () => {
  it('of a later format is refused and left alone', async () => {
    const later = (text: string) => text.replace('"format":1', '"format":2')
    const whole = await recorded(openMeeting())
    for (const path of whole.paths()) {
      const disk = whole.left('everything')
      edit(disk, path, later)
      const before = disk.get(path)
      await expect(load(disk), path).rejects.toMatchObject({ problem: 'newer', where: path })
      expect(disk.get(path)).toEqual(before)
    }
    const disk = new TestDisk()
    disk.put(join(folder, 'house.json'), Buffer.from('{"format":2}'))
    await expect(withStore(disk, (store) => store.house())).rejects.toMatchObject({ problem: 'newer' })
  })

  it('that belongs to another meeting is refused', async () => {
    const disk = await recorded(plainMeeting())
    disk.put(file('meeting-2.journal'), disk.get(file('meeting-1.journal')))
    await expect(withStore(disk, (store) => store.load('meeting-2'))).rejects.toMatchObject({ problem: 'damaged' })
  })

  it('left behind by a close that was cut short is destroyed at the next load', async () => {
    const clerk = wholeMeeting()
    const all = await tears(clerk)
    const disk = await recorded(clerk)
    for (const { path, whole } of all) if (path.endsWith('.segment')) disk.put(path, whole)
    disk.put(`${all.find(({ path }) => path.endsWith('.segment'))!.path}.damaged-1`, Buffer.from(clerk.secrets.join()))
    expect(disk.traces(clerk.secrets)).not.toEqual([])
    expect(fold(await load(disk))).toEqual(clerk.meeting)
    expect(disk.traces(clerk.secrets)).toEqual([])
  })

  it('holding the box of a close the journal does not know is kept, that of an undone close is not', async () => {
    const clerk = wholeMeeting()
    const disk = await recorded(clerk)
    const closes = clerk.batches.flat().flatMap(({ event }) => (event.type === 'round-closed' ? [event] : []))
    const [undone] = closes
    const add = (text: string) => {
      const snapshot = JSON.parse(text)
      snapshot.boxes[undone!.digest] = undone!.box
      snapshot.boxes['unheard-of'] = { votes: [], voted: [] }
      return JSON.stringify(snapshot)
    }
    for (const name of ['meeting-1.json', 'meeting-1.backup.json']) edit(disk, file(name), add)
    expect(fold(await load(disk))).toEqual(clerk.meeting)
    const { boxes } = JSON.parse(disk.get(file('meeting-1.json')).toString())
    expect(Object.keys(boxes).sort()).toEqual([...closes.slice(1).map(({ digest }) => digest), 'unheard-of'].sort())
  })
})
