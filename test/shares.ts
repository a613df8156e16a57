// Equal shares once more, voter by voter and share by share, as the paper says it and with no thought of time.
import type { EqualSharesOptions } from '../shared/counting/equal-shares.ts'
import type { Project } from '../shared/counting/greedy.ts'
import type { BudgetBallot } from '../shared/counting/market.ts'
import {
  compare,
  floor,
  minus,
  one,
  over,
  plus,
  type Rational,
  sum,
  times,
  whole,
  zero,
} from '../shared/counting/rational.ts'

interface Bought {
  project: string
  rho: Rational
  payments: Rational[]
}
export interface SharesAgain {
  funded: string[]
  start: Rational
  final: Rational
  bought: Bought[]
  /** By voter: what is left. */
  left: Rational[]
}

/** Weights are whole: a ballot of weight k is k voters, in the order of the ballots. */
export function sharesAgain(
  projects: readonly Project[],
  ballots: readonly BudgetBallot[],
  budget: Rational,
  { utility = 'cost', completion = 'none', exhaustive = true, step = one, fundFree = false }: EqualSharesOptions,
): SharesAgain {
  const voters = ballots.flatMap(({ weight, marks }) => Array.from({ length: Number(weight.n) }, () => marks))
  const points = (voter: number, { id }: Project) => voters[voter]!.get(id) ?? zero
  const supporters = (project: Project) => [...voters.keys()].filter((voter) => points(voter, project).n > 0n)
  const votes = (project: Project) => sum(supporters(project).map((voter) => points(voter, project)))
  const free = projects.filter((project) => fundFree && project.cost.n === 0n && supporters(project).length > 0)
  const payable = projects.filter((project) => project.cost.n > 0n && supporters(project).length > 0)
  const costOf = (ids: readonly string[]) => sum(projects.filter(({ id }) => ids.includes(id)).map(({ cost }) => cost))

  function buy(share: Rational) {
    const left = voters.map(() => share)
    const bought: Bought[] = []
    for (let open = payable; ; ) {
      const offers = open.flatMap((project) => {
        const use = (voter: number) => times(points(voter, project), utility === 'cost' ? project.cost : one)
        const payers = supporters(project).sort((a, b) => compare(over(left[a]!, use(a)), over(left[b]!, use(b))))
        for (let short = 0; short < payers.length; short++) {
          const unpaid = minus(project.cost, sum(payers.slice(0, short).map((voter) => left[voter]!)))
          const rho = over(unpaid, sum(payers.slice(short).map(use)))
          if (compare(times(rho, use(payers[short]!)), left[payers[short]!]!) <= 0) return [{ project, rho, use }]
        }
        return []
      })
      const [best] = offers.sort(
        (a, b) =>
          compare(a.rho, b.rho) ||
          compare(a.project.cost, b.project.cost) ||
          compare(votes(b.project), votes(a.project)) ||
          projects.indexOf(a.project) - projects.indexOf(b.project),
      )
      if (!best) return { bought, left }
      const payments = left.map((money, voter) => {
        const price = times(best.rho, best.use(voter))
        return compare(price, money) < 0 ? price : points(voter, best.project).n > 0n ? money : zero
      })
      payments.forEach((paid, voter) => {
        left[voter] = minus(left[voter]!, paid)
      })
      bought.push({ project: best.project.id, rho: best.rho, payments })
      open = open.filter((project) => project !== best.project)
    }
  }
  const names = ({ bought }: ReturnType<typeof buy>) => [
    ...free.map(({ id }) => id),
    ...bought.map(({ project }) => project),
  ]

  const equal = over(budget, whole(voters.length))
  const rising = completion !== 'none' && compare(sum(projects.map(({ cost }) => cost)), budget) > 0
  const start = rising ? whole(floor(equal)) : equal
  let final = start
  let outcome = buy(final)
  while (rising) {
    const room = minus(budget, costOf(names(outcome)))
    const full = projects.every(({ id, cost }) => names(outcome).includes(id) || compare(cost, room) > 0)
    if ((exhaustive && full) || outcome.bought.length === payable.length) break
    const next = buy(plus(final, step))
    if (compare(costOf(names(next)), budget) > 0) break
    final = plus(final, step)
    outcome = next
  }
  const funded = names(outcome)
  if (completion === 'add1u')
    for (const project of projects.toSorted((a, b) => compare(votes(b), votes(a))))
      if (!funded.includes(project.id) && compare(plus(costOf(funded), project.cost), budget) <= 0)
        funded.push(project.id)
  return { funded, start, final, ...outcome }
}
