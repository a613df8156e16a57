// One of n: the option with most votes wins, a tie is said and not broken.
import * as v from 'valibot'
import { once, parse } from '../../parse.ts'
import { type BallotType, countById, type Option, optionSettings, options, total } from '../ballot.ts'
import { words } from './words.ts'

export interface ChoiceConfig {
  options: Option[]
}
/** The chosen option's id. */
export type ChoiceVote = string
export interface ChoiceTally {
  options: { id: string; votes: number; weight: number }[]
  /** Ballots counted: the denominator of every share. */
  cast: number
}

const settings = v.strictObject({ options: options(2, 50) })

const paper = once(({ options }: ChoiceConfig) => v.picklist(options.map((option) => option.id)))

export const choice: BallotType<ChoiceConfig, ChoiceVote, ChoiceTally> = {
  config: (input) => parse(settings, input),
  settings: ({ options }) => ({ options: optionSettings(options) }),
  vote: (input, config) => parse(paper(config), input, 'vote'),
  key: (vote) => vote,
  tally: (profile, { options }) => ({
    options: countById(
      profile,
      options.map((option) => option.id),
      (vote) => [vote],
    ),
    cast: total(profile).votes,
  }),
  rows: (tally, { options }) => tally.options.map((row, index) => ({ ...row, label: options[index]!.title })),
  chosen: (vote) => [vote],
  standing: (tally) => ({
    type: 'contest',
    seats: 1,
    options: tally.options.map(({ id, votes, weight }) => ({ id, votes: weight, heads: votes })),
  }),
  among: (ids, { options }) => ({
    kind: 'choice',
    options: optionSettings(options.filter(({ id }) => ids.includes(id))),
  }),
  words,
  sample: {
    config: { options: ['Library', 'Playground', 'Cycle path'] },
    votes: [
      { vote: 'A', count: 2 },
      { vote: 'C', count: 5 },
    ],
    tally: {
      options: [
        { id: 'A', votes: 2, weight: 2 },
        { id: 'B', votes: 0, weight: 0 },
        { id: 'C', votes: 5, weight: 5 },
      ],
      cast: 7,
    },
    refused: ['D', '', 1, null, ['A'], { id: 'A' }, '__proto__'],
    refusedConfigs: [
      {},
      { options: ['only one'] },
      { options: ['same', 'same'] },
      { options: ['a', 'b'], colour: 'red' },
    ],
  },
}
