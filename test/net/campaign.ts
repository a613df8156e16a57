// `npm run campaign:network -- --schedules 500`: people vote in bad weather, again and again, each time another one.
// With `--blackout 1000`: so many phones lose the network for ten seconds, and how soon they are right again.
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { percentile } from '../../server/rehearsal/moment.ts'
import { blackout } from './blackout.ts'
import type { Squall } from './squall.ts'
import type { Outcome } from './storm.ts'

const { values } = parseArgs({
  options: {
    schedules: { type: 'string', default: '500' },
    voters: { type: 'string', default: '50' },
    'at-once': { type: 'string', default: '16' },
    processes: { type: 'string', default: '2' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    blackout: { type: 'string' },
  },
})

type Message = { ready?: true; outcome?: Outcome; held?: number }
const path = (name: string) => fileURLToPath(new URL(name, import.meta.url))

async function storms() {
  const [schedules, voters, first] = [Number(values.schedules), Number(values.voters), Number(values.seed)]
  const processes = Number(values.processes)
  const seeds = Array.from({ length: schedules }, (_, n) => first + n)
  const outcomes: Outcome[] = []
  const work = Array.from({ length: processes }, (_, place) => {
    const order: Squall = {
      voters,
      atOnce: Math.ceil(Number(values['at-once']) / processes),
      seeds: seeds.filter((_, n) => n % processes === place),
    }
    return new Promise<number>((resolve, reject) => {
      const child = fork(path('../run.mjs'), [path('worker.ts')])
      child.on('message', ({ ready, outcome, held }: Message) => {
        if (ready) child.send(order)
        if (outcome) tell(outcome)
        if (held !== undefined) {
          resolve(held)
          child.disconnect()
        }
      })
      child.on('exit', (status) => reject(new Error(`a process ended with ${status}`)))
    })
  })

  function tell(outcome: Outcome) {
    outcomes.push(outcome)
    for (const wrong of [...outcome.wrongs, ...outcome.late]) console.error(`WRONG (seed ${outcome.seed}): ${wrong}`)
    if (outcomes.length % 25 === 0) console.log(`${outcomes.length} schedules`)
  }

  const from = performance.now()
  const held = Math.max(...(await Promise.all(work)))
  const sum = (count: (outcome: Outcome) => number) => outcomes.reduce((all, outcome) => all + count(outcome), 0)
  const after = outcomes.map(({ rightAfter }) => rightAfter)
  return {
    ...{ seed: first, schedules, voters },
    wrong: sum(({ wrongs, late }) => wrongs.length + late.length),
    // Held again, because others had the processor while phones came back.
    again: sum(({ again }) => again),
    acknowledged: sum(({ acknowledged }) => acknowledged),
    unknown: sum(({ unknown }) => unknown),
    rounds: sum(({ rounds }) => rounds),
    /** From the healing to the last phone right, seconds. */
    right: { median: seconds(percentile(after, 0.5)), longest: seconds(percentile(after, 1)) },
    took: seconds(performance.now() - from),
    // What this machine itself was late by: much of it, and the figures above are of the machine.
    held: seconds(held),
  }
}

const seconds = (milliseconds: number) => Number((milliseconds / 1000).toFixed(2))

const summary = values.blackout ? await blackout(Number(values.blackout)) : await storms()
console.log(JSON.stringify(summary))
process.exit(summary.wrong > 0 ? 1 : 0)
