// Projects and ballots made ready for many runs of equal shares: equal ballots merged, all numbers whole.
import type { Project } from './greedy.ts'
import { plus, type Rational, ratio, sum, times, whole, zero } from './rational.ts'
import type { Weighted } from './scores.ts'

/** Points for each supported project; approval is one point each. What is not above zero is no support. */
export type BudgetBallot = Weighted<ReadonlyMap<string, Rational>>

/** What a funded project does for a supporter: its cost times the points ("cost"), or the points ("cardinality"). */
export type Utility = 'cost' | 'cardinality'

/** Ballots that support the same projects with the same points. */
interface Group {
  weight: number
  support: [project: number, points: number][]
}

export interface Candidate {
  index: number
  project: Project
  /** Points, weighted. */
  votes: Rational
  /** In the market's money, times the weight scale; and nearly. */
  cost: bigint
  near: number
  /** What a price is divided by to compare projects. */
  worth: bigint
  /** Its supporters, group by group, and their points for it. */
  groups: number[]
  points: number[]
  /** Equal where supporters, their points and the costs are. */
  like: string
}

export interface Market {
  candidates: Candidate[]
  groups: Group[]
  /** The group of each ballot; -1 for a ballot that supports nothing. */
  groupOf: number[]
  /** Weight of all ballots, also of those that support nothing. */
  voters: Rational
  /** One currency unit, one voter and one point, in the market's own units: in these all are whole. */
  money: bigint
  scale: bigint
  grain: bigint
}

/** Throws `RangeError` where weights times points, or costs and their decimals, are longer than anybody's money. */
export function market(projects: readonly Project[], ballots: readonly BudgetBallot[], utility: Utility): Market {
  const money = common(projects.map(({ cost }) => cost))
  const scale = common(ballots.map(({ weight }) => weight))
  const grain = common(ballots.flatMap(({ marks }) => [...marks.values()]))
  const candidates = projects.map((project, index): Candidate => {
    const cost = project.cost.n * (money / project.cost.d) * scale
    const worth = utility === 'cost' ? cost : 1n
    return { index, project, votes: zero, cost, near: Number(cost), worth, groups: [], points: [], like: '' }
  })
  const { groups, groupOf } = merge(projects, ballots, scale, grain)
  const totals = projects.map(() => 0)
  let most = 1
  groups.forEach(({ weight, support }, group) => {
    for (const [project, points] of support) {
      candidates[project]!.groups.push(group)
      candidates[project]!.points.push(points)
      totals[project]! += weight * points
      most = Math.max(most, points)
    }
  })
  const heads = groups.reduce((total, { weight }) => total + weight, 0)
  const dearest = Math.max(Number(money), ...candidates.map(({ near }) => near))
  if (!Number.isSafeInteger(heads * most) || dearest > 1e120) throw new RangeError('numbers too long to add up')
  for (const candidate of candidates) {
    candidate.votes = ratio(BigInt(totals[candidate.index]!), scale * grain)
    candidate.like = `${candidate.cost};${candidate.groups};${candidate.points}`
  }
  return { candidates, groups, groupOf, voters: sum(ballots.map(({ weight }) => weight)), money, scale, grain }
}

function merge(projects: readonly Project[], ballots: readonly BudgetBallot[], scale: bigint, grain: bigint) {
  const indexOf = new Map(projects.map(({ id }, index) => [id, index]))
  const scaled = ({ n, d }: Rational, by: bigint) => Number((n * by) / d)
  const found = new Map<string, { index: number; group: Group }>()
  const groupOf = ballots.map(({ weight, marks }) => {
    const support: Group['support'] = []
    for (const [id, points] of marks) {
      const project = indexOf.get(id)
      if (project !== undefined && points.n > 0n) support.push([project, scaled(points, grain)])
    }
    if (support.length === 0 || weight.n <= 0n) return -1
    support.sort(([a], [b]) => a - b)
    const key = support.join(';')
    const { index, group } = found.get(key) ?? { index: found.size, group: { weight: 0, support } }
    group.weight += scaled(weight, scale)
    found.set(key, { index, group })
    return index
  })
  return { groups: [...found.values()].map(({ group }) => group), groupOf }
}

/** The least common denominator. */
function common(values: readonly Rational[]): bigint {
  const denominators = new Set(values.map(({ d }) => d))
  return [...denominators].reduce((so, d) => so * ratio(d, so).n, 1n)
}

/** Points of each project, times the weight of the ballots; also below zero. */
export function votesOf(projects: readonly Project[], ballots: readonly BudgetBallot[]): Map<string, Rational> {
  const votes = new Map(projects.map(({ id }) => [id, zero]))
  for (const { weight, marks } of ballots)
    for (const [id, points] of marks) {
      const before = votes.get(id)
      if (before) votes.set(id, plus(before, times(points, weight)))
    }
  return votes
}

/** An approval ballot: a point for each project. */
export const approvals = (ids: readonly string[]): Map<string, Rational> => new Map(ids.map((id) => [id, whole(1)]))
