// A budget spent together: projects with costs, chosen freely, within the money or by points.
import type { BallotType, Row } from '../ballot.ts'
import { type BudgetConfig, configSettings, type Method, parseConfig } from './config.ts'
import { type BudgetTally, methodsOf, tally } from './count.ts'
import { explain } from './explain.ts'
import { sample } from './sample.ts'
import { type BudgetVote, idsOf, marksOf, parseVote } from './vote.ts'
import { words } from './words.ts'

export type { BudgetConfig, Project } from './config.ts'
export type { BudgetTally, GreedyCount, SharesCount } from './count.ts'
export type { BudgetVote } from './vote.ts'

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
  vote: parseVote,
  key: (vote) => vote.map((mark) => (typeof mark === 'string' ? mark : mark.join(':'))).join(' '),
  tally,
  rows,
  chosen: idsOf,
  say: (vote, { options, ballot }) =>
    marksOf(vote)
      .map(([id, points]) => {
        const title = options.find((option) => option.id === id)?.title ?? id
        return ballot === 'points' ? `${title} ${points}` : title
      })
      .join(', '),
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
  format: 'pabulib',
  words,
  sample,
}
