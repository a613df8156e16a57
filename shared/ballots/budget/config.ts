// The settings of a budget vote: projects and what they cost, the money, the ballot paper, and how it is counted.
import * as v from 'valibot'
import { label, line, parse, prose, whole } from '../../parse.ts'
import { Refusal } from '../../refusal.ts'
import { type Option, optionId } from '../ballot.ts'
import { usualStep } from './money.ts'

export interface Project extends Option {
  /** Whole currency units. */
  cost: number
  /** Name of a stored picture; empty where there is none. */
  picture: string
}

const papers = ['approval', 'knapsack', 'points'] as const
const counts = ['greedy', 'equal-shares', 'both'] as const
const utilities = ['cost', 'cardinality'] as const
const completions = ['add1u', 'add1', 'none'] as const

export type Method = 'greedy' | 'equal-shares'

export interface BudgetConfig {
  options: Project[]
  /** Whole currency units. */
  budget: number
  /** As people write it: KRW, 원, €; may be empty. */
  currency: string
  /** `knapsack`: what is chosen must not cost more than the budget. `points`: spread over projects. */
  ballot: (typeof papers)[number]
  /** Fewest and most projects on one ballot. */
  min: number
  max: number
  /** Most points on one ballot. */
  points: number
  /** `both`: by votes, which decides, and equal shares beside it. */
  count: (typeof counts)[number]
  /** What a project is worth to a supporter in equal shares: its cost, or one. */
  utility: (typeof utilities)[number]
  /** What happens to money that equal shares leave: the shares grow (`add1`), then votes in order (`add1u`). */
  completion: (typeof completions)[number]
  /** Currency units by which each share grows. */
  step: number
}

const MOST = 10_000_000_000_000
/** As the server names a picture it has stored: a digest of its bytes. */
const stored = /^[0-9a-f]{32}\.(png|jpg|webp)$/
const amount = whole(1, MOST)

const project = v.strictObject({
  title: line(200),
  cost: amount,
  description: v.optional(prose(1000), ''),
  picture: v.optional(v.pipe(v.string(), v.maxLength(100)), ''),
})

const settings = v.strictObject({
  projects: v.pipe(
    v.array(project),
    v.minLength(2),
    v.maxLength(200),
    v.checkItems(({ title }, index, all) => all.findIndex((other) => other.title === title) === index),
  ),
  budget: amount,
  currency: v.optional(label(20), ''),
  ballot: v.optional(v.picklist(papers), 'approval'),
  min: v.optional(whole(1, 200), 1),
  max: v.optional(whole(1, 200)),
  points: v.optional(whole(1, 1000), 100),
  count: v.optional(v.picklist(counts), 'greedy'),
  utility: v.optional(v.picklist(utilities), 'cost'),
  completion: v.optional(v.picklist(completions), 'add1u'),
  step: v.optional(amount),
})

/** Refuses `invalid`. What a way of counting or a ballot paper has no use for is forgotten. */
export function parseConfig(input: unknown): BudgetConfig {
  const { projects, max = projects.length, step, points, utility, completion, ...rest } = parse(settings, input)
  const { min, budget, ballot, count } = rest
  const atMost = (field: string, value: number, limit: number) => {
    if (value > limit) throw new Refusal('invalid', { field, expected: { what: 'at-most', limit }, got: String(value) })
  }
  atMost('max', max, projects.length)
  atMost('min', min, max)
  if (ballot === 'points') atMost('min', min, points)
  const shares = count !== 'greedy'
  if (shares && step !== undefined) atMost('step', step, budget)
  return {
    ...rest,
    options: projects.map(({ picture, ...project }, index) => {
      if (picture && !stored.test(picture))
        throw new Refusal('invalid', {
          field: `projects[${index}].picture`,
          expected: { what: 'picture' },
          got: picture,
        })
      return { id: optionId(index, projects.length), ...project, picture }
    }),
    max,
    points: ballot === 'points' ? points : 100,
    utility: shares ? utility : 'cost',
    completion: shares ? completion : 'add1u',
    step: shares && step !== undefined ? step : usualStep(budget),
  }
}

/** The settings as an agenda file says them. */
export function configSettings({ options, currency, points, utility, completion, step, ...rest }: BudgetConfig) {
  const { budget, ballot, min, max, count } = rest
  return {
    projects: options.map(({ title, cost, description, picture }) => ({
      title,
      cost,
      ...(description && { description }),
      ...(picture && { picture }),
    })),
    budget,
    ...(currency && { currency }),
    ballot,
    min,
    max,
    ...(ballot === 'points' && { points }),
    count,
    ...(count !== 'greedy' && { utility, completion, step }),
  }
}
