// `npm run bench -- --sizes 500,1000`: the built product against the bare floor, round by round in turn.
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, type } from 'node:os'
import { parseArgs } from 'node:util'
import { gather } from '../load/crowds.ts'
import { plot } from './plot.ts'
import { everything, figure, medians, type Sized, type Verdict, verdicts } from './report.ts'
import { type Figures, measure, scenarios } from './round.ts'
import { openFloor, openProduct } from './sides.ts'
import { restart, ticks } from './still.ts'

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '500,1000,2000,5000,10000' },
    repeat: { type: 'string', default: '3' },
    only: { type: 'string', default: [...scenarios, 'tick', 'restart'].join() },
    json: { type: 'string' },
    svg: { type: 'string' },
  },
})
const repeat = Number(values.repeat)
const wanted = values.only.split(',')
const say = (text: string) => console.error(text)

/** Descriptors one process may have open; Node has already raised the soft limit to the hard one. */
function openFiles(): number {
  const limit = /Max open files\s+(\S+)/.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1]
  return limit === 'unlimited' ? Number.POSITIVE_INFINITY : Number(limit)
}

const sizes = values.sizes.split(',').map(Number)
const possible = sizes.filter((size) => size + 100 <= openFiles())
for (const size of sizes) if (!possible.includes(size)) say(`left out: ${size} phones, of ${openFiles()} open files`)

/** The server has a core to itself, where there are two: what makes the load must not slow what carries it. */
const cores = cpus().length
const apart = cores > 1 && type() === 'Linux'
const forServer = apart ? ['taskset', '-c', '0'] : []
const forCrowds = apart ? `1-${cores - 1}` : undefined
const crowds = Math.max(1, Math.min(cores - 1, 4))

const began = new Date()
say(`${type()}, ${cores} cores, Node ${process.version}, load average ${loadavg()[0]!.toFixed(1)}`)

/** A round nobody counts: warms the disk, and shows what phones are told at a reveal. */
async function warmUp() {
  const product = await openProduct(forServer)
  const crowd = await gather(crowds, forCrowds)
  await measure(product, crowd, 20, ['burst'])
  const result = await product.sample()
  crowd.disperse()
  await product.end()
  return result
}

const result = await warmUp()

async function round(side: 'product' | 'floor', size: number): Promise<Figures> {
  const from = performance.now()
  const open = side === 'product' ? await openProduct(forServer) : await openFloor(forServer, result)
  const crowd = await gather(crowds, forCrowds)
  const figures = await measure(open, crowd, size, wanted)
  crowd.disperse()
  await open.end()
  say(`${figure(size)} phones, ${side}: ${((performance.now() - from) / 1000).toFixed(1)} s`)
  return figures
}

const rounds: Sized<Figures[]>[] = []
for (const size of possible) {
  const sized: Sized<Figures[]> = { size, product: [], floor: [] }
  rounds.push(sized)
  for (let turn = 0; turn < repeat; turn++) {
    // Whoever goes first goes second the next time: what drifts hits both.
    const order = turn % 2 === 0 ? (['product', 'floor'] as const) : (['floor', 'product'] as const)
    for (const side of order) sized[side].push(await round(side, size))
  }
}

const alone: Verdict[] = []
if (wanted.includes('tick')) alone.push(ticks())
if (wanted.includes('restart')) alone.push(await restart())

const middle = rounds.map(medians)
const machine = `${type()}, ${cores} cores, Node ${process.version}`
const caption = `${began.toISOString().slice(0, 10)}, ${machine}, medians of ${repeat}`
console.log(`${caption}\n\n${verdicts(middle, alone)}\n\n${everything(middle)}`)
if (values.json) writeFileSync(values.json, `${JSON.stringify({ began, machine, rounds, middle, alone }, null, 1)}\n`)
if (values.svg) writeFileSync(values.svg, plot(middle, caption))
