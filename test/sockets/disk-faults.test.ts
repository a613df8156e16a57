// A scripted meeting on a failing disk, over real sockets: some calls of each fault. `npm run campaign:disk` takes all.
import { expect, test, vi } from 'vitest'
import { seeded } from '../../server/rehearsal/moment.ts'
import { type FaultName, faults, run } from '../faults/run.ts'

vi.setConfig({ testTimeout: 60_000 })

/** Calls of the script, about: a few more with some orders, a few less with others. */
const CALLS = 270
const EACH = 6

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
const random = seeded(seed)

test.concurrent.each(Object.keys(faults) as FaultName[])(
  'S1 S2 S6 S9 %s at some calls of the disk: nothing acknowledged is lost, nothing refused counts, the desk is told',
  async (fault) => {
    const calls = Array.from({ length: EACH }, (_, n) => Math.floor(((n + random()) * CALLS) / EACH) + 1)
    const outcomes = await Promise.all(calls.map((at) => run(fault, at, seed)))
    const wrongs = outcomes.flatMap(({ met, wrongs }, n) =>
      wrongs.map((wrong) => `SEED=${seed}, call ${calls[n]} (${met?.name}): ${wrong}`),
    )
    expect(wrongs).toEqual([])
    expect(outcomes.filter(({ met }) => met !== null).length).toBeGreaterThan(EACH / 2)
    // Two seconds are promised, and kept in the campaign; here many machines share this one.
    for (const { alarm } of outcomes) expect(alarm ?? 0).toBeLessThan(10_000)
  },
)
