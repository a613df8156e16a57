// Laws of scores and ratings on random ballots, ids of every awkward kind. A failure prints its seed.
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { places } from '../../shared/counting/places.ts'
import { rating } from '../../shared/counting/ratings.ts'
import { exact, over, plus, rational, sum, whole } from '../../shared/counting/rational.ts'
import { approval, plurality, points, type Scores, type Weighted } from '../../shared/counting/scores.ts'

// A busy machine needs longer than a test usually may.
vi.setConfig({ testTimeout: 30_000 })

const all = ['a', '10', '9', '__proto__', 'constructor']
const ballot = <T>(marks: fc.Arbitrary<T>) =>
  fc.array(fc.record({ weight: fc.integer({ min: 1, max: 4 }).map(whole), marks }), { maxLength: 8 })
const marks = ballot(fc.array(fc.constantFrom(...all, 'nobody'), { maxLength: 4 }))
const given = ballot(
  fc
    .array(fc.tuple(fc.constantFrom(...all, 'nobody'), fc.integer({ min: -1, max: 6 }).map(whole)), { maxLength: 4 })
    .map((list) => new Map(list)),
)
const grades = ballot(
  fc
    .array(fc.tuple(fc.constantFrom(...all), fc.constantFrom(null, 1, 2, 3, 4, 5)), { maxLength: 5 })
    .map((list) => new Map(list.map(([id, grade]) => [id, grade === null ? null : whole(grade)]))),
)
const copies = <T>(ballots: Weighted<T>[]) =>
  ballots.flatMap(({ weight, marks }) => Array.from({ length: Number(weight.n) }, () => ({ weight: whole(1), marks })))

test('who has a place has it however ties are broken; who is tied would have it in one way and not in another', () => {
  const scores = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: all.length })
  fc.assert(
    fc.property(scores, fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 2 }), (list, seats, least) => {
      const score = new Map(list.map((points, at) => [all[at]!, whole(points)]))
      const { elected, tied, placesLeft } = places(score, { seats, minScore: whole(least) })
      const of = (id: string) => Number(score.get(id)!.n)
      const standing = [...score.keys()].filter((id) => of(id) >= least)
      const wins = (id: string, lucky: boolean) =>
        standing.filter((other) => other !== id && (of(other) > of(id) || (!lucky && of(other) === of(id)))).length <
        seats
      expect(elected.toSorted()).toEqual(standing.filter((id) => wins(id, false)).toSorted())
      expect(tied).toEqual(standing.filter((id) => wins(id, true) && !wins(id, false)))
      expect(placesLeft).toBe(seats - elected.length)
      expect(elected.map(of)).toEqual(elected.map(of).toSorted((a, b) => b - a))
    }),
    { numRuns: 500 },
  )
})

test('every ballot is valid, invalid or blank; one of weight k is k ballots; order is irrelevant', () => {
  const rule = fc.record({ min: fc.integer({ min: 1, max: 2 }), max: fc.integer({ min: 2, max: 3 }) })
  const told = ({ score, valid, invalid, blank, ...places }: Scores) => ({
    ...{ score: [...score].map(([id, n]) => [id, exact(n)]), ...places },
    ...{ valid: exact(valid), invalid: exact(invalid), blank: exact(blank) },
  })
  fc.assert(
    fc.property(marks, given, rule, fc.boolean(), (marks, given, rule, exactly) => {
      const count = (change: <T>(ballots: Weighted<T>[]) => Weighted<T>[]) => [
        plurality(all, change(marks)),
        approval(all, change(marks), { ...rule, seats: 2 }),
        points(all, change(given), { total: whole(6), exact: exactly, cap: whole(5) }),
      ]
      const results = count((ballots) => ballots)
      for (const [at, { valid, invalid, blank }] of results.entries()) {
        const weights = (at < 2 ? marks : given).map(({ weight }) => weight)
        expect(exact(sum([valid, invalid, blank]))).toBe(exact(sum(weights)))
      }
      expect(exact(sum(results[0]!.score.values()))).toBe(exact(results[0]!.valid))
      expect(count((ballots) => ballots.toReversed()).map(told)).toEqual(results.map(told))
      expect(count(copies).map(told)).toEqual(results.map(told))
    }),
    { numRuns: 300 },
  )
})

test('points: too many for one option, parts of a point, less than none and unknown options make a ballot invalid', () => {
  const verdict = (marks: Record<string, string>, exact = false) => {
    const numbers = new Map(Object.entries(marks).map(([id, points]) => [id, rational(points)!]))
    const rule = { total: whole(10), cap: whole(7), exact }
    const { valid, invalid, blank } = points(['A', 'B'], [{ weight: whole(1), marks: numbers }], rule)
    return [valid, invalid, blank].map(({ n }) => Number(n)).join('')
  }
  expect([verdict({ A: '7', B: '3' }), verdict({ A: '8' }), verdict({ A: '1/2' })]).toEqual(['100', '010', '010'])
  expect([verdict({ A: '-1', B: '2' }), verdict({ C: '1' }), verdict({ A: '0' })]).toEqual(['010', '010', '001'])
  expect([verdict({ A: '7', B: '2' }), verdict({ A: '7', B: '2' }, true), verdict({}, true)]).toEqual([
    ...['100', '010', '001'],
  ])
})

test('a mean is the sum over the number, a median has as many on either side, weights are copies', () => {
  fc.assert(
    fc.property(grades, (ballots) => {
      const { options, valid, blank, invalid } = rating(all, ballots, { low: 1, high: 5 })
      expect(exact(plus(valid, blank))).toBe(exact(sum(ballots.map(({ weight }) => weight))))
      expect(invalid.n).toBe(0n)
      for (const [id, { n, noOpinion, sum: total, mean, median, hist }] of options) {
        const list = copies(ballots)
          .flatMap(({ marks }) => (marks.get(id) ? [Number(marks.get(id)!.n)] : []))
          .sort((a, b) => a - b)
        const middle = [list[(list.length - 1) >> 1], list[list.length >> 1]]
        expect(exact(n)).toBe(list.length)
        expect(exact(plus(n, noOpinion))).toBe(copies(ballots).length)
        expect(mean && exact(mean)).toBe(list.length === 0 ? null : exact(over(total, n)))
        expect(median && exact(median)).toBe(
          list.length === 0 ? null : exact(over(whole(middle[0]! + middle[1]!), whole(2))),
        )
        expect(hist.flatMap(({ grade, n }) => Array.from({ length: Number(n.n) }, () => exact(grade)))).toEqual(list)
      }
    }),
    { numRuns: 300 },
  )
})

test('a grade off the scale or between two grades, or an unknown option, makes the whole ballot invalid', () => {
  const rate = (marks: Record<string, string | null>) => {
    const grades = new Map(Object.entries(marks).map(([id, grade]) => [id, grade === null ? null : rational(grade)]))
    const { valid, invalid, blank, options } = rating(['A', 'B'], [{ weight: whole(2), marks: grades }], {
      low: 0,
      high: 5,
    })
    return [...[valid, invalid, blank].map(exact), exact(options.get('A')!.n)]
  }
  expect(rate({ A: '0', B: '5' })).toEqual([2, 0, 0, 2])
  for (const marks of [{ A: '6' }, { A: '-1' }, { A: '5/2' }, { A: '3', C: '3' }, { A: '3', B: '9' }])
    expect(rate(marks)).toEqual([0, 2, 0, 0])
  expect(rate({ A: null })).toEqual([0, 0, 2, 0])
})
