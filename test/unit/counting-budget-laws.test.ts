// Laws of spending a budget, on random elections with ids and costs of every awkward kind. A failure prints its seed.
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { type EqualShares, type EqualSharesOptions, equalShares } from '../../shared/counting/equal-shares.ts'
import { greedy, type Project } from '../../shared/counting/greedy.ts'
import { type BudgetBallot, market, votesOf } from '../../shared/counting/market.ts'
import { run } from '../../shared/counting/purchases.ts'
import {
  compare,
  exact,
  minus,
  over,
  plus,
  type Rational,
  rational,
  sum,
  times,
  whole,
  zero,
} from '../../shared/counting/rational.ts'
import { sharesAgain } from '../shares.ts'

// A busy machine needs longer than a test usually may.
vi.setConfig({ testTimeout: 30_000 })

const all = ['a', '10', '9', '__proto__', 'constructor', 'b']
const number = (text: string) => rational(text)!
const cost = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 12 }).map(whole) },
  { weight: 2, arbitrary: fc.constantFrom('0', '0.5', '1/3', '2.25', '1000').map(number) },
)
const projects: fc.Arbitrary<Project[]> = fc
  .tuple(fc.shuffledSubarray(all, { minLength: 1 }), fc.array(cost, { minLength: all.length, maxLength: all.length }))
  .map(([ids, costs]) => ids.map((id, at) => ({ id, cost: costs[at]! })))
const marks = (points: fc.Arbitrary<Rational>) =>
  fc.array(fc.tuple(fc.constantFrom(...all, 'nobody'), points), { maxLength: 5 }).map((list) => new Map(list))
const ballots = (points: fc.Arbitrary<Rational>): fc.Arbitrary<BudgetBallot[]> =>
  fc.array(fc.record({ weight: fc.integer({ min: 1, max: 4 }).map(whole), marks: marks(points) }), {
    minLength: 1,
    maxLength: 7,
  })
const approval = ballots(fc.constant(whole(1)))
const scored = ballots(fc.constantFrom('1', '2', '5', '1/2', '0').map(number))
const budget = fc.integer({ min: 0, max: 45 }).map(whole)
const options: fc.Arbitrary<EqualSharesOptions> = fc.record(
  {
    utility: fc.constantFrom('cost', 'cardinality'),
    completion: fc.constantFrom('none', 'add1', 'add1u'),
    exhaustive: fc.boolean(),
    step: fc.constantFrom('1', '1/2', '3').map(number),
    fundFree: fc.boolean(),
  },
  { requiredKeys: [] },
)
const election = fc.tuple(projects, fc.oneof(approval, scored), budget, options)
const laws = (law: (...election: [Project[], BudgetBallot[], Rational, EqualSharesOptions]) => void, numRuns = 300) =>
  fc.assert(
    fc.property(election, (some) => law(...some)),
    { numRuns },
  )

const shown = (value: Rational | null) => (value ? exact(value) : null)
/** All that can be said of a result without naming a ballot. */
const told = ({ funded, cost, left, perVoterStart, perVoterFinal, purchases, unbought, completion }: EqualShares) => ({
  ...{ funded, cost: exact(cost), left: exact(left), start: shown(perVoterStart), final: shown(perVoterFinal) },
  purchases: purchases.map(({ project, rho, supporters, left }) => [project, ...[rho, supporters, left].map(exact)]),
  unbought: unbought.map(({ project, votes, held }) => [project, exact(votes), exact(held)]),
  completion: completion?.steps.map(({ project, left, verdict }) => [project, exact(left), verdict]),
})

test('equal shares is what the paper says, to the last fraction', () => {
  laws((projects, ballots, budget, options) => {
    const fast = equalShares(projects, ballots, budget, options)
    const slow = sharesAgain(projects, ballots, budget, options)
    const voterOf = ballots.flatMap(({ weight }, ballot) => Array.from({ length: Number(weight.n) }, () => ballot))
    expect(fast.funded).toEqual(slow.funded)
    expect([fast.perVoterStart, fast.perVoterFinal].map(shown)).toEqual([slow.start, slow.final].map(shown))
    const paying = fast.purchases.filter(({ cost }) => cost.n > 0n)
    expect(paying.map(({ project, rho }) => [project, exact(rho)])).toEqual(
      slow.bought.map(({ project, rho }) => [project, exact(rho)]),
    )
    for (const [at, { payments }] of slow.bought.entries())
      expect(voterOf.map((ballot) => exact(paying[at]!.payments.get(ballot) ?? zero))).toEqual(payments.map(exact))
    expect(voterOf.map((ballot) => exact(fast.voters[ballot]!.left))).toEqual(slow.left.map(exact))
  }, 250)
})

test('equal shares spends no more than there is, a purchase is paid exactly, nobody pays more than the share', () => {
  laws((projects, ballots, budget, options) => {
    const result = equalShares(projects, ballots, budget, options)
    const costs = new Map(projects.map(({ id, cost }) => [id, cost]))
    expect(new Set(result.funded).size).toBe(result.funded.length)
    expect(exact(sum(result.funded.map((id) => costs.get(id)!)))).toBe(exact(result.cost))
    expect(exact(plus(result.cost, result.left))).toBe(exact(budget))
    expect(compare(result.cost, budget)).toBeLessThanOrEqual(0)
    const paid = ballots.map(() => zero)
    for (const { cost, payments } of result.purchases) {
      const shares = [...payments].map(([ballot, each]) => {
        paid[ballot] = plus(paid[ballot]!, each)
        return times(each, ballots[ballot]!.weight)
      })
      expect(exact(sum(shares))).toBe(exact(cost))
    }
    for (const [ballot, { spent, left }] of result.voters.entries()) {
      expect(left.n).toBeGreaterThanOrEqual(0n)
      expect(exact(spent)).toBe(exact(paid[ballot]!))
      expect(exact(plus(spent, left))).toBe(exact(result.perVoterFinal!))
    }
    for (const { project, cost, held, missing } of result.unbought) {
      const money = ballots.map(({ weight, marks }, ballot) =>
        (marks.get(project)?.n ?? 0n) > 0n ? times(weight, result.voters[ballot]!.left) : zero,
      )
      expect(exact(held)).toBe(exact(sum(money)))
      if (cost.n === 0n) expect(missing).toEqual(zero)
      else expect([missing.n > 0n, exact(missing)]).toEqual([true, exact(minus(cost, held))])
    }
    if (options.completion === 'add1u')
      for (const { id, cost } of projects) if (!result.funded.includes(id)) expect(compare(cost, result.left)).toBe(1)
  })
})

test('the order of ballots changes nothing, nor does one ballot of weight k for k ballots', () => {
  laws((projects, ballots, budget, options) => {
    const result = told(equalShares(projects, ballots, budget, options))
    expect(told(equalShares(projects, ballots.toReversed(), budget, options))).toEqual(result)
    const copies = ballots.flatMap(({ weight, marks }) =>
      Array.from({ length: Number(weight.n) }, () => ({ weight: whole(1), marks })),
    )
    expect(told(equalShares(projects, copies, budget, options))).toEqual(result)
  })
})

test('a run tells how much larger shares can be that buy the same', () => {
  const share = fc.integer({ min: 0, max: 150 }).map((sevenths) => over(whole(sevenths), whole(7)))
  fc.assert(
    fc.property(election, share, ([projects, ballots, , { utility = 'cost' }], share) => {
      const ready = market(projects, ballots, utility)
      const { bought, steady } = run(ready, share, null)!
      for (const part of [0.5, 0.99, 0.999999].filter(() => Number.isFinite(steady))) {
        const more = over(whole(Math.floor(steady * part * 1e12)), whole(1e12))
        expect(run(ready, plus(share, more), null)!.bought).toEqual(bought)
      }
    }),
    { numRuns: 1000 },
  )
})

test('what only the fifteenth decimal decides is decided by it', () => {
  const voter = { weight: whole(1), marks: new Map(['a', 'b'].map((id) => [id, whole(1)])) }
  const fund = (...costs: string[]) => {
    const projects = costs.map((cost, at) => ({ id: 'ab'[at]!, cost: number(cost) }))
    return equalShares(projects, [voter, voter, voter], whole(1)).funded
  }
  expect(fund('1')).toEqual(['a'])
  expect(fund('1.000000000000001')).toEqual([])
  expect(fund('0.5', '0.500000000000001')).toEqual(['a'])
  expect(fund('0.500000000000001', '0.5')).toEqual(['b'])
  expect(fund('0.500000000000001', '0.499999999999999')).toEqual(['b', 'a'])
})

test('numbers too long to add up are refused, not rounded', () => {
  const long = (cost: string, weight: string) =>
    equalShares(
      [{ id: 'a', cost: number(cost) }],
      [{ weight: number(weight), marks: new Map([['a', whole(1)]]) }],
      whole(1),
    ).funded
  expect(long('1', '9007199254740991')).toEqual(['a'])
  expect(() => long('1', '9007199254740992')).toThrow(RangeError)
  expect(() => long(`1/${'9'.repeat(90)}`, '1/3')).not.toThrow()
  expect(() => long('1', `1/${'9'.repeat(90)}`)).not.toThrow()
  expect(() => equalShares([{ id: 'a', cost: { n: 10n ** 130n, d: 1n } }], [], whole(1))).toThrow(RangeError)
})

test('renaming the projects renames the result', () => {
  laws((projects, ballots, budget, options) => {
    const renamed = (id: string) => `${all.length - all.indexOf(id)}`
    const rename = (result: EqualShares) => result.funded.map(renamed)
    const others = projects.map(({ id, cost }) => ({ id: renamed(id), cost }))
    const theirs = ballots.map(({ weight, marks }) => ({
      weight,
      marks: new Map([...marks].filter(([id]) => all.includes(id)).map(([id, points]) => [renamed(id), points])),
    }))
    expect(equalShares(others, theirs, budget, options).funded).toEqual(
      rename(equalShares(projects, ballots, budget, options)),
    )
    const greedily = (some: Project[], marked: BudgetBallot[]) => greedy(some, votesOf(some, marked), budget).funded
    expect(greedily(others, theirs)).toEqual(greedily(projects, ballots).map(renamed))
  })
})

test('money in other units buys the same: a thousand times the costs, the budget and the step', () => {
  laws((projects, ballots, budget, options) => {
    const dear = (value: Rational) => times(value, whole(1000))
    const inMoney = { ...options, completion: 'none' as const }
    const result = equalShares(projects, ballots, budget, inMoney)
    const scaled = equalShares(
      projects.map(({ id, cost }) => ({ id, cost: dear(cost) })),
      ballots,
      dear(budget),
      inMoney,
    )
    expect(scaled.funded).toEqual(result.funded)
    expect(scaled.voters.map(({ left }) => exact(left))).toEqual(result.voters.map(({ left }) => exact(dear(left))))
  })
})

test('greedy looks at projects by votes, says why each was not funded, and never spends more than there is', () => {
  const rule = fc.record(
    {
      rule: fc.constantFrom('skip' as const, 'no-skip' as const),
      tie: fc.constantFrom('listed' as const, 'minCost' as const),
      threshold: fc.integer({ min: 0, max: 4 }).map(whole),
      allowZero: fc.boolean(),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(projects, approval, budget, rule, (projects, ballots, budget, rule) => {
      const votes = votesOf(projects, ballots)
      const { funded, cost, left, steps } = greedy(projects, votes, budget, rule)
      expect(steps.map(({ project }) => project).toSorted()).toEqual(projects.map(({ id }) => id).toSorted())
      expect(exact(plus(cost, left))).toBe(exact(budget))
      expect(left.n).toBeGreaterThanOrEqual(0n)
      let before = budget
      for (const [at, step] of steps.entries()) {
        const next = steps[at + 1]
        if (next) expect(compare(step.votes, next.votes)).toBeGreaterThanOrEqual(0)
        expect(exact(step.left)).toBe(exact(before))
        expect(step.verdict === 'funded').toBe(funded.includes(step.project))
        if (step.verdict === 'funded') before = minus(before, step.cost)
        if (step.verdict === 'does-not-fit') expect(compare(step.cost, step.left)).toBe(1)
        if (step.verdict === 'stopped') expect(rule.rule).toBe('no-skip')
        if (step.verdict === 'below-threshold') expect(compare(step.votes, rule.threshold!)).toBe(-1)
        if (step.verdict === 'no-votes') expect([step.votes.n, rule.allowZero]).toEqual([0n, false])
      }
    }),
    { numRuns: 300 },
  )
})
