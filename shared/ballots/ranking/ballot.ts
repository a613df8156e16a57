// A ranking: options put in order, counted by instant run-off, Schulze, Borda, or single transferable vote.
import * as v from 'valibot'
import { once, parse, whole } from '../../parse.ts'
import { Refusal } from '../../refusal.ts'
import { type BallotType, countById, type Option, optionSettings, options, total } from '../ballot.ts'
import { count, type RankingCount } from './count.ts'
import { explain } from './explain.ts'
import { words } from './words.ts'

const methods = ['irv', 'schulze', 'borda', 'stv'] as const
const schemes = ['n-1', 'n', 'dowdall', 'modified'] as const
const treatments = ['zero', 'mean'] as const

export interface RankingConfig {
  options: Option[]
  method: (typeof methods)[number]
  /** How many are elected; one, except by single transferable vote. */
  seats: number
  /** Fewest and most options on one ballot: what is not ranked is left open. */
  least: number
  most: number
  /** Borda only: points for first, second … place. */
  scheme: (typeof schemes)[number]
  /** Borda only: what options that are not ranked get. */
  unranked: (typeof treatments)[number]
}
/** Ids from first to last preference. */
export type RankingVote = string[]
export interface RankingTally {
  /** First preferences. */
  options: { id: string; votes: number; weight: number }[]
  cast: number
  /** Behind the ballots cast: the base of every count. */
  weight: number
  /** Null while votes still come in, and where there are none. */
  count: RankingCount | null
}

const settings = v.strictObject({
  options: options(2, 50),
  method: v.optional(v.picklist(methods), 'irv'),
  seats: v.optional(whole(1, 50), 1),
  least: v.optional(whole(1, 50), 1),
  most: v.optional(whole(1, 50)),
  scheme: v.optional(v.picklist(schemes), 'n-1'),
  unranked: v.optional(v.picklist(treatments), 'zero'),
})

function config(input: unknown): RankingConfig {
  const { options, most = options.length, ...rest } = parse(settings, input)
  const atMost = (field: string, value: number, limit: number) => {
    if (value > limit) throw new Refusal('invalid', { field, expected: { what: 'at-most', limit }, got: String(value) })
  }
  atMost('most', most, options.length)
  atMost('least', rest.least, most)
  atMost('seats', rest.seats, rest.method === 'stv' ? options.length : 1)
  return { options, most, ...rest }
}

const paper = once(({ options, least, most }: RankingConfig) =>
  v.pipe(
    v.array(v.picklist(options.map((option) => option.id))),
    v.minLength(least),
    v.maxLength(most),
    v.checkItems((id, index, all) => all.indexOf(id) === index),
  ),
)

/** A round in which nobody was level, nothing lost, and no quota reached. */
const settled = { tied: [], lot: [], lost: 0, elected: [] }

export const ranking: BallotType<RankingConfig, RankingVote, RankingTally> = {
  config,
  settings: ({ options, ...rest }) => ({ options: optionSettings(options), ...rest }),
  vote: (input, config) => parse(paper(config), input, 'vote'),
  key: (vote) => vote.join('>'),
  tally(profile, config, { closed, lot }) {
    const ids = config.options.map((option) => option.id)
    const { votes: cast, weight } = total(profile)
    return {
      options: countById(profile, ids, (vote) => vote.slice(0, 1)),
      cast,
      weight,
      count: closed && weight > 0 ? count(profile, config, lot ?? ids) : null,
    }
  },
  rows: ({ options, count }, config) =>
    options.map((row, index) => ({
      ...row,
      label: config.options[index]!.title,
      value: count && figure(count, row.id, index),
    })),
  chosen: (vote) => vote,
  standing: ({ count }, { options, seats }) => ({
    type: 'counted',
    seats,
    options: options.map((option) => option.id),
    winners: count?.winners ?? [],
    tied: count?.tied ?? [],
  }),
  explain,
  scenes: ({ count }) => {
    if (count && 'rounds' in count) return [{ name: 'rounds', steps: count.rounds.length }]
    return count?.method === 'schulze' ? [{ name: 'pairs', steps: 2 }] : []
  },
  among: (ids, { options, least, most, seats, ...rest }) => {
    const kept = options.filter((option) => ids.includes(option.id))
    const atMost = (limit: number) => Math.max(1, Math.min(limit, kept.length))
    return {
      kind: 'ranking',
      options: optionSettings(kept),
      ...rest,
      seats: atMost(seats),
      least: atMost(least),
      most: atMost(most),
    }
  },
  format: 'preflib',
  words,
  sample: {
    config: { options: ['Benches', 'Trees', 'Lights', 'Crossing'], method: 'irv' },
    votes: [
      { vote: ['A', 'B'], count: 4 },
      { vote: ['B', 'C', 'A', 'D'], count: 3 },
      { vote: ['C', 'B'], count: 2 },
      { vote: ['D'], count: 1 },
    ],
    tally: {
      options: [
        { id: 'A', votes: 4, weight: 4 },
        { id: 'B', votes: 3, weight: 3 },
        { id: 'C', votes: 2, weight: 2 },
        { id: 'D', votes: 1, weight: 1 },
      ],
      cast: 10,
      weight: 10,
      count: {
        method: 'irv',
        winners: ['B'],
        tied: [],
        rounds: [
          { ...settled, by: 'first', from: null, votes: [4, 3, 2, 1], exhausted: 0 },
          { ...settled, by: 'exclusion', from: 'D', votes: [4, 3, 2, null], exhausted: 1 },
          { ...settled, by: 'exclusion', from: 'C', votes: [4, 5, null, null], exhausted: 1 },
        ],
      },
    },
    refused: [[], ['A', 'A'], ['E'], 'A', null, ['A', 'B', 'C', 'D', 'A'], [['A']], { 0: 'A', length: 1 }],
    refusedConfigs: [
      { options: ['a', 'b'], most: 3 },
      { options: ['a', 'b'], least: 2, most: 1 },
      { options: ['a', 'b'], least: 0 },
      { options: ['a', 'b'], seats: 2 },
      { options: ['a', 'b'], method: 'stv', seats: 3 },
      { options: ['a', 'b'], method: 'condorcet' },
      { options: ['only one'] },
    ],
  },
}

/** What an option came to: its votes at the end (or when it went out), its score, or its place. */
function figure(count: RankingCount, id: string, index: number): number {
  if (count.method === 'borda') return count.scores[index]!.points
  if (count.method === 'schulze') {
    const tier = count.order.findIndex((group) => group.includes(id))
    return count.order.slice(0, tier).flat().length + 1
  }
  return count.rounds.findLast(({ votes }) => votes[index] !== null)!.votes[index]!
}
