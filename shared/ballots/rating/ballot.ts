// A rating on a labelled scale: mean, median and distribution; nothing is decided by it.
import * as v from 'valibot'
import { parse } from '../../parse.ts'
import { type BallotType, countById, type Profile, total } from '../ballot.ts'
import {
  gradeLabel,
  grades,
  type Measures,
  measures,
  type Scale,
  scaleFields,
  scaleOf,
  scaleSettings,
} from '../scale.ts'
import { words } from './words.ts'

export interface RatingConfig extends Scale {
  /** Whether one may say that one has no opinion. */
  noOpinion: boolean
}
/** The grade given. */
export type RatingVote = number | 'none'
export interface RatingTally extends Measures {
  options: { id: string; votes: number; weight: number }[]
  cast: number
  /** Ballots with a grade: the denominator of every share. */
  rated: number
  /** Ballots without an opinion: in no share and no measure. */
  noOpinion: { votes: number; weight: number }
}

const settings = v.strictObject({ ...scaleFields, noOpinion: v.optional(v.boolean(), false) })

function config(input: unknown): RatingConfig {
  const { noOpinion, ...scale } = parse(settings, input)
  return { ...scaleOf(scale), noOpinion }
}

function vote(input: unknown, { low, high, noOpinion }: RatingConfig): RatingVote {
  if (noOpinion && input === 'none') return 'none'
  return parse(v.pipe(v.number(), v.integer(), v.minValue(low), v.maxValue(high)), input, 'vote')
}

function tally(profile: Profile<RatingVote>, config: RatingConfig): RatingTally {
  const ids = [...grades(config).map(String), 'none']
  const counts = countById(profile, ids, (vote) => [String(vote)])
  const options = counts.slice(0, -1)
  const { votes, weight } = counts.at(-1)!
  const cast = total(profile).votes
  return {
    options,
    cast,
    rated: cast - votes,
    noOpinion: { votes, weight },
    ...measures(
      options.map((row) => ({ grade: Number(row.id), weight: row.weight })),
      config,
    ),
  }
}

export const rating: BallotType<RatingConfig, RatingVote, RatingTally> = {
  config,
  settings: ({ noOpinion, ...scale }) => ({ ...scaleSettings(scale), noOpinion }),
  vote,
  key: String,
  tally,
  rows: ({ options, noOpinion, mean, median }, config) => {
    const of = options.reduce((sum, { weight }) => sum + weight, 0)
    return [
      ...options.map((row) => ({ ...row, of, label: gradeLabel(Number(row.id), config) })),
      ...(config.noOpinion ? [{ id: 'none', word: 'noOpinion', ...noOpinion }] : []),
      { id: 'mean', word: 'mean', value: mean },
      { id: 'median', word: 'median', value: median },
    ]
  },
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
      rated: 4,
      noOpinion: { votes: 0, weight: 0 },
      mean: 3.5,
      median: 4,
    },
    refused: [0, 6, 2.5, '3', null, [3], 'none', Number.NaN, Number.POSITIVE_INFINITY],
    refusedConfigs: [{ low: 5, high: 1 }, { low: 0, high: 11 }, { labels: ['a', 'b', 'c'], high: 5 }, { low: 1.5 }],
  },
}
