// Checks an export of spotvote from nothing but its text, and a head from a photograph where there is one.
import { compareNames, compareVoted, digestOf } from './box.ts'
import { differences } from './count/compare.ts'
import { compareRound } from './count/index.ts'
import { list, Misfit, record } from './count/read.ts'
import { compareFields, isWithheld, meetingOf, roundOf, wrongs } from './document.ts'
import type { Code, Finding, Place } from './finding.ts'
import { replayed } from './fold.ts'
import { compareChosen, compareLabels } from './labels.ts'
import { fingerprintOf, lotOf } from './opening.ts'
import { chained, headOf, typedHead } from './record.ts'
import type { Fields, Item, Meeting, Round } from './state.ts'

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
    return [...checkText(text, value), ...checkExport(value, head)]
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

/** One finding that all agrees, or one for each difference. */
function all(code: Code, right: Fields, recorded: Fields, path: string, place: Place, found?: unknown): Finding[] {
  const wrong = wrongs(code, differences(path, recorded, right), place)
  return wrong.length > 0 ? wrong : [agreed(code, place, found)]
}

const agreed = (code: Code, place: Place, found?: unknown): Finding => ({
  says: 'right',
  code,
  ...place,
  ...(found !== undefined && { found }),
})

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

const idOf = (value: unknown) => (typeof value === 'object' && value !== null ? (value as Fields)['id'] : undefined)

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

function checkRound(
  found: Fields,
  path: string,
  place: Place,
  round: Round,
  item: Item,
  meeting: Meeting,
  hashes: readonly string[],
): Finding[] {
  const voted = (found['turnout'] as Fields | null | undefined)?.['voted']
  const fields = compareFields(found, roundOf(round, item, meeting, hashes, voted), path, place)
  const close = meeting.moments.findLast(({ what, round: id }) => what === 'closed' && id === round.id)
  const signers = round.signatures.flatMap(({ scrutineer, head }) =>
    close && head === headOf(hashes[close.n - 1]!)
      ? [String(meeting.scrutineers.find(({ id }) => id === scrutineer)?.name)]
      : [],
  )
  const unchecked = (code: Code): Finding => ({ says: 'unchecked', code, ...place })
  return [
    ...(fields.length > 0 ? fields : [agreed('round', place)]),
    ...attempt(path, place, () => checkOpening(round, meeting, path, place)),
    ...(round.undone > 0 ? [unchecked('undone')] : []),
    ...(signers.length > 0 ? [agreed('co-signed', place, signers)] : []),
    ...(isWithheld(round)
      ? [...withheld(found, path, place), unchecked(round.phase === 'open' ? 'open' : 'secret')]
      : attempt(path, place, () => checkCounted(found, path, place, round, meeting))),
  ]
}

const withheld = ({ counted }: Fields, path: string, place: Place) =>
  wrongs('round', differences(`${path}.counted`, counted, null), place)

function checkOpening({ fingerprint, question, rule, lot }: Round, { groups }: Meeting, path: string, place: Place) {
  // Rounds of version 0.1 froze neither.
  if (fingerprint === '') return []
  const right = fingerprintOf(question, rule, groups, lot)
  return [
    ...all('fingerprint', { fingerprint: right }, { fingerprint }, path, place, right),
    ...(lot === null && lotOf(question, rule, { seed: '', order: [] }) === null
      ? []
      : all('lot', { lot: lot === null ? 'a lot' : lotOf(question, rule, lot) }, { lot }, path, place)),
  ]
}

/** Every field of `counted`; those of boxes of early versions are fewer. */
const fields = 'ballots weight tally outcome text rows edits profile groups voted named receipts small salt'.split(' ')

function checkCounted(found: Fields, path: string, place: Place, round: Round, meeting: Meeting): Finding[] {
  const counted = record(found['counted'], 'counted')
  const inRound = (difference: { path: string; recorded: unknown; counted: unknown }) => ({
    ...difference,
    path: `${path}.${difference.path}`,
  })
  const part = (code: Code, step: () => ReturnType<typeof compareRound>, agreement?: unknown): Finding[] =>
    attempt(
      path,
      place,
      () => {
        const wrong = step().map(inRound)
        return wrong.length > 0 ? wrongs(code, wrong, place) : [agreed(code, place, agreement)]
      },
      code,
    )
  // Rule, lot, turnout and the rest are those of the record, whatever the file says of them.
  const { question, rule, lot, chair, turnout, edits } = round
  const true_ = { ...found, question, rule, lot, chair, turnout, counted: { ...counted, edits } }
  const more = Object.keys(counted).filter((key) => !fields.includes(key))
  return [
    ...more.map(
      (key): Finding => ({
        says: 'wrong',
        code: 'field',
        ...place,
        path: `${path}.counted.${key}`,
        recorded: counted[key],
      }),
    ),
    ...part('box', () => differences('digest', round.digest, digestOf(counted)), counted['ballots']),
    ...part('voted', () => compareVoted(counted, round, meeting), list(counted['voted'], 'counted.voted').length),
    ...part('names', () => [...compareNames(counted, round), ...compareChosen(question, counted)]),
    ...part('count', () => [
      ...compareRound(true_),
      ...compareTotals(counted),
      ...differences('counted.edits', counted['edits'], edits),
    ]),
    ...part('labels', () => compareLabels(question, counted, meeting.language)),
    ...(counted['salt'] === null ? [{ says: 'unchecked', code: 'salt', ...place } as const] : []),
    ...(counted['small'] != null ? [{ says: 'unchecked', code: 'small', ...place } as const] : []),
  ]
}

/** Ballots and weight, of the profile. */
function compareTotals({ profile, ballots, weight }: Fields) {
  const papers = list(profile, 'counted.profile').map((paper) => record(paper, 'counted.profile'))
  const sum = (of: 'count' | 'weight') => papers.reduce((all, paper) => all + Number(paper[of]), 0)
  return differences('counted', { ballots, weight }, { ballots: sum('count'), weight: sum('weight') })
}

/** What cannot be read is wrong where it stands. */
function attempt(path: string, place: Place, step: () => Finding[], code: Code = 'round'): Finding[] {
  try {
    return step()
  } catch (error) {
    const at =
      error instanceof Misfit
        ? { path: `${path}.${error.path}`, recorded: error.found, found: error.expected }
        : { path }
    return [{ says: 'wrong', code, ...place, ...at }]
  }
}
