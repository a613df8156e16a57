// What the recount takes for a vote, against the samples of the kinds; and what random rounds come upon too seldom.
import { describe, expect, test } from 'vitest'
import { contest } from '../../recount/count/contest.ts'
import { division } from '../../recount/count/division.ts'
import { compareRound } from '../../recount/count/index.ts'
import type { Paper } from '../../recount/count/kind.ts'
import { kinds as recounts } from '../../recount/count/kinds.ts'
import { drawAgain } from '../../recount/count/lot.ts'
import type { Rule } from '../../recount/count/rule.ts'
import type { Turnout } from '../../recount/count/turnout.ts'
import { kinds } from '../../shared/ballots/registry.ts'
import { randomRounds } from '../random-rounds.ts'

test('R16 B1 every kind is counted again', () => expect([...recounts.keys()].sort()).toEqual([...kinds.keys()].sort()))

describe.each([...kinds])('%s', (name, kind) => {
  const config = kind.config(kind.sample.config)
  const again = recounts.get(name)!(JSON.parse(JSON.stringify(config)))
  const votes = kind.sample.votes.map(({ vote, count }) => ({ vote: kind.vote(vote, config), count }))

  test('B3 B4 R16 a vote that fits has its key, whatever does not fit has none', () => {
    for (const { vote } of votes) expect(again.key(vote)).toBe(kind.key(vote))
    for (const vote of kind.sample.refused) expect([vote, again.key(vote)]).toEqual([vote, null])
  })

  test('R16 a vote that stands otherwise than the record keeps it has no key', () => {
    const lists = votes
      .map(({ vote }) => vote)
      .filter((vote): vote is unknown[] => Array.isArray(vote) && vote.length > 1)
    if (['multiple', 'budget'].includes(name)) for (const vote of lists) expect(again.key(vote.toReversed())).toBeNull()
    for (const { vote } of votes) expect(again.key([[vote]])).toBeNull()
  })

  test('R16 the sample comes to its tally', () => {
    const papers: Paper[] = votes.map(({ vote, count }) => ({ key: kind.key(vote), vote, count, weight: count }))
    const { tally } = again.count(papers, { lot: null, edits: null })
    expect(tally).toEqual(kind.sample.tally)
  })
})

const rule: Rule = {
  shares: [{ base: 'eligible', fraction: '1/2', atLeast: false }],
  unit: 'heads',
  abstentions: 'apart',
  members: null,
  quorum: null,
  tie: 'reported',
  eachGroup: false,
}

test('R13 R16 options without a vote are in a run-off only where there are not more with one than places', () => {
  const turnout: Turnout = { eligible: 100, present: 6, voted: 6, groups: null }
  const among = (votes: Record<string, number>, seats: number) => {
    const options = Object.entries(votes).map(([id, heads]) => ({ id, heads, weight: heads }))
    const decision = { type: 'contest', seats, points: false, options } as const
    return contest({ ...decision, options }, { heads: 6, weight: 6 }, turnout, rule, null, null).advance
  }
  expect(among({ A: 1, B: 1, C: 1, D: 0, E: 0, F: 1 }, 3)).toEqual(['A', 'B', 'C', 'F'])
  expect(among({ A: 0, B: 1, C: 0 }, 1)).toEqual(['B', 'A', 'C'])
  expect(among({ A: 3, B: 2, C: 2, D: 1 }, 1)).toEqual(['A', 'B', 'C'])
  expect(among({ A: 3, B: 2 }, 2)).toEqual([])
  expect(among({ A: 0, B: 0 }, 1)).toEqual([])
})

test('R2 R9 R16 equal votes in heads and in weight, where both decide, are no tie', () => {
  const group = { title: 'x', eligible: 2, present: 2, voted: 2 }
  const turnout: Turnout = {
    eligible: 4,
    present: 4,
    voted: 4,
    groups: [
      { ...group, id: 'A', weight: 3 },
      { ...group, id: 'B', weight: 1 },
    ],
  }
  const papers: Paper[] = ['no', 'yes'].map((vote) => ({ key: vote, vote, count: 2, weight: 4 }))
  const valid: Rule = { ...rule, shares: [{ base: 'valid', fraction: '1/2', atLeast: false }] }
  expect(division(papers, [], turnout, { ...valid, unit: 'both' }, null, null)).toMatchObject({
    type: 'rejected',
    level: false,
  })
  expect(division(papers, [], turnout, { ...valid, unit: 'weight' }, null, null)).toMatchObject({
    type: 'tie',
    level: true,
  })
})

test('R15 R16 a lot is drawn again from its seed', () => {
  const drawn = drawAgain({ seed: 'seed', order: ['A', 'B', 'C'] }, ['A', 'B', 'C'])!
  expect([drawn.order, drawn.numbers, drawn.among(['A', 'C']).map(({ id }) => id)]).toEqual([
    ['A', 'B', 'C'],
    ['51ae319c', 'af6fe3bf', 'c9cfe0d2'],
    ['A', 'C'],
  ])
})

test('R14 R16 a casting vote that decided nothing is named', () => {
  const round = randomRounds(3, 6, ['motion']).find(({ chair }) => chair === null)!
  expect(compareRound({ ...round, chair: 'yes' })).toContainEqual({ path: 'chair', recorded: 'yes', counted: null })
})
