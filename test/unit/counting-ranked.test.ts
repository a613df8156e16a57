// Ranked ballots counted right: every figure of every case, from published facts and independent counters.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { borda } from '../../shared/counting/borda.ts'
import { irv } from '../../shared/counting/irv.ts'
import { type Matrix, matrixOf, pairwise } from '../../shared/counting/pairwise.ts'
import type { RankedBallot } from '../../shared/counting/ranked.ts'
import { exact, type Rational, rational } from '../../shared/counting/rational.ts'
import { schulze, strongestPath } from '../../shared/counting/schulze.ts'
import { stv } from '../../shared/counting/stv.ts'
import { figures, irvRule, roundsOf } from '../ranked.ts'

interface Case {
  source: string
  method: string
  candidates: string[]
  ballots: [weight: number | string, ranks: string[][]][]
  matrix?: number[][]
  options?: Record<string, unknown>
  expected: Record<string, unknown>
}
type Counted = Record<string, (expected: never) => unknown>

const folder = fileURLToPath(new URL('../cases', import.meta.url))
const cases = readdirSync(folder)
  .map((file): [string, Case] => [file.replace('.json', ''), JSON.parse(readFileSync(join(folder, file), 'utf8'))])
  .filter(([, { method }]) => ['irv', 'condorcet', 'schulze', 'borda', 'stv'].includes(method))

const numbers = (row: Matrix) => Object.fromEntries([...row].map(([a, against]) => [a, figures(against)]))
const number = (value: unknown): Rational => rational(value)!

/** How each method's result answers each key that an `expected` has. */
const methods: Record<
  string,
  (options: string[], ballots: RankedBallot[], settings: never, rows?: number[][]) => Counted
> = {
  irv(options, ballots, settings) {
    const result = irv(options, ballots, irvRule(settings))
    return {
      winner: () => result.winner,
      tied: () => result.tied,
      rounds: (expected) => roundsOf(result, expected),
    }
  },
  schulze(options, ballots, settings: Record<string, unknown>, rows) {
    const d = rows
      ? matrixOf(
          options,
          rows.map((row) => row.map(number)),
        )
      : pairwise(options, ballots)
    const result = schulze(d, {
      ...(settings['default'] === undefined ? {} : { default: String(settings['default']) }),
      ...(settings['quorum'] === undefined ? {} : { quorum: number(settings['quorum']) }),
      ratio: new Map(Object.entries(settings['ratio'] ?? {}).map(([id, ratio]) => [id, number(ratio)])),
    })
    return {
      condorcet_winner: () => result.condorcetWinner,
      smith_set: () => result.smithSet,
      winners: () => result.winners,
      order: () => result.order,
      dropped: () => Object.fromEntries(result.dropped),
      d: () => numbers(result.d),
      p: () => numbers(result.p),
    }
  },
  borda(options, ballots, settings) {
    const result = borda(options, ballots, settings)
    return { score: () => figures(result.score), winners: () => result.winners }
  },
  stv(options, ballots, settings) {
    const result = stv(options, ballots, settings)
    return {
      valid: () => exact(result.valid),
      quota: () => exact(result.quota),
      elected: () => result.elected,
      elected_set: () => [...result.elected].sort(),
      lot_used: () => result.lots.length > 0,
      stage_votes: () => result.stages.map(({ votes }) => figures(votes)),
      stage_votes_floor: () =>
        result.stages.map(({ votes }) => Object.fromEntries([...votes].map(([id, { n, d }]) => [id, Number(n / d)]))),
    }
  },
}
methods['condorcet'] = methods['schulze']!

/** A case's figures as the library writes them: `"3.71428"` is 92857/25000. */
const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain)
  if (value && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, plain(v)]))
  return typeof value === 'string' && /^\d+([./]\d+)?$/.test(value) ? exact(number(value)) : value
}

test('the cases are there, each with its source', () => {
  expect(cases).toHaveLength(52)
  for (const [, { source }] of cases) expect(source).toMatch(/\S/)
})

test.each(cases)('%s', (_, { method, candidates, ballots = [], matrix, options = {}, expected }) => {
  const profile = ballots.map(([weight, ranks]) => ({ weight: number(weight), ranks }))
  const counted = methods[method]!(candidates, profile, options as never, matrix)
  for (const [key, figure] of Object.entries(expected)) {
    expect(counted, key).toHaveProperty(key)
    expect(counted[key]!(figure as never), key).toEqual(
      key === 'score' || key === 'stage_votes' || key === 'rounds' ? plain(figure) : figure,
    )
  }
})

/** `3 A>B=C>-` as a ballot: `-` a skipped rank. */
const ballots = (...lines: string[]): RankedBallot[] =>
  lines.map((line) => {
    const [weight, order = ''] = line.split(' ')
    const ranks = order.split('>').map((rank) => (rank === '-' ? [] : rank.split('=')))
    return { weight: number(weight), ranks }
  })

test('Debian A.6: a quorum met exactly is met, a majority of exactly N:1 is none, and quorum is looked at first', () => {
  const rows = [
    [0, 0, 0, 0, 3],
    [0, 0, 0, 0, 3],
    [0, 0, 0, 0, 3],
    [0, 0, 0, 0, 2],
    [0, 3, 2, 2, 0],
  ]
  const d = matrixOf(
    ['A', 'B', 'C', 'D', 'none'],
    rows.map((row) => row.map(number)),
  )
  const dropped = (quorum: number, ratio: string) => [
    ...schulze(d, { default: 'none', quorum: rational(quorum)!, ratio: new Map([['C', number(ratio)]]) }).dropped,
  ]
  const b = ['B', 'majority']
  expect(dropped(3, '3/2')).toEqual([b, ['C', 'majority'], ['D', 'quorum']])
  expect(dropped(2, '1.49')).toEqual([b, ['D', 'majority']])
})

test('Schulze names the path that beats: A is stronger than D over B and C', () => {
  const result = schulze(pairwise(['A', 'B', 'C', 'D'], ballots('4 A>B>C>D', '3 D>A>B>C', '2 C>D>A>B')))
  expect(strongestPath(result, 'A', 'D')).toEqual(['A', 'C', 'D'])
  expect(strongestPath(result, 'D', 'A')).toEqual(['D', 'A'])
  const none = schulze(pairwise(['A', 'B'], ballots('1 A')))
  expect(strongestPath(none, 'B', 'A')).toBeNull()
})

test('weights far above and below what floats hold are counted to the last one', () => {
  const huge = 10n ** 40n
  const profile = [
    { weight: { n: huge + 1n, d: 3n }, ranks: [['A'], ['B']] },
    { weight: { n: huge, d: 3n }, ranks: [['B'], ['A']] },
  ]
  const d = pairwise(['A', 'B'], profile)
  expect([d.get('A')!.get('B'), d.get('B')!.get('A')]).toEqual(profile.map(({ weight }) => weight))
  expect(schulze(d).condorcetWinner).toBe('A')
  expect(irv(['B', 'A'], profile).winner).toBe('A')
  expect(borda(['B', 'A'], profile).winners).toEqual(['A'])
})

test('rule 49: of equal surpluses the one ahead at the latest differing stage goes first, then the first in the lot', () => {
  const options = ['A', 'B', 'C', 'D', 'E', 'F']
  const level = ballots('20 A>C', '20 B>D', '2 C', '2 D', '1 E')
  for (const first of ['A', 'B']) {
    const { stages, lots } = stv(options, level, { seats: 3, lot: [first] })
    expect([stages[1]?.action, stages[1]?.who]).toEqual(['surplus', first])
    expect(lots[0]).toEqual({ stage: 2, for: 'surplus', tied: first === 'A' ? ['A', 'B'] : ['B', 'A'] })
  }
  // The surplus of F lifts A from 13 and B from 15 to 24 each.
  const lifted = ballots('22 F>A', '18 F>B', '13 A>D', '15 B>C', '14 C', '14 D')
  const { stages, lots } = stv(options, lifted, { seats: 4, lot: ['A'] })
  expect(stages.map(({ who }) => who).slice(0, 4)).toEqual([null, 'F', 'B', 'A'])
  expect(stages.slice(0, 4).map(({ tied, lot }) => [tied, lot])).toEqual([
    [[], false],
    [[], false],
    [['A', 'B'], false],
    [[], false],
  ])
  expect(lots).toEqual([])
})
