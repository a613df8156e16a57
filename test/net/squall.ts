// Storm after storm on a house of their own, so many at once.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { type House, start } from '../harness.ts'
import { type Outcome, storm } from './storm.ts'

export interface Squall {
  voters: number
  /** Evenings at once. */
  atOnce: number
  seeds: number[]
}

/** Milliseconds without a processor while the phones came right: their lateness is then that of the machine. */
const STARVED = 2000
/** How often an evening that starved is held again. */
const AGAIN = 4

/** Runs an evening for each seed. Calls `done` after each; resolves with the longest the process was held up, milliseconds. */
export async function squall({ voters, atOnce, seeds }: Squall, done: (outcome: Outcome) => void): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 20 })
  delay.enable()
  const house = await start()
  try {
    const left = [...seeds]
    const lane = async () => {
      for (let seed = left.shift(); seed !== undefined; seed = left.shift()) done(await evening(house, voters, seed))
    }
    await Promise.all(Array.from({ length: atOnce }, lane))
    return delay.max / 1e6
  } finally {
    await house.stop()
  }
}

/** A vote lost or doubled is final; who is late because others used the machine gets another evening. */
async function evening(house: House, voters: number, seed: number): Promise<Outcome> {
  for (let again = 0; ; again++) {
    const outcome = { ...(await storm(house, voters, seed)), again }
    const excused = outcome.late.length > 0 && outcome.starved > STARVED && outcome.wrongs.length === 0
    if (!excused || again === AGAIN) return outcome
  }
}
