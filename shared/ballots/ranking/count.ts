// A sealed ranking counted by its method: the counting library's result as plain numbers, small enough for a phone.
import { borda } from '../../counting/borda.ts'
import { type IrvRound, irv } from '../../counting/irv.ts'
import { pairwise } from '../../counting/pairwise.ts'
import type { RankedBallot } from '../../counting/ranked.ts'
import { compare, decimal, exact, type Rational, rational, sum, whole, zero } from '../../counting/rational.ts'
import { schulze } from '../../counting/schulze.ts'
import { type StvStage, stv } from '../../counting/stv.ts'
import type { Profile } from '../ballot.ts'
import type { RankingConfig, RankingVote } from './ballot.ts'

/** Votes are weights; values below one have five decimals, as they are counted. */
export interface Round {
  /** What led to it. `surplus` only by single transferable vote. */
  by: 'first' | 'exclusion' | 'surplus'
  /** Who went out, or whose surplus moved. */
  from: string | null
  /** They had equal votes, so that an earlier round or a lot decided. */
  tied: string[]
  /** Between whom the lot decided, in its order; empty where none was needed. */
  lot: string[]
  /** At the end of the round, in the order of the ballot; null once out. */
  votes: (number | null)[]
  /** Ballots that rank nobody who is left, so far. */
  exhausted: number
  /** Lost in cutting values to five decimals, so far. */
  lost: number
  /** Who reached the quota in it. */
  elected: string[]
}

interface Decided {
  winners: string[]
  /** Level, and nobody picked between them. */
  tied: string[]
}

export type RankingCount = Decided &
  (
    | { method: 'irv'; rounds: Round[] }
    | {
        method: 'stv'
        rounds: Round[]
        quota: number
        valid: number /** Elected without the quota. */
        filled: string[]
      }
    | {
        method: 'schulze'
        /** Beats every other one in pairs; null where none does. */
        condorcet: string | null
        /** Best first; those level are in one group. */
        order: string[][]
        /** `pairs[a][b]` prefer a to b; `paths[a][b]` is the strength of the strongest path. In the order of the ballot. */
        pairs: number[][]
        paths: number[][]
      }
    | {
        method: 'borda' /** `exact` where points have more than five decimals. */
        scores: { id: string; points: number; exact: string | null }[]
      }
  )

const number = (value: Rational) => Number(decimal(value, 5))

/** One winner and nobody tied, or several that are level. */
const decided = (best: readonly string[]): Decided =>
  best.length === 1 ? { winners: [...best], tied: [] } : { winners: [], tied: [...best] }

/** Counts a profile with at least one vote; `lot` is the order of ids for ties within a count. */
export function count(profile: Profile<RankingVote>, config: RankingConfig, lot: readonly string[]): RankingCount {
  const ids = config.options.map((option) => option.id)
  const ballots = [...profile.values()].map(
    ({ vote, weight }): RankedBallot => ({ weight: whole(weight), ranks: vote.map((id) => [id]) }),
  )
  return counts[config.method](ids, ballots, config, lot)
}

type Count = (ids: string[], ballots: RankedBallot[], config: RankingConfig, lot: readonly string[]) => RankingCount

const counts: Record<RankingConfig['method'], Count> = {
  irv(ids, ballots, _, lot) {
    const { winner, tied, rounds } = irv(ids, ballots, { order: lot, finalTie: 'report' })
    return {
      method: 'irv',
      winners: winner === null ? [] : [winner],
      tied: [...tied],
      rounds: rounds.map((round, index) => irvRound(ids, round, rounds[index - 1])),
    }
  },

  stv(ids, ballots, { seats }, lot) {
    const { valid, quota, elected, filled, stages } = stv(ids, ballots, { seats, lot })
    const out = new Set<string>()
    const seated = new Set<string>()
    const rounds = stages.map((stage, index) => {
      const round = stvRound(ids, stage, stages[index - 1], { out, seated })
      for (const id of stage.elected) seated.add(id)
      return round
    })
    const numbers = { quota: number(quota), valid: number(valid) }
    return { method: 'stv', winners: [...elected], tied: [], rounds, ...numbers, filled: [...filled] }
  },

  schulze(ids, ballots) {
    const { d, p, winners, order, condorcetWinner } = schulze(pairwise(ids, ballots))
    const table = (matrix: typeof d) => ids.map((a) => ids.map((b) => number(matrix.get(a)!.get(b) ?? zero)))
    return {
      method: 'schulze',
      ...decided(winners),
      condorcet: condorcetWinner,
      order: order.map((group) => [...group]),
      pairs: table(d),
      paths: table(p),
    }
  },

  borda(ids, ballots, { scheme, unranked }) {
    const { score, winners } = borda(ids, ballots, { scheme, unranked })
    const scores = [...score].map(([id, score]) => {
      const points = number(score)
      return { id, points, exact: compare(rational(points)!, score) === 0 ? null : String(exact(score)) }
    })
    return { method: 'borda', ...decided(winners), scores }
  },
}

function irvRound(ids: string[], round: IrvRound, before: IrvRound | undefined): Round {
  return {
    by: before ? 'exclusion' : 'first',
    from: before?.eliminated[0] ?? null,
    tied: before?.tied ?? [],
    lot: before?.lot || [],
    votes: ids.map((id) => (round.votes.has(id) ? number(round.votes.get(id)!) : null)),
    exhausted: number(sum(Object.values(round.inactive))),
    lost: 0,
    elected: [],
  }
}

/** `out` and `seated` have gone or were elected before this stage; `out` takes in who goes in it. */
function stvRound(
  ids: string[],
  { action, who, votes, elected, lot, notTransferable, lost }: StvStage,
  before: StvStage | undefined,
  { out, seated }: { out: Set<string>; seated: Set<string> },
): Round {
  const excluded = action === 'exclude'
  const pool = ids.filter((id) => !out.has(id) && seated.has(id) !== excluded)
  const level = before && who ? pool.filter((id) => compare(before.votes.get(id)!, before.votes.get(who)!) === 0) : []
  if (excluded) out.add(who!)
  return {
    by: before ? (excluded ? 'exclusion' : 'surplus') : 'first',
    from: who,
    tied: level.length > 1 ? level : [],
    lot: [...(lot || [])],
    votes: ids.map((id) => (out.has(id) ? null : number(votes.get(id)!))),
    exhausted: number(notTransferable),
    lost: number(lost),
    elected: [...elected],
  }
}
