// Checks one round of an export against the record: what it froze, who took part, its box, its count and its words.
import { compareNames, compareVoted, digestOf } from './box.ts'
import { differences } from './count/compare.ts'
import { compareRound } from './count/index.ts'
import { list, Misfit, record } from './count/read.ts'
import { agreed, all, compareFields, isWithheld, roundOf, wrongs } from './document.ts'
import type { Code, Finding, Place } from './finding.ts'
import { compareChosen, compareLabels } from './labels.ts'
import { fingerprintOf, lotOf } from './opening.ts'
import { headOf } from './record.ts'
import type { Fields, Item, Meeting, Round } from './state.ts'

export function checkRound(
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
  // A chair's vote outlives a tie that more ballots undid after the round was opened again.
  const { question, rule, lot, chair, turnout, edits, undone } = round
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
      ...compareRound(true_).filter(({ path }) => path !== 'chair' || undone === 0),
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
