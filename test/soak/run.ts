// `npm run campaign:soak -- --minutes 60 --phones 500`: a long evening, at whose end everything has to be as it was.
import { parseArgs } from 'node:util'
import { grown } from './samples.ts'
import { soak } from './soak.ts'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    phones: { type: 'string', default: '500' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    /** Seconds a question takes; left out, the sixty of them take the whole time. */
    pace: { type: 'string' },
  },
})
const [minutes, phones, seed] = [Number(values.minutes), Number(values.phones), Number(values.seed)]
const pace = Number(values.pace ?? Math.max(6, minutes))
/** In less time the first quarter is no warm-up: what a short one says of growth is no verdict. Minutes. */
const LONG_ENOUGH = 15

console.error(`${minutes} minutes, ${phones} phones, a question every ${pace} s, seed ${seed}`)
const { wrongs, ...result } = await soak({ minutes, phones, seed, pace, log: (message) => console.error(message) })
const growing = grown(result.growth, result.acknowledged)
for (const wrong of [...wrongs, ...growing]) console.error(`WRONG: ${wrong}`)
const flat = growing.length === 0
console.log(
  JSON.stringify({
    ...{ campaign: 'soak', date: new Date().toISOString(), minutes, phones, seed, pace, ...result, flat },
    wrong: wrongs.length,
  }),
)
process.exit(wrongs.length > 0 || (!flat && minutes >= LONG_ENOUGH) ? 1 : 0)
