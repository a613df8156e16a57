// Checks an export of spotvote from nothing but its text, and a head from a photograph where there is one.
import { checkRound } from './check-round.ts'
import { differences } from './count/compare.ts'
import { Misfit, record } from './count/read.ts'
import { agreed, all, meetingOf, wrongs } from './document.ts'
import type { Finding, Place } from './finding.ts'
import { replayed } from './fold.ts'
import { chained, headOf, typedHead } from './record.ts'
import { sha256 } from './sha256.ts'
import type { Fields, Meeting, Round } from './state.ts'

export type { Finding } from './finding.ts'

/** `text`: the file's, exactly. `head`: as it was typed. Never throws. */
export function check(text: string, head?: string): Finding[] {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return [{ says: 'wrong', code: 'json' }]
  }
  try {
    if (!isExport(value)) return [{ says: 'wrong', code: 'export' }]
    const { checksum, ...file } = value
    return [...checkText(text, value), ...checkSum(checksum, file), ...checkExport(file, head)]
  } catch (error) {
    // Nested too deeply, or of another shape altogether where nothing else has noticed.
    return [{ says: 'wrong', code: 'unreadable', recorded: error instanceof Misfit ? error.path : String(error) }]
  }
}

interface Export {
  meeting: Fields
  items: unknown[]
  record: Fields & { entries: unknown[] }
}

function isExport(value: unknown): value is Export & Fields {
  const is = (part: unknown): part is Fields => typeof part === 'object' && part !== null && !Array.isArray(part)
  if (!is(value) || value['format'] !== 'spotvote-export' || value['version'] !== 1) return false
  const { meeting, items, record } = value
  return is(meeting) && Array.isArray(items) && is(record) && Array.isArray(record['entries'])
}

/** An export has one way of being written: so a space too many, or a field that stands there twice, is found. */
function checkText(text: string, value: unknown): Finding[] {
  const right = `${JSON.stringify(value, null, 2)}\n`
  if (text === right) return [{ says: 'right', code: 'file' }]
  const [lines, rightLines] = [text.split('\n'), right.split('\n')]
  const at = lines.findIndex((line, n) => line !== rightLines[n])
  const line = at < 0 ? lines.length : at
  return [
    { says: 'wrong', code: 'file', path: String(line + 1), recorded: lines[line] ?? '', found: rightLines[line] ?? '' },
  ]
}

/** The file's own sum finds what no rule binds: sentences too. Whoever forges a file on purpose can make it anew. */
function checkSum(checksum: unknown, file: Fields): Finding[] {
  const right = sha256(JSON.stringify(file))
  return checksum === right ? [] : [{ says: 'wrong', code: 'checksum', recorded: checksum, found: right }]
}

function checkExport(file: Export & Fields, typed: string | undefined): Finding[] {
  const { entries } = file.record
  const hashes = chained(entries)
  const { meeting, findings } = replayed(entries, hashes)
  const { format: _, version: __, meeting: ___, items: ____, record: _____, scrutineers, ...others } = file
  const hash = hashes.at(-1) ?? ''
  const { entries: ______, ...own } = file.record
  const { seq, ...fields } = file.meeting
  const known = Number.isSafeInteger(seq) && (seq as number) >= entries.length ? seq : entries.length
  return [
    ...differences('', others, {}).map(
      ({ path, recorded }): Finding => ({ says: 'wrong', code: 'field', path: path.slice(1), recorded }),
    ),
    ...all('chain', { head: hash && headOf(hash), hash }, own, 'record', {}, entries.length),
    ...findings,
    ...photograph(typed, hashes, meeting),
    ...all('meeting', { ...meetingOf(meeting), seq: known }, { ...fields, seq }, 'meeting', {}),
    ...wrongs('meeting', differences('scrutineers', scrutineers, meeting.scrutineers)),
    ...checkAgenda(file, meeting, hashes),
    ...(['operator', 'person', 'seq', 'words'] as const).map((code): Finding => ({ says: 'unchecked', code })),
  ]
}

/** A head that somebody has of their own binds everything that had happened when it was shown. */
function photograph(typed: string | undefined, hashes: readonly string[], meeting: Meeting): Finding[] {
  if (typed === undefined || typed.trim() === '') return [{ says: 'unchecked', code: 'photo' }]
  const head = typedHead(typed)
  if (head === null) return [{ says: 'wrong', code: 'photo-form', recorded: typed.trim().slice(0, 40) }]
  const n = hashes.findIndex((hash) => headOf(hash) === head) + 1
  if (n === 0) return [{ says: 'wrong', code: 'photo', recorded: head }]
  const moment = meeting.moments.findLast((moment) => moment.n === n)
  const at = meeting.items.findIndex(({ id }) => id === moment?.item)
  const round = meeting.items[at]?.rounds.find(({ id }) => id === moment?.round)
  const place: Place = round && moment ? placeOf(at, round) : {}
  const finding: Finding = { says: 'right', code: 'photo', ...place, recorded: head, found: moment?.what ?? null }
  const rest = hashes.length - n
  return [finding, ...(rest > 0 ? [{ says: 'unchecked', code: 'after-photo', found: rest } as const] : [])]
}

const placeOf = (index: number, { number, question }: Round): Place => ({
  item: index + 1,
  round: Number(number),
  title: String(question['title']),
})

/** Null where there is none, so that one too many differs from nothing at all. */
const idOf = (value: unknown) =>
  typeof value === 'object' && value !== null ? ((value as Fields)['id'] ?? null) : null

function checkAgenda(file: Export, meeting: Meeting, hashes: readonly string[]): Finding[] {
  const ids = meeting.items.map(({ id }) => id)
  const order = wrongs('agenda', differences('items', file.items.map(idOf), ids))
  const items = meeting.items.flatMap((item, index) => {
    const at = file.items.findIndex((found) => idOf(found) === item.id)
    if (at < 0) return []
    const { rounds, ...fields } = record(file.items[at], `items[${at}]`)
    const path = `items[${at}]`
    const place = { item: index + 1, title: String(item.question['title']) }
    const right = { id: item.id, number: index + 1, question: item.question }
    const found = Array.isArray(rounds) ? rounds : []
    const rightRounds = item.rounds.map(({ id }) => id)
    return [
      ...wrongs('agenda', differences(path, fields, right), place),
      ...wrongs(
        'agenda',
        differences(`${path}.rounds`, Array.isArray(rounds) ? found.map(idOf) : rounds, rightRounds),
        place,
      ),
      ...item.rounds.flatMap((round) => {
        const nth = found.findIndex((found) => idOf(found) === round.id)
        const about = placeOf(index, round)
        return nth < 0
          ? []
          : checkRound(found[nth] as Fields, `${path}.rounds[${nth}]`, about, round, item, meeting, hashes)
      }),
    ]
  })
  const wrong = [...order, ...items].some(({ says, code }) => says === 'wrong' && code === 'agenda')
  return [...order, ...(wrong ? [] : [agreed('agenda', {}, ids.length)]), ...items]
}
