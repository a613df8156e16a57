// Instant run-off: the last goes and its ballots move on, until someone has more than half.
import { breakTie, lotOrder, overvoted, places, type RankedBallot, type Ranks, scale, standing } from './ranked.ts'
import { type Rational, ratio } from './rational.ts'

/** The settings that change real results; what is left out has the value marked (default). */
export interface IrvRule {
  /** A rank with several marks stops the ballot (default), is passed over, or counts when only one still continues. */
  readonly overvote?: 'exhaust' | 'skip' | 'exhaust-if-multiple'
  /** An option marked again at a later rank is passed over (default), or stops the ballot when it is reached. */
  readonly duplicate?: 'skip' | 'exhaust'
  /** More skipped ranks in a row than this, before a mark, stop the ballot there (default: any number is passed over). */
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
export type Inactive = (typeof reasons)[number]
const reasons = ['exhausted', 'overvote', 'duplicate', 'skipped'] as const

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
  /** Where the ballots of the eliminated went; to null: no further preference. */
  transfers: { from: string; to: string | null; amount: Rational }[]
}

export interface IrvResult {
  /** Null where no ballot counts, or the final two are tied and that is reported: see `tied`. */
  readonly winner: string | null
  readonly tied: readonly string[]
  readonly rounds: readonly IrvRound[]
}

interface Paper {
  readonly ranks: Ranks
  readonly weight: bigint
  /** The rank at which an option is marked again, where that stops the ballot. */
  readonly repeat: number
  next: number
}

function repeat(ranks: Ranks): number {
  const seen = new Set<string>()
  return ranks.findIndex((rank) => {
    if (rank.some((id) => seen.has(id))) return true
    for (const id of rank) seen.add(id)
    return false
  })
}

/** Reads on to the next option that continues. A mark is judged when it is reached; a stopped ballot stays stopped. */
function read(paper: Paper, continues: (id: string) => boolean, rule: IrvRule): { to: string } | Inactive {
  let skips = 0
  while (paper.next < paper.ranks.length) {
    const rank = paper.ranks[paper.next++]!
    if (rank.length === 0) {
      skips++
      continue
    }
    if (skips > (rule.maxSkips ?? Number.POSITIVE_INFINITY)) return 'skipped'
    skips = 0
    if (paper.next - 1 === paper.repeat) return 'duplicate'
    if (overvoted(rank)) {
      if (rule.overvote === 'skip') continue
      if (rule.overvote !== 'exhaust-if-multiple') return 'overvote'
    }
    const here = rank.filter(continues)
    if (overvoted(here)) return 'overvote'
    if (here.length > 0) return { to: here[0]! }
  }
  return 'exhausted'
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
 * ballots without a mark are in no round. Throws `RangeError` for an option listed twice or a weight below zero.
 * Source: the rules as RCTab states and counts them (BrightSpots/rcv, Tabulator), which certified elections use.
 */
export function irv(options: readonly string[], ballots: Iterable<RankedBallot>, rule: IrvRule = {}): IrvResult {
  const piles = new Map<string, Paper[]>([...places(options).keys()].map((id) => [id, []]))
  const votes = new Map(options.map((id) => [id, 0n]))
  const inactive = new Map<Inactive, bigint>(reasons.map((reason) => [reason, 0n]))
  const order = lotOrder(options, rule.order)
  const { papers, unit } = scale(ballots)
  const rounds: IrvRound[] = []
  let past = new Map<string, number>()
  const continues = (id: string) => piles.has(id)

  const deal = (paper: Paper): string | null => {
    const found = read(paper, continues, rule)
    if (typeof found === 'string') {
      inactive.set(found, inactive.get(found)! + paper.weight)
      return null
    }
    piles.get(found.to)!.push(paper)
    votes.set(found.to, votes.get(found.to)! + paper.weight)
    return found.to
  }

  const record = (active: bigint): IrvRound => ({
    votes: new Map([...votes].map(([id, count]) => [id, ratio(count, unit)])),
    active: ratio(active, unit),
    inactive: Object.fromEntries(
      [...inactive].filter(([, count]) => count > 0n).map(([reason, count]) => [reason, ratio(count, unit)]),
    ),
    eliminated: [],
    tied: [],
    lot: false,
    transfers: [],
  })

  const eliminate = (round: IrvRound) => {
    const moving = round.eliminated.map((from) => [from, piles.get(from)!] as const)
    for (const [from] of moving) {
      piles.delete(from)
      votes.delete(from)
    }
    for (const [from, pile] of moving) {
      const moved = new Map<string | null, bigint>()
      for (const paper of pile) {
        const to = deal(paper)
        moved.set(to, (moved.get(to) ?? 0n) + paper.weight)
      }
      for (const to of [...piles.keys(), null])
        if (moved.has(to)) round.transfers.push({ from, to, amount: ratio(moved.get(to)!, unit) })
    }
  }

  for (const { ranks, weight } of papers)
    if (ranks.some((rank) => rank.length > 0))
      deal({ ranks, weight, next: 0, repeat: rule.duplicate === 'exhaust' ? repeat(ranks) : -1 })

  for (;;) {
    const ranked = [...votes].sort(([, a], [, b]) => (a < b ? -1 : a > b ? 1 : 0))
    const active = ranked.reduce((total, [, count]) => total + count, 0n)
    const round = record(active)
    rounds.push(round)
    if (rule.tie !== 'none') past = standing(past, round.votes)
    if (active === 0n) return { winner: null, tied: [...votes.keys()], rounds }

    const first = ranked.filter(([id, count]) => count > 0n && rule.firstOut?.includes(id)).map(([id]) => id)
    if (first.length > 0 && first.length < ranked.length) {
      round.eliminated = first
      eliminate(round)
      continue
    }
    const [leader, most] = ranked.at(-1)!
    if (2n * most > active && (!rule.untilTwo || ranked.length <= 2)) return { winner: leader, tied: [], rounds }

    const final = ranked.length === 2
    if (final && rule.finalTie === 'report') return { winner: null, tied: [...votes.keys()], rounds }
    round.eliminated = rule.batch && !final ? batch(ranked) : []
    if (round.eliminated.length === 0) {
      const last = [...votes].filter(([, count]) => count === ranked[0]![1]).map(([id]) => id)
      const { chosen, lot } = breakTie(last, past, order, 'fewest')
      if (last.length > 1) round.tied = last
      round.eliminated = [chosen]
      round.lot = lot
      if (final) return { winner: last.find((id) => id !== chosen)!, tied: [], rounds }
    }
    eliminate(round)
  }
}
