// A budget spent together: projects with costs, chosen freely, within the money or by points.
import * as v from 'valibot'
import { parse, whole } from '../../parse.ts'
import type { BallotType, Row } from '../ballot.ts'
import { type BudgetConfig, configSettings, type Method, parseConfig } from './config.ts'
import { type BudgetTally, type BudgetVote, idsOf, methodsOf, tally } from './count.ts'
import { explain } from './explain.ts'
import { sample } from './sample.ts'
import { words } from './words.ts'

export type { BudgetConfig, Project } from './config.ts'
export type { BudgetTally, BudgetVote, GreedyCount, SharesCount } from './count.ts'

function vote(input: unknown, config: BudgetConfig): BudgetVote {
  const ids = config.options.map(({ id }) => id)
  const listed = <T>(marks: readonly T[], idOf: (mark: T) => string) =>
    marks.toSorted((a, b) => ids.indexOf(idOf(a)) - ids.indexOf(idOf(b)))
  const { min, max } = config
  if (config.ballot === 'points') {
    const pair = v.strictTuple([v.picklist(ids), whole(0, config.points)])
    const pairs = v.pipe(
      v.array(pair),
      v.checkItems(([id], index, all) => all.findIndex(([other]) => other === id) === index),
      v.transform((marks) => marks.filter(([, points]) => points > 0)),
      v.minLength(min),
      v.maxLength(max),
      v.check((marks) => marks.reduce((sum, [, points]) => sum + points, 0) <= config.points),
    )
    const given = input instanceof Object && !Array.isArray(input) ? Object.entries(input) : input
    return listed(parse(pairs, given, 'vote'), ([id]) => id)
  }
  const costs = new Map(config.options.map(({ id, cost }) => [id, cost]))
  const room = config.ballot === 'knapsack' ? config.budget : Number.POSITIVE_INFINITY
  const chosen = v.pipe(
    v.array(v.picklist(ids)),
    v.minLength(min),
    v.maxLength(max),
    v.checkItems((id, index, all) => all.indexOf(id) === index),
    v.check((all) => all.reduce((sum, id) => sum + costs.get(id)!, 0) <= room),
  )
  return listed(parse(chosen, input, 'vote'), String)
}

/** Of each project who supports it and what it costs; what each way of counting spends and leaves. */
function rows({ options, outcomes }: BudgetTally, config: BudgetConfig): Row[] {
  const spent = (method: Method) => outcomes.find((one) => one.method === method)
  return [
    ...options.map(({ id, votes, weight }, index) => {
      const { title, cost } = config.options[index]!
      return { id, label: title, votes, weight, value: cost }
    }),
    ...options.flatMap(({ id, points }, index): Row[] =>
      points === undefined
        ? []
        : [{ id: `points-${id}`, label: config.options[index]!.title, word: 'points', value: points }],
    ),
    ...methodsOf(config).flatMap((method): Row[] => [
      { id: `${method}-spent`, word: `${method}-spent`, value: spent(method)?.spent ?? null },
      { id: `${method}-left`, word: `${method}-left`, value: spent(method)?.left ?? null },
    ]),
  ]
}

export const budget: BallotType<BudgetConfig, BudgetVote, BudgetTally> = {
  config: parseConfig,
  settings: configSettings,
  vote,
  key: (vote) => vote.map((mark) => (typeof mark === 'string' ? mark : mark.join(':'))).join(' '),
  tally,
  rows,
  chosen: idsOf,
  standing: ({ outcomes }, { options }) => {
    const winners = outcomes[0]?.funded ?? []
    return { type: 'counted', seats: winners.length, options: options.map(({ id }) => id), winners, tied: [] }
  },
  explain,
  scenes: ({ outcomes }) => [
    ...outcomes.map((outcome) =>
      outcome.method === 'greedy'
        ? { name: 'greedy', steps: outcome.steps.filter(({ verdict }) => verdict !== 'no-votes').length }
        : { name: 'shares', steps: outcome.purchases.length + 2 },
    ),
    ...(outcomes.length > 1 ? [{ name: 'compare', steps: 1 }] : []),
  ],
  among: (ids, config) => {
    const options = config.options.filter(({ id }) => ids.includes(id))
    const max = Math.min(config.max, options.length)
    return { kind: 'budget', ...configSettings({ ...config, options, max, min: Math.min(config.min, max) }) }
  },
  words,
  sample,
}
