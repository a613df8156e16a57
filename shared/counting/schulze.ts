// Schulze's method: the strongest paths of pairwise victories, with Debian's quorum and majority before them.
import { beats, condorcetWinner, type Matrix, smithSet } from './pairwise.ts'
import { compare, type Rational, times, whole, zero } from './rational.ts'

/** Debian's constitution, A.6: what an option needs against the default option before the paths are compared. */
export interface SchulzeRule {
  /** "None of the above", which is never dropped. Without it nothing is. */
  readonly default?: string
  /** How many must prefer an option to the default, at least. */
  readonly quorum?: Rational
  /** N for an option that needs N:1 against the default, strictly more than that; 1 where not named. */
  readonly ratio?: ReadonlyMap<string, Rational>
}

export interface SchulzeResult {
  /** Of all options, also those dropped; as are the two below. */
  readonly d: Matrix
  readonly condorcetWinner: string | null
  readonly smithSet: readonly string[]
  /** Strengths of the strongest paths from a to b between the options kept, in winning votes; 0: no path. */
  readonly p: Matrix
  /** All that no other is stronger against: can be several, in listed order. */
  readonly winners: readonly string[]
  /** The options kept, best first; those in one group have nobody left who is stronger against them. */
  readonly order: readonly (readonly string[])[]
  /** Who fell before the count of paths, and by what. Quorum is looked at first. */
  readonly dropped: ReadonlyMap<string, 'quorum' | 'majority'>
}

function drop(d: Matrix, rule: SchulzeRule): Map<string, 'quorum' | 'majority'> {
  const dropped = new Map<string, 'quorum' | 'majority'>()
  const against = rule.default
  if (against === undefined) return dropped
  for (const option of d.keys()) {
    if (option === against) continue
    const over = d.get(option)!.get(against)!
    const needed = times(rule.ratio?.get(option) ?? whole(1), d.get(against)!.get(option)!)
    if (rule.quorum && compare(over, rule.quorum) < 0) dropped.set(option, 'quorum')
    else if (compare(over, needed) <= 0) dropped.set(option, 'majority')
  }
  return dropped
}

/** Floyd and Warshall's widest paths. Strengths are only compared, so they stand in by their place among all. */
function paths(d: Matrix, kept: readonly string[]): Matrix {
  const size = kept.length
  const links = kept.flatMap((a) => kept.map((b) => (a !== b && beats(d, a, b) ? d.get(a)!.get(b)! : zero)))
  const name = ({ n, d }: Rational) => `${n}/${d}`
  const strengths = [...new Map([zero, ...links].map((value) => [name(value), value])).values()].sort(compare)
  const level = new Map(strengths.map((value, at) => [name(value), at]))
  const p = Uint32Array.from(links, (value) => level.get(name(value))!)
  for (let via = 0; via < size; via++)
    for (let a = 0; a < size; a++) {
      const reach = p[a * size + via]!
      if (reach === 0) continue
      for (let b = 0; b < size; b++) {
        const link = p[via * size + b]!
        const through = link < reach ? link : reach
        if (through > p[a * size + b]!) p[a * size + b] = through
      }
    }
  return new Map(
    kept.map((a, row) => [
      a,
      new Map(kept.flatMap((b, column) => (row === column ? [] : [[b, strengths[p[row * size + column]!]!] as const]))),
    ]),
  )
}

/** Again and again those nobody left is stronger against. */
function peel(p: Matrix): string[][] {
  const above = new Map([...p.keys()].map((a) => [a, 0]))
  const stronger = new Map([...p].map(([a, row]) => [a, [...row.keys()].filter((b) => beats(p, a, b))]))
  for (const below of stronger.values()) for (const b of below) above.set(b, above.get(b)! + 1)
  const order: string[][] = []
  while (above.size > 0) {
    const top = [...above].filter(([, count]) => count === 0).map(([a]) => a)
    for (const a of top) {
      above.delete(a)
      for (const b of stronger.get(a)!) above.set(b, above.get(b)! - 1)
    }
    order.push(top)
  }
  return order
}

/**
 * The strongest path from a to b, both ends named, fewest links first and then in listed order; null where there is
 * none. Its weakest link has the strength `p[a][b]`.
 */
export function strongestPath({ d, p }: SchulzeResult, a: string, b: string): string[] | null {
  const strength = p.get(a)!.get(b)!
  if (compare(strength, zero) === 0) return null
  const from = new Map<string, string | null>([[a, null]])
  for (const [at] of from)
    for (const next of p.keys()) {
      if (from.has(next) || !beats(d, at, next) || compare(d.get(at)!.get(next)!, strength) < 0) continue
      from.set(next, at)
    }
  const path: string[] = []
  for (let at: string | null = b; at !== null; at = from.get(at)!) path.unshift(at)
  return path
}

/**
 * Counts by Schulze's method from a matrix of pairwise comparisons. A link counts only where d[a][b] > d[b][a], with
 * the strength d[a][b]. Throws `RangeError` where the default is no option.
 * Source: M. Schulze, A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner
 * election method (2011), with winning votes; Debian Constitution, A.6.
 */
export function schulze(d: Matrix, rule: SchulzeRule = {}): SchulzeResult {
  if (rule.default !== undefined && !d.has(rule.default)) throw new RangeError('a default that is no option')
  const dropped = drop(d, rule)
  const kept = [...d.keys()].filter((option) => !dropped.has(option))
  const p = paths(d, kept)
  const order = peel(p)
  return { d, condorcetWinner: condorcetWinner(d), smithSet: smithSet(d), p, winners: order[0] ?? [], order, dropped }
}
