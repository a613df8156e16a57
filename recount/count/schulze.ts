// Schulze (SPEC B15; Schulze 2011): of every two options, how many ballots prefer the one to the other; what a ballot leaves
// out stands below all it ranks. An option beats another by a path of won pairs, as strong as the weakest of them, that is
// stronger than every path back. Those that nobody beats stand at the top, those that nobody else beats next, and so on.
import type { Ranked } from './ranked.ts'

/** A row an option: how many ballots prefer it to each other one. */
export function preferences(ids: readonly string[], papers: readonly Ranked[]): number[][] {
  const place = ({ ranks }: Ranked, id: string) => (ranks.includes(id) ? ranks.indexOf(id) : ids.length)
  const prefer = (a: string, b: string) =>
    papers.reduce((all, paper) => all + (place(paper, a) < place(paper, b) ? paper.weight : 0), 0)
  return ids.map((a) => ids.map((b) => prefer(a, b)))
}

/** The strongest paths (Floyd and Warshall): a link is a won pair, its strength the votes that won it. */
function strongest(pairs: readonly number[][]): number[][] {
  const paths = pairs.map((row, a) => row.map((votes, b) => (votes > pairs[b]![a]! ? votes : 0)))
  for (const [over] of paths.entries())
    for (const [from, row] of paths.entries())
      for (const [to] of row.entries())
        if (from !== to) row[to] = Math.max(row[to]!, Math.min(row[over]!, paths[over]![to]!))
  return paths
}

export function schulze(ids: readonly string[], pairs: readonly number[][]) {
  const paths = strongest(pairs)
  const order: string[][] = []
  let rest = [...ids.keys()]
  while (rest.length > 0) {
    const top = rest.filter((a) => rest.every((b) => paths[a]![b]! >= paths[b]![a]!))
    order.push(top.map((n) => ids[n]!))
    rest = rest.filter((n) => !top.includes(n))
  }
  const best = order[0] ?? []
  const condorcet = ids.find((_, a) => ids.every((_, b) => a === b || pairs[a]![b]! > pairs[b]![a]!)) ?? null
  return { winners: best.length === 1 ? best : [], tied: best.length === 1 ? [] : best, condorcet, order, pairs, paths }
}
