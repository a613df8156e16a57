// A budget spent on projects by votes, while the money lasts.
import { compare, minus, type Rational, sum, zero } from './rational.ts'

export interface Project {
  id: string
  cost: Rational
  /** Taken off the list after the ballots were made: looked at, never funded, and no reason to stop. */
  withdrawn?: boolean
}

export interface GreedyOptions {
  /** What happens at a project that no longer fits: it is passed over (default), or the count stops there. */
  rule?: 'skip' | 'no-skip'
  /** Equal votes: the one listed first (default; list them in the order of a lot to go by lot), or the cheaper one. */
  tie?: 'listed' | 'minCost'
  /** A project needs at least so many votes. */
  threshold?: Rational
  /** Whether a project without any vote may be funded. Default true. */
  allowZero?: boolean
}

/** One project as it was looked at, most votes first. */
interface GreedyStep {
  project: string
  votes: Rational
  cost: Rational
  /** Money left before it. */
  left: Rational
  verdict: 'funded' | 'does-not-fit' | 'stopped' | 'below-threshold' | 'no-votes' | 'withdrawn'
}

export interface Greedy {
  /** In the order in which they got the money. */
  funded: string[]
  cost: Rational
  left: Rational
  steps: GreedyStep[]
}

/** Projects by votes (or points); a project that costs exactly what is left fits. */
export function greedy(
  projects: readonly Project[],
  votes: ReadonlyMap<string, Rational>,
  budget: Rational,
  { rule = 'skip', tie = 'listed', threshold = zero, allowZero = true }: GreedyOptions = {},
): Greedy {
  const votesOf = ({ id }: Project) => votes.get(id) ?? zero
  const ordered = projects.toSorted(
    (a, b) => compare(votesOf(b), votesOf(a)) || (tie === 'minCost' ? compare(a.cost, b.cost) : 0),
  )
  const steps: GreedyStep[] = []
  let left = budget
  let stopped = false
  for (const project of ordered) {
    const { id, cost, withdrawn } = project
    const votes = votesOf(project)
    const judge = (): GreedyStep['verdict'] => {
      if (withdrawn) return 'withdrawn'
      if (votes.n === 0n && !allowZero) return 'no-votes'
      if (compare(votes, threshold) < 0) return 'below-threshold'
      if (stopped) return 'stopped'
      return compare(cost, left) > 0 ? 'does-not-fit' : 'funded'
    }
    const verdict = judge()
    steps.push({ project: id, votes, cost, left, verdict })
    if (verdict === 'funded') left = minus(left, cost)
    if (verdict === 'does-not-fit' && rule === 'no-skip') stopped = true
  }
  const funded = steps.filter(({ verdict }) => verdict === 'funded')
  return { funded: funded.map(({ project }) => project), cost: sum(funded.map(({ cost }) => cost)), left, steps }
}
