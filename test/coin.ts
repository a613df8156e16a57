// A kind of ballot that the product does not have: heads or tails, with the right answer hidden until the reveal.
import * as v from 'valibot'
import { type BallotType, countById } from '../shared/ballots/ballot.ts'
import { line, parse } from '../shared/parse.ts'

const sides = ['heads', 'tails'] as const
type Side = (typeof sides)[number]

interface CoinConfig {
  heads: string
  tails: string
  /** How the coin fell. */
  answer: Side | null
}
interface CoinTally {
  options: { id: string; votes: number; weight: number }[]
  /** How many guessed right; null while nobody may know. */
  right: number | null
}

const settings = v.strictObject({
  heads: v.optional(line(40), 'Heads'),
  tails: v.optional(line(40), 'Tails'),
  answer: v.optional(v.nullable(v.picklist(sides)), null),
})
const words = { name: 'Coin', about: 'Which side?', right: 'Guessed right' }

export const coin: BallotType<CoinConfig, Side, CoinTally> = {
  config: (input) => parse(settings, input),
  settings: (config) => ({ ...config }),
  vote: (input) => parse(v.picklist(sides), input, 'vote'),
  key: (vote) => vote,
  tally(profile, { answer }) {
    const options = countById(profile, sides, (vote) => [vote])
    return { options, right: answer && (options.find(({ id }) => id === answer)?.weight ?? 0) }
  },
  rows: ({ options, right }, config) => [
    ...options.map((row) => ({ ...row, label: config[row.id as Side] })),
    { id: 'right', word: 'right', value: right },
  ],
  chosen: (vote) => [vote],
  standing: ({ options }) => ({
    type: 'contest',
    seats: 1,
    options: options.map(({ id, weight }) => ({ id, votes: weight })),
  }),
  scenes: () => [{ name: 'flip', steps: 2 }],
  conceal: (config) => ({ ...config, answer: null }),
  words: { en: words, ko: { name: '동전', about: '어느 쪽입니까?', right: '맞힌 수' } },
  sample: {
    config: { heads: 'King', tails: 'Number', answer: 'tails' },
    votes: [
      { vote: 'heads', count: 2 },
      { vote: 'tails', count: 3 },
    ],
    tally: {
      options: [
        { id: 'heads', votes: 2, weight: 2 },
        { id: 'tails', votes: 3, weight: 3 },
      ],
      right: 3,
    },
    refused: ['edge', null, 0, ['heads']],
    refusedConfigs: [{ heads: '' }, { answer: 'edge' }, { colour: 'gold' }],
  },
}
