// Files cut short or rotten, by chance: some of what `npm run campaign:rot` does to all of them.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { seeded } from '../../server/rehearsal/moment.ts'
import { cutEverywhere, flipBits } from '../faults/damage.ts'

vi.setConfig({ testTimeout: 60_000 })

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spotvote-rot-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test.each(['journal', 'segment'] as const)(
  'S6 a %s cut short holds exactly the records that were whole',
  async (what) => {
    const { tried, wrongs } = await cutEverywhere(folder, what, 60, { step: 11, from: seed % 11 })
    expect(tried).toBeGreaterThan(500)
    expect(wrongs, `SEED=${seed}`).toEqual([])
  },
)

test('S7 a bit flipped anywhere is found, with file and line, or does no harm', async () => {
  const { found, harmless, wrongs } = await flipBits(folder, 1000, seeded(seed))
  expect(wrongs, `SEED=${seed}`).toEqual([])
  expect(found).toBeGreaterThan(400)
  expect(found + harmless).toBe(1000)
})
