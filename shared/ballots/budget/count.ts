// Counts a budget vote: who supports what while the round is open; what gets the money, and why, once it is closed.
import { type EqualShares, equalShares } from '../../counting/equal-shares.ts'
import { type Greedy, greedy, type Project } from '../../counting/greedy.ts'
import type { BudgetBallot } from '../../counting/market.ts'
import { approximately, compare, over, type Rational, times, whole, zero } from '../../counting/rational.ts'
import { type Counting, type Profile, total } from '../ballot.ts'
import type { BudgetConfig, Method } from './config.ts'
import { type BudgetVote, idsOf, marksOf } from './vote.ts'

export interface BudgetTally {
  /** `points`: of ballots with points, times their weight. */
  options: { id: string; votes: number; weight: number; points?: number }[]
  cast: number
  /** Empty while the round is open, and where nobody voted. The first one decides. */
  outcomes: (GreedyCount | SharesCount)[]
}

interface Spending {
  /** In the order in which they got the money. */
  funded: string[]
  /** Currency units. */
  spent: number
  left: number
  /** Voters with at least one of their projects funded; heads. */
  served: number
  /** Projects that would have fared otherwise in the opposite order; `drawn`: the order is that of a lot, not of the list. */
  tie: { ids: string[]; drawn: boolean } | null
}

export interface GreedyCount extends Spending {
  method: 'greedy'
  /** Most votes (or points) first, each with the money left before it. */
  steps: { id: string; votes: number; left: number; verdict: 'funded' | 'does-not-fit' | 'no-votes' }[]
}

/** Amounts are rounded to hundredths of a currency unit. */
export interface SharesCount extends Spending {
  method: 'equal-shares'
  /** Of one voter (of weight 1), in the first run and in the one that stands. */
  share: { start: number; end: number }
  /** In order. `payers` by weight; each paid from `least` to `most`. `effective`: votes, as if all could pay alike. */
  purchases: { id: string; payers: number; least: number; most: number; effective: number }[]
  /** What the supporters of the others still had together. */
  unfunded: { id: string; held: number }[]
  /** Funded after all, by votes, with the money that was left. */
  completed: string[]
  /** How much of their shares voters have paid: the mean in per cent, and voters by tenths (the last one: all of it), by weight. */
  used: { mean: number; tenths: number[] }
}

export const methodsOf = ({ count }: BudgetConfig): Method[] =>
  count === 'both' ? ['greedy', 'equal-shares'] : [count]

export function tally(profile: Profile<BudgetVote>, config: BudgetConfig, { closed, lot }: Counting): BudgetTally {
  const options = support(profile, config)
  const counted = closed && profile.size > 0
  return { options, cast: total(profile).votes, outcomes: counted ? outcomes(profile, options, config, lot) : [] }
}

/** One pass without a copy of any ballot: it runs ten times a second. */
function support(profile: Profile<BudgetVote>, { options, ballot }: BudgetConfig): BudgetTally['options'] {
  const rows = new Map(options.map(({ id }) => [id, { id, votes: 0, weight: 0, points: 0 }]))
  for (const { vote, count, weight } of profile.values()) {
    for (const mark of vote) {
      const plain = typeof mark === 'string'
      const row = rows.get(plain ? mark : mark[0])!
      row.votes += count
      row.weight += weight
      if (!plain) row.points += mark[1] * weight
    }
  }
  return [...rows.values()].map(({ points, ...row }) => (ballot === 'points' ? { ...row, points } : row))
}

function outcomes(
  profile: Profile<BudgetVote>,
  options: BudgetTally['options'],
  config: BudgetConfig,
  lot: readonly string[] | null,
): BudgetTally['outcomes'] {
  const projects = config.options.map(({ id, cost }): Project => ({ id, cost: whole(cost) }))
  // Equal votes go in this order: the library takes what is listed first.
  const ordered = lot ? lot.flatMap((id) => projects.find((project) => project.id === id) ?? []) : projects
  const votes = new Map(options.map(({ id, weight, points = weight }) => [id, points]))
  const entries = [...profile.values()]
  const common = (funded: readonly string[], otherwise: () => readonly string[], left: Rational): Spending => {
    const got = new Set(funded)
    const level = hasLevel(config, votes) ? differing(got, new Set(otherwise())) : []
    return {
      funded: [...funded],
      spent: config.budget - Number(left.n),
      left: Number(left.n),
      served: entries.reduce(
        (heads, { vote, count }) => (idsOf(vote).some((id) => got.has(id)) ? heads + count : heads),
        0,
      ),
      tie: level.length ? { ids: level, drawn: lot !== null } : null,
    }
  }
  const byVotes = (list: readonly Project[]) => greedy(list, exactly(votes), whole(config.budget), { allowZero: false })
  const ballots = entries.map(
    ({ vote, weight }): BudgetBallot => ({ weight: whole(weight), marks: exactly(marksOf(vote)) }),
  )
  const byShares = (list: readonly Project[]) =>
    equalShares(list, ballots, whole(config.budget), {
      utility: config.utility,
      completion: config.completion,
      step: whole(config.step),
      allowZero: false,
    })
  return methodsOf(config).map((method) => {
    const reversed = ordered.toReversed()
    if (method === 'greedy') {
      const count = byVotes(ordered)
      return { method, ...common(count.funded, () => byVotes(reversed).funded, count.left), ...stepped(count) }
    }
    const count = byShares(ordered)
    const weights = entries.map(({ weight }) => weight)
    return { method, ...common(count.funded, () => byShares(reversed).funded, count.left), ...shared(count, weights) }
  })
}

const exactly = (numbers: Iterable<[string, number]>) => new Map([...numbers].map(([id, n]) => [id, whole(n)]))

/** Only equals in votes are ever ordered by lot, so without any the opposite order need not be tried. */
function hasLevel({ options }: BudgetConfig, votes: ReadonlyMap<string, number>): boolean {
  const some = options.map(({ id }) => votes.get(id)!).filter((number) => number > 0)
  return new Set(some).size < some.length
}

const differing = (a: ReadonlySet<string>, b: ReadonlySet<string>) =>
  [...new Set([...a, ...b])].filter((id) => a.has(id) !== b.has(id)).sort()

const stepped = ({ steps }: Greedy): Pick<GreedyCount, 'steps'> => ({
  steps: steps.map(({ project, votes, left, verdict }) => ({
    id: project,
    votes: Number(votes.n),
    left: Number(left.n),
    verdict: verdict as GreedyCount['steps'][number]['verdict'],
  })),
})

function shared(count: EqualShares, weights: readonly number[]): Omit<SharesCount, keyof Spending | 'method'> {
  const { perVoterStart, perVoterFinal, purchases, unbought, completion, voters } = count
  const share = perVoterFinal ?? zero
  const part = (spent: Rational) => (share.n === 0n ? zero : over(spent, share))
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  const tenths = Array<number>(11).fill(0)
  voters.forEach(({ spent, left }, index) => {
    const tenth = left.n === 0n ? 10 : Math.min(9, Math.floor(approximately(times(part(spent), whole(10)))))
    tenths[tenth]! += weights[index]!
  })
  const bought = purchases.reduce((sum, { cost }) => sum + Number(cost.n), 0)
  const completed = completion?.funded ?? []
  return {
    share: { start: cents(perVoterStart ?? zero), end: cents(share) },
    purchases: purchases.map(({ project, supporters, payments, effectiveVotes }) => {
      const paid = [...payments.values()].sort(compare)
      const [least = zero, most = zero] = [paid[0], paid.at(-1)]
      const effective = effectiveVotes ? cents(effectiveVotes) : 0
      return { id: project, payers: Number(supporters.n), least: cents(least), most: cents(most), effective }
    }),
    unfunded: unbought.map(({ project, held }) => ({ id: project, held: cents(held) })),
    completed,
    // With more voters than whole units of money a share can be nothing.
    used: {
      mean: all === 0 || share.n === 0n ? 0 : cents(over(whole(100 * bought), times(share, whole(all)))),
      tenths,
    },
  }
}

/** Hundredths, halves up. */
const cents = ({ n, d }: Rational) => Number((200n * n + d) / (2n * d)) / 100
