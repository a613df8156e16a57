// Points to spread over options: whole ones, the options with most points win.
import * as v from 'valibot'
import { parse, whole } from '../../parse.ts'
import { type Expectation, Refusal } from '../../refusal.ts'
import { type BallotType, type Option, optionSettings, options, type Profile } from '../ballot.ts'
import { sample } from './sample.ts'
import { explain, words } from './words.ts'

export interface PointsConfig {
  options: Option[]
  /** Points of one ballot. */
  total: number
  /** Most for one option; null for no limit but the total. */
  cap: number | null
  /** All must be given. */
  exact: boolean
  /** A ballot may give none. */
  blank: boolean
  /** How many options win. */
  winners: number
}
/** Points by option id, in the order of the ballot paper; options without any are left out. */
export type PointsVote = Record<string, number>
export interface PointsTally {
  /** `votes` and `weight`: of those who gave it any. `points` times weight; `plain`: each ballot as one, whatever its weight. */
  options: { id: string; votes: number; weight: number; points: number; plain: number }[]
  /** Points given, weighted: the denominator of every share. */
  points: number
  cast: number
  /** Ballots without points. */
  blank: number
}

const settings = v.strictObject({
  options: options(2, 50),
  total: v.optional(whole(1, 1000), 10),
  cap: v.optional(v.nullable(whole(1, 1000)), null),
  exact: v.optional(v.boolean(), false),
  blank: v.optional(v.boolean(), false),
  winners: v.optional(whole(1, 50), 1),
})

function refuse(field: string, expected: Expectation, got: number): never {
  throw new Refusal('invalid', { field, expected, got: String(got) })
}

function config(input: unknown): PointsConfig {
  const config = parse(settings, input)
  const { options, total, cap, exact, winners } = config
  if (cap !== null && cap > total) refuse('cap', { what: 'at-most', limit: total }, cap)
  const least = Math.ceil(total / options.length)
  if (cap !== null && exact && cap < least) refuse('cap', { what: 'at-least', limit: least }, cap)
  if (winners > options.length) refuse('winners', { what: 'at-most', limit: options.length }, winners)
  return config
}

function vote(input: unknown, { options, total, cap, exact, blank }: PointsConfig): PointsVote {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    throw new Refusal('invalid', { field: 'vote', expected: { what: 'object' }, got: typeof input })
  // Own keys only: whatever an object inherits was not written by the voter.
  const given = new Map(Object.entries(input))
  const vote: PointsVote = {}
  let sum = 0
  for (const { id } of options) {
    const points = given.has(id) ? parse(whole(0, cap ?? total), given.get(id), `vote.${id}`) : 0
    given.delete(id)
    if (points === 0) continue
    vote[id] = points
    sum += points
  }
  for (const [id] of given)
    throw new Refusal('invalid', { field: 'vote', expected: { what: 'known' }, got: id.slice(0, 60) })
  if (sum === 0 && blank) return vote
  if (sum > total) refuse('vote', { what: 'at-most', limit: total }, sum)
  const least = exact ? total : 1
  if (sum < least) refuse('vote', { what: 'at-least', limit: least }, sum)
  return vote
}

/** Votes as pairs of place and points: ten thousand objects take too long to walk ten times a second. */
const walked = new WeakMap<PointsVote, Uint16Array>()

function pairs(vote: PointsVote, place: ReadonlyMap<string, number>): Uint16Array {
  const known = walked.get(vote)
  if (known) return known
  const made = Uint16Array.from(Object.entries(vote).flatMap(([id, points]) => [place.get(id)!, points]))
  walked.set(vote, made)
  return made
}

function tally(profile: Profile<PointsVote>, { options }: PointsConfig): PointsTally {
  const place = new Map(options.map(({ id }, index) => [id, index]))
  const sums = () => new Float64Array(options.length)
  const [votes, weights, given, plain] = [sums(), sums(), sums(), sums()]
  let cast = 0
  let blank = 0
  for (const { vote, count, weight } of profile.values()) {
    cast += count
    const marks = pairs(vote, place)
    if (marks.length === 0) blank += count
    for (let at = 0; at < marks.length; at += 2) {
      const option = marks[at]!
      const points = marks[at + 1]!
      votes[option]! += count
      weights[option]! += weight
      given[option]! += points * weight
      plain[option]! += points * count
    }
  }
  return {
    options: options.map(({ id }, option) => ({
      id,
      votes: votes[option]!,
      weight: weights[option]!,
      points: given[option]!,
      plain: plain[option]!,
    })),
    points: given.reduce((sum, points) => sum + points, 0),
    cast,
    blank,
  }
}

export const points: BallotType<PointsConfig, PointsVote, PointsTally> = {
  config,
  settings: ({ options, ...rest }) => ({ options: optionSettings(options), ...rest }),
  vote,
  key: (vote) =>
    Object.entries(vote)
      .map(([id, points]) => `${id}:${points}`)
      .join(' ') || '-',
  tally,
  rows: (tally, { options }) =>
    tally.options.map(({ id, votes, weight, points }, index) => ({
      id,
      label: options[index]!.title,
      votes,
      weight,
      value: points,
    })),
  chosen: (vote) => Object.keys(vote),
  say: (vote, { options }) =>
    options
      .filter(({ id }) => vote[id] !== undefined)
      .map(({ id, title }) => `${title} ${vote[id]}`)
      .join(', '),
  standing: (tally, { winners }) => ({
    type: 'contest',
    points: true,
    seats: winners,
    options: tally.options.map(({ id, points, plain }) => ({ id, votes: points, heads: plain })),
  }),
  explain,
  among: (ids, { options, total, cap, winners, ...rest }) => ({
    kind: 'points',
    options: optionSettings(options.filter(({ id }) => ids.includes(id))),
    total,
    // Fewer options could not take all points under the same limit.
    cap: cap !== null && rest.exact && cap * ids.length < total ? null : cap,
    winners: Math.max(1, Math.min(winners, ids.length - 1)),
    ...rest,
  }),
  words,
  sample,
}
