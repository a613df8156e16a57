// A multiple choice: exactly k of n, and "none of these".
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { counting, type Profile } from '../../shared/ballots/ballot.ts'
import { type MultipleVote, multiple } from '../../shared/ballots/multiple/ballot.ts'
import { exact, rational } from '../../shared/counting/rational.ts'
import { approval } from '../../shared/counting/scores.ts'
import { outcome } from '../../shared/meeting/outcome.ts'
import { ruleFor } from '../../shared/meeting/rule.ts'
import { Refusal } from '../../shared/refusal.ts'

const options = ['Benches', 'Trees', 'Lights', 'Crossing']

test('exactly k is least and most in one, and is written as both', () => {
  const config = multiple.config({ options, exactly: 3 })
  expect(multiple.settings(config)).toMatchObject({ min: 3, max: 3 })
  expect(multiple.vote(['A', 'B', 'D'], config)).toEqual(['A', 'B', 'D'])
  for (const vote of [
    ['A', 'B'],
    ['A', 'B', 'C', 'D'],
  ])
    expect(() => multiple.vote(vote, config)).toThrow(Refusal)
})

test('the tally is that of the counting library', () => {
  const config = multiple.config({ options, max: 3, none: true })
  const vote = fc.oneof(
    fc.constant<MultipleVote>(['none']),
    fc.shuffledSubarray(['A', 'B', 'C', 'D'], { minLength: 1, maxLength: 3 }),
  )
  fc.assert(
    fc.property(fc.array(fc.record({ vote, weight: fc.integer({ min: 1, max: 99 }) }), { maxLength: 20 }), (given) => {
      const profile: Profile<MultipleVote> = new Map(given.map((cast, at) => [String(at), { ...cast, count: 1 }]))
      const ballots = given.map(({ vote, weight }) => ({ weight: rational(weight)!, marks: vote }))
      const { score } = approval(['A', 'B', 'C', 'D', 'none'], ballots)
      const { options: rows, none } = multiple.tally(profile, config, counting())
      expect([...rows, none].map(({ weight }) => weight)).toEqual([...score.values()].map(exact))
    }),
    { numRuns: 100 },
  )
})

test('none of these stands alone, whatever the least', () => {
  const config = multiple.config({ options, exactly: 3, none: true })
  expect(multiple.vote(['none'], config)).toEqual(['none'])
  for (const vote of [['none', 'A', 'B'], ['A', 'B', 'none'], ['none', 'none'], 'none', []])
    expect(() => multiple.vote(vote, config)).toThrow(Refusal)
  expect(() => multiple.vote(['none'], multiple.config({ options }))).toThrow(Refusal)
})

test('B8 none of these is counted in a row of its own and never wins', () => {
  const config = multiple.config({ options, none: true })
  const profile: Profile<MultipleVote> = new Map([
    ['none', { vote: ['none'], count: 5, weight: 9 }],
    ['A', { vote: ['A'], count: 1, weight: 1 }],
  ])
  const tally = multiple.tally(profile, config, counting())
  expect(multiple.rows(tally, config).at(-1)).toEqual({ id: 'none', word: 'none', votes: 5, weight: 9 })
  expect(tally.cast).toBe(6)
  const standing = multiple.standing!(tally, config)
  expect(outcome(standing, ruleFor(standing))).toMatchObject({ type: 'won', winners: ['A'] })
  const alone = multiple.standing!(multiple.tally(new Map([...profile].slice(0, 1)), config, counting()), config)
  expect(outcome(alone, ruleFor(alone))).toEqual({ type: 'no-votes' })
})
