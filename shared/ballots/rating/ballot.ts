// A rating on a labelled scale: mean, median and distribution; nothing is decided by it.
import * as v from 'valibot'
import { parse, whole } from '../../parse.ts'
import { Refusal } from '../../refusal.ts'
import { type BallotType, countById, total } from '../ballot.ts'
import { words } from './words.ts'

export interface RatingConfig {
  /** The lowest and the highest grade, whole numbers. */
  low: number
  high: number
  /** One label a grade from low to high, or just the two ends; empty text where a grade has none. */
  labels: string[]
}
/** The grade given. */
export type RatingVote = number
export interface RatingTally {
  options: { id: string; votes: number; weight: number }[]
  cast: number
  /** Rounded half up to two decimals; null where nobody rated. */
  mean: number | null
  /** Of an even number, the mean of the two in the middle. */
  median: number | null
}

/** The grades of a scale, from low to high. */
const grades = ({ low, high }: RatingConfig) => Array.from({ length: high - low + 1 }, (_, step) => low + step)

const settings = v.strictObject({
  low: v.optional(whole(-10, 10), 1),
  high: v.optional(whole(-10, 20)),
  labels: v.optional(
    v.pipe(v.array(v.pipe(v.string(), v.normalize('NFC'), v.trim(), v.maxLength(60))), v.maxLength(11)),
    [],
  ),
})

function config(input: unknown): RatingConfig {
  const { low, high: given, labels } = parse(settings, input)
  const high = given ?? (labels.length > 2 ? low + labels.length - 1 : low + 4)
  const refuse = (field: string, limit: number, what: 'at-least' | 'at-most', got: number) => {
    throw new Refusal('invalid', { field, expected: { what, limit }, got: String(got) })
  }
  if (high < low + 1) refuse('high', low + 1, 'at-least', high)
  if (high > low + 10) refuse('high', low + 10, 'at-most', high)
  const steps = high - low + 1
  if (labels.length !== 0 && labels.length !== 2 && labels.length !== steps)
    throw new Refusal('invalid', {
      field: 'labels',
      expected: { what: 'one-of', of: ['0', '2', String(steps)] },
      got: String(labels.length),
    })
  const ends = labels.length === 2 && steps !== 2
  return {
    low,
    high,
    labels: grades({ low, high, labels }).map((_, i) =>
      ends ? (i === 0 ? labels[0]! : i === steps - 1 ? labels[1]! : '') : (labels[i] ?? ''),
    ),
  }
}

/** Weighted median: the grade where half of the weight is passed; between two grades, their mean. */
function median(options: RatingTally['options'], weight: number): number {
  let passed = 0
  for (const [index, row] of options.entries()) {
    passed += row.weight
    if (2 * passed > weight) return Number(row.id)
    if (2 * passed === weight)
      return (Number(row.id) + Number(options.slice(index + 1).find((next) => next.weight > 0)!.id)) / 2
  }
  throw new Error('the weights do not add up')
}

function tally(profile: Parameters<typeof rating.tally>[0], config: RatingConfig): RatingTally {
  const options = countById(profile, grades(config).map(String), (vote) => [String(vote)])
  const { votes, weight } = total(profile)
  if (weight === 0) return { options, cast: votes, mean: null, median: null }
  const sum = options.reduce((sum, row) => sum + Number(row.id) * row.weight, 0)
  return {
    options,
    cast: votes,
    mean: Math.floor((200 * sum + weight) / (2 * weight)) / 100,
    median: median(options, weight),
  }
}

export const rating: BallotType<RatingConfig, RatingVote, RatingTally> = {
  config,
  settings: ({ low, high, labels }) => (labels.some(Boolean) ? { low, high, labels } : { low, high }),
  vote: (input, { low, high }) => parse(whole(low, high), input, 'vote'),
  key: String,
  tally,
  rows: ({ options, mean, median }, { labels }) => [
    ...options.map((row, index) => ({ ...row, label: labels[index] ? `${row.id} ${labels[index]}` : row.id })),
    { id: 'mean', word: 'mean', value: mean },
    { id: 'median', word: 'median', value: median },
  ],
  chosen: (vote) => [String(vote)],
  words,
  sample: {
    config: { low: 1, high: 5, labels: ['Very poor', 'Poor', 'Fair', 'Good', 'Very good'] },
    votes: [
      { vote: 1, count: 1 },
      { vote: 4, count: 2 },
      { vote: 5, count: 1 },
    ],
    tally: {
      options: [
        { id: '1', votes: 1, weight: 1 },
        { id: '2', votes: 0, weight: 0 },
        { id: '3', votes: 0, weight: 0 },
        { id: '4', votes: 2, weight: 2 },
        { id: '5', votes: 1, weight: 1 },
      ],
      cast: 4,
      mean: 3.5,
      median: 4,
    },
    refused: [0, 6, 2.5, '3', null, [3], Number.NaN, Number.POSITIVE_INFINITY],
    refusedConfigs: [{ low: 5, high: 1 }, { low: 0, high: 11 }, { labels: ['a', 'b', 'c'], high: 5 }, { low: 1.5 }],
  },
}
