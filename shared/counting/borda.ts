// Borda count: points for places.
import { groups, places, type RankedBallot, scale } from './ranked.ts'
import { compare, minus, over, plus, type Rational, ratio, times, whole, zero } from './rational.ts'

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

/** The mean of the points for `count` places from `from` (0 the first), on a ballot that ranks so many options. */
function dealer(scheme: NonNullable<BordaRule['scheme']>, size: number) {
  const harmonic = [zero]
  for (let place = 1; place <= size; place++) harmonic.push(plus(harmonic[place - 1]!, ratio(1n, BigInt(place))))
  return (from: number, count: number, ranked: number): Rational => {
    if (scheme === 'dowdall') return over(minus(harmonic[from + count]!, harmonic[from]!), whole(count))
    if (scheme === 'modified' && from >= ranked) return zero
    const first = { 'n-1': size - 1, n: size, modified: ranked }[scheme]
    return ratio(BigInt(2 * (first - from) - (count - 1)), 2n)
  }
}

/**
 * Counts points. Equal ranks share the mean of their places; skipped ranks are closed up; a repeated mark is passed
 * over. Throws `RangeError` for more than 1,000 options, one twice, or a weight below zero.
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
  const deal = dealer(scheme, size)
  // How often each option stood where: points are dealt once, at the end.
  const stood = options.map(() => new Map<number, bigint>())
  const shares = new Map<number, Rational>()
  const mark = (from: number, count: number, ranked: number) => {
    const key = (from * (size + 1) + count) * (size + 1) + (scheme === 'modified' ? ranked : 0)
    if (!shares.has(key)) shares.set(key, deal(from, count, ranked))
    return key
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
      [...stood[option]!].reduce(
        (total, [key, count]) => plus(total, times(ratio(count, unit), shares.get(key)!)),
        zero,
      ),
    ]),
  )
  const most = [...score.values()].reduce((a, b) => (compare(b, a) > 0 ? b : a), zero)
  return { score, winners: options.filter((id) => compare(score.get(id)!, most) === 0) }
}
