// One ballot of a budget vote: projects chosen, within the money where it is a knapsack, or with points.
import * as v from 'valibot'
import { parse, whole } from '../../parse.ts'
import { Refusal } from '../../refusal.ts'
import type { BudgetConfig } from './config.ts'

/** Ids of the chosen projects in the order of the ballot; of a ballot with points each with its points. */
export type BudgetVote = string[] | [id: string, points: number][]

/** Each project with its points; an approval is one. */
export const marksOf = (vote: BudgetVote): [id: string, points: number][] =>
  isSpread(vote) ? vote : vote.map((id) => [id as string, 1])

export const idsOf = (vote: BudgetVote): string[] => (isSpread(vote) ? vote.map(([id]) => id) : (vote as string[]))

const isSpread = (vote: BudgetVote): vote is [string, number][] => typeof vote[0] === 'object'

/** Points come as pairs or as an object. Refuses `invalid`. */
export const parseVote = (input: unknown, config: BudgetConfig): BudgetVote =>
  config.ballot === 'points' ? spread(input, config) : chosen(input, config)

function spread(input: unknown, { options, min, max, points }: BudgetConfig): [string, number][] {
  const ids = options.map(({ id }) => id)
  const pairs = v.pipe(
    v.array(v.strictTuple([v.picklist(ids), whole(0, points)])),
    v.checkItems(([id], index, all) => all.findIndex(([other]) => other === id) === index),
    v.transform((marks) => marks.filter(([, points]) => points > 0)),
    v.minLength(min),
    v.maxLength(max),
  )
  const given = input instanceof Object && !Array.isArray(input) ? Object.entries(input) : input
  const marks = parse(pairs, given, 'vote')
  atMost(
    marks.reduce((sum, [, points]) => sum + points, 0),
    points,
  )
  return marks.sort(([a], [b]) => ids.indexOf(a) - ids.indexOf(b))
}

function chosen(input: unknown, { options, ballot, budget, min, max }: BudgetConfig): string[] {
  const list = v.pipe(
    v.array(v.picklist(options.map(({ id }) => id))),
    v.minLength(min),
    v.maxLength(max),
    v.checkItems((id, index, all) => all.indexOf(id) === index),
  )
  const ids = parse(list, input, 'vote')
  const projects = options.filter(({ id }) => ids.includes(id))
  if (ballot === 'knapsack')
    atMost(
      projects.reduce((sum, { cost }) => sum + cost, 0),
      budget,
    )
  return projects.map(({ id }) => id)
}

function atMost(given: number, limit: number) {
  if (given > limit)
    throw new Refusal('invalid', { field: 'vote', expected: { what: 'at-most', limit }, got: String(given) })
}
