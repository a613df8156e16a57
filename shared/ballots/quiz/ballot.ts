// A choice with a right answer, which no view holds before the reveal; the quicker it was given, the more it may earn.
import * as v from 'valibot'
import { line, parse, whole } from '../../parse.ts'
import { Refusal } from '../../refusal.ts'
import { type BallotType, countById, type Option, optionSettings, options, total } from '../ballot.ts'
import { explain, words } from './words.ts'

export interface QuizConfig {
  options: Option[]
  /** Id of the right option; null where it is concealed. */
  answer: string | null
  /** What a right answer earns. */
  points: number
  /** A slow right answer earns less, down to half of the points when time is up. */
  speed: boolean
}
interface TimedVote {
  answer: string
  /** Tenths of a second since the round opened, by the server's clock. */
  after: number
}
/** The chosen option's id, with its time where speed counts. */
export type QuizVote = string | TimedVote
export interface QuizTally {
  options: { id: string; votes: number; weight: number }[]
  /** Ballots counted. Nothing here depends on which answer is right. */
  cast: number
}

/** What counts as slow where there is no countdown, seconds. */
const SLOW = 30

const settings = v.strictObject({
  options: options(2, 8),
  answer: v.nullable(line(200)),
  points: v.optional(whole(1, 10_000), 1000),
  speed: v.optional(v.boolean(), false),
})

/** The answer is written as its letter or as its title; where one option's title is another's letter, the letter counts. */
function config(input: unknown): QuizConfig {
  const { options, answer, ...rest } = parse(settings, input)
  const right = options.find(({ id }) => id === answer) ?? options.find(({ title }) => title === answer)
  if (answer !== null && !right)
    throw new Refusal('invalid', {
      field: 'answer',
      expected: { what: 'one-of', of: options.map(({ id }) => id) },
      got: answer,
    })
  return { options, answer: right?.id ?? null, ...rest }
}

/** Where speed counts, the time is the server's, `after`, whatever the phone says; a vote read again keeps its own. */
function vote(input: unknown, { options, speed }: QuizConfig, after?: number): QuizVote {
  const id = v.picklist(options.map((option) => option.id))
  if (!speed) return parse(id, input, 'vote')
  const timed = v.strictObject({ answer: id, after: whole(0, Number.MAX_SAFE_INTEGER) })
  if (after === undefined) return parse(timed, input, 'vote')
  return { answer: parse(id, typeof input === 'string' ? input : parse(timed, input, 'vote').answer, 'vote'), after }
}

const chosen = (vote: QuizVote) => (typeof vote === 'string' ? vote : vote.answer)

/** Nothing for a wrong answer; for a right one in time, all points at once and half of them at the end, in even steps. */
function score(vote: QuizVote, { answer, points, speed }: QuizConfig, seconds: number | null): number {
  if (answer === null || chosen(vote) !== answer) return 0
  if (!speed || typeof vote === 'string') return points
  const last = 10 * (seconds ?? SLOW)
  return points - Math.floor((points * Math.min(vote.after, last)) / (2 * last))
}

export const quiz: BallotType<QuizConfig, QuizVote, QuizTally> = {
  config,
  settings: ({ options, ...rest }) => ({ options: optionSettings(options), ...rest }),
  vote,
  key: (vote) => (typeof vote === 'string' ? vote : `${vote.answer} ${vote.after}`),
  tally: (profile, { options }) => ({
    options: countById(
      profile,
      options.map((option) => option.id),
      (vote) => [chosen(vote)],
    ),
    cast: total(profile).votes,
  }),
  rows: (tally, { options, answer }) => [
    ...tally.options.map((row, index) => ({ ...row, label: options[index]!.title })),
    { id: 'right', word: 'right', value: tally.options.find(({ id }) => id === answer)?.weight ?? 0 },
  ],
  chosen: (vote) => [chosen(vote)],
  explain,
  conceal: (config) => ({ ...config, answer: null }),
  timed: ({ speed }) => speed,
  needsNames: ({ speed }) => speed,
  score,
  words,
  sample: {
    config: { options: ['Seoul', 'Busan', 'Incheon', 'Jeju'], answer: 'Busan', points: 1000, speed: false },
    votes: [
      { vote: 'A', count: 2 },
      { vote: 'B', count: 4 },
      { vote: 'D', count: 1 },
    ],
    tally: {
      options: [
        { id: 'A', votes: 2, weight: 2 },
        { id: 'B', votes: 4, weight: 4 },
        { id: 'C', votes: 0, weight: 0 },
        { id: 'D', votes: 1, weight: 1 },
      ],
      cast: 7,
    },
    refused: ['E', '', 'Busan', 1, null, ['A'], { answer: 'A', after: 3 }],
    refusedConfigs: [
      { options: ['a', 'b'] },
      { options: ['a', 'b'], answer: 'C' },
      { options: ['a', 'b'], answer: '' },
      { options: ['a'], answer: 'A' },
      { options: [...'abcdefghi'], answer: 'A' },
      { options: ['a', 'b'], answer: 'A', points: 0 },
      { options: ['a', 'b'], answer: 'A', speed: 'fast' },
    ],
  },
}
