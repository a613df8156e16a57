// A number everyone estimates: mean, median and a histogram; nothing is decided by it.
import * as v from 'valibot'
import { estimates } from '../../counting/estimates.ts'
import { over, type Rational, rational, rounded, times, whole } from '../../counting/rational.ts'
import { label, parse } from '../../parse.ts'
import { type Expectation, Refusal } from '../../refusal.ts'
import { type BallotType, type Profile, total } from '../ballot.ts'
import { type Bin, binsOf } from './bins.ts'
import { numeral } from './numeral.ts'
import { explain, span, words } from './words.ts'

export interface NumberConfig {
  /** Bounds, both allowed. */
  low: number
  high: number
  /** An answer is `low` or so many steps above it. */
  step: number
  /** What it is counted in; may be empty. */
  unit: string
  /** Decimals an answer can have. */
  decimals: number
  /** The bars of the histogram. */
  bins: Bin[]
}
/** At most 15 digits, so that its digits are exact. */
export type NumberVote = number
export interface NumberTally {
  /** One a bar. */
  bins: { id: string; votes: number; weight: number }[]
  cast: number
  /** Rounded half up to two decimals more than an answer has; null where nobody answered. */
  mean: number | null
  /** Of an even number, the mean of the two in the middle: exact. */
  median: number | null
  min: number | null
  max: number | null
}

const DECIMALS = 4
const DIGITS = 15

const settings = v.strictObject({
  low: v.optional(v.number(), 0),
  high: v.optional(v.number(), 100),
  step: v.optional(v.number(), 1),
  unit: v.optional(label(20), ''),
})

function refuse(field: string, expected: Expectation, got: number): never {
  throw new Refusal('invalid', { field, expected, got: String(got) })
}

const scale = (decimals: number): Rational => whole(10n ** BigInt(decimals))

/** A number in units of its last decimal; null where it has more decimals or digits. */
function unitsOf(value: number, decimals: number): number | null {
  const exact = rational(value)
  if (!exact) return null
  const { n, d } = times(exact, scale(decimals))
  return d === 1n && n <= 10n ** BigInt(DIGITS) && n >= -(10n ** BigInt(DIGITS)) ? Number(n) : null
}

const decimalsOf = (value: number) =>
  [...Array(DECIMALS + 1).keys()].find((decimals) => unitsOf(value, decimals) !== null)

function config(input: unknown): NumberConfig {
  const given = parse(settings, input)
  const { low, high, step, unit } = { ...given, low: given.low + 0, high: given.high + 0 }
  const places = (['low', 'high', 'step'] as const).map(
    (field) => decimalsOf(given[field]) ?? refuse(field, { what: 'number' }, given[field]),
  )
  const decimals = Math.max(...places)
  const [from, to, by] = [low, high, step].map((value) => unitsOf(value, decimals)) as [number, number, number]
  for (const [field, units] of [['low', from] as const, ['high', to] as const])
    if (units === null) refuse(field, { what: 'at-most', limit: 10 ** (DIGITS - decimals) }, given[field])
  if (step <= 0) refuse('step', { what: 'at-least', limit: 10 ** -DECIMALS }, step)
  if (to - from < by)
    refuse('high', { what: 'at-least', limit: rounded(over(whole(from + by), scale(decimals)), 4) }, high)
  const plain = (units: number) => rounded(over(whole(units), scale(decimals)), decimals)
  return {
    low,
    high,
    step,
    unit,
    decimals,
    bins: binsOf(from, to, by).map(({ from, to }) => ({ from: plain(from), to: plain(to) })),
  }
}

function vote(input: unknown, { low, high, step, decimals }: NumberConfig): NumberVote {
  const value = parse(v.pipe(v.number(), v.minValue(low), v.maxValue(high)), input, 'vote')
  const [units, from, by] = [value, low, step].map((number) => unitsOf(number, decimals)) as [number, number, number]
  if (units === null || (units - from) % by !== 0) refuse('vote', { what: decimals ? 'number' : 'whole' }, value)
  return value + 0
}

const idOf = ({ from, to }: Bin) => (from === to ? String(from) : `${from}..${to}`)
const binOf = (vote: NumberVote, bins: readonly Bin[]) => bins.findIndex(({ to }) => vote <= to)

function tally(profile: Profile<NumberVote>, { bins, decimals }: NumberConfig): NumberTally {
  const rows = bins.map((bin) => ({ id: idOf(bin), votes: 0, weight: 0 }))
  const given: { units: number; weight: number }[] = []
  const factor = 10 ** decimals
  for (const { vote, count, weight } of profile.values()) {
    const row = rows[binOf(vote, bins)]!
    row.votes += count
    row.weight += weight
    // Of 15 digits, the product is off by less than a half.
    given.push({ units: Math.round(vote * factor), weight })
  }
  const found = estimates(given)
  const shown = (value: Rational, places: number) => rounded(over(value, scale(decimals)), places)
  return {
    bins: rows,
    cast: total(profile).votes,
    mean: found && shown(found.mean, decimals + 2),
    median: found && shown(found.median, decimals + 1),
    min: found && shown(whole(found.min), decimals),
    max: found && shown(whole(found.max), decimals),
  }
}

export const number: BallotType<NumberConfig, NumberVote, NumberTally> = {
  config,
  settings: ({ low, high, step, unit }) => ({ low, high, step, unit }),
  vote,
  key: String,
  tally,
  rows: (tally, { bins, unit }) => [
    ...tally.bins.map((row, index) => ({ ...row, label: span(bins[index]!, unit) })),
    ...(['mean', 'median', 'min', 'max'] as const).map((id) => ({ id, word: id, value: tally[id] })),
  ],
  chosen: (vote, { bins }) => [idOf(bins[binOf(vote, bins)]!)],
  say: (vote, { unit }) => numeral(vote, unit),
  explain,
  words,
  sample: {
    config: { low: 0, high: 20, step: 0.5, unit: '' },
    votes: [
      { vote: 4.5, count: 2 },
      { vote: 5, count: 1 },
      { vote: 20, count: 1 },
    ],
    tally: {
      bins: [
        { id: '0..1.5', votes: 0, weight: 0 },
        { id: '2..3.5', votes: 0, weight: 0 },
        { id: '4..5.5', votes: 3, weight: 3 },
        { id: '6..7.5', votes: 0, weight: 0 },
        { id: '8..9.5', votes: 0, weight: 0 },
        { id: '10..11.5', votes: 0, weight: 0 },
        { id: '12..13.5', votes: 0, weight: 0 },
        { id: '14..15.5', votes: 0, weight: 0 },
        { id: '16..17.5', votes: 0, weight: 0 },
        { id: '18..20', votes: 1, weight: 1 },
      ],
      cast: 4,
      mean: 8.5,
      median: 4.75,
      min: 4.5,
      max: 20,
    },
    refused: [-0.5, 20.5, 4.25, 4.500001, '4.5', null, [4.5], Number.NaN, Number.POSITIVE_INFINITY, 5e-324],
    refusedConfigs: [
      { low: 5, high: 5 },
      { low: 0, high: 1, step: 2 },
      { step: 0 },
      { step: -1 },
      { step: 0.00001 },
      { low: 0.00001 },
      { high: 1e16 },
      { high: 1e13, step: 0.001 },
      { high: Number.POSITIVE_INFINITY },
      { unit: 'a unit that is much too long' },
    ],
  },
}
