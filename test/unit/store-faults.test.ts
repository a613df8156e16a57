// A file store on a disk that fails (SPEC, section S): at every single call, in every way, and with the power cut.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fileStore } from '../../server/store/file.ts'
import { remains } from '../../server/store/remains.ts'
import type { Recorded, Store, StoreError } from '../../server/store/store.ts'
import { isSegmentEvent } from '../../shared/meeting/event.ts'
import { at, changing, type Fault, TestDisk } from '../faults/failing-disk.ts'
import { type Clerk, fold, mayRemain, wholeMeeting } from './store-script.ts'

/** Milliseconds, for tests that run the script once a call: they take about a second. */
const SLOW = 30_000

let folder: string
let clerk: Clerk
/** How many calls the whole script makes. */
let length: number

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spotvote-faults-'))
  clerk = wholeMeeting()
  const disk = new TestDisk()
  await run(disk)
  length = disk.calls.length
})
afterAll(() => rm(folder, { recursive: true }))

const openStore = (disk: TestDisk) => fileStore(folder, { disk, log: () => {} })

async function withStore<T>(disk: TestDisk, task: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(disk)
  try {
    return await task(store)
  } finally {
    await store.close()
  }
}

/** Records the script until something fails; answers the batches that were acknowledged and the error. */
async function run(disk: TestDisk): Promise<{ acknowledged: number; error?: unknown }> {
  let acknowledged = 0
  try {
    await withStore(disk, async (store) => {
      for (const batch of clerk.batches) {
        await store.append('meeting-1', batch)
        acknowledged += 1
      }
    })
  } catch (error) {
    return { acknowledged, error }
  }
  return { acknowledged }
}

/** Loads with a fresh store, checks it, and sees that the meeting can go on and leaves nothing behind. */
async function checkAfter(disk: TestDisk, acknowledged: number, where: string): Promise<void> {
  const loaded = await withStore(disk, async (store) => {
    const loaded = await store.load('meeting-1')
    const seq = (loaded.at(-1)?.seq ?? 0) + 1
    await store.append('meeting-1', [{ seq, event: { type: 'item-shown', item: null } }])
    expect(await store.load('meeting-1'), where).toHaveLength(loaded.length + 1)
    return loaded
  })
  const fits = mayRemain(clerk.batches, acknowledged).some((records) => isDeepStrictEqual(records, loaded))
  expect(fits, `${where}, ${acknowledged} acknowledged, but loaded ${JSON.stringify(loaded.slice(-3))}`).toBe(true)
  const open = JSON.stringify(loaded.filter(({ event }) => isSegmentEvent(event)))
  expect(disk.traces(clerk.secrets.filter((secret) => !open.includes(secret))), where).toEqual([])
}

describe('S6 S2 a file store on a failing disk', () => {
  it.each(['everything', 'synced', 'names'] as const)(
    'stopped at any call with %s left, has every acknowledged ballot, and a round is open or sealed whole',
    async (leaving) => {
      for (let call = 1; call <= length; call++) {
        const disk = new TestDisk(at(call, 'end'))
        const { acknowledged } = await run(disk)
        await checkAfter(disk.left(leaving), acknowledged, `stopped at call ${call}`)
      }
    },
    SLOW,
  )

  it(
    'short of space at any call, refuses that batch whole and takes it when there is space again',
    async () => {
      for (let call = 1; call <= length; call++) {
        const disk = new TestDisk(at(call, 'ENOSPC'))
        const where = `full at call ${call}`
        const store = await openStore(disk).catch((error: unknown) => {
          expect(error, where).toMatchObject({ problem: 'full' })
          return openStore(disk)
        })
        const past: Recorded[] = []
        const refusals: { disk: TestDisk; past: Recorded[] }[] = []
        for (const batch of clerk.batches) {
          await store.append('meeting-1', batch).catch(async (error: unknown) => {
            expect(error, where).toMatchObject({ problem: 'full' })
            refusals.push({ disk: disk.left('synced'), past: remains(past) })
            expect(await store.load('meeting-1'), where).toEqual(remains(past))
            await store.append('meeting-1', batch)
          })
          past.push(...batch)
        }
        expect(fold(await store.load('meeting-1')), where).toEqual(clerk.meeting)
        await store.close()
        expect(disk.traces(clerk.secrets), where).toEqual([])
        for (const { disk, past } of refusals)
          expect(await withStore(disk, (store) => store.load('meeting-1')), `${where}, then unplugged`).toEqual(past)
      }
    },
    SLOW,
  )

  it(
    'stopped while it takes a refused batch back, has every acknowledged ballot',
    async () => {
      const undone = new TestDisk()
      await run(undone)
      const syncs = undone.calls.filter(({ name }) => name === 'datasync').map(({ number }) => number)
      for (const sync of syncs) {
        for (let more = 1; more <= 6; more++) {
          const disk = new TestDisk(({ number }) => {
            return number === sync ? 'ENOSPC' : number === sync + more ? 'end' : undefined
          })
          const { acknowledged } = await run(disk)
          for (const leaving of ['everything', 'synced', 'names'] as const)
            await checkAfter(disk.left(leaving), acknowledged, `full at call ${sync}, stopped ${more} later`)
        }
      }
    },
    SLOW,
  )

  it('overwrites a sealed segment, and has that on disk, before it removes it', async () => {
    let removed = 0
    const disk: TestDisk = new TestDisk(({ name, path }) => {
      if (name === 'unlink' && path.endsWith('.segment')) {
        const bytes = disk.left('names').get(path)
        expect(bytes.length).toBeGreaterThan(300)
        expect(bytes.every((byte) => byte === 0)).toBe(true)
        removed += 1
      }
      return undefined
    })
    expect(await run(disk)).toEqual({ acknowledged: clerk.batches.length })
    expect(removed).toBe(4)
  })

  it('without space for a while, refuses every batch and goes on when there is space again', async () => {
    const disk = new TestDisk()
    const store = await openStore(disk)
    for (const batch of clerk.batches) {
      disk.fault = ({ name }) => (name === 'write' ? 'ENOSPC' : undefined)
      for (let attempt = 0; attempt < 3; attempt++) {
        await expect(store.append('meeting-1', batch)).rejects.toMatchObject({ problem: 'full' })
      }
      disk.fault = () => undefined
      await store.append('meeting-1', batch)
    }
    expect(fold(await store.load('meeting-1'))).toEqual(clerk.meeting)
    await store.close()
    expect(disk.traces(clerk.secrets)).toEqual([])
  })

  it(
    'given an input/output error at any call, acknowledges nothing it could lose and refuses ever after',
    async () => {
      for (let call = 1; call <= length; call++) {
        const disk = new TestDisk(at(call, 'EIO'))
        const { acknowledged, error } = await run(disk)
        if (error !== undefined) expect(error, `at call ${call}`).toMatchObject({ problem: 'failed' })
        else expect(acknowledged).toBe(clerk.batches.length)
        await checkAfter(disk.left('everything'), acknowledged, `error at call ${call}`)
        await checkAfter(disk.left('synced'), acknowledged, `error at call ${call}, then unplugged`)
      }
    },
    SLOW,
  )

  it('goes on writing where a write takes only part of what it is given', async () => {
    const disk = new TestDisk(() => 'short')
    expect(await run(disk)).toEqual({ acknowledged: clerk.batches.length })
    expect(disk.calls.length).toBeGreaterThan(length)
    expect(fold(await withStore(disk.left('synced'), (store) => store.load('meeting-1')))).toEqual(clerk.meeting)
  })

  it('refuses every append after a sync that failed, and still says what it acknowledged', async () => {
    let broken = 0
    const disk = new TestDisk(({ name, number }) => {
      return name === 'datasync' && number > length / 2 && broken++ === 0 ? 'EIO' : undefined
    })
    await withStore(disk, async (store) => {
      const past: Recorded[] = []
      let failed = 0
      for (const batch of clerk.batches) {
        try {
          await store.append('meeting-1', batch)
          expect(failed).toBe(0)
          past.push(...batch)
        } catch (error) {
          expect((error as StoreError).problem).toBe('failed')
          failed += 1
        }
      }
      expect(failed).toBeGreaterThan(1)
      expect(broken).toBe(1)
      expect(await store.load('meeting-1')).toEqual(remains(past))
    })
  })

  it.each([
    ['EIO', 'failed'],
    ['ENOSPC', 'full'],
    ['EROFS', 'unwritable'],
  ] as const)('says only what counts where a refused batch could not be cut off again: %s', async (code, problem) => {
    const broken: Fault = ({ name }) => (name === 'datasync' || name === 'truncate' ? code : undefined)
    const disk = new TestDisk((call) => (call.number < length / 2 ? undefined : broken(call)))
    await withStore(disk, async (store) => {
      const past: Recorded[] = []
      let next = 0
      for (const batch of clerk.batches) {
        const error = await store.append('meeting-1', batch).catch((error: unknown) => error)
        if (error) {
          expect((error as StoreError).problem).toBe(problem)
          break
        }
        past.push(...batch)
        next += 1
      }
      expect(next).toBeLessThan(clerk.batches.length)
      expect(await store.load('meeting-1')).toEqual(remains(past))
      await expect(store.append('meeting-1', clerk.batches[next]!)).rejects.toMatchObject({ problem })
      disk.fault = () => undefined
      if (problem === 'failed')
        return void (await expect(store.append('meeting-1', clerk.batches[next]!)).rejects.toMatchObject({ problem }))
      for (const batch of clerk.batches.slice(next)) await store.append('meeting-1', batch)
      expect(fold(await store.load('meeting-1'))).toEqual(clerk.meeting)
    })
    if (problem !== 'failed') expect(disk.traces(clerk.secrets)).toEqual([])
  })

  it(
    'made read-only at any call, refuses that batch whole and takes it when it is writable again',
    async () => {
      for (let call = 1; call <= length; call++) {
        const disk = new TestDisk(({ name, number }) =>
          number >= call && changing.includes(name) ? 'EROFS' : undefined,
        )
        const where = `read-only at call ${call}`
        const store = await openStore(disk).catch((error: unknown) => {
          expect(error, where).toMatchObject({ problem: 'unwritable' })
          disk.fault = () => undefined
          return openStore(disk)
        })
        const past: Recorded[] = []
        for (const batch of clerk.batches) {
          await store.append('meeting-1', batch).catch(async (error: unknown) => {
            expect(error, where).toMatchObject({ problem: 'unwritable' })
            await expect(store.append('meeting-1', batch), where).rejects.toMatchObject({ problem: 'unwritable' })
            expect(await store.load('meeting-1'), where).toEqual(remains(past))
            disk.fault = () => undefined
            await store.append('meeting-1', batch)
          })
          past.push(...batch)
        }
        expect(fold(await store.load('meeting-1')), where).toEqual(clerk.meeting)
        await store.close()
        expect(fold(await withStore(disk.left('synced'), (store) => store.load('meeting-1'))), where).toEqual(
          clerk.meeting,
        )
      }
    },
    SLOW,
  )

  it('writes a batch once and syncs it once', async () => {
    const disk = new TestDisk()
    await run(disk)
    await withStore(disk, async (store) => {
      const { seq } = (await store.load('meeting-1')).at(-1)!
      const loaded = disk.calls.length
      await store.append('meeting-1', [
        { seq: seq + 1, event: { type: 'item-shown', item: null } },
        { seq: seq + 2, event: { type: 'item-shown', item: 'plant' } },
      ])
      expect(disk.calls.slice(loaded).map(({ name }) => name)).toEqual(['open', 'write', 'datasync', 'stat'])
    })
  })

  it('finishes at the next opportunity what a close could not destroy, and says so', async () => {
    const said: string[] = []
    const disk = new TestDisk(({ name, path }) =>
      name === 'unlink' && path.endsWith('.segment') ? 'EROFS' : undefined,
    )
    const segments = () => disk.paths().filter((path) => path.endsWith('.segment'))
    const store = await fileStore(folder, { disk, log: (message) => said.push(message) })
    for (const batch of clerk.batches) await store.append('meeting-1', batch)
    expect(said[0]).toContain('could not be destroyed yet')
    expect(segments().length).toBeGreaterThan(1)
    disk.fault = () => undefined
    await store.append('meeting-1', [{ seq: 99, event: { type: 'item-shown', item: null } }])
    expect(segments()).toEqual([])
    expect(disk.traces(clerk.secrets)).toEqual([])
    await store.close()
  })

  it.each([
    [9, undefined],
    [10, { problem: 'unwritable' }],
  ])('finds a snapshot held by a virus scanner %i times over, and then answers %j', async (times, answer) => {
    const held: TestDisk = new TestDisk(({ name, path }) => {
      const tries = held.calls.filter((call) => call.name === 'rename' && call.path === path).length
      return name === 'rename' && path.endsWith('meeting-1.json') && tries <= times ? 'EBUSY' : undefined
    })
    const { error } = await run(held)
    if (answer) expect(error).toMatchObject(answer)
    else expect(error).toBeUndefined()
  })
})
