// Points: what may be given, and that the sum is the counting library's.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { counting, type Profile } from '../../shared/ballots/ballot.ts'
import { type PointsVote, points } from '../../shared/ballots/points/ballot.ts'
import { exact, rational } from '../../shared/counting/rational.ts'
import { points as counted } from '../../shared/counting/scores.ts'
import { outcome } from '../../shared/meeting/outcome.ts'
import { ruleFor } from '../../shared/meeting/rule.ts'
import { Refusal } from '../../shared/refusal.ts'

const ids = ['A', 'B', 'C']
const options = ['Benches', 'Trees', 'Lights']

const profileOf = (list: readonly { vote: PointsVote; weight: number }[]): Profile<PointsVote> =>
  new Map(list.map(({ vote, weight }, index) => [String(index), { vote, count: 1, weight }]))

function accepted(settings: object, vote: unknown): PointsVote | Refusal {
  try {
    return points.vote(vote, points.config({ options, ...settings }))
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

describe('a ballot of points', () => {
  test('drops zeros and stands in the order of the ballot paper, so that equal votes have equal keys', () => {
    const config = points.config({ options })
    const vote = points.vote({ C: 7, B: 0, A: 3 }, config)
    expect(Object.entries(vote)).toEqual([
      ['A', 3],
      ['C', 7],
    ])
    expect(points.key(vote)).toBe('A:3 C:7')
    expect(points.key(points.vote({ A: 3, C: 7 }, config))).toBe('A:3 C:7')
    expect(points.say?.(vote, config)).toBe('Benches 3, Lights 7')
  })

  test('B16 says what is wrong: too many, too few, too many on one', () => {
    expect(accepted({}, { A: 5, B: 6 })).toMatchObject({ details: { expected: { what: 'at-most', limit: 10 } } })
    expect(accepted({ exact: true }, { A: 9 })).toMatchObject({
      details: { expected: { what: 'at-least', limit: 10 } },
    })
    expect(accepted({ cap: 4 }, { A: 5 })).toMatchObject({
      details: { field: 'vote.A', expected: { what: 'at-most', limit: 4 } },
    })
    expect(accepted({}, {})).toMatchObject({ details: { expected: { what: 'at-least', limit: 1 } } })
  })

  test('may be blank only where that is allowed, even where all points must be given', () => {
    for (const settings of [{}, { exact: true }]) {
      expect(accepted({ ...settings, blank: true }, { A: 0 })).toEqual({})
      expect(accepted(settings, { A: 0 })).toBeInstanceOf(Refusal)
    }
    expect(points.key({})).toBe('-')
  })

  test('holds nothing but what the voter wrote', () => {
    expect(accepted({}, Object.create({ A: 3 }))).toBeInstanceOf(Refusal)
    expect(accepted({}, { A: 1, toString: 1 })).toBeInstanceOf(Refusal)
    expect(accepted({}, JSON.parse('{"A": 1, "__proto__": {"B": 2}}'))).toBeInstanceOf(Refusal)
  })

  test('more than 26 options have numbers, in their order', () => {
    const many = Array.from({ length: 30 }, (_, index) => `Option ${index + 1}`)
    const config = points.config({ options: many })
    expect(points.key(points.vote({ 10: 1, 9: 2 }, config))).toBe('9:2 10:1')
  })
})

test('B5 points of a ballot count by its weight, and the most points win', () => {
  const config = points.config({ options })
  const tally = points.tally(
    profileOf([
      { vote: { A: 10 }, weight: 1 },
      { vote: { B: 2, C: 1 }, weight: 6 },
    ]),
    config,
    counting(),
  )
  expect(tally.options.map(({ points, plain, votes }) => [points, plain, votes])).toEqual([
    [10, 10, 1],
    [12, 2, 1],
    [6, 1, 1],
  ])
  expect(tally.points).toBe(28)
  const standing = points.standing!(tally, config)
  expect(standing).toMatchObject({ options: [{ votes: 10 }, { votes: 12 }, { votes: 6 }] })
  // Where nobody has a weight of their own, ballots count as heads. What they have are points: the kind says how many.
  expect(outcome(standing, ruleFor(standing))).toMatchObject({ type: 'won', winners: ['A'], votes: null })
  expect(points.explain?.(tally, config, 'en')).toBe('Most points: 12 of 28, from 2 ballots.')
})

test('B16 the tally is that of the counting library, whoever gives whatever', () => {
  const vote = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 3, maxLength: 3 })
  const cast = fc.record({ vote, weight: fc.integer({ min: 1, max: 1_000_000 }) })
  const config = points.config({ options, total: 12, blank: true })
  fc.assert(
    fc.property(fc.array(cast, { maxLength: 20 }), (given) => {
      const list = given.map(({ vote, weight }) => ({
        vote: points.vote(Object.fromEntries(ids.map((id, index) => [id, vote[index]])), config),
        weight,
      }))
      const { options: rows, blank } = points.tally(profileOf(list), config, counting())
      const ballots = list.map(({ vote, weight }) => ({
        weight: rational(weight)!,
        marks: new Map(Object.entries(vote).map(([id, given]) => [id, rational(given)!])),
      }))
      const { score, invalid } = counted(ids, ballots, { total: rational(12)! })
      expect(rows.map((row) => row.points)).toEqual([...score.values()].map(exact))
      expect(exact(invalid)).toBe(0)
      expect(blank).toBe(list.filter(({ vote }) => Object.keys(vote).length === 0).length)
    }),
    { numRuns: 200 },
  )
})

const cases = ['points-01-spread', 'points-02-exact'].map((name) => {
  const text = readFileSync(new URL(`../cases/${name}.json`, import.meta.url), 'utf8')
  return [name, JSON.parse(text)] as const
})

test.each(cases)('B16 %s', (_, { candidates, ballots, options, expected }) => {
  const config = points.config({ options: candidates, ...options, blank: true })
  const profile = new Map<string, { vote: PointsVote; count: number; weight: number }>()
  let refused = 0
  for (const [count, marks] of ballots)
    try {
      const vote = points.vote(marks, config)
      profile.set(points.key(vote), { vote, count, weight: count })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refused += count
    }
  const tally = points.tally(profile, config, counting({ closed: true }))
  expect(Object.fromEntries(tally.options.map(({ id, points }) => [id, points]))).toEqual(expected.score)
  expect([tally.cast - tally.blank, refused]).toEqual([expected.valid, expected.invalid])
  const standing = points.standing!(tally, config)
  if (expected.elected) expect(outcome(standing, ruleFor(standing))).toMatchObject({ winners: expected.elected })
})

test('a second round between some of the options can be held', () => {
  const config = points.config({ options, cap: 5, exact: true, winners: 2 })
  const { kind, ...settings } = points.among!(['A', 'C'], config)
  expect(kind).toBe('points')
  expect(points.config(settings)).toMatchObject({ options: [{ title: 'Benches' }, { title: 'Lights' }], winners: 1 })
  expect(points.vote({ A: 5, B: 5 }, points.config(settings))).toEqual({ A: 5, B: 5 })
})
