// The Method of Equal Shares (Peters, Pierczyński, Skowron): every voter gets the same part of the budget, and a project
// is bought by its supporters, who split its cost as equally as they can. Exact, with completion and explanation.
import { type Greedy, greedy, type Project } from './greedy.ts'
import { type BudgetBallot, type Candidate, type Market, market, type Utility } from './market.ts'
import { type Purchase, type Run, run } from './purchases.ts'
import { compare, floor, minus, one, over, plus, type Rational, ratio, sum, times, whole, zero } from './rational.ts'

export interface EqualSharesOptions {
  /** "cost" (default): a project does as much for a supporter as it costs. "cardinality": each does the same. */
  utility?: Utility
  /**
   * What happens to money nobody can spend. "none" (default): it is left. "add1": shares start at whole units and rise
   * step by step; the last outcome before the first that costs more than the budget stands. "add1u": then `greedy`
   * spends the rest. Where all projects together fit into the budget, shares do not rise.
   */
  completion?: 'none' | 'add1' | 'add1u'
  /** Whether shares stop rising as soon as no further project fits into the budget. Default true. */
  exhaustive?: boolean
  /** Currency units by which a share rises. Default 1. */
  step?: Rational
  /** Whether free projects with votes are funded, before all others. By default they are not bought. */
  fundFree?: boolean
  /** Whether the last part of "add1u" may fund a project without any vote. Default true. */
  allowZero?: boolean
}

interface BoughtProject {
  project: string
  cost: Rational
  votes: Rational
  /** Price of what it does for a supporter, the least of all at the time; zero for a free project. */
  rho: Rational
  /** 1 / rho; null for a free project. With utility "cost" and approvals: votes, as if all could pay alike. */
  effectiveVotes: Rational | null
  /** Weight of those who paid something. */
  supporters: Rational
  /** By ballot, as listed: what each of its voters paid, where it was not zero. */
  payments: Map<number, Rational>
  /** What all supporters together have left after it. */
  left: Rational
}

/** A project its supporters did not buy. */
interface Unbought {
  project: string
  cost: Rational
  votes: Rational
  /** What its supporters together have left at the end, and what they lack; a free project lacks nothing. */
  held: Rational
  missing: Rational
}

export interface EqualShares {
  /** In the order they were funded: bought ones, then those that the completion added. */
  funded: string[]
  cost: Rational
  /** Budget not spent. */
  left: Rational
  /** Null where there are no voters. */
  perVoterStart: Rational | null
  perVoterFinal: Rational | null
  purchases: BoughtProject[]
  unbought: Unbought[]
  /** The last part of "add1u": the projects that were not bought, by votes, while the rest of the money lasts. */
  completion: Greedy | null
  /** By ballot, as listed: what each of its voters paid for projects and has left of the share. */
  voters: { spent: Rational; left: Rational }[]
}

/**
 * Ballots without support have a share too; a ballot of weight k is k voters. Equal rho: the cheaper project, then more
 * votes, then as listed (list projects in the order of a lot to go by lot). Without voters nothing is funded.
 */
export function equalShares(
  projects: readonly Project[],
  ballots: readonly BudgetBallot[],
  budget: Rational,
  options: EqualSharesOptions = {},
): EqualShares {
  const { utility = 'cost', completion = 'none', fundFree = false, allowZero = true } = options
  const all = market(projects, ballots, utility)
  const free = fundFree ? all.candidates.filter(({ cost, groups }) => cost === 0n && groups.length > 0) : []
  const freed = free.map(({ project }) => project.id)
  const { start, final } = shares(all, budget, options, freed)
  const purchases: Purchase[] = []
  const { cost, left, held } = final ? run(all, final, null, purchases)! : nothing
  const paid = new Set([...freed, ...purchases.map(({ candidate }) => candidate.project.id)])
  const votes = new Map(all.candidates.map(({ project, votes }) => [project.id, votes]))
  const unpaid = all.candidates.filter(({ project }) => !paid.has(project.id))
  const rest = minus(budget, cost)
  const unpaidProjects = unpaid.map(({ project }) => project)
  const added = completion === 'add1u' && final ? greedy(unpaidProjects, votes, rest, { allowZero }) : null
  const group = members(all, ballots)
  return {
    funded: [...paid, ...(added?.funded ?? [])],
    cost: plus(cost, added?.cost ?? zero),
    left: added?.left ?? rest,
    perVoterStart: start,
    perVoterFinal: final,
    purchases: [...free.map(gift), ...purchases.map((purchase) => bought(purchase, group, utility))],
    unbought: unpaid.map((candidate) => {
      const { id, cost } = candidate.project
      const money = held(candidate)
      const missing = cost.n === 0n ? zero : minus(cost, money)
      return { project: id, cost, votes: candidate.votes, held: money, missing }
    }),
    completion: added,
    voters: voters(all, final ?? zero, left),
  }
}

const gift = ({ project, votes }: Candidate): BoughtProject => ({
  ...{ project: project.id, cost: zero, votes, rho: zero, effectiveVotes: null },
  ...{ supporters: votes, payments: new Map(), left: zero },
})

const nothing = { cost: zero, left: () => zero, held: () => zero }

/** More runs than this a completion takes only where a step is nothing beside a cost, as one unit beside 10^15. */
const MOST_RUNS = 100_000

/** The share of a voter in the first run and in the one that stands. Throws `RangeError` after too many runs. */
function shares(
  all: Market,
  budget: Rational,
  { completion = 'none', exhaustive = true, step = one }: EqualSharesOptions,
  freed: readonly string[],
): { start: Rational | null; final: Rational | null } {
  if (all.voters.n === 0n) return { start: null, final: null }
  const equal = over(budget, all.voters)
  const fits = compare(sum(all.candidates.map(({ project }) => project.cost)), budget) <= 0
  if (completion === 'none' || fits) return { start: equal, final: equal }

  const start = whole(floor(equal))
  const supported = all.candidates.filter(({ cost, groups }) => cost > 0n && groups.length > 0).length
  const done = ({ bought, cost }: Run) => {
    if (bought.length === supported) return true
    const out = new Set([...freed, ...bought.map(({ project }) => project.id)])
    const room = minus(budget, cost)
    return exhaustive && all.candidates.every(({ project: { id, cost } }) => out.has(id) || compare(cost, room) > 0)
  }
  let final = start
  let runs = 0
  for (let outcome = run(all, start, null)!; !done(outcome); ) {
    if (++runs > MOST_RUNS) throw new RangeError('the step is too small for these costs')
    // As long as nothing is decided otherwise, higher shares buy the same.
    if (outcome.steady === Number.POSITIVE_INFINITY) break
    const same = Math.floor((outcome.steady * (1 - 1e-6)) / (Number(step.n) / Number(step.d)))
    final = plus(final, times(step, whole(same)))
    const next = run(all, plus(final, step), budget)
    if (!next) break
    outcome = next
    final = plus(final, step)
  }
  return { start, final }
}

/** A purchase, its payments by ballot. */
function bought({ candidate, price, payments, held }: Purchase, { ballotsOf, weights }: Members, utility: Utility) {
  const { id, cost } = candidate.project
  const rho = utility === 'cost' ? over(price, cost) : price
  const paying = [...payments].filter(([, paid]) => paid.n > 0n)
  return {
    ...{ project: id, cost, votes: candidate.votes, rho, effectiveVotes: ratio(rho.d, rho.n) },
    supporters: sum(paying.map(([group]) => weights[group]!)),
    payments: new Map(paying.flatMap(([group, paid]) => ballotsOf[group]!.map((ballot) => [ballot, paid] as const))),
    left: held,
  }
}

interface Members {
  ballotsOf: number[][]
  weights: Rational[]
}

function members(all: Market, ballots: readonly BudgetBallot[]): Members {
  const weights = all.groups.map(() => zero)
  const ballotsOf = all.groups.map((): number[] => [])
  ballots.forEach(({ weight }, ballot) => {
    const group = all.groupOf[ballot]!
    if (group < 0) return
    weights[group] = plus(weights[group]!, weight)
    ballotsOf[group]!.push(ballot)
  })
  return { ballotsOf, weights }
}

/** What each voter of a ballot spent and kept of the share. */
function voters({ groups, groupOf }: Market, share: Rational, left: Run['left']) {
  const purses = groups.map((_, group) => {
    const rest = left(group)
    return { spent: minus(share, rest), left: rest }
  })
  return groupOf.map((group) => purses[group] ?? { spent: zero, left: share })
}
