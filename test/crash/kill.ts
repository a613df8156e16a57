// `npm run campaign:kill -- --kills 1000`: the kill test at length, in campaigns of fifty on a folder of their own.
import { parseArgs } from 'node:util'
import { campaign } from './campaign.ts'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '1000' },
    voters: { type: 'string', default: '100' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
})
const [kills, voters, first] = [Number(values.kills), Number(values.voters), Number(values.seed)]
const total = { kills: 0, acknowledged: 0, unknown: 0, rounds: 0, wrong: 0 }

for (let seed = first; total.kills < kills; seed++) {
  const log = (message: string) => console.log(`  ${message}`)
  const { starts, ...result } = await campaign({ kills: Math.min(50, kills - total.kills), voters, seed, log })
  const wrongs = [...result.lost, ...result.doubled, ...result.invented, ...result.wrongs]
  for (const wrong of wrongs) console.error(`WRONG (seed ${seed}): ${wrong}`)
  for (const key of ['kills', 'acknowledged', 'unknown', 'rounds'] as const) total[key] += result[key]
  total.wrong += wrongs.length
  console.log(`seed ${seed}: ${JSON.stringify({ ...total, ...starts })}`)
}
process.exit(total.wrong > 0 ? 1 : 0)
