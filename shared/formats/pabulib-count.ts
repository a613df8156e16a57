// What a Pabulib file means to the counting library: its projects, ballots, votes and the rule it names.
import type { EqualSharesOptions } from '../counting/equal-shares.ts'
import type { GreedyOptions, Project } from '../counting/greedy.ts'
import { type BudgetBallot, votesOf } from '../counting/market.ts'
import { one, type Rational, rational, whole, zero } from '../counting/rational.ts'
import type { Pabulib } from './pabulib.ts'

/** The cost by which the format marks a project that was taken off the list. */
const WITHDRAWN = 999_999_999n

export const pabulibProjects = ({ projects }: Pabulib): Project[] =>
  projects.map(({ id, cost }) => (cost.n === WITHDRAWN && cost.d === 1n ? { id, cost, withdrawn: true } : { id, cost }))

/** A ballot for each vote. Points: one each; max_length less the place where ordinal; as given where the file has them. */
export function pabulibBallots({ voteType, meta, projects, votes }: Pabulib): BudgetBallot[] {
  const longest = whole(Math.trunc(Number(meta.get('max_length') || projects.length)))
  const others = (voteType === 'scoring' && rational(meta.get('default_score'))) || zero
  const unnamed = others.n === 0n ? [] : projects.map(({ id }): [string, Rational] => [id, others])
  return votes.map(({ vote, points }) => {
    const point = (place: number) =>
      points ? points[place]! : voteType === 'ordinal' ? { n: longest.n - BigInt(place), d: 1n } : one
    return { weight: one, marks: new Map([...unnamed, ...vote.map((id, at): [string, Rational] => [id, point(at)])]) }
  })
}

/** How many votes name each project, and its points. */
export function pabulibVotes(file: Pabulib): { votes: Map<string, Rational>; score: Map<string, Rational> } {
  const projects = pabulibProjects(file)
  const named = file.votes.map(({ vote }) => ({ weight: one, marks: new Map(vote.map((id) => [id, one])) }))
  return { votes: votesOf(projects, named), score: votesOf(projects, pabulibBallots(file)) }
}

export type PabulibMethod =
  | { method: 'greedy'; options: GreedyOptions }
  | { method: 'equal-shares'; options: EqualSharesOptions }

/** How the file says it was decided; null where it names no rule that is defined in full. */
export function pabulibMethod({ rule, meta }: Pabulib): PabulibMethod | null {
  const threshold = rational(meta.get('min_project_score_threshold')) ?? zero
  if (rule === 'greedy' || rule === 'greedy-threshold') return { method: 'greedy', options: { threshold } }
  if (rule === 'greedy-no-skip') return { method: 'greedy', options: { rule: 'no-skip', threshold } }
  // Supporters buy nothing that has none; only what is funded after that can fall short of a threshold.
  const wanted = threshold.n > 0n && { allowZero: false }
  if (rule === 'equalshares') return { method: 'equal-shares', options: { ...wanted } }
  if (rule === 'equalshares/add1') return { method: 'equal-shares', options: { completion: 'add1', ...wanted } }
  return null
}
