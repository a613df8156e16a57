// Single transferable vote for several places: Scottish weighted inclusive Gregory.
import { breakTie, lotOrder, places, type RankedBallot, standing } from './ranked.ts'
import { compare, floor, minus, over, plus, type Rational, ratio, sum, times, whole, zero } from './rational.ts'
import { Piles } from './stv-piles.ts'

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

/** Papers that went to an option; to null: no further preference. `amount` is what they are worth there. */
export interface StvTransfer {
  readonly to: string | null
  readonly papers: Rational
  readonly amount: Rational
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
  /** Where the papers went, in listed order. */
  readonly transfers: readonly StvTransfer[]
  /** Who reached the quota, most votes first. */
  readonly elected: readonly string[]
  /** Those level with `who` where one of them had to move. */
  readonly tied: readonly string[]
  /** Between whom the lot decided that, in its order; false where none was needed. */
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

const decimals = 10n ** 5n
const cut = (value: Rational) => ratio(floor(times(value, whole(decimals))), decimals)

/**
 * Counts several places by single transferable vote: one surplus a stage, the largest first, all papers at surplus x
 * value / votes; then the option with fewest votes is excluded and its papers keep their value. Ends when every place
 * is filled or no more continue than there are places left; these are elected without further transfer. Nobody is
 * elected where no paper is valid. A rank with several marks stops a paper; repeated marks and skipped ranks are passed
 * over.
 * Throws `RangeError` for fewer than one seat, more than 1,000 options, one twice, or a weight below zero.
 * Source: The Scottish Local Government Elections Order 2007 (SSI 2007/42), schedule 1, rules 45-52.
 */
export function stv(options: readonly string[], ballots: Iterable<RankedBallot>, rule: StvRule): StvResult {
  if (!Number.isInteger(rule.seats) || rule.seats < 1) throw new RangeError('no seat to fill')
  const count = new Count(options, ballots, rule)
  const { valid, quota, elected, continuing, stages } = count
  while (compare(valid, zero) > 0 && elected.length < rule.seats && elected.length + continuing.size > rule.seats) {
    if (count.surpluses.size > 0) count.passSurplus()
    else count.exclude()
  }
  const filled = compare(valid, zero) > 0 && elected.length < rule.seats ? count.byVotes(continuing) : []
  const lots = stages.flatMap(({ lot, action }, at) => {
    const what = action === 'surplus' ? ('surplus' as const) : ('exclusion' as const)
    return lot ? [{ stage: at + 1, for: what, tied: lot }] : []
  })
  return { valid, quota, elected: [...elected, ...filled], filled, stages, lots }
}

/** A count as it stands: each step closes a stage. */
class Count {
  readonly valid: Rational
  readonly quota: Rational
  readonly continuing: Set<string>
  readonly elected: string[] = []
  /** The elected whose surplus is still to be passed on. */
  readonly surpluses = new Set<string>()
  readonly stages: StvStage[] = []
  readonly #votes: Map<string, Rational>
  readonly #piles: Piles
  readonly #order: ReadonlyMap<string, number>
  readonly #exact: boolean
  #past = new Map<string, number>()
  #notTransferable = zero
  #lost = zero

  constructor(options: readonly string[], ballots: Iterable<RankedBallot>, { seats, rule, lot, withdrawn }: StvRule) {
    const candidates = [...places(options).keys()].filter((id) => !withdrawn?.includes(id))
    this.continuing = new Set(candidates)
    this.#votes = new Map(candidates.map((id) => [id, zero]))
    this.#piles = new Piles(candidates, ballots)
    this.#order = lotOrder(options, lot)
    this.#exact = rule === 'exact'
    const first = this.#piles.sort(this.continuing).filter(({ to }) => to !== null)
    this.valid = sum(first.map(({ amount }) => amount))
    this.quota = whole(floor(over(this.valid, whole(seats + 1))) + 1n)
    this.#close('first preferences', null, first, { tied: [], lot: false })
  }

  byVotes = (ids: Iterable<string>): string[] =>
    [...ids].sort((a, b) => compare(this.#votes.get(b)!, this.#votes.get(a)!))

  passSurplus() {
    const { chosen, ...tie } = this.#choose(this.surpluses, 'most')
    const held = this.#votes.get(chosen)!
    const surplus = minus(held, this.quota)
    this.surpluses.delete(chosen)
    this.#votes.set(chosen, this.quota)
    const transfers = this.#piles.pass(chosen, this.continuing, (value) => {
      const worth = over(times(surplus, value), held)
      return this.#exact ? worth : cut(worth)
    })
    this.#lost = plus(this.#lost, minus(surplus, sum(transfers.map(({ amount }) => amount))))
    this.#close('surplus', chosen, transfers, tie)
  }

  exclude() {
    const { chosen, ...tie } = this.#choose(this.continuing, 'fewest')
    this.continuing.delete(chosen)
    this.#votes.set(chosen, zero)
    const transfers = this.#piles.pass(chosen, this.continuing, (value) => value)
    this.#close('exclude', chosen, transfers, tie)
  }

  #choose(among: ReadonlySet<string>, wanted: 'fewest' | 'most') {
    const ranked = this.byVotes(among)
    const extreme = this.#votes.get((wanted === 'most' ? ranked[0] : ranked.at(-1))!)!
    const tied = ranked.filter((id) => compare(this.#votes.get(id)!, extreme) === 0)
    return { ...breakTie(tied, this.#past, this.#order, wanted), tied: tied.length > 1 ? tied : [] }
  }

  #close(
    action: StvStage['action'],
    who: string | null,
    transfers: readonly StvTransfer[],
    tie: Pick<StvStage, 'tied' | 'lot'>,
  ) {
    for (const { to, amount } of transfers) {
      if (to === null) this.#notTransferable = plus(this.#notTransferable, amount)
      else this.#votes.set(to, plus(this.#votes.get(to)!, amount))
    }
    const votes = new Map(this.#votes)
    const elected = this.byVotes(this.continuing).filter((id) => compare(votes.get(id)!, this.quota) >= 0)
    for (const id of elected) {
      this.elected.push(id)
      this.continuing.delete(id)
      if (compare(votes.get(id)!, this.quota) > 0) this.surpluses.add(id)
    }
    this.#past = standing(this.#past, votes)
    const [notTransferable, lost] = [this.#notTransferable, this.#lost]
    this.stages.push({ action, who, votes, notTransferable, lost, transfers, elected, ...tie })
  }
}
