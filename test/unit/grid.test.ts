// A survey: each statement rated by itself, those who leave it out apart; and "no opinion" on a rating.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { counting, type Profile } from '../../shared/ballots/ballot.ts'
import { type GridVote, grid } from '../../shared/ballots/grid/ballot.ts'
import { rating } from '../../shared/ballots/rating/ballot.ts'
import { rating as counted } from '../../shared/counting/ratings.ts'
import { rational, rounded } from '../../shared/counting/rational.ts'
import { Refusal } from '../../shared/refusal.ts'

const statements = ['The room', 'The food']
const profileOf = <Vote>(list: readonly { vote: Vote; weight: number }[]): Profile<Vote> =>
  new Map(list.map(({ vote, weight }, index) => [String(index), { vote, count: 1, weight }]))

describe('a ballot', () => {
  const config = grid.config({ statements })

  test('is a list in the order of the statements, or an object by their ids: the same vote', () => {
    expect(grid.vote({ B: 4 }, config)).toEqual([null, 4])
    expect(grid.key(grid.vote({ B: 4, A: null }, config))).toBe(grid.key(grid.vote([null, 4], config)))
    expect(grid.chosen([null, 4], config)).toEqual(['A/none', 'B/4'])
  })

  test('leaves nothing out where all is required, and never everything', () => {
    const required = grid.config({ statements, required: true })
    expect(grid.vote([1, 5], required)).toEqual([1, 5])
    for (const vote of [[1, null], { A: 1 }]) expect(() => grid.vote(vote, required)).toThrow(Refusal)
    expect(() => grid.vote([null, null], config)).toThrow(Refusal)
  })

  test('grades below zero and none have keys of their own', () => {
    const scale = grid.config({ statements, low: -1, high: 1 })
    expect(grid.key(grid.vote([-1, null], scale))).toBe('-1 -')
  })
})

test('B10 B16 every statement is measured by those who rated it, as the counting library does', () => {
  const grade = fc.option(fc.integer({ min: 1, max: 5 }), { nil: null })
  const cast = fc.record({ vote: fc.tuple(grade, grade), weight: fc.integer({ min: 1, max: 50 }) })
  const config = grid.config({ statements })
  fc.assert(
    fc.property(fc.array(cast, { maxLength: 20 }), (list) => {
      const tally = grid.tally(profileOf<GridVote>(list), config, counting())
      const ballots = list.map(({ vote, weight }) => ({
        weight: rational(weight)!,
        marks: new Map(['A', 'B'].map((id, index) => [id, vote[index] == null ? null : rational(vote[index])])),
      }))
      const { options } = counted(['A', 'B'], ballots, { low: 1, high: 5 })
      for (const { id, mean, median, rated, none } of tally.statements) {
        const expected = options.get(id)!
        expect(mean).toBe(expected.mean && rounded(expected.mean, 2))
        expect(median).toBe(expected.median && rounded(expected.median, 1))
        expect(rated + none.votes).toBe(list.length)
      }
    }),
    { numRuns: 200 },
  )
})

test('what stands out is said, and a statement nobody rated is no lowest', () => {
  const config = grid.config({ statements: [...statements, 'The programme'] })
  const tally = (votes: GridVote[]) =>
    grid.tally(profileOf(votes.map((vote) => ({ vote, weight: 1 }))), config, counting())
  expect(grid.explain?.(tally([[4, 2, null]]), config, 'en')).toBe(
    '1 ballot. Highest mean: The room 4.00; lowest: The food 2.00.',
  )
  expect(grid.explain?.(tally([[4, 4, 1]]), config, 'ko')).toBe(
    '투표 1명. 평균이 가장 높은 항목: A, B 4.00, 가장 낮은 항목: The programme 1.00.',
  )
  expect(grid.explain?.(tally([[3, null, 3]]), config, 'en')).toBe('1 ballot, mean 3.00.')
  expect(grid.explain?.(tally([]), config, 'en')).toBe('')
})

describe('no opinion on a rating', () => {
  const config = rating.config({ low: 1, high: 5, noOpinion: true })

  test('is a vote only where it is on the ballot', () => {
    expect(rating.vote('none', config)).toBe('none')
    expect(() => rating.vote('none', rating.config({}))).toThrow(Refusal)
  })

  test('B10 is in no share and no measure, and has a row of its own', () => {
    const votes = [1, 4, 5, 'none', 'none'] as const
    const tally = rating.tally(profileOf(votes.map((vote) => ({ vote, weight: 2 }))), config, counting())
    expect(tally).toMatchObject({ cast: 5, rated: 3, noOpinion: { votes: 2, weight: 4 }, mean: 3.33, median: 4 })
    const rows = rating.rows(tally, config)
    expect(rows.find(({ id }) => id === '4')).toMatchObject({ votes: 1, weight: 2, of: 6 })
    expect(rows.find(({ id }) => id === 'none')).toEqual({ id: 'none', word: 'noOpinion', votes: 2, weight: 4 })
  })

  test('alone it makes no mean', () => {
    const tally = rating.tally(profileOf([{ vote: 'none' as const, weight: 1 }]), config, counting())
    expect(tally).toMatchObject({ cast: 1, rated: 0, mean: null, median: null })
  })
})
