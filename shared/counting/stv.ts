// Single transferable vote for several places: Scottish weighted inclusive Gregory.
import { breakTie, lotOrder, overvoted, places, type RankedBallot, type Ranks, scale, standing } from './ranked.ts'
import { compare, floor, minus, over, plus, type Rational, ratio, times, whole, zero } from './rational.ts'

export interface StvRule {
  /** How many to elect, one or more. */
  readonly seats: number
  /** Values cut after five decimals as in Scotland (default), or kept as exact fractions. */
  readonly rule?: 'scottish' | 'exact'
  /** The lot drawn: where history can't tell, the last in it is excluded and the first passes on its surplus first. */
  readonly lot?: readonly string[]
  /** Options passed over wherever they are marked. */
  readonly withdrawn?: readonly string[]
}

export interface StvStage {
  readonly action: 'first preferences' | 'surplus' | 'exclude'
  /** Whose surplus, or who is excluded. */
  readonly who: string | null
  /** At the end of the stage, in listed order; 0 for the excluded. */
  readonly votes: ReadonlyMap<string, Rational>
  /** So far: with no further preference, and lost in cutting values. With `votes` they add up to `valid`. */
  readonly notTransferable: Rational
  readonly lost: Rational
  /** Where the papers went, at what they are worth now; to null: no further preference. */
  readonly transfers: readonly { to: string | null; papers: Rational; amount: Rational }[]
  /** Who reached the quota, most votes first. */
  readonly elected: readonly string[]
  /** Between whom the lot decided who was to move, in its order; false where none was needed. */
  readonly lot: false | readonly string[]
}

export interface StvResult {
  /** Papers with a first preference for an option that stands. */
  readonly valid: Rational
  /** floor(valid / (seats + 1)) + 1. */
  readonly quota: Rational
  /** In order of election; the last of them may be those in `filled`. */
  readonly elected: readonly string[]
  /** Elected without the quota at the end, because as many continued as there were places left. */
  readonly filled: readonly string[]
  readonly stages: readonly StvStage[]
  /** Every lot that decided; stages count from 1. */
  readonly lots: readonly { stage: number; for: 'exclusion' | 'surplus'; tied: readonly string[] }[]
}

interface Paper {
  readonly ranks: Ranks
  readonly weight: bigint
  next: number
}
/** Papers received at one value each. */
interface Parcel {
  readonly value: Rational
  readonly papers: Paper[]
}

/** The next preference for an option that continues, or null. Skipped ranks and known marks are passed over. */
function read(paper: Paper, continues: (id: string) => boolean): string | null {
  while (paper.next < paper.ranks.length) {
    const rank = paper.ranks[paper.next++]!
    if (overvoted(rank)) paper.next = paper.ranks.length
    else if (rank.length > 0 && continues(rank[0]!)) return rank[0]!
  }
  return null
}

const decimals = 10n ** 5n
const cut = (value: Rational) => ratio(floor(times(value, whole(decimals))), decimals)

/**
 * Counts several places by single transferable vote: one surplus a stage, the largest first, all papers at surplus x
 * value / votes; then the option with fewest votes is excluded and its papers keep their value. Ends when every place is
 * filled or no more continue than there are places left; these are elected without further transfer. Nobody is elected
 * where no paper is valid. A rank with several marks stops a paper; repeated marks and skipped ranks are passed over.
 * Throws `RangeError` for fewer than one seat, an option listed twice or a weight below zero.
 * Source: The Scottish Local Government Elections Order 2007 (SSI 2007/42), schedule 1, rules 45-52.
 */
export function stv(options: readonly string[], ballots: Iterable<RankedBallot>, rule: StvRule): StvResult {
  if (!Number.isInteger(rule.seats) || rule.seats < 1) throw new RangeError('no seat to fill')
  const candidates = [...places(options).keys()].filter((id) => !rule.withdrawn?.includes(id))
  const continuing = new Set(candidates)
  const piles = new Map<string, Parcel[]>(candidates.map((id) => [id, []]))
  const votes = new Map<string, Rational>(candidates.map((id) => [id, zero]))
  const order = lotOrder(options, rule.lot)
  const { papers, unit } = scale(ballots)
  const most = (ids: Iterable<string>) => [...ids].sort((a, b) => compare(votes.get(b)!, votes.get(a)!))
  const stages: StvStage[] = []
  const lots: { stage: number; for: 'exclusion' | 'surplus'; tied: readonly string[] }[] = []
  const elected: string[] = []
  const surpluses = new Set<string>()
  let notTransferable = zero
  let lost = zero
  let past = new Map<string, number>()

  /** Deals parcels out to those who continue; says what went where. */
  const deal = (parcels: readonly Parcel[]) => {
    const moved = new Map<string | null, { papers: Rational; amount: Rational }>()
    for (const { value, papers } of parcels) {
      const piled = new Map<string | null, Paper[]>()
      for (const paper of papers) {
        const to = read(paper, (id) => continuing.has(id))
        if (piled.has(to)) piled.get(to)!.push(paper)
        else piled.set(to, [paper])
      }
      for (const [to, pile] of piled) {
        const count = ratio(
          pile.reduce((total, { weight }) => total + weight, 0n),
          unit,
        )
        const before = moved.get(to) ?? { papers: zero, amount: zero }
        moved.set(to, { papers: plus(before.papers, count), amount: plus(before.amount, times(count, value)) })
        if (to !== null) piles.get(to)!.push({ value, papers: pile })
      }
    }
    return [...candidates, null].filter((to) => moved.has(to)).map((to) => ({ to, ...moved.get(to)! }))
  }

  const credit = (transfers: StvStage['transfers']) => {
    for (const { to, amount } of transfers) {
      if (to === null) notTransferable = plus(notTransferable, amount)
      else votes.set(to, plus(votes.get(to)!, amount))
    }
  }

  const first = deal([{ value: whole(1), papers: papers.map((paper) => ({ ...paper, next: 0 })) }]).filter(
    ({ to }) => to !== null,
  )
  credit(first)
  const valid = [...votes.values()].reduce(plus, zero)
  const quota = whole(floor(over(valid, whole(rule.seats + 1))) + 1n)

  const close = (
    action: StvStage['action'],
    who: string | null,
    transfers: StvStage['transfers'],
    lot: false | string[],
  ) => {
    const reached = most(continuing).filter((id) => compare(votes.get(id)!, quota) >= 0)
    for (const id of reached) {
      elected.push(id)
      continuing.delete(id)
      if (compare(votes.get(id)!, quota) > 0) surpluses.add(id)
    }
    past = standing(past, votes)
    stages.push({ action, who, votes: new Map(votes), notTransferable, lost, transfers, elected: reached, lot })
    if (lot) lots.push({ stage: stages.length, for: action === 'surplus' ? 'surplus' : 'exclusion', tied: lot })
  }

  close('first preferences', null, first, false)
  if (compare(valid, zero) === 0) return { valid, quota, elected, filled: [], stages, lots }

  while (elected.length < rule.seats && elected.length + continuing.size > rule.seats) {
    if (surpluses.size > 0) {
      const [largest] = most(surpluses)
      const tied = [...surpluses].filter((id) => compare(votes.get(id)!, votes.get(largest!)!) === 0)
      const { chosen, lot } = breakTie(tied, past, order, 'most')
      surpluses.delete(chosen)
      const held = votes.get(chosen)!
      const surplus = minus(held, quota)
      const worth = (value: Rational) => {
        const exact = over(times(surplus, value), held)
        return rule.rule === 'exact' ? exact : cut(exact)
      }
      const parcels = piles.get(chosen)!.map(({ value, papers }) => ({ value: worth(value), papers }))
      piles.set(chosen, [])
      votes.set(chosen, quota)
      const transfers = deal(parcels)
      credit(transfers)
      lost = plus(
        lost,
        transfers.reduce((left, { amount }) => minus(left, amount), surplus),
      )
      close('surplus', chosen, transfers, lot)
    } else {
      const last = most(continuing).at(-1)!
      const tied = [...continuing].filter((id) => compare(votes.get(id)!, votes.get(last)!) === 0)
      const { chosen, lot } = breakTie(tied, past, order, 'fewest')
      continuing.delete(chosen)
      votes.set(chosen, zero)
      const transfers = deal(piles.get(chosen)!)
      piles.set(chosen, [])
      credit(transfers)
      close('exclude', chosen, transfers, lot)
    }
  }
  const filled = elected.length < rule.seats ? most(continuing) : []
  return { valid, quota, elected: [...elected, ...filled], filled, stages, lots }
}
