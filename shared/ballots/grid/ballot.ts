// Several statements on one scale, as in a satisfaction survey: each has its mean, median and distribution.
import * as v from 'valibot'
import { parse, whole } from '../../parse.ts'
import { Refusal } from '../../refusal.ts'
import { type BallotType, type Option, optionSettings, options, type Profile, type Row } from '../ballot.ts'
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
import { sample } from './sample.ts'
import { explain, words } from './words.ts'

export interface GridConfig extends Scale {
  statements: Option[]
  /** Every statement needs a grade; else some may be left out. */
  required: boolean
}
/** A grade a statement, in their order; null where there is none. */
export type GridVote = (number | null)[]
export interface GridTally {
  statements: ({
    id: string
    /** How many gave each grade, from the lowest up, and the weight behind them. */
    votes: number[]
    weight: number[]
    /** Ballots with a grade: the denominator of every share. */
    rated: number
    /** Ballots that leave it out: in no share and no measure. */
    none: { votes: number; weight: number }
  } & Measures)[]
  cast: number
}

const settings = v.strictObject({
  statements: options(1, 20),
  ...scaleFields,
  required: v.optional(v.boolean(), false),
})

function config(input: unknown): GridConfig {
  const { statements, required, ...scale } = parse(settings, input)
  return { statements, ...scaleOf(scale), required }
}

/** A list in the order of the statements, or an object by their ids. */
function vote(input: unknown, { statements, low, high, required }: GridConfig): GridVote {
  const list = Array.isArray(input) ? input : listed(input, statements)
  const grade = required ? whole(low, high) : v.nullable(whole(low, high))
  const count = statements.length
  const vote = parse(v.pipe(v.array(grade), v.minLength(count), v.maxLength(count)), list, 'vote')
  if (vote.every((grade) => grade === null))
    throw new Refusal('invalid', { field: 'vote', expected: { what: 'not-blank' }, got: '' })
  return vote
}

function listed(input: unknown, statements: readonly Option[]): unknown {
  if (typeof input !== 'object' || input === null) return input
  // Own keys only: whatever an object inherits was not written by the voter.
  const given = new Map<string, unknown>(Object.entries(input))
  for (const id of given.keys())
    if (!statements.some((statement) => statement.id === id))
      throw new Refusal('invalid', { field: 'vote', expected: { what: 'known' }, got: id.slice(0, 60) })
  return statements.map(({ id }) => given.get(id) ?? null)
}

function tally(profile: Profile<GridVote>, config: GridConfig): GridTally {
  const { statements, low } = config
  const scale = grades(config)
  // A place a grade and one for none, statement after statement.
  const size = scale.length + 1
  const votes = new Float64Array(statements.length * size)
  const weights = new Float64Array(statements.length * size)
  let cast = 0
  for (const { vote, count, weight } of profile.values()) {
    cast += count
    for (let index = 0; index < statements.length; index++) {
      const grade = vote[index]
      const place = index * size + (grade == null ? scale.length : grade - low)
      votes[place]! += count
      weights[place]! += weight
    }
  }
  const counted = ({ id }: Option, index: number) => {
    const of = (all: Float64Array) => [...all.subarray(index * size, index * size + size)]
    const [given, weight] = [of(votes), of(weights)]
    const none = { votes: given.pop()!, weight: weight.pop()! }
    const rated = given.reduce((sum, votes) => sum + votes, 0)
    const graded = weight.map((weight, step) => ({ grade: low + step, weight }))
    return { id, votes: given, weight, rated, none, ...measures(graded, config) }
  }
  return { statements: statements.map(counted), cast }
}

function rowsOf(row: GridTally['statements'][number], title: string, config: GridConfig): Row[] {
  const of = row.weight.reduce((sum, weight) => sum + weight, 0)
  return [
    ...grades(config).map((grade, step) => ({
      id: `${row.id}/${grade}`,
      label: `${title}: ${gradeLabel(grade, config)}`,
      votes: row.votes[step]!,
      weight: row.weight[step]!,
      of,
    })),
    ...(config.required ? [] : [{ id: `${row.id}/none`, label: title, word: 'none', ...row.none }]),
    { id: `${row.id}/mean`, label: title, word: 'mean', value: row.mean },
    { id: `${row.id}/median`, label: title, word: 'median', value: row.median },
  ]
}

export const grid: BallotType<GridConfig, GridVote, GridTally> = {
  config,
  settings: ({ statements, required, ...scale }) => ({
    statements: optionSettings(statements),
    ...scaleSettings(scale),
    required,
  }),
  vote,
  key: (vote) => vote.map((grade) => grade ?? '-').join(' '),
  tally,
  rows: (tally, config) =>
    tally.statements.flatMap((row, index) => rowsOf(row, config.statements[index]!.title, config)),
  chosen: (vote, { statements }) => statements.map(({ id }, index) => `${id}/${vote[index] ?? 'none'}`),
  explain,
  words,
  sample,
}
