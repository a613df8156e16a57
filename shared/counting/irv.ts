// Instant run-off: the last goes and its ballots move on, until someone has more than half.
import { Piles } from './irv-piles.ts'
import { breakTie, lotOrder, type RankedBallot, standing } from './ranked.ts'
import type { Rational } from './rational.ts'

/** The settings that change real results; what is left out has the value marked (default). */
export interface IrvRule {
  /** A rank with several marks stops the ballot (default), is passed over, or counts when only one still continues. */
  readonly overvote?: 'exhaust' | 'skip' | 'exhaust-if-multiple'
  /** An option marked again at a later rank is passed over (default), or stops the ballot when it is reached. */
  readonly duplicate?: 'skip' | 'exhaust'
  /** More skipped ranks in a row than this, before a mark, stop the ballot there (default: any number may be). */
  readonly maxSkips?: number
  /** A tie for last is settled by the latest earlier round in which they differ (default), or at once by lot. */
  readonly tie?: 'previous' | 'none'
  /** The lot drawn: of those still tied the last in this order goes (default: the listed order). */
  readonly order?: readonly string[]
  /** All go at once who together have less than the next above them. */
  readonly batch?: boolean
  /** Go on until two remain, although someone has more than half. */
  readonly untilTwo?: boolean
  /** Those who go before anyone can win, as soon as they have a vote (undeclared write-ins). */
  readonly firstOut?: readonly string[]
  /** Two remain with equal votes: settled like any tie (default), or reported. */
  readonly finalTie?: 'lot' | 'report'
}

/** Why a ballot no longer counts: no further preference, or stopped by the rule for that mark. */
export type Inactive = 'exhausted' | 'overvote' | 'duplicate' | 'skipped'

/** Ballots of an eliminated option that went to another; to null: they no longer count. */
export interface IrvTransfer {
  readonly from: string
  readonly to: string | null
  readonly amount: Rational
}

export interface IrvRound {
  /** Those continuing, in listed order. A majority is more than half of `active`, their sum. */
  readonly votes: ReadonlyMap<string, Rational>
  readonly active: Rational
  /** Ballots with a mark that no longer count, by reason; reasons without any are left out. */
  readonly inactive: Readonly<Partial<Record<Inactive, Rational>>>
  /** Who goes after this round, fewest votes first; nobody after the last, but for a final tie settled. */
  eliminated: string[]
  /** Those tied for last where one of them had to go. */
  tied: string[]
  /** Between whom the lot decided, in its order; false where none was needed. */
  lot: false | string[]
  /** Where the ballots of the eliminated went, in listed order. */
  transfers: IrvTransfer[]
}

export interface IrvResult {
  /** Null where no ballot counts, or the final two are tied and that is reported: see `tied`. */
  readonly winner: string | null
  readonly tied: readonly string[]
  readonly rounds: readonly IrvRound[]
}

/** The largest group at the bottom that together has less than the next; at least two stay. Fewest votes first. */
function batch(ranked: readonly (readonly [string, bigint])[]): string[] {
  let size = 0
  let below = 0n
  ranked.forEach(([, votes], place) => {
    if (below < votes && place <= ranked.length - 2) size = place
    below += votes
  })
  return ranked.slice(0, size).map(([id]) => id)
}

/**
 * Counts one place by instant run-off. A majority is more than half of the ballots active in that round (half is none);
 * ballots without a mark are in no round. Throws `RangeError` for more than 1,000 options, one twice, or a weight below
 * zero.
 * Source: the rules as RCTab states and counts them (BrightSpots/rcv, Tabulator), which certified elections use.
 */
export function irv(options: readonly string[], ballots: Iterable<RankedBallot>, rule: IrvRule = {}): IrvResult {
  const piles = new Piles(options, ballots, rule)
  const order = lotOrder(options, rule.order)
  const rounds: IrvRound[] = []
  let past = new Map<string, number>()
  for (;;) {
    const ranked = [...piles.votes].sort(([, a], [, b]) => (a < b ? -1 : a > b ? 1 : 0))
    const active = ranked.reduce((total, [, count]) => total + count, 0n)
    const round: IrvRound = {
      votes: new Map([...piles.votes].map(([id, count]) => [id, piles.share(count)])),
      active: piles.share(active),
      inactive: piles.inactive(),
      eliminated: [],
      tied: [],
      lot: false,
      transfers: [],
    }
    rounds.push(round)
    if (rule.tie !== 'none') past = standing(past, round.votes)

    const verdict = judge(ranked, active, rule)
    if ('winner' in verdict) return { ...verdict, rounds }
    round.eliminated = verdict.out
    if (verdict.last.length > 0) {
      const { chosen, lot } = breakTie(verdict.last, past, order, 'fewest')
      round.eliminated = [chosen]
      round.tied = verdict.last.length > 1 ? options.filter((id) => verdict.last.includes(id)) : []
      round.lot = lot
      if (ranked.length === 2) return { winner: verdict.last.find((id) => id !== chosen)!, tied: [], rounds }
    }
    round.transfers = piles.eliminate(round.eliminated)
  }
}

/** What a round says, fewest votes first: it ends the count, `out` go, or one of `last`. */
function judge(
  ranked: readonly (readonly [string, bigint])[],
  active: bigint,
  rule: IrvRule,
): { winner: string | null; tied: string[] } | { out: string[]; last: string[] } {
  if (active === 0n) return { winner: null, tied: ranked.map(([id]) => id) }
  const first = ranked.filter(([id, count]) => count > 0n && rule.firstOut?.includes(id)).map(([id]) => id)
  if (first.length > 0 && first.length < ranked.length) return { out: first, last: [] }

  const [leader, most] = ranked.at(-1)!
  if (2n * most > active && (!rule.untilTwo || ranked.length <= 2)) return { winner: leader, tied: [] }
  if (ranked.length === 2 && rule.finalTie === 'report') return { winner: null, tied: ranked.map(([id]) => id) }

  const out = rule.batch ? batch(ranked) : []
  const last = ranked.filter(([, count]) => count === ranked[0]![1]).map(([id]) => id)
  return { out, last: out.length > 0 ? [] : last }
}
