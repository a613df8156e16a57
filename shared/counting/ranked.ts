// Ranked ballots: their shape, and what every ranked method does with them.
import { compare, plus, type Rational, ratio } from './rational.ts'

/** Rank by rank, best first: `[]` a skipped rank, several ids an equal rank (an overvote where none is allowed). */
export type Ranks = readonly (readonly string[])[]

/** `weight` equal ballots (not below zero). Ids that are no option are marks for nobody. */
export interface RankedBallot {
  readonly weight: Rational
  readonly ranks: Ranks
}

/** Each different ballot once, in the order first seen, with the weights of its equals added up. */
export function merge(ballots: Iterable<RankedBallot>): RankedBallot[] {
  const merged = new Map<string, RankedBallot>()
  for (const ballot of ballots) {
    const key = JSON.stringify(ballot.ranks)
    const same = merged.get(key)
    merged.set(key, same ? { ...same, weight: plus(same.weight, ballot.weight) } : ballot)
  }
  return [...merged.values()]
}

/** Finer weights than this have no common measure worth computing with. */
const finest = 1n << 4096n

/**
 * Ballots with whole numbers for weights: `weight / unit` is what each weighs. Ballots of no weight are left out.
 * Throws `RangeError` for a weight below zero, or weights whose common denominator passes 4096 bits.
 */
export function scale(ballots: Iterable<RankedBallot>): { papers: { ranks: Ranks; weight: bigint }[]; unit: bigint } {
  const counted = [...ballots].filter(({ weight }) => weight.n !== 0n)
  let unit = 1n
  for (const { weight } of counted) {
    if (weight.n < 0n) throw new RangeError('a weight below zero')
    if (unit % weight.d !== 0n) unit *= ratio(unit, weight.d).d
    if (unit > finest) throw new RangeError('weights too fine to add up')
  }
  return { unit, papers: counted.map(({ ranks, weight }) => ({ ranks, weight: weight.n * (unit / weight.d) })) }
}

/** Rounds times options, and pairs of options, stay small enough to be written down. */
const mostOptions = 1000

/** Each option's place in the list. Throws `RangeError` where one is listed twice, or for more than 1,000. */
export function places(options: readonly string[]): Map<string, number> {
  if (options.length > mostOptions) throw new RangeError('more than 1,000 options')
  const found = new Map(options.map((option, place) => [option, place]))
  if (found.size !== options.length) throw new RangeError('an option listed twice')
  return found
}

/** True where two different ids stand at one rank. */
export const overvoted = (rank: readonly string[]): boolean => rank.length > 1 && rank.some((id) => id !== rank[0])

/** The ballot as groups of equal preference: options only, each at its first mark, skipped ranks closed up. */
export function groups(ranks: Ranks, options: ReadonlyMap<string, number>): number[][] {
  const seen = new Set<number>()
  const found: number[][] = []
  for (const rank of ranks) {
    const group: number[] = []
    for (const id of rank) {
      const option = options.get(id)
      if (option === undefined || seen.has(option)) continue
      seen.add(option)
      group.push(option)
    }
    if (group.length > 0) found.push(group)
  }
  return found
}

/** A lot drawn beforehand: all options in its order, those it leaves out behind in listed order. First fares best. */
export function lotOrder(options: readonly string[], drawn: readonly string[] = []): Map<string, number> {
  const known = new Set(options)
  return new Map([...new Set([...drawn.filter((id) => known.has(id)), ...options])].map((id, place) => [id, place]))
}

/**
 * Where options stand by their votes, lowest first: by those at the latest count, then at the one before, and so on.
 * `past` is the standing before this count; two are level only where they were so at every count.
 */
export function standing(past: ReadonlyMap<string, number>, votes: ReadonlyMap<string, Rational>): Map<string, number> {
  const against = (a: string, b: string) =>
    compare(votes.get(a)!, votes.get(b)!) || (past.get(a) ?? 0) - (past.get(b) ?? 0)
  const sorted = [...votes.keys()].sort(against)
  let level = 0
  return new Map(sorted.map((id, at) => [id, at > 0 && against(sorted[at - 1]!, id) !== 0 ? ++level : level]))
}

/**
 * Breaks a tie by history, then by lot: of `tied`, those lowest (or highest) at the latest earlier count at which they
 * differ; where several are left the last (or first) in `order`. An empty `past` leaves it to the lot alone.
 * `lot` lists those the lot decided between, in its order; false where history did.
 */
export function breakTie(
  tied: readonly string[],
  past: ReadonlyMap<string, number>,
  order: ReadonlyMap<string, number>,
  wanted: 'fewest' | 'most',
): { chosen: string; lot: false | string[] } {
  const levels = tied.map((id) => past.get(id) ?? 0)
  const extreme = levels.reduce((a, b) => ((wanted === 'fewest' ? b < a : b > a) ? b : a))
  const left = tied.filter((_, at) => levels[at] === extreme).sort((a, b) => order.get(a)! - order.get(b)!)
  return { chosen: wanted === 'fewest' ? left.at(-1)! : left[0]!, lot: left.length > 1 && left }
}
