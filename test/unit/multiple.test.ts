// A multiple choice: exactly k of n, and "none of these".
import { expect, test } from 'vitest'
import { counting, type Profile } from '../../shared/ballots/ballot.ts'
import { type MultipleVote, multiple } from '../../shared/ballots/multiple/ballot.ts'
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
