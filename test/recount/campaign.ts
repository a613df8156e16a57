// Random rounds without end: `node test/run.mjs test/recount/campaign.ts [ROUNDS] [SEED]`. Ends with 1 at the first that differs.
import { compareRound } from '../../recount/count/index.ts'
import { randomRounds } from '../random-rounds.ts'

const [wanted = 100_000, first = 1] = process.argv.slice(2).map(Number)
const began = Date.now()
const byKind = new Map<string, number>()
let [rounds, seed, spent] = [0, first, 0]
for (; rounds < wanted; seed++)
  for (const round of randomRounds(seed, 8)) {
    const from = performance.now()
    const found = compareRound(round)
    spent += performance.now() - from
    rounds++
    const { kind } = round.question
    byKind.set(kind, (byKind.get(kind) ?? 0) + 1)
    if (found.length === 0) continue
    console.error(`seed ${seed}:`, JSON.stringify(found.slice(0, 3)), JSON.stringify(round))
    process.exit(1)
  }
const seconds = (ms: number) => `${Math.round(ms / 1000)} s`
console.log(
  `${rounds} rounds of seeds ${first} to ${seed - 1} agree, in ${seconds(Date.now() - began)} (counting again: ${seconds(spent)})`,
)
console.log([...byKind].map(([kind, some]) => `${kind} ${some}`).join(', '))
