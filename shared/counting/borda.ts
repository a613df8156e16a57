// Borda count: points for places.
import { groups, places, type RankedBallot, scale } from './ranked.ts'
import { compare, over, plus, type Rational, ratio, sum, times, whole, zero } from './rational.ts'

export interface BordaRule {
  /**
   * Points for the first, second … place among n options: `n-1` gives n-1 … 0 (default), `n` gives n … 1, `dowdall`
   * gives 1, 1/2, 1/3 …, `modified` gives k … 1 on a ballot that ranks k options.
   */
  readonly scheme?: 'n-1' | 'n' | 'dowdall' | 'modified'
  /** Options not ranked get nothing (default), or the mean of the places left; `modified` leaves them no places. */
  readonly unranked?: 'zero' | 'mean'
}

export interface BordaResult {
  /** In listed order. */
  readonly score: ReadonlyMap<string, Rational>
  /** All with the highest score, in listed order; everyone where nobody voted. */
  readonly winners: readonly string[]
}

const schemes = {
  'n-1': (place: number, size: number) => whole(size - 1 - place),
  n: (place: number, size: number) => whole(size - place),
  dowdall: (place: number) => ratio(1n, BigInt(place + 1)),
  modified: (place: number, _: number, ranked: number) => whole(Math.max(0, ranked - place)),
}

/**
 * Counts points. Equal ranks share the mean of their places; skipped ranks are closed up; a repeated mark is passed
 * over. Throws `RangeError` for an option listed twice or a weight below zero.
 * Source: J.-C. de Borda (1781); Dowdall: Nauru, Electoral Act; modified: P. Emerson, The original Borda count and
 * partial voting (2013).
 */
export function borda(
  options: readonly string[],
  ballots: Iterable<RankedBallot>,
  { scheme = 'n-1', unranked = 'zero' }: BordaRule = {},
): BordaResult {
  const place = places(options)
  const size = options.length
  const { papers, unit } = scale(ballots)
  // How often each option stood in places from..from+count-1 on a ballot ranking so many: points are dealt at the end.
  const stood = options.map(() => new Map<number, bigint>())
  const shares: Rational[] = []
  const mark = (from: number, count: number, ranked: number) => {
    const key = (from * (size + 1) + count) * (size + 1) + ranked
    shares[key] ??= mean(from, count, ranked)
    return key
  }
  const mean = (from: number, count: number, ranked: number) => {
    const points = Array.from({ length: count }, (_, at) => schemes[scheme](from + at, size, ranked))
    return over(sum(points), whole(count))
  }
  for (const { ranks, weight } of papers) {
    const ranked = groups(ranks, place)
    const known = ranked.reduce((total, group) => total + group.length, 0)
    if (unranked === 'mean' && known < size) {
      const named = new Set(ranked.flat())
      ranked.push([...place.values()].filter((option) => !named.has(option)))
    }
    let from = 0
    for (const group of ranked) {
      const key = mark(from, group.length, known)
      for (const option of group) stood[option]!.set(key, (stood[option]!.get(key) ?? 0n) + weight)
      from += group.length
    }
  }
  const score = new Map(
    options.map((id, option) => [
      id,
      [...stood[option]!].reduce((total, [key, count]) => plus(total, times(ratio(count, unit), shares[key]!)), zero),
    ]),
  )
  const most = [...score.values()].reduce((a, b) => (compare(b, a) > 0 ? b : a), zero)
  return { score, winners: options.filter((id) => compare(score.get(id)!, most) === 0) }
}
