// A motion: in favour, against, abstaining. The rule says whether it carried.
import * as v from 'valibot'
import { once, parse } from '../../parse.ts'
import { type BallotType, countById, total } from '../ballot.ts'
import { words } from './words.ts'

export interface MotionConfig {
  /** Whether "abstain" is on the ballot. */
  abstain: boolean
}
export type MotionVote = 'yes' | 'no' | 'abstain'
export interface MotionTally {
  options: { id: MotionVote; votes: number; weight: number }[]
  /** Ballots counted, abstentions included. */
  cast: number
}

/** The sides on this ballot, in the order of the paper. */
const sides = ({ abstain }: MotionConfig): MotionVote[] => (abstain ? ['yes', 'no', 'abstain'] : ['yes', 'no'])

const settings = v.strictObject({ abstain: v.optional(v.boolean(), true) })

const paper = once((config: MotionConfig) => v.picklist(sides(config)))

export const motion: BallotType<MotionConfig, MotionVote, MotionTally> = {
  config: (input) => parse(settings, input),
  settings: (config) => ({ ...config }),
  vote: (input, config) => parse(paper(config), input, 'vote'),
  key: (vote) => vote,
  tally: (profile, config) => ({
    options: countById(profile, sides(config), (vote) => [vote]) as MotionTally['options'],
    cast: total(profile).votes,
  }),
  rows: (tally) => tally.options.map((row) => ({ ...row, word: row.id })),
  chosen: (vote) => [vote],
  standing: ({ options }) => {
    const sides = (unit: 'votes' | 'weight') => {
      const of = (side: MotionVote) => options.find((row) => row.id === side)?.[unit] ?? 0
      return { yes: of('yes'), no: of('no'), abstain: of('abstain') }
    }
    return { type: 'division', ...sides('weight'), heads: sides('votes') }
  },
  words,
  sample: {
    config: { abstain: true },
    votes: [
      { vote: 'yes', count: 4 },
      { vote: 'no', count: 3 },
      { vote: 'abstain', count: 9 },
    ],
    tally: {
      options: [
        { id: 'yes', votes: 4, weight: 4 },
        { id: 'no', votes: 3, weight: 3 },
        { id: 'abstain', votes: 9, weight: 9 },
      ],
      cast: 16,
    },
    refused: ['maybe', 'YES', true, null, ['yes']],
    refusedConfigs: [{ abstain: 'sometimes' }, { options: ['a', 'b'] }],
  },
}
