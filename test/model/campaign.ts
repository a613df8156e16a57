// `npm run campaign:model -- --runs 100000 --seed 1 --processes 2`: random meetings, each a seed of its own, against the
// reference. A run that diverges is printed as short as it gets, for test/model/seeds.json.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { check, told } from './check.ts'
import type { Tally } from './play.ts'

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '100000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    processes: { type: 'string', default: '2' },
  },
})
const [runs, seed, processes] = [Number(values.runs), Number(values.seed), Number(values.processes)]
const started = Date.now()
/** After so many it is one fault seen again and again. */
const ENOUGH = 5

interface Summary {
  runs: number
  steps: number
  carriedOut: number
  refused: number
  notSaved: number
  divergences: number
}
const summary: Summary = { runs: 0, steps: 0, carriedOut: 0, refused: 0, notSaved: 0, divergences: 0 }

async function alone() {
  // The room refuses thousands of times a second: where it did so is never looked at.
  Error.stackTraceLimit = 2
  const tally: Tally = new Map()
  for (let next = seed; next < seed + runs && summary.divergences < ENOUGH; next++) {
    const { steps, divergence } = await check(next, tally)
    summary.runs += 1
    summary.steps += steps
    if (!divergence) continue
    summary.divergences += 1
    console.error(`seed ${next} diverges:\n${told(divergence)}`)
  }
  for (const [answer, times] of tally) {
    if (answer.endsWith(' yes')) summary.carriedOut += times
    else if (answer.endsWith(' not-saved')) summary.notSaved += times
    else summary.refused += times
  }
}

/** A share of the seeds in a process of its own; its last line is its summary. */
async function share(number: number) {
  const from = Math.floor((runs * number) / processes)
  const count = Math.floor((runs * (number + 1)) / processes) - from
  const own = ['--runs', String(count), '--seed', String(seed + from), '--processes', '1']
  const run = fileURLToPath(new URL('../run.mjs', import.meta.url))
  const child = spawn(process.execPath, [run, fileURLToPath(import.meta.url), ...own], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let last = '{}'
  for await (const line of createInterface(child.stdout)) last = line
  const part = JSON.parse(last) as Summary
  for (const key of Object.keys(summary) as (keyof Summary)[]) summary[key] += part[key]
}

if (processes > 1) await Promise.all(Array.from({ length: processes }, (_, number) => share(number)))
else await alone()
console.log(JSON.stringify({ ...summary, seed, seconds: Math.round((Date.now() - started) / 1000) }))
process.exitCode = summary.divergences > 0 || summary.runs < runs ? 1 : 0
