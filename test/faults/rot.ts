// `npm run campaign:rot`: a journal of 2,000 records cut at every byte, and ten thousand bits flipped.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { seeded } from '../../server/rehearsal/moment.ts'
import { cutEverywhere, flipBits } from './damage.ts'

const { values } = parseArgs({
  options: {
    records: { type: 'string', default: '2000' },
    /** Of the journal every so many bytes; of the segment sixteen times as many. */
    step: { type: 'string', default: '1' },
    flips: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
})
const [records, step, flips, seed] = [values.records, values.step, values.flips, values.seed].map(Number) as [
  number,
  number,
  number,
  number,
]

async function within<T extends { wrongs: string[] }>(task: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'spotvote-rot-'))
  try {
    const result = await task(folder)
    for (const wrong of result.wrongs.slice(0, 20)) console.error(`WRONG: ${wrong}`)
    return result
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

console.log(`seed ${seed}`)
const bits = await within((folder) => flipBits(folder, flips, seeded(seed)))
console.log(`${bits.found + bits.harmless} bits: ${bits.found} found, ${bits.harmless} harmless`)
const segment = await within((folder) =>
  cutEverywhere(folder, 'segment', records, { step: step * 16, from: seed % 16 }),
)
console.log(`segment: ${segment.tried} cuts`)
const journal = await within((folder) => cutEverywhere(folder, 'journal', records, { step }))
const wrong = bits.wrongs.length + segment.wrongs.length + journal.wrongs.length
const cuts = { journal: journal.tried, segment: segment.tried }
console.log(JSON.stringify({ campaign: 'rot', seed, records, cuts, found: bits.found, harmless: bits.harmless, wrong }))
process.exit(wrong > 0 ? 1 : 0)
