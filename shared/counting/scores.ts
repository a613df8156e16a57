// Options scored by marks or points: single choice, approval, points spread over options.
import { type Places, places, type Seats } from './places.ts'
import { compare, plus, type Rational, sum, times, whole, zero } from './rational.ts'

/** What `weight` voters put on their ballots. */
export interface Weighted<Marks> {
  weight: Rational
  marks: Marks
}

export interface Scores extends Places {
  /** In listed order; every option, also those nobody marked. */
  score: Map<string, Rational>
  valid: Rational
  /** Too many or too few marks, an option that is unknown or marked twice, points that break the rule. */
  invalid: Rational
  /** Nothing marked; neither valid nor invalid. */
  blank: Rational
}

export interface MarkRule extends Seats {
  /** Fewest marks of a ballot that is not blank. Default 1. */
  min?: number
  /** Most marks. Default: 1 for `plurality`, all options for `approval`. */
  max?: number
}

export interface PointRule extends Seats {
  /** Points to spread; no limit where it is missing. */
  total?: Rational
  /** All points must be given. Default false: fewer are allowed. */
  exact?: boolean
  /** Most points for one option; no limit where it is missing. */
  cap?: Rational
}

type Verdict = 'valid' | 'invalid' | 'blank'

/** One mark, or with `max` some. */
export const plurality = (
  options: readonly string[],
  ballots: readonly Weighted<readonly string[]>[],
  rule: MarkRule = {},
): Scores => approval(options, ballots, { max: 1, ...rule })

/** A mark for every option a voter approves of. */
export function approval(
  options: readonly string[],
  ballots: readonly Weighted<readonly string[]>[],
  rule: MarkRule = {},
): Scores {
  const { min = 1, max = options.length } = rule
  const known = new Set(options)
  const points = ballots.map(({ weight, marks }) => ({ weight, marks: new Map(marks.map((id) => [id, whole(1)])) }))
  return score(options, points, rule, (_, index) => {
    const { marks } = ballots[index]!
    if (marks.length === 0) return 'blank'
    const different = new Set(marks).size === marks.length && marks.every((id) => known.has(id))
    return different && marks.length >= min && marks.length <= max ? 'valid' : 'invalid'
  })
}

/** Whole points from zero up; an option with no points need not be named. */
export function points(
  options: readonly string[],
  ballots: readonly Weighted<ReadonlyMap<string, Rational>>[],
  rule: PointRule = {},
): Scores {
  const known = new Set(options)
  const { total, exact = false, cap } = rule
  return score(options, ballots, rule, (marks) => {
    const given = [...marks.values()]
    if (given.every(({ n }) => n === 0n) && [...marks.keys()].every((id) => known.has(id))) return 'blank'
    if (given.some(({ n, d }) => n < 0n || d !== 1n) || [...marks.keys()].some((id) => !known.has(id))) return 'invalid'
    if (cap && given.some((one) => compare(one, cap) > 0)) return 'invalid'
    const short = total ? compare(sum(given), total) : 0
    return short > 0 || (exact && short < 0) ? 'invalid' : 'valid'
  })
}

function score(
  options: readonly string[],
  ballots: readonly Weighted<ReadonlyMap<string, Rational>>[],
  seats: Seats,
  judge: (marks: ReadonlyMap<string, Rational>, index: number) => Verdict,
): Scores {
  const score = new Map(options.map((id) => [id, zero]))
  const verdicts = { valid: zero, invalid: zero, blank: zero }
  ballots.forEach(({ weight, marks }, index) => {
    const verdict = judge(marks, index)
    verdicts[verdict] = plus(verdicts[verdict], weight)
    if (verdict !== 'valid') return
    for (const [id, given] of marks) score.set(id, plus(score.get(id)!, times(given, weight)))
  })
  return { score, ...verdicts, ...places(score, seats) }
}
