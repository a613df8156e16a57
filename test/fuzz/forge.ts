// Alters every byte of a small export in four ways, and many of a large one: checking must find each. Prints the figures.

import { misprint } from '../../server/commands/verify/rebuild.ts'
import { json } from '../../server/exports/json.ts'
import { question } from '../../shared/meeting/question.ts'
import { altered, forged, isFound, smallExport, unchecked, ways } from '../altered.ts'
import { dice } from '../random-rounds.ts'
import { record } from '../record.ts'

/** A thousand voters, a motion and a ranking. */
function largeExport(): string {
  const { pick, shuffle, int } = dice(1000)
  const ranking = { title: 'Order', kind: 'ranking', options: ['Oak', 'Elm', 'Ash', 'Yew'] }
  const run = record('ko', [question({ title: '나무', kind: 'motion', secrecy: 'named' }), question(ranking)], 1000)
  run.open(
    0,
    Array.from({ length: 1000 }, () => pick(['yes', 'no', 'abstain'])),
  )
  run.close(0)
  run.reveal(0)
  run.open(
    1,
    Array.from({ length: 1000 }, () => shuffle(['A', 'B', 'C', 'D']).slice(0, int(1, 4))),
  )
  run.close(1)
  run.reveal(1)
  return String(json.write(run.meeting))
}

const some = Number(process.argv[2] ?? 400)

function tell(name: string, text: string, places: Iterable<number>): number {
  const bytes = Buffer.from(text)
  const apart = unchecked(text)
  const missed: string[] = []
  let [tried, passed, mended] = [0, 0, 0]
  for (const at of places) {
    for (const way of ways) {
      const plain = altered(bytes, at, way)
      if (!isFound(plain)) missed.push(`byte ${at}, ${way}: with the checksum as it was`)
      const other = forged(plain)
      tried++
      if (isFound(other)) continue
      // Of a space, or of the checksum itself, nothing is left once the checksum was made anew.
      if (other.equals(bytes)) mended++
      else if (!apart.has(at) && !apart.has(at - 1)) missed.push(`byte ${at}, ${way}`)
      else if (rewritten(other.toString(), text)) passed++
      else missed.push(`byte ${at}, ${way}: nor when written again`)
    }
  }
  const found = tried - passed - mended - missed.length
  console.log(
    `${name}: ${bytes.length} bytes, ${tried} changes, ${found} found by what binds the file, ${passed} by its checksum alone, ${mended} undone by a new checksum`,
  )
  for (const each of missed) console.log(`  missed: ${each}`)
  return missed.length
}

const seqOf = (text: string): unknown => JSON.parse(text).meeting.seq

/** The number of the last event is taken as the file has it; every other change must show when spotvote writes it again. */
function rewritten(text: string, original: string): boolean {
  try {
    return misprint(text) !== null || seqOf(text) !== seqOf(original)
  } catch {
    return true
  }
}

const small = smallExport()
const large = largeExport()
const { int } = dice(7)
const here = Array.from({ length: some }, () => int(0, Buffer.byteLength(large) - 1))
const missed = tell('small', small, Buffer.from(small).keys()) + tell('large', large, here)
process.exitCode = missed === 0 ? 0 : 1
