// The campaign: ten thousand damaged files, or as many as `npm run campaign:files -- NUMBER [FIRST SEED]` says.
import { fateOf } from './fate.ts'

const [files = 10_000, first = 100_000] = process.argv.slice(2).map(Number)
const outcomes = { counted: 0, refused: 0 }
let faults = 0
for (let seed = first; seed < first + files; seed++) {
  const { fault, outcome, sample, text } = fateOf(seed)
  outcomes[outcome]++
  if (fault === null) continue
  faults++
  console.error(`seed ${seed}, ${sample}: ${fault}\n${text.slice(0, 2_000)}\n`)
}
console.log(`${files} damaged files: ${outcomes.counted} counted, ${outcomes.refused} refused, ${faults} at fault`)
process.exitCode = faults > 0 ? 1 : 0
