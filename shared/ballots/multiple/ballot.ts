// Several of n: between min and max options, each counts one; the first `winners` are chosen.
import * as v from 'valibot'
import { parse, whole } from '../../parse.ts'
import { Refusal } from '../../refusal.ts'
import { type BallotType, countById, type Option, optionSettings, options, total } from '../ballot.ts'
import { words } from './words.ts'

export interface MultipleConfig {
  options: Option[]
  /** Fewest and most options on one ballot. */
  min: number
  max: number
  /** How many options win. */
  winners: number
}
/** The chosen options' ids, in the order of the ballot paper. */
export type MultipleVote = string[]
export interface MultipleTally {
  options: { id: string; votes: number; weight: number }[]
  /** Ballots counted: the denominator of every share (shares add to more than one). */
  cast: number
}

const settings = v.strictObject({
  options: options(2, 200),
  min: v.optional(whole(1, 200), 1),
  max: v.optional(whole(1, 200)),
  winners: v.optional(whole(1, 200), 1),
})

function config(input: unknown): MultipleConfig {
  const { options, min, max = options.length, winners } = parse(settings, input)
  const atMost = (field: string, value: number, limit: number) => {
    if (value > limit) throw new Refusal('invalid', { field, expected: { what: 'at-most', limit }, got: String(value) })
  }
  atMost('max', max, options.length)
  atMost('min', min, max)
  atMost('winners', winners, options.length)
  return { options, min, max, winners }
}

function vote(input: unknown, { options, min, max }: MultipleConfig): MultipleVote {
  const ids = options.map((option) => option.id)
  const chosen = parse(
    v.pipe(
      v.array(v.picklist(ids)),
      v.minLength(min),
      v.maxLength(max),
      v.checkItems((id, index, all) => all.indexOf(id) === index),
    ),
    input,
    'vote',
  )
  return ids.filter((id) => chosen.includes(id))
}

export const multiple: BallotType<MultipleConfig, MultipleVote, MultipleTally> = {
  config,
  settings: ({ options, ...rest }) => ({ options: optionSettings(options), ...rest }),
  vote,
  key: (vote) => vote.join(' '),
  tally: (profile, { options }) => ({
    options: countById(
      profile,
      options.map((option) => option.id),
      (vote) => vote,
    ),
    cast: total(profile).votes,
  }),
  rows: (tally, { options }) => tally.options.map((row, index) => ({ ...row, label: options[index]!.title })),
  chosen: (vote) => vote,
  standing: (tally, { winners }) => ({
    type: 'contest',
    seats: winners,
    options: tally.options.map(({ id, weight }) => ({ id, votes: weight })),
  }),
  words,
  sample: {
    config: { options: ['Benches', 'Trees', 'Lights', 'Crossing'], min: 1, max: 2, winners: 2 },
    votes: [
      { vote: ['A', 'B'], count: 3 },
      { vote: ['B', 'D'], count: 2 },
      { vote: ['C'], count: 1 },
    ],
    tally: {
      options: [
        { id: 'A', votes: 3, weight: 3 },
        { id: 'B', votes: 5, weight: 5 },
        { id: 'C', votes: 1, weight: 1 },
        { id: 'D', votes: 2, weight: 2 },
      ],
      cast: 6,
    },
    refused: [[], ['A', 'B', 'C'], ['A', 'A'], ['E'], 'A', null, [['A']], { 0: 'A', length: 1 }],
    refusedConfigs: [
      { options: ['a', 'b'], max: 3 },
      { options: ['a', 'b'], min: 2, max: 1 },
      { options: ['a', 'b'], min: 0 },
      { options: ['a', 'b'], max: 1.5 },
      { options: ['a', 'b'], winners: 3 },
    ],
  },
}
