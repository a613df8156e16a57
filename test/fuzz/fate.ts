// What becomes of a damaged file: refused in words, or counted as what it now says.
import { isDeepStrictEqual } from 'node:util'
import { AskedWrong, countFile } from '../../server/commands/count/count-file.ts'
import { parseCountOptions } from '../../server/commands/count/options.ts'
import { page } from '../../server/commands/count/print.ts'
import { Refusal } from '../../shared/refusal.ts'
import { countWords } from '../../shared/words/count.ts'
import { refusalText } from '../../shared/words/refusal.ts'
import { damaged, dice } from './damage.ts'
import { type Sample, samples } from './samples.ts'

export interface Fate {
  /** What went wrong: a crash, a hang, a count that is not that of the file as it was read. Null for nothing. */
  fault: string | null
  outcome: 'counted' | 'refused'
  sample: string
  text: string
}

/** Milliseconds one file may take on a busy machine; a hundredth is usual. */
const PATIENCE = 5_000

/** Damages a sample by a seed and counts it. */
export function fateOf(seed: number): Fate {
  const roll = dice(seed)
  const sample = samples[Math.floor(roll() * samples.length)]!
  const text = damaged(sample.text, roll)
  const started = performance.now()
  const { fault, outcome } = meet(sample, text)
  const took = performance.now() - started
  const slow = took > PATIENCE ? `took ${Math.round(took)} ms` : null
  return { fault: fault ?? slow, outcome, sample: sample.name, text }
}

function meet(sample: Sample, text: string): Pick<Fate, 'fault' | 'outcome'> {
  const options = parseCountOptions(sample.argv)
  try {
    const { result, tell } = countFile(text, sample.name, options)
    for (const words of Object.values(countWords)) page('', tell(words))
    const rewritten = unless(() => sample.rewritten(text))
    if (rewritten === null) return { outcome: 'counted', fault: null }
    const same = isDeepStrictEqual(countFile(rewritten, sample.name, options).result, result)
    return { outcome: 'counted', fault: same ? null : 'counted as something else than it was read as' }
  } catch (error) {
    if (error instanceof AskedWrong) return { outcome: 'refused', fault: null }
    if (!(error instanceof Refusal)) return { outcome: 'refused', fault: String((error as Error).stack) }
    const { line, field, expected } = error.details
    const said = refusalText({ code: error.code, line: 1, ...(expected && { expected }) }, 'ko')
    const placed = line !== undefined || field !== undefined
    return { outcome: 'refused', fault: placed && !/undefined|NaN/.test(said) ? null : `says only: ${said}` }
  }
}

/** Some of what can be read cannot be written: an id with a comma in it. */
function unless(write: () => string): string | null {
  try {
    return write()
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}
