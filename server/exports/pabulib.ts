// Pabulib .pb: one round of a budget vote, for programs that count participatory budgets.

import type { BudgetConfig, BudgetTally, BudgetVote } from '../../shared/ballots/budget/ballot.ts'
import { whole } from '../../shared/counting/rational.ts'
import type { PabulibVote } from '../../shared/formats/pabulib.ts'
import { pabulibFile } from '../../shared/formats/pabulib-file.ts'
import { Refusal } from '../../shared/refusal.ts'
import type { ExportFormat } from './format.ts'
import { type Chosen, partOf } from './part.ts'

/** The format has a line a voter and no weights: a ballot of weight 3 is three lines, up to so many in all. */
const LINES = 200_000

export const pabulib: ExportFormat = {
  name: 'pabulib',
  type: 'text/plain; charset=utf-8',
  extension: 'pb',
  ofRound: true,
  write(given, part = {}) {
    const chosen = partOf(given, part, ({ kind }) => kind === 'budget')
    const { question, counted, lot } = chosen.round
    const config = question.config as BudgetConfig
    const { outcomes } = counted.tally as BudgetTally
    const funded = outcomes[0]?.funded ?? []
    // What is listed first wins ties: so the lot decides again when the file is counted.
    const places = new Map(lot?.order.map((id, place) => [id, place]))
    const place = (id: string) => places.get(id) ?? 0
    return pabulibFile({
      budget: whole(config.budget),
      voteType: config.ballot === 'points' ? 'cumulative' : 'approval',
      rule:
        config.count === 'equal-shares'
          ? config.completion === 'none'
            ? 'equalshares'
            : 'equalshares/add1'
          : 'greedy',
      meta: meta(chosen, config),
      projects: config.options
        .toSorted((a, b) => place(a.id) - place(b.id))
        .map(({ id, title, cost }) => ({
          ...{ id, cost: whole(cost), name: title, selected: Number(funded.includes(id)), more: new Map() },
        })),
      votes: votes(counted),
      doubts: [],
    })
  },
}

function meta({ meeting, round }: Chosen, config: BudgetConfig): Map<string, string> {
  const { ballot, budget, points, min, max, currency, count, utility, completion, step } = config
  const day = (at: number | null) => new Date(at ?? 0).toISOString().slice(0, 10).split('-').reverse().join('.')
  const { options } = round.counted.tally as BudgetTally
  const shares = `Method of Equal Shares: utility ${utility}, completion ${completion}, step ${step}`
  return new Map([
    ['description', `${round.question.title} (${meeting.title})`],
    ['country', 'unknown'],
    ['unit', meeting.title],
    ['instance', `${meeting.code}-${day(round.closedAt).slice(-4)}`],
    ['date_begin', day(round.openedAt)],
    ['date_end', day(round.closedAt)],
    ['min_length', String(min)],
    ['max_length', String(max)],
    ...(ballot === 'knapsack' ? [['max_sum_cost', String(budget)] as const] : []),
    ...(ballot === 'points' ? [['max_sum_points', String(points)] as const] : []),
    // A project nobody voted for gets nothing here, however much is left.
    ...(options.some(({ votes }) => votes === 0) ? [['min_project_score_threshold', '1'] as const] : []),
    ['language', meeting.language],
    ...(currency ? [['currency', currency] as const] : []),
    [
      'comment',
      `Record ${round.heads.at(-1)!.head}. Projects in the order of the lot for equal votes. ${count === 'greedy' ? '' : shares}`.trim(),
    ],
  ])
}

function votes({ profile, weight }: Chosen['round']['counted']): PabulibVote[] {
  if (weight > LINES)
    throw new Refusal('invalid', { field: 'weight', expected: { what: 'at-most', limit: LINES }, got: String(weight) })
  return profile
    .flatMap(({ vote, weight }) => Array<BudgetVote>(weight).fill(vote as BudgetVote))
    .map((vote, index) => {
      const marks = vote.map((mark) =>
        typeof mark === 'string' ? { id: mark, points: null } : { id: mark[0], points: mark[1] },
      )
      return {
        voter: String(index + 1),
        vote: marks.map(({ id }) => id),
        points: marks[0]?.points == null ? null : marks.map(({ points }) => whole(points!)),
        more: new Map(),
      }
    })
}
