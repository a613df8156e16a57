// A budget vote: what may be on a ballot, what gets the money, and that every way out says the same.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pabulib } from '../../server/exports/pabulib.ts'
import { counting } from '../../shared/ballots/ballot.ts'
import { type BudgetConfig, type BudgetTally, type BudgetVote, budget } from '../../shared/ballots/budget/ballot.ts'
import { amountIn, money, usualStep } from '../../shared/ballots/budget/money.ts'
import { equalShares } from '../../shared/counting/equal-shares.ts'
import { greedy } from '../../shared/counting/greedy.ts'
import { whole } from '../../shared/counting/rational.ts'
import { parsePabulib } from '../../shared/formats/pabulib.ts'
import { pabulibBallots, pabulibMethod, pabulibProjects, pabulibVotes } from '../../shared/formats/pabulib-count.ts'
import { question } from '../../shared/meeting/question.ts'
import { report } from '../../shared/report.ts'
import { record } from '../record.ts'

const projects = (...costs: number[]) => costs.map((cost, index) => ({ title: `Project ${index + 1}`, cost }))
const settings = (changes: object = {}) => ({ projects: projects(50, 40, 30, 20), budget: 100, ...changes })
const configOf = (changes: object = {}) => budget.config(settings(changes))

type Cast = [vote: BudgetVote, weight: number]
const count = (config: BudgetConfig, casts: readonly Cast[], lot: string[] | null = null): BudgetTally => {
  const profile = new Map(
    casts.map(([vote, weight], index) => [String(index), { vote, count: weight, weight }] as const),
  )
  return budget.tally(profile, config, counting({ closed: true, lot }))
}
const accepts = (config: BudgetConfig, vote: unknown) => {
  try {
    return budget.vote(vote, config)
  } catch (error) {
    return (error as { details?: { expected: unknown } }).details?.expected ?? error
  }
}

test.each([
  [125_000_000, 'KRW', '1억 2,500만 원', 'KRW 125,000,000'],
  [125_004_500, '원', '1억 2,500만 4,500원', 'KRW 125,004,500'],
  [12_500, '₩', '12,500원', 'KRW 12,500'],
  [100_000, 'krw', '10만 원', 'KRW 100,000'],
  [3_000_000_000_000, '원', '3조 원', 'KRW 3,000,000,000,000'],
  [33.33, '원', '33원', 'KRW 33'],
  [76_700, 'EUR', 'EUR 76,700', 'EUR 76,700'],
  [33.5, '€', '€33.50', '€33.50'],
  [20, 'tokens', '20 tokens', '20 tokens'],
  [0, '', '0', '0'],
])('%d %s is %s and %s', (amount, currency, korean, english) => {
  expect([money(amount, currency, 'ko'), money(amount, currency, 'en')]).toEqual([korean, english])
})

test.each([
  [1, 1],
  [9_999, 1],
  [20_000, 2],
  [99_999, 5],
  [100_000, 10],
  [500_000_000, 50_000],
  [399_999_999, 20_000],
])('shares of a budget of %d are raised by %d', (sum, step) => {
  expect([usualStep(sum), configOf({ budget: sum, count: 'both' }).step]).toEqual([step, step])
})

test.each([
  ['1. 보안등 설치  32,000,000원', '보안등 설치', 32_000_000],
  ['- Park\t1200', 'Park', 1200],
  ['Library; EUR 500', 'Library', 500],
  ['Festival 2027', 'Festival', 2027],
  ['No cost', 'No cost', null],
])('a pasted line %s', (text, title, cost) => expect(amountIn(text)).toEqual({ title, cost }))

describe('B14 a ballot', () => {
  test('of a knapsack costs as much as there is, and no more', () => {
    const config = configOf({ ballot: 'knapsack' })
    expect(accepts(config, ['C', 'A', 'D'])).toEqual(['A', 'C', 'D'])
    expect(accepts(config, ['A', 'B', 'D'])).toEqual({ what: 'at-most', limit: 100 })
  })

  test('of points is the same however it is written, and has no more than there are', () => {
    const config = configOf({ ballot: 'points', points: 10 })
    const vote = [
      ['A', 3],
      ['C', 7],
    ]
    for (const given of [vote, { C: 7, A: 3 }, { C: 7, B: 0, A: 3 }, vote.toReversed()])
      expect(accepts(config, given)).toEqual(vote)
    expect(budget.key(budget.vote(vote, config))).toBe('A:3 C:7')
    expect(budget.say?.(budget.vote(vote, config), config)).toBe('Project 1 3, Project 3 7')
    expect(accepts(config, { A: 4, C: 7 })).toEqual({ what: 'at-most', limit: 10 })
    for (const wrong of [{}, { A: 0 }, { A: -1, B: 5 }, { A: 1.5 }, { Z: 1 }, [['A', 1, 1]], ['A']])
      expect(accepts(config, wrong)).not.toBeInstanceOf(Array)
  })

  test('of k projects has k', () => {
    const config = configOf({ min: 2, max: 2 })
    expect(accepts(config, ['B', 'A'])).toEqual(['A', 'B'])
    expect([accepts(config, ['A']), accepts(config, ['A', 'B', 'C'])]).toEqual([
      { what: 'longer', limit: 2 },
      { what: 'shorter', limit: 2 },
    ])
  })
})

describe('B14 the count', () => {
  const config = configOf({ count: 'both' })

  test('is a tally of support while votes come in, and spends nothing', () => {
    const profile = new Map([['A', { vote: ['A'], count: 2, weight: 6 }]])
    const tally = budget.tally(profile, config, counting())
    expect(tally).toMatchObject({ cast: 2, outcomes: [] })
    expect(tally.options[0]).toEqual({ id: 'A', votes: 2, weight: 6 })
    expect(count(config, []).outcomes).toEqual([])
  })

  test('passes over what does not fit, and gives nothing to what nobody wants', () => {
    const [outcome] = count(configOf({ budget: 80 }), [
      [['A', 'B'], 3],
      [['B'], 1],
      [['C'], 2],
    ]).outcomes
    expect(outcome).toMatchObject({ method: 'greedy', funded: ['B', 'C'], spent: 70, left: 10, served: 6, tie: null })
    expect(outcome).toMatchObject({
      steps: [
        { id: 'B', votes: 4, left: 80, verdict: 'funded' },
        { id: 'A', votes: 3, left: 40, verdict: 'does-not-fit' },
        { id: 'C', votes: 2, left: 40, verdict: 'funded' },
        { id: 'D', votes: 0, left: 10, verdict: 'no-votes' },
      ],
    })
  })

  test('of points goes by points, not by heads', () => {
    const config = configOf({ ballot: 'points', budget: 50 })
    const tally = count(config, [
      [[['A', 100]], 1],
      [[['B', 30]], 3],
    ])
    expect(tally.options.slice(0, 2)).toEqual([
      { id: 'A', votes: 1, weight: 1, points: 100 },
      { id: 'B', votes: 3, weight: 3, points: 90 },
    ])
    expect(tally.outcomes[0]!.funded).toEqual(['A'])
    expect(budget.rows(tally, config).find(({ id }) => id === 'points-B')).toEqual({
      ...{ id: 'points-B', label: 'Project 2', word: 'points', value: 90 },
    })
  })

  test('goes by the lot where votes are equal, and says so where it mattered', () => {
    const config = configOf({ projects: projects(60, 60, 10), count: 'both' })
    const casts: Cast[] = [[['A', 'B', 'C'], 3]]
    for (const [lot, first] of [
      [['B', 'A', 'C'], 'B'],
      [['A', 'B', 'C'], 'A'],
    ] as const) {
      const tally = count(config, casts, [...lot])
      for (const { funded, tie } of tally.outcomes) {
        expect(new Set(funded)).toEqual(new Set([first, 'C']))
        expect(tie).toEqual({ ids: ['A', 'B'], drawn: true })
      }
      expect(budget.explain?.(tally, config, 'ko')).toContain(
        'Project 1, Project 2: 득표가 같아 추첨 순서에 따랐습니다.',
      )
    }
    expect(count(config, casts).outcomes[0]!.tie).toEqual({ ids: ['A', 'B'], drawn: false })
    expect(count(configOf({ budget: 140 }), [[['A', 'B'], 1]]).outcomes[0]!.tie).toBe(null)
  })

  test('never spends more than there is, nor on what nobody chose', () => {
    const vote = fc.subarray(['A', 'B', 'C', 'D', 'E'], { minLength: 1 })
    const casts = fc.array(fc.tuple(vote, fc.integer({ min: 1, max: 9 })), { minLength: 1, maxLength: 8 })
    const costs = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 5, maxLength: 5 })
    const how = fc.record({
      utility: fc.constantFrom('cost', 'cardinality'),
      completion: fc.constantFrom('none', 'add1', 'add1u'),
      step: fc.integer({ min: 1, max: 20 }),
    })
    fc.assert(
      fc.property(costs, casts, how, (costs, casts, how) => {
        const config = budget.config({ projects: projects(...costs), budget: 120, count: 'both', ...how })
        const { options, outcomes } = count(config, casts)
        for (const { funded, spent, left } of outcomes) {
          expect(new Set(funded).size).toBe(funded.length)
          expect(funded.reduce((sum, id) => sum + config.options.find((one) => one.id === id)!.cost, 0)).toBe(spent)
          expect([spent + left, left >= 0]).toEqual([120, true])
          for (const id of funded) expect(options.find((option) => option.id === id)!.votes).toBeGreaterThan(0)
        }
      }),
      { numRuns: 200 },
    )
  })

  test('leaves a second round between some of the projects', () => {
    const { kind, ...again } = budget.among!(['B', 'D'], configOf({ min: 3, max: 3 }))
    expect(kind).toBe('budget')
    expect(budget.config(again)).toMatchObject({ min: 2, max: 2, budget: 100, options: [{ cost: 40 }, { cost: 20 }] })
  })
})

describe('B14 published and proven cases', () => {
  const folder = fileURLToPath(new URL('../cases', import.meta.url))
  const asked = new Set(['utility', 'completion'])
  const cases = readdirSync(folder)
    .filter((file) => /^(greedy|mes)-/.test(file))
    .map((file) => [file, JSON.parse(readFileSync(join(folder, file), 'utf8'))] as const)
    .filter(
      ([, { projects, ballots, options = {}, expected }]) =>
        projects.length > 1 &&
        projects.every(([, cost]: [string, number]) => Number.isInteger(cost) && cost > 0) &&
        ballots.length > 0 &&
        ballots.every(([, vote]: [number, unknown]) => Array.isArray(vote)) &&
        // The product funds nothing that nobody voted for.
        expected.funded.every((id: string) => ballots.some(([, vote]: [number, string[]]) => vote.includes(id))) &&
        Object.keys(options).every((name) => asked.has(name)),
    )

  test.each(cases)('%s', (_, { method, projects, ballots, budget: sum, options, expected }) => {
    const names = projects.map(([id]: [string]) => id)
    const config = budget.config({
      projects: projects.map(([title, cost]: [string, number]) => ({ title, cost })),
      ...{ budget: sum, count: method === 'equal_shares' ? 'equal-shares' : 'greedy', step: 1 },
      ...{ utility: options?.utility, completion: options?.completion ?? 'none' },
    })
    const idOf = (name: string) => config.options[names.indexOf(name)]!.id
    const [outcome] = count(
      config,
      ballots.map(([weight, vote]: [number, string[]]) => [vote.map(idOf), weight]),
    ).outcomes
    expect(outcome!.funded.map((id) => config.options.find((one) => one.id === id)!.title)).toEqual(expected.funded)
    if (expected.cost !== undefined) expect(outcome!.spent).toBe(expected.cost)
  })

  test('are enough of them', () => expect(cases.length).toBeGreaterThan(8))
})

test('what is said of the sample, in the words of minutes', () => {
  const config = budget.config({ ...budget.sample.config, currency: 'KRW' })
  expect(budget.explain?.(budget.sample.tally, config, 'en')).toBe(
    'By votes in order, while the money lasts: 2 of 5 projects funded, KRW 1,100 of KRW 1,100 spent, KRW 0 left. ' +
      '3 projects with votes cost more than was left. For comparison, the Method of Equal Shares (cost utilities, ' +
      'completed by raising shares, then by votes (Add1U)) would fund 3 projects with KRW 1,000, 1 of them the same.',
  )
  expect(budget.explain?.(budget.sample.tally, config, 'ko')).toBe(
    '득표순 배정: 사업 5개 중 2개 선정, 예산 1,100원 중 1,100원 배정, 잔액 0원. 표를 얻었으나 사업비가 잔액보다 커서 ' +
      '선정되지 못한 사업은 3개입니다. 참고로 균등 몫 방식(사업비 기준, 잔액은 Add1U로 보완)으로 집계하면 3개 선정, ' +
      '배정액 1,000원이며 그중 1개가 같습니다.',
  )
})

test('B14 where the money is enough for nothing, nothing is chosen although votes were cast', () => {
  const run = record('ko', [question({ title: 'x', kind: 'budget', ...settings({ budget: 10 }) })], 3)
  run.open(0, [['A'], ['B'], ['A']])
  run.close(0)
  const { outcome, text } = report(run.meeting).items[0]!.rounds[0]!.counted!
  expect(outcome).toMatchObject({ type: 'won', winners: [], tied: [] })
  expect(text?.headline).toBe('선정된 항목이 없습니다')
})

test.each([
  ['add1u', ['A', 'D'], 70, 0],
  ['add1', [], 0, 0],
  ['none', ['D'], 20, 20],
])(
  'B14 with more voters than units of money, equal shares (%s) fund what they can',
  (completion, funded, spent, mean) => {
    const config = configOf({ ballot: 'knapsack', count: 'equal-shares', completion })
    const casts: Cast[] = [
      [['A', 'D'], 250],
      [['B'], 150],
    ]
    expect(count(config, casts).outcomes).toMatchObject([{ funded, spent, left: 100 - spent, used: { mean } }])
  },
)

describe('P19 as a Pabulib file', () => {
  const votes: unknown[] = [['A', 'C'], ['A', 'C'], ['B'], ['B', 'D'], ['C', 'D'], ['A'], ['B']]
  const held = (changes: object, cast: unknown[] = votes) => {
    const run = record('ko', [question({ title: '주민참여예산; "2027"', kind: 'budget', ...settings(changes) })], 9)
    run.open(0, cast)
    run.close(0)
    const tally = report(run.meeting).items[0]!.rounds[0]!.counted!.tally as BudgetTally
    return { text: String(pabulib.write(run.meeting)), outcome: tally.outcomes[0]! }
  }

  test.each([
    ['approval', {}, votes],
    ['knapsack', { ballot: 'knapsack', budget: 80, currency: 'KRW' }, votes],
    ['points', { ballot: 'points' }, [{ A: 60, B: 40 }, { C: 100 }, { B: 50, C: 1 }, { A: 10 }]],
    ['a project without votes', { budget: 120 }, [['A'], ['A', 'B']]],
    ['equal votes', { budget: 50, projects: projects(30, 30, 30, 30) }, [['A', 'B', 'C', 'D']]],
  ])('%s: complete, and counted to the same', (_, changes, cast) => {
    const { text, outcome } = held(changes, cast)
    const file = parsePabulib(text)
    expect(file.doubts).toEqual([])
    expect(
      file.projects
        .filter(({ selected }) => selected === 1)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(outcome.funded.toSorted())
    const method = pabulibMethod(file)
    expect(method?.method).toBe('greedy')
    const { funded } = greedy(pabulibProjects(file), pabulibVotes(file).score, file.budget, method!.options as object)
    expect(funded).toEqual(outcome.funded)
  })

  test.each([
    [100, votes],
    [120, [['A'], ['A', 'B']]],
  ])('equal shares of %d, with the settings that the format has no key for in the comment', (sum, cast) => {
    const { text, outcome } = held({ count: 'equal-shares', step: 3, completion: 'add1u', budget: sum }, cast)
    const file = parsePabulib(text)
    expect(file.rule).toBe('equalshares/add1')
    expect(file.meta.get('comment')).toContain('utility cost, completion add1u, step 3')
    const counted = equalShares(pabulibProjects(file), pabulibBallots(file), file.budget, {
      ...(pabulibMethod(file)?.options as object),
      ...{ completion: 'add1u', step: whole(3) },
    })
    expect(counted.funded).toEqual(outcome.funded)
  })
})
