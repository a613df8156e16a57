// Thousands of random rounds of every kind, method and rule: the recount agrees with the count in every figure.
import { beforeAll, describe, expect, test } from 'vitest'
import { compareRound, countRound } from '../../recount/count/index.ts'
import { type ExportedRound, kindsMade, randomRounds } from '../random-rounds.ts'

const MEETINGS = 380
const seen = new Map<string, number>()
const note = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1)
const wrong: unknown[] = []
let rounds = 0

/** What of a round shows that a road of the count was taken. */
function traits({ question: { kind, config }, rule, counted }: ExportedRound): string[] {
  const { outcome } = counted
  const tally = counted.tally as { count?: { rounds?: { lot: string[]; by: string }[] }; outcomes?: { tie: unknown }[] }
  const { by, level } = { by: '', level: false, ...outcome }
  const { unit, eachGroup, abstentions } = rule as Record<string, unknown>
  const { method, count, ballot, completion, utility, scheme, unranked } = config
  return [
    kind,
    kind === 'ranking' && tally.count && `${method} ${method === 'borda' ? `${scheme} ${unranked}` : ''}`.trim(),
    kind === 'budget' && `${count} ${ballot}`,
    kind === 'budget' && count !== 'greedy' && `${completion} ${utility}`,
    tally.count?.rounds?.some(({ lot }) => lot.length > 0) && `${method} lot`,
    tally.count?.rounds?.some(({ by }) => by === 'surplus') && 'surplus',
    tally.outcomes?.some(({ tie }) => tie) && 'budget tie',
    outcome && `${outcome.type} by ${by}`,
    level && 'level',
    counted['edits'] && 'edits',
    counted['receipts'] && 'receipts',
    counted['named'] && 'named',
    counted['small'] && 'small groups',
    counted['groups'] && 'groups',
    kind === 'motion' && `${unit}${eachGroup ? ' each group' : ''} ${abstentions}`,
  ].filter((trait): trait is string => typeof trait === 'string')
}

beforeAll(() => {
  for (let seed = 1; seed <= MEETINGS; seed++)
    for (const round of randomRounds(seed, 6)) {
      rounds++
      for (const trait of traits(round)) note(trait)
      const found = compareRound(round)
      if (found.length > 0) wrong.push({ seed, title: (round.question as { title?: string }).title, found })
    }
}, 60_000)

test('R16 B1 the recount agrees with the count in tally, outcome and rows of 2,000 random rounds', () => {
  expect(wrong.slice(0, 3)).toEqual([])
  expect(rounds).toBeGreaterThan(2000)
})

describe('R16 the random rounds take', () => {
  const methods = [
    'irv',
    'schulze',
    'stv',
    ...['n-1', 'n', 'dowdall', 'modified'].flatMap((scheme) => [`borda ${scheme} zero`, `borda ${scheme} mean`]),
  ]
  const budgets = ['greedy', 'equal-shares', 'both'].flatMap((count) =>
    ['approval', 'knapsack', 'points'].map((ballot) => `${count} ${ballot}`),
  )
  const shares = ['add1u', 'add1', 'none'].flatMap((completion) => [`${completion} cost`, `${completion} cardinality`])
  const outcomes = [
    'carried by votes',
    'carried by lot',
    'rejected by votes',
    'rejected by lot',
    'tie by votes',
    'won by votes',
    'won by chair',
    'won by lot',
    'tied by votes',
    'run-off by votes',
    'no-quorum by ',
    'no-votes by ',
  ]
  const others = [
    'irv lot',
    'stv lot',
    'surplus',
    'budget tie',
    'level',
    'edits',
    'receipts',
    'named',
    'small groups',
    'groups',
  ]
  const motions = ['heads', 'weight', 'both'].flatMap((unit) =>
    ['apart', 'against', 'out'].map((side) => `${unit} ${side}`),
  )
  test.each([...kindsMade, ...methods, ...budgets, ...shares, ...outcomes, ...others, ...motions])('%s', (trait) => {
    expect(seen.get(trait) ?? 0).toBeGreaterThan(0)
  })
})

test('R16 a count stands on votes, settings and rule alone: what is on record is not looked at', () => {
  for (const round of randomRounds(7, 8)) {
    const { tally: _, outcome: __, rows: ___, ...counted } = round.counted
    const { tally, outcome } = countRound({ ...round, counted })
    expect({ tally, outcome }).toEqual({ tally: round.counted.tally, outcome: round.counted.outcome })
  }
})
