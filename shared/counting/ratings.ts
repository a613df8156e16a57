// Options rated on a scale: mean and median exactly, those without an opinion apart.
import { compare, over, plus, type Rational, sum, times, whole, zero } from './rational.ts'
import type { Weighted } from './scores.ts'

interface Rated {
  /** Voters who rated it. */
  n: Rational
  noOpinion: Rational
  sum: Rational
  /** Null where nobody rated it. */
  mean: Rational | null
  /** The middle grade; the mean of the two in the middle where they are even. */
  median: Rational | null
  /** How often each grade was given, from the lowest grade up; grades nobody gave are left out. */
  hist: { grade: Rational; n: Rational }[]
}

export interface Ratings {
  /** In listed order. */
  options: Map<string, Rated>
  valid: Rational
  /** Ballots with an unknown option or a grade that is not a whole one on the scale: not counted at all. */
  invalid: Rational
  /** Ballots with no opinion on anything. */
  blank: Rational
}

/** A ballot grades some options, `null` or no entry is no opinion. */
export function rating(
  options: readonly string[],
  ballots: readonly Weighted<ReadonlyMap<string, Rational | null>>[],
  scale: { low: number; high: number },
): Ratings {
  const [low, high] = [whole(scale.low), whole(scale.high)]
  const known = new Set(options)
  const onScale = (grade: Rational) => grade.d === 1n && compare(grade, low) >= 0 && compare(grade, high) <= 0
  const invalid = ({ marks }: (typeof ballots)[number]) =>
    [...marks].some(([id, grade]) => !known.has(id) || (grade && !onScale(grade)))
  const blank = ({ marks }: (typeof ballots)[number]) => [...marks.values()].every((grade) => grade === null)
  const weigh = (some: typeof ballots) => sum(some.map(({ weight }) => weight))

  const counted = ballots.filter((ballot) => !invalid(ballot))
  return {
    options: new Map(options.map((id) => [id, rate(counted.map(({ weight, marks }) => [marks.get(id), weight]))])),
    valid: weigh(counted.filter((ballot) => !blank(ballot))),
    invalid: weigh(ballots.filter(invalid)),
    blank: weigh(counted.filter(blank)),
  }
}

function rate(grades: [grade: Rational | null | undefined, weight: Rational][]): Rated {
  let noOpinion = zero
  const given = new Map<bigint, Rational>()
  for (const [grade, weight] of grades)
    if (grade) given.set(grade.n, plus(given.get(grade.n) ?? zero, weight))
    else noOpinion = plus(noOpinion, weight)
  const hist = [...given]
    .map(([grade, n]) => ({ grade: whole(grade), n }))
    .filter(({ n }) => n.n > 0n)
    .sort((a, b) => compare(a.grade, b.grade))
  const n = sum(hist.map(({ n }) => n))
  const total = sum(hist.map(({ grade, n }) => times(grade, n)))
  return { n, noOpinion, sum: total, mean: hist.length > 0 ? over(total, n) : null, median: median(hist, n), hist }
}

function median(hist: Rated['hist'], n: Rational): Rational | null {
  const half = over(n, whole(2))
  let below = zero
  for (const [index, { grade, n: here }] of hist.entries()) {
    below = plus(below, here)
    const side = compare(below, half)
    if (side > 0) return grade
    if (side === 0) return over(plus(grade, hist[index + 1]!.grade), whole(2))
  }
  return null
}
