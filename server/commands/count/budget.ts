// A budget by votes in order or by equal shares, from a file to its figures.
import { type EqualSharesOptions, equalShares } from '../../../shared/counting/equal-shares.ts'
import { type GreedyOptions, greedy, type Project } from '../../../shared/counting/greedy.ts'
import { type BudgetBallot, votesOf } from '../../../shared/counting/market.ts'
import { compare, exact, one, type Rational, zero } from '../../../shared/counting/rational.ts'
import { given, type Settings } from '../../../shared/formats/settings.ts'
import { type Counted, numbers, shown } from './counted.ts'

interface Budget {
  projects: readonly Project[]
  ballots: readonly BudgetBallot[]
  budget: Rational
  /** The ballots give points, which order the projects. */
  pointed: boolean
  votes?: ReadonlyMap<string, Rational>
}

/** How many support each project, whatever points they give. */
const heads = ({ projects, ballots, votes }: Budget) =>
  votes ??
  votesOf(
    projects,
    ballots.map(({ weight, marks }) => ({
      weight,
      marks: new Map([...marks].map(([id, points]) => [id, compare(points, zero) > 0 ? one : zero])),
    })),
  )

export function countGreedy(file: Budget, settings: Settings): Counted {
  const { projects, ballots, budget } = file
  const score = votesOf(projects, ballots)
  const rule = given<GreedyOptions>({
    rule: stops[
      settings.oneOf('rule', ['skip', 'no-skip', 'greedy', 'greedy-no-skip', 'greedy-threshold', 'threshold']) ?? 'skip'
    ],
    tie: settings.oneOf('tie', ['listed', 'minCost']),
    threshold: settings.number('threshold'),
    allowZero: settings.yesNo('allow_zero'),
  })
  const { funded, cost, left, steps } = greedy(projects, score, budget, rule)
  return {
    result: { votes: numbers(heads(file)), score: numbers(score), funded, cost: exact(cost), left: exact(left) },
    tell: (w) => [
      {
        title: '',
        head: [w.project, file.pointed ? w.points : w.votes, w.cost, w.left, w.verdict],
        rows: steps.map(({ project, votes, cost, left, verdict }) => [
          ...[project, shown(votes), shown(cost), shown(left)],
          w.verdicts[verdict],
        ]),
      },
      w.funded(funded, shown(cost), shown(budget)),
    ],
  }
}

const stops = {
  skip: 'skip',
  greedy: 'skip',
  threshold: 'skip',
  'greedy-threshold': 'skip',
  'no-skip': 'no-skip',
  'greedy-no-skip': 'no-skip',
} as const

export function countEqualShares(file: Budget, settings: Settings): Counted {
  const { projects, ballots, budget } = file
  const rule = given<EqualSharesOptions>({
    utility: settings.oneOf('utility', ['cost', 'cardinality']),
    completion: settings.oneOf('completion', ['none', 'add1', 'add1u']),
    exhaustive: settings.yesNo('exhaustive'),
    step: settings.number('step'),
    fundFree: settings.yesNo('fund_free'),
    allowZero: settings.yesNo('allow_zero'),
  })
  const { funded, cost, perVoterStart, perVoterFinal, purchases, completion, unbought } = equalShares(
    projects,
    ballots,
    budget,
    rule,
  )
  const effective = purchases.flatMap(({ project, effectiveVotes }) =>
    effectiveVotes ? [[project, effectiveVotes] as const] : [],
  )
  return {
    result: {
      votes: numbers(heads(file)),
      funded,
      cost: exact(cost),
      effective_votes: numbers(effective),
      per_voter_start: perVoterStart && exact(perVoterStart),
      per_voter_final: perVoterFinal && exact(perVoterFinal),
    },
    tell: (w) => [
      ...(perVoterStart && perVoterFinal ? [w.shares(shown(perVoterStart), shown(perVoterFinal))] : []),
      {
        title: w.bought,
        head: [w.project, w.votes, w.cost, w.effectiveVotes],
        rows: purchases.map(({ project, votes, cost, effectiveVotes }) => [
          ...[project, shown(votes), shown(cost)],
          effectiveVotes ? shown(effectiveVotes) : '–',
        ]),
      },
      {
        title: w.unbought,
        head: [w.project, w.votes, w.cost, w.missing],
        rows: unbought.map(({ project, votes, cost, missing }) => [project, shown(votes), shown(cost), shown(missing)]),
      },
      ...(completion ? [w.completed(completion.funded)] : []),
      w.funded(funded, shown(cost), shown(budget)),
    ],
  }
}
