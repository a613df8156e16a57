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
import { schulze } from '../../shared/counting/schulze.ts'
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
