// A participatory budget as a complete .pb file (pabulib.org/format): every key the format demands, columns in its order.
import { decimal, exact, type Rational } from '../counting/rational.ts'
import { Refusal } from '../refusal.ts'
import type { Pabulib } from './pabulib.ts'
import { pabulibVotes } from './pabulib-count.ts'
import { writeRow } from './pabulib-rows.ts'

/** Keys of META without which a file is not complete, apart from those that follow from the rest. Dates are DD.MM.YYYY. */
export const pabulibDemands = ['description', 'country', 'unit', 'instance', 'date_begin', 'date_end'] as const

/** The order of the format; other keys and columns come after these. */
const metaOrder = [
  ...['description', 'country', 'unit', 'district', 'subunit', 'instance', 'num_projects', 'num_votes', 'budget'],
  ...['vote_type', 'rule', 'date_begin', 'date_end', 'min_length', 'max_length', 'min_sum_cost', 'max_sum_cost'],
  ...['min_points', 'max_points', 'min_sum_points', 'max_sum_points', 'default_score', 'min_project_cost'],
  ...['max_project_cost', 'min_project_score_threshold', 'neighborhoods', 'subdistricts', 'categories', 'edition'],
  ...['language', 'currency', 'fully_funded', 'experimental', 'comment', 'acknowledgments'],
]

const columnOrder = [
  ...['project_id', 'cost', 'votes', 'score', 'name', 'category', 'beneficiaries', 'selected'],
  ...['voter_id', 'vote', 'points', 'age', 'sex', 'voting_method', 'neighborhood', 'subunit', 'district'],
]

const inOrder = (names: readonly string[], order: readonly string[]) => {
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length)
  return names.toSorted((a, b) => place(a) - place(b))
}

/**
 * Writes the file with its votes counted. `parsePabulib(pabulibFile(file))` equals `file`. Refuses `invalid` what the
 * format cannot hold: a missing key of META, an id with a comma in it, a number that is not a decimal.
 */
export function pabulibFile(file: Pabulib): string {
  const { budget, voteType, rule, projects, votes } = file
  for (const key of pabulibDemands)
    if (!file.meta.get(key)) throw new Refusal('invalid', { field: `META.${key}`, expected: { what: 'present' } })
  const meta = new Map([
    ...file.meta,
    ...Object.entries({ num_projects: String(projects.length), num_votes: String(votes.length) }),
    ...Object.entries({ budget: digits('META.budget', budget), vote_type: voteType, rule }),
  ])

  const { votes: counted, score } = pabulibVotes(file)
  const scored = voteType !== 'approval' && voteType !== 'choose-1'
  const named = projects.some(({ name }) => name !== '')
  const judged = projects.some(({ selected }) => selected !== null)
  const projectRows = projects.map(({ id, cost, name, selected, more }) => ({
    project_id: identifier('PROJECTS.project_id', id),
    cost: digits('PROJECTS.cost', cost),
    votes: digits('PROJECTS.votes', counted.get(id)!),
    ...(scored && { score: digits('PROJECTS.score', score.get(id)!) }),
    ...(named && { name }),
    ...(judged && { selected: selected === null ? '' : String(selected) }),
    more,
  }))
  const voteRows = votes.map(({ voter, vote, points, more }) => ({
    voter_id: identifier('VOTES.voter_id', voter),
    vote: vote.join(','),
    ...(points && { points: points.map((point) => digits('VOTES.points', point)).join(',') }),
    more,
  }))
  const heads = { projects: ['project_id', 'cost', 'votes'], votes: ['voter_id', 'vote'] }
  return [
    ...['META', 'key;value', ...inOrder([...meta.keys()], metaOrder).map((key) => writeRow([key, meta.get(key)!]))],
    ...['PROJECTS', ...table(projectRows, heads.projects)],
    ...['VOTES', ...table(voteRows, needsPoints(voteType) ? [...heads.votes, 'points'] : heads.votes)],
    '',
  ].join('\n')
}

const needsPoints = (type: Pabulib['voteType']) => type === 'cumulative' || type === 'scoring'

type Cells = Record<string, string | Map<string, string>> & { more: Map<string, string> }

/** A header and rows; `empty` is the header where there is no row to take it from. */
function table(rows: readonly Cells[], empty: readonly string[]): string[] {
  const cells = rows.map(({ more, ...own }) => new Map([...more, ...Object.entries(own as Record<string, string>)]))
  const header = inOrder([...(cells[0]?.keys() ?? empty)], columnOrder)
  return [writeRow(header), ...cells.map((row) => writeRow(header.map((name) => row.get(name) ?? '')))]
}

function identifier(field: string, id: string): string {
  if (id.trim() === '' || id !== id.trim() || id.includes(','))
    throw new Refusal('invalid', { field, expected: { what: 'not-blank' }, got: id })
  return id
}

/** A number in decimals, exactly. */
function digits(field: string, value: Rational): string {
  let places = 0
  let rest = value.d
  while (rest % 10n === 0n || rest % 5n === 0n || rest % 2n === 0n) {
    rest /= rest % 10n === 0n ? 10n : rest % 5n === 0n ? 5n : 2n
    places++
  }
  if (rest !== 1n) throw new Refusal('invalid', { field, expected: { what: 'number' }, got: String(exact(value)) })
  return String(decimal(value, Math.max(places, 1)))
}
