// Scores, ratings and budgets: every published or proven answer, figure by figure.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { type EqualSharesOptions, equalShares } from '../../shared/counting/equal-shares.ts'
import { type GreedyOptions, greedy } from '../../shared/counting/greedy.ts'
import { approvals, votesOf } from '../../shared/counting/market.ts'
import { rating } from '../../shared/counting/ratings.ts'
import { exact, type Rational, rational } from '../../shared/counting/rational.ts'
import { approval, type MarkRule, plurality, points, type Scores, type Weighted } from '../../shared/counting/scores.ts'

type Marks = string | string[] | Record<string, number | string | null>

interface Case {
  source: string
  method: string
  candidates: string[]
  projects: [string, number | string][]
  ballots: [number | string, Marks][]
  budget: number | string
  options?: Record<string, unknown>
  expected: Record<string, unknown>
}

const folder = fileURLToPath(new URL('../cases', import.meta.url))
const cases = readdirSync(folder)
  .filter((file) => /^(choice|approval|points|rating|greedy|mes)-/.test(file))
  .map((file): [string, Case] => [file.replace('.json', ''), JSON.parse(readFileSync(join(folder, file), 'utf8'))])

const number = (value: unknown) => rational(value)!
const numbers = (marks: Marks) =>
  new Map(Object.entries(marks).map(([id, value]) => [id, value === null ? null : number(value)]))
const weighted = <T>({ ballots }: Case, read: (marks: Marks) => T): Weighted<T>[] =>
  ballots.map(([weight, marks]) => ({ weight: number(weight), marks: read(marks) }))
const list = (marks: Marks) => [marks].flat() as string[]
const plain = (map: ReadonlyMap<string, Rational>) => Object.fromEntries([...map].map(([id, n]) => [id, exact(n)]))
const shown = (value: Rational | null) => (value ? exact(value) : null)
const seats = ({ seats, min, max, min_score, total, exact, cap }: Record<string, unknown> = {}) =>
  Object.fromEntries(
    Object.entries({
      ...{ seats, min, max, exact },
      minScore: min_score === undefined ? undefined : number(min_score),
      total: total === undefined ? undefined : number(total),
      cap: cap === undefined ? undefined : number(cap),
    }).filter(([, value]) => value !== undefined),
  ) as MarkRule

const scores = ({ score, valid, invalid, blank, elected, tied, placesLeft }: Scores) => ({
  ...{ score: plain(score), valid: exact(valid), invalid: exact(invalid), blank: exact(blank) },
  ...{ elected, tied, places_left: placesLeft },
})
const projects = (some: Case) => some.projects.map(([id, cost]) => ({ id, cost: number(cost) }))
const support = (marks: Marks) =>
  Array.isArray(marks) || typeof marks === 'string' ? approvals(list(marks)) : (numbers(marks) as Map<string, Rational>)

const methods: Record<string, (some: Case) => Record<string, unknown>> = {
  plurality: (some) => scores(plurality(some.candidates, weighted(some, list), seats(some.options))),
  approval: (some) => scores(approval(some.candidates, weighted(some, list), seats(some.options))),
  points: (some) =>
    scores(points(some.candidates, weighted(some, numbers) as Weighted<Map<string, Rational>>[], seats(some.options))),
  rating: (some) => {
    const { low, high } = some.options as { low: number; high: number }
    const { options } = rating(some.candidates, weighted(some, numbers), { low, high })
    const rated = [...options].map(([id, { n, sum, mean, median, hist }]) => [
      id,
      {
        ...{ n: exact(n), sum: exact(sum), mean: shown(mean), median: shown(median) },
        hist: Object.fromEntries(hist.map(({ grade, n }) => [exact(grade), exact(n)])),
      },
    ])
    return { options: Object.fromEntries(rated) }
  },
  greedy_pb: (some) => {
    const { rule, tie, threshold, allow_zero } = some.options ?? {}
    const options = {
      rule,
      tie,
      allowZero: allow_zero,
      threshold: threshold === undefined ? undefined : number(threshold),
    }
    const given = Object.fromEntries(
      Object.entries(options).filter(([, value]) => value !== undefined),
    ) as GreedyOptions
    const votes = votesOf(projects(some), weighted(some, support))
    const { funded, cost } = greedy(projects(some), votes, number(some.budget), given)
    return { votes: plain(votes), funded, cost: exact(cost) }
  },
  equal_shares: (some) => {
    const { fund_free, step, ...options } = some.options ?? {}
    const given = { ...options, ...(fund_free ? { fundFree: true } : {}), ...(step ? { step: number(step) } : {}) }
    const result = equalShares(
      projects(some),
      weighted(some, support),
      number(some.budget),
      given as EqualSharesOptions,
    )
    const effective = result.purchases.map(({ project, effectiveVotes }) => [project, shown(effectiveVotes)])
    return {
      ...{ funded: result.funded, cost: exact(result.cost), effective_votes: Object.fromEntries(effective) },
      ...{ per_voter_start: shown(result.perVoterStart), per_voter_final: shown(result.perVoterFinal) },
    }
  },
}

test('the cases are there, each with its source', () => {
  expect(cases.length).toBeGreaterThan(30)
  for (const [, { source }] of cases) expect(source).toMatch(/\S/)
})

test.each(cases)('%s', (_, some) => {
  const counted = methods[some.method]!(some)
  for (const [key, value] of Object.entries(some.expected)) expect({ [key]: counted[key] }).toEqual({ [key]: value })
})
