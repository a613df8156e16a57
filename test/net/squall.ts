// Storm after storm on a house of their own, so many at once.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { start } from '../harness.ts'
import { type Outcome, storm } from './storm.ts'

export interface Squall {
  voters: number
  /** Evenings at once. */
  atOnce: number
  seeds: number[]
}

/** Runs an evening for each seed. Calls `done` after each; resolves with the longest the process was held up, milliseconds. */
export async function squall({ voters, atOnce, seeds }: Squall, done: (outcome: Outcome) => void): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 20 })
  delay.enable()
  const house = await start()
  try {
    const left = [...seeds]
    const lane = async () => {
      for (let seed = left.shift(); seed !== undefined; seed = left.shift()) done(await storm(house, voters, seed))
    }
    await Promise.all(Array.from({ length: atOnce }, lane))
    return delay.max / 1e6
  } finally {
    await house.stop()
  }
}
