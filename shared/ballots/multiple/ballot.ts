// Several of n: between min and max options, each counts one; the first `winners` are chosen.
import * as v from 'valibot'
import { once, parse, whole } from '../../parse.ts'
import { Refusal } from '../../refusal.ts'
import { type BallotType, countById, type Option, optionSettings, options, type Profile, total } from '../ballot.ts'
import { words } from './words.ts'

export interface MultipleConfig {
  options: Option[]
  /** Fewest and most options on one ballot. */
  min: number
  max: number
  /** How many options win. */
  winners: number
  /** Whether "none of these" is on the ballot: alone, whatever `min` is, and it never wins. */
  none: boolean
}
/** The chosen options' ids, in the order of the ballot paper; or `['none']`. */
export type MultipleVote = string[]
export interface MultipleTally {
  options: { id: string; votes: number; weight: number }[]
  /** Those who chose none of these. */
  none: { votes: number; weight: number }
  /** Ballots counted: the denominator of every share (shares add to more than one). */
  cast: number
}

const settings = v.strictObject({
  options: options(2, 200),
  min: v.optional(whole(1, 200)),
  max: v.optional(whole(1, 200)),
  /** Says `min` and `max` in one. */
  exactly: v.optional(whole(1, 200)),
  winners: v.optional(whole(1, 200), 1),
  none: v.optional(v.boolean(), false),
})

function config(input: unknown): MultipleConfig {
  const given = parse(settings, input)
  const { options, exactly, min = exactly ?? 1, max = exactly ?? options.length, winners, none } = given
  const atMost = (field: string, value: number, limit: number) => {
    if (value > limit) throw new Refusal('invalid', { field, expected: { what: 'at-most', limit }, got: String(value) })
  }
  for (const field of ['min', 'max'] as const)
    if (exactly !== undefined && given[field] !== undefined)
      throw new Refusal('invalid', { field, expected: { what: 'known' }, got: String(given[field]) })
  atMost(exactly === undefined ? 'max' : 'exactly', max, options.length)
  atMost('min', min, max)
  atMost('winners', winners, options.length)
  return { options, min, max, winners, none }
}

const paper = once(({ options, min, max }: MultipleConfig) =>
  v.pipe(
    v.array(v.picklist(options.map((option) => option.id))),
    v.minLength(min),
    v.maxLength(max),
    v.checkItems((id, index, all) => all.indexOf(id) === index),
  ),
)

function vote(input: unknown, config: MultipleConfig): MultipleVote {
  if (config.none && Array.isArray(input) && input.length === 1 && input[0] === 'none') return ['none']
  const chosen = parse(paper(config), input, 'vote')
  return config.options.map((option) => option.id).filter((id) => chosen.includes(id))
}

function tally(profile: Profile<MultipleVote>, { options }: MultipleConfig): MultipleTally {
  const ids = [...options.map((option) => option.id), 'none']
  const counts = countById(profile, ids, (vote) => vote)
  const { votes, weight } = counts.pop()!
  return { options: counts, none: { votes, weight }, cast: total(profile).votes }
}

export const multiple: BallotType<MultipleConfig, MultipleVote, MultipleTally> = {
  config,
  settings: ({ options, ...rest }) => ({ options: optionSettings(options), ...rest }),
  vote,
  key: (vote) => vote.join(' '),
  tally,
  rows: (tally, { options, none }) => [
    ...tally.options.map((row, index) => ({ ...row, label: options[index]!.title })),
    ...(none ? [{ id: 'none', word: 'none', ...tally.none }] : []),
  ],
  chosen: (vote) => vote,
  standing: (tally, { winners }) => ({
    type: 'contest',
    seats: winners,
    options: tally.options.map(({ id, votes, weight }) => ({ id, votes: weight, heads: votes })),
  }),
  among: (ids, { options, max, winners, none }) => ({
    kind: 'multiple',
    options: optionSettings(options.filter(({ id }) => ids.includes(id))),
    max: Math.max(1, Math.min(max, ids.length - 1)),
    winners: Math.max(1, Math.min(winners, ids.length - 1)),
    none,
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
      none: { votes: 0, weight: 0 },
      cast: 6,
    },
    refused: [[], ['none'], ['A', 'B', 'C'], ['A', 'A'], ['E'], 'A', null, [['A']], { 0: 'A', length: 1 }],
    refusedConfigs: [
      { options: ['a', 'b'], max: 3 },
      { options: ['a', 'b'], min: 2, max: 1 },
      { options: ['a', 'b'], min: 0 },
      { options: ['a', 'b'], max: 1.5 },
      { options: ['a', 'b'], winners: 3 },
      { options: ['a', 'b'], exactly: 3 },
      { options: ['a', 'b'], exactly: 1, max: 2 },
    ],
  },
}
