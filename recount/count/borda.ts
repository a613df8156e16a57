// Borda (SPEC B15): points for places. Of n options the first gets n-1 (scheme n-1), n (n) or 1 (dowdall, the k-th 1/k), and
// each next one less; modified, a ballot that ranks k gives k to 1. What a ballot leaves out gets nothing, or the mean of the
// points that are left.
import { compare, cut, type Fraction, fraction, plus, times } from './exact.ts'
import type { Ranked } from './ranked.ts'

export type Scheme = 'n-1' | 'n' | 'dowdall' | 'modified'

/** Points of a place, from 0, where `ranked` of `n` options are ranked. */
function worth(scheme: Scheme, place: number, n: number, ranked: number): Fraction {
  if (scheme === 'dowdall') return fraction(1, place + 1)
  const first = { 'n-1': n - 1, n, modified: ranked }[scheme]
  return fraction(Math.max(0, first - place))
}

export function borda(ids: readonly string[], papers: readonly Ranked[], scheme: Scheme, unranked: 'zero' | 'mean') {
  const scores = new Map(ids.map((id) => [id, fraction(0)]))
  const give = (id: string, points: Fraction, weight: number) =>
    scores.set(id, plus(scores.get(id)!, times(points, fraction(weight))))
  for (const { ranks, weight } of papers) {
    const places = ids.map((_, place) => worth(scheme, place, ids.length, ranks.length))
    for (const [place, id] of ranks.entries()) give(id, places[place]!, weight)
    const without = ids.filter((id) => !ranks.includes(id))
    if (unranked === 'zero' || without.length === 0) continue
    const rest = places.slice(ranks.length).reduce(plus)
    for (const id of without) give(id, times(rest, fraction(1, without.length)), weight)
  }
  const most = [...scores.values()].reduce((a, b) => (compare(b, a) > 0 ? b : a))
  const best = ids.filter((id) => compare(scores.get(id)!, most) === 0)
  return {
    winners: best.length === 1 ? best : [],
    tied: best.length === 1 ? [] : best,
    scores: ids.map((id) => {
      const { over, under } = scores.get(id)!
      const short = 100_000n % under === 0n
      return { id, points: cut({ over, under }, 5), exact: short ? null : `${over}/${under}` }
    }),
  }
}
