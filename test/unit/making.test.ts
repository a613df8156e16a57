// A meeting whose making is cut short by the end of the process: there with its whole agenda, or not at all.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Rooms } from '../../server/rooms.ts'
import { fileStore } from '../../server/store/file.ts'
import { parseAgenda } from '../../shared/formats/agenda.ts'
import { at, TestDisk } from '../faults/failing-disk.ts'

const agenda = parseAgenda(
  JSON.stringify({
    title: 'Made',
    items: Array.from({ length: 9 }, (_, n) => ({ title: `Motion ${n}`, kind: 'motion' })),
  }),
)

/** Opens the house, and makes the meeting where told to; answers how many items each meeting has. */
async function open(folder: string, disk: TestDisk, make: boolean): Promise<number[]> {
  const log = () => {}
  const store = await fileStore(folder, { disk, log })
  try {
    const rooms = await Rooms.open({ store, log })
    if (make) await rooms.make(agenda)
    const sizes = rooms.all().map(({ meeting }) => meeting.items.length)
    await rooms.close()
    return sizes
  } finally {
    await store.close()
  }
}

test('S6 a meeting whose making was cut short has its whole agenda, or is not there', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'spotvote-making-'))
  const whole = new TestDisk()
  expect(await open(folder, whole, true)).toEqual([9])
  const found = new Set<string>()
  for (let call = 1; call <= whole.calls.length; call++) {
    const disk = new TestDisk(at(call, 'end'))
    await open(folder, disk, true).catch(() => null)
    for (const leaving of ['everything', 'synced', 'names'] as const)
      found.add(JSON.stringify(await open(folder, disk.left(leaving), false)))
  }
  expect([...found].sort()).toEqual(['[9]', '[]'])
  await rm(folder, { recursive: true })
})
