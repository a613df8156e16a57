// Removing a meeting on a disk that fails at any call (SPEC, S8): it is there whole, or gone for good.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fileStore } from '../../server/store/file.ts'
import type { Store } from '../../server/store/store.ts'
import { at, type Fault, type Leaving, TestDisk } from '../faults/failing-disk.ts'
import { type Clerk, fold, openMeeting, wholeMeeting } from './store-script.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spotvote-removal-'))
})
afterAll(() => rm(folder, { recursive: true }))

const kept = wholeMeeting()
const scripts = { sealed: wholeMeeting, open: openMeeting }

async function withStore<T>(disk: TestDisk, task: (store: Store) => Promise<T>): Promise<T> {
  const store = await fileStore(folder, { disk, log: () => {} })
  try {
    return await task(store)
  } finally {
    await store.close()
  }
}

/** A disk with two meetings on it. */
async function written(gone: Clerk): Promise<TestDisk> {
  const disk = new TestDisk()
  await withStore(disk, async (store) => {
    for (const batch of kept.batches) await store.append('kept', batch)
    for (const batch of gone.batches) await store.append('gone', batch)
  })
  return disk.left('synced')
}

/** Opens the store and removes a meeting, with a fault from then on; answers how many calls the removal took. */
const remove = (disk: TestDisk, fault: (first: number) => Fault = () => () => undefined) =>
  withStore(disk, async (store) => {
    const first = disk.calls.length
    disk.fault = fault(first)
    const refused = await store.remove('gone').then(
      () => null,
      (error: unknown) => error,
    )
    return { calls: disk.calls.length - first, refused }
  })

/** Opens the store again: whether the meeting is there, which must be whole, and nothing of it left where it is not. */
async function there(disk: TestDisk, gone: Clerk, where: string): Promise<boolean> {
  const meetings = await withStore(disk, async (store) => {
    expect(fold(await store.load('kept')), where).toEqual(kept.meeting)
    const list = await store.list()
    if (list.includes('gone')) expect(fold(await store.load('gone')), where).toEqual(gone.meeting)
    return list
  })
  if (meetings.includes('gone')) return true
  const left = disk.paths().filter((path) => path.includes('gone'))
  expect(left, where).toEqual([])
  return false
}

describe.each(Object.entries(scripts))('S8 a meeting with its last round %s', (_, script) => {
  it('leaves no file and no trace of its ballots', async () => {
    const gone = script()
    const disk = await written(gone)
    await remove(disk)
    expect(disk.paths().filter((path) => path.includes('gone'))).toEqual([])
    expect(disk.paths().filter((path) => path.includes('kept')).length).toBeGreaterThan(1)
    expect(disk.traces(gone.secrets)).toEqual([])
  })

  it.each(['everything', 'synced', 'names'] satisfies Leaving[])(
    'stopped at any call with %s left, is there whole or gone for good',
    async (leaving) => {
      const gone = script()
      const { calls } = await remove(await written(gone))
      const found = []
      for (let call = 1; call <= calls; call++) {
        const disk = await written(gone)
        await remove(disk, (first) => at(first + call, 'end'))
        found.push(await there(disk.left(leaving), gone, `stopped at call ${call}`))
      }
      // First there, then gone: at no later call does it come back.
      expect(found).toEqual(found.toSorted((a, b) => Number(b) - Number(a)))
      expect(new Set(found)).toEqual(new Set([true, false]))
    },
  )

  it.each(['ENOSPC', 'EROFS', 'EIO'] as const)('met with %s at any call, says so, and goes next time', async (code) => {
    const gone = script()
    const { calls } = await remove(await written(gone))
    for (let call = 1; call <= calls; call++) {
      const disk = await written(gone)
      const { refused } = await remove(disk, (first) => at(first + call, code))
      expect(refused, `call ${call}`).toHaveProperty('problem')
      disk.fault = () => undefined
      if (await there(disk, gone, `call ${call}`)) await remove(disk)
      expect(await there(disk, gone, `call ${call}, again`)).toBe(false)
    }
  })
})
