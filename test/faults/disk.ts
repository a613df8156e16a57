// `npm run campaign:disk -- --seeds 3`: every fault of a disk at every call of a scripted meeting over real sockets.
import { parseArgs } from 'node:util'
import { percentile } from '../../server/rehearsal/moment.ts'
import { type FaultName, faults, type Outcome, run } from './run.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '3' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    /** Every call, or each n-th. */
    step: { type: 'string', default: '1' },
    fault: { type: 'string' },
    /** Meetings at a time. */
    abreast: { type: 'string', default: '12' },
  },
})
const [seeds, first, step, abreast] = [values.seeds, values.seed, values.step, values.abreast].map(Number) as [
  number,
  number,
  number,
  number,
]
const chosen = Object.keys(faults).filter((name) => !values.fault || name === values.fault) as FaultName[]

interface Task {
  fault: FaultName
  at: number
  seed: number
}
const total = { runs: 0, met: 0, refusing: 0, wrong: 0 }
const alarms: number[] = []

function note({ fault, at, seed }: Task, { met, refusals, alarm, wrongs }: Outcome) {
  total.runs += 1
  if (met) total.met += 1
  if (refusals > 0) total.refusing += 1
  if (alarm !== null) alarms.push(alarm)
  total.wrong += wrongs.length
  for (const wrong of wrongs) console.error(`WRONG (${fault} at call ${at}, ${met?.name}, seed ${seed}): ${wrong}`)
}

for (let seed = first; seed < first + seeds; seed++) {
  const { calls, wrongs } = await run('short', Number.POSITIVE_INFINITY, seed)
  if (wrongs.length > 0) throw new Error(`without any fault: ${wrongs.join('; ')}`)
  const tasks = chosen.flatMap((fault) =>
    Array.from({ length: Math.ceil(calls / step) }, (_, n): Task => ({ fault, at: 1 + n * step, seed })),
  )
  const work = async () => {
    for (let task = tasks.shift(); task; task = tasks.shift()) note(task, await run(task.fault, task.at, task.seed))
  }
  await Promise.all(Array.from({ length: abreast }, work))
  console.log(`seed ${seed}: ${calls} calls; so far ${JSON.stringify(total)}`)
}
const alarm = { p50: Math.round(percentile(alarms, 0.5)), longest: Math.round(percentile(alarms, 1)) }
console.log(JSON.stringify({ campaign: 'disk', faults: chosen, seeds, seed: first, ...total, alarm }))
process.exit(total.wrong > 0 || alarm.longest > 2000 ? 1 : 0)
