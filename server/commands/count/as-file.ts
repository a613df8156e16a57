// A round of an export as a JSON ballot file: counted by the same door as everybody's files, under the same keys.
import type { BudgetConfig, BudgetVote } from '../../../shared/ballots/budget/ballot.ts'
import type { GridConfig, GridVote } from '../../../shared/ballots/grid/ballot.ts'
import type { PointsConfig, PointsVote } from '../../../shared/ballots/points/ballot.ts'
import type { RankingConfig, RankingVote } from '../../../shared/ballots/ranking/ballot.ts'
import type { RatingConfig, RatingVote } from '../../../shared/ballots/rating/ballot.ts'
import type { Round } from '../../../shared/meeting/meeting.ts'

type Options = readonly { id: string; title: string }[]
type Write = (config: never, round: Round, title: string) => object

/** Titles by id: files tell options by their names. */
const namesOf = (options: Options) => {
  const titles = new Map(options.map(({ id, title }) => [id, title]))
  return (id: string) => titles.get(id) ?? id
}
const candidates = (options: Options) => options.map(({ title }) => title)
const ballots = <Vote>({ profile }: Round, mark: (vote: Vote) => unknown) =>
  [...profile.values()].map(({ vote, weight }) => [weight, mark(vote as Vote)])

const writers: Record<string, Write> = {
  choice: ({ options }: { options: Options }, round) => ({
    method: 'plurality',
    candidates: candidates(options),
    ballots: ballots<string>(round, namesOf(options)),
  }),
  multiple: (
    { options, min, max, winners }: { options: Options; min: number; max: number; winners: number },
    round,
  ) => ({
    method: 'approval',
    candidates: candidates(options),
    // "None of these" marks nobody.
    ballots: ballots<string[]>(round, (ids) => (ids[0] === 'none' ? [] : ids.map(namesOf(options)))),
    options: { min, max, seats: winners },
  }),
  points: ({ options, total, exact, cap, winners }: PointsConfig, round) => ({
    method: 'points',
    candidates: candidates(options),
    ballots: ballots<PointsVote>(round, (vote) => byName(options, Object.entries(vote))),
    options: { total, exact, seats: winners, ...(cap !== null && { cap }) },
  }),
  rating: ({ low, high }: RatingConfig, round, title) => ({
    method: 'rating',
    candidates: [title],
    ballots: ballots<RatingVote>(round, (vote) => ({ [title]: vote === 'none' ? null : vote })),
    options: { low, high },
  }),
  grid: ({ statements, low, high }: GridConfig, round) => ({
    method: 'rating',
    candidates: candidates(statements),
    ballots: ballots<GridVote>(round, (vote) =>
      byName(
        statements,
        vote.map((grade, at) => [statements[at]!.id, grade]),
      ),
    ),
    options: { low, high },
  }),
  ranking: ({ options, method, seats, scheme, unranked }: RankingConfig, round) => {
    const order = round.lot?.order.map(namesOf(options))
    const settings = {
      irv: { final_tie: 'report', ...(order && { order }) },
      stv: { seats, ...(order && { lot: order }) },
      borda: { scheme, unranked },
      schulze: {},
    }
    return {
      method,
      candidates: candidates(options),
      ballots: ballots<RankingVote>(round, (ids) => ids.map((id) => [namesOf(options)(id)])),
      options: settings[method],
    }
  },
  budget: ({ options, budget, count, utility, completion, step }: BudgetConfig, round) => {
    const places = new Map(round.lot?.order.map((id, place) => [id, place]))
    const byLot = options.toSorted((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0))
    return {
      method: count === 'equal-shares' ? 'equal_shares' : 'greedy_pb',
      projects: byLot.map(({ id, cost }) => [id, cost]),
      ballots: ballots<BudgetVote>(round, (marks) =>
        marks.every((mark) => typeof mark === 'string') ? marks : Object.fromEntries(marks),
      ),
      budget,
      options: { ...(count === 'equal-shares' && { utility, completion, step }), allow_zero: false },
    }
  },
}

const byName = (options: Options, marks: Iterable<readonly [string, unknown]>) =>
  Object.fromEntries([...marks].map(([id, mark]) => [namesOf(options)(id), mark]))

/** Null where no method of files counts such ballots. A motion is not counted again here: its rule may know groups. */
export const asFile = (kind: string, config: unknown, round: Round, title: string): object | null =>
  writers[kind]?.(config as never, round, title) ?? null
