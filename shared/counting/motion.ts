// Decides a motion: yes over a base against a fraction, and a quorum. Exact: no percentages, no floats.
import { compare, decimal, floor, minus, over, plus, type Rational, ratio, times, whole, zero } from './rational.ts'

/** Whose number a fraction is taken of. */
export const motionBases = ['yes_no', 'yes_no_abstain', 'yes_no_invalid', 'cast', 'present', 'eligible'] as const
export type MotionBase = (typeof motionBases)[number]

/** Heads or weights. `present` left out is all who handed in a ballot; `eligible` left out is not known. */
export interface MotionCounts {
  yes: Rational
  no: Rational
  abstain: Rational
  invalid: Rational
  present?: Rational
  eligible?: Rational
}

/** A fraction of a base: to be passed, or with `atLeast` to be reached. */
export interface MotionShare {
  base: MotionBase
  fraction: Rational
  atLeast: boolean
}

/** What `count` must come to: a fraction `of` another base, or a number to be reached, or both. */
export interface MotionQuorum {
  count: MotionBase
  of: MotionBase
  fraction?: Rational
  atLeast: boolean
  number?: Rational
}

export interface MotionRule extends MotionShare {
  /** Further shares that yes must reach as well. */
  also: readonly MotionShare[]
  quorum?: MotionQuorum
  /** Equal votes where half decides: not carried, or the chair's to decide. */
  tie: 'rejected' | 'chair'
}

export interface MotionDecision {
  result: 'passed' | 'rejected' | 'no_quorum' | 'tie_chair'
  base: Rational
  /** The least yes that carries under the first share; never zero. */
  needed: Rational
  /** Yes less what is needed under every share: to spare, or below zero short. */
  spare: Rational
  also: readonly { base: Rational; needed: Rational; met: boolean }[]
  quorum: { count: Rational; needed: Rational; met: boolean } | null
}

/** The number a base stands for; null where it is not known who is eligible. */
export function baseOf(counts: MotionCounts, base: MotionBase): Rational | null {
  const sides = plus(counts.yes, counts.no)
  const valid = plus(sides, counts.abstain)
  const cast = plus(valid, counts.invalid)
  return {
    yes_no: sides,
    yes_no_abstain: valid,
    yes_no_invalid: plus(sides, counts.invalid),
    cast,
    present: counts.present ?? cast,
    eligible: counts.eligible ?? null,
  }[base]
}

/** Decides `counts` by `rule`. Throws `RangeError` where the rule asks for a base that is not known. */
export function decideMotion(counts: MotionCounts, rule: MotionRule): MotionDecision {
  const { yes, no } = counts
  const unit = unitOf(counts)
  const known = knownOf(counts)
  const judge = (share: MotionShare) => {
    const base = known(share.base)
    const needed = larger(least(base, share, unit), unit)
    // Of nobody there is no majority.
    return { base, needed, met: base.n > 0n && compare(yes, needed) >= 0 }
  }
  const first = judge(rule)
  const also = rule.also.map(judge)
  const quorum = rule.quorum ? seekQuorum(counts, rule.quorum) : null
  const half = compare(rule.fraction, ratio(1n, 2n)) === 0
  const met = also.every((share) => share.met)
  const level = compare(yes, no) === 0 && yes.n > 0n && half
  const result = first.met && met ? 'passed' : level && met && rule.tie === 'chair' ? 'tie_chair' : 'rejected'
  return {
    result: quorum && !quorum.met ? 'no_quorum' : result,
    base: first.base,
    needed: first.needed,
    spare: minus(yes, [first, ...also].map((share) => share.needed).reduce(larger)),
    also,
    quorum,
  }
}

/** Whether a quorum is there. Throws `RangeError` where it asks for a base that is not known. */
export function seekQuorum(counts: MotionCounts, quorum: MotionQuorum): NonNullable<MotionDecision['quorum']> {
  const known = knownOf(counts)
  const { fraction, number, atLeast } = quorum
  const share = fraction ? least(known(quorum.of), { fraction, atLeast }, unitOf(counts)) : zero
  const needed = larger(share, number ?? zero)
  const count = known(quorum.count)
  return { count, needed, met: compare(count, needed) >= 0 }
}

const knownOf =
  (counts: MotionCounts) =>
  (base: MotionBase): Rational => {
    const number = baseOf(counts, base)
    if (!number) throw new RangeError(`nobody said how many are ${base}`)
    return number
  }

/** The least number of whole units that is above the fraction of `base`, or with `atLeast` not below it. */
function least(base: Rational, { fraction, atLeast }: Pick<MotionShare, 'fraction' | 'atLeast'>, unit: Rational) {
  const units = over(times(base, fraction), unit)
  const below = floor(units)
  const reached = atLeast && units.d === 1n
  return times(whole(reached ? below : below + 1n), unit)
}

/** Votes come in whole ones, weights in the largest part that all of them are multiples of: 1, 1/10, 1/100… */
function unitOf(counts: MotionCounts): Rational {
  const numbers = Object.values(counts).filter((number): number is Rational => number !== undefined)
  return ratio(
    1n,
    numbers.reduce((all, { d }) => ratio(all, d).n * d, 1n),
  )
}

/**
 * How many members a Korean apartment council has: those elected where they are two thirds of the seats, else the seats
 * (Enforcement Decree of the Multi-Family Housing Management Act, art. 14).
 */
export const councilMembers = (seats: Rational, elected: Rational): Rational =>
  compare(times(elected, whole(3)), times(seats, whole(2))) >= 0 ? elected : seats

/** Yes in per cent of a base, three decimals, halves up, zeros at the end left out; empty where there is no base. */
export function percentOf(yes: Rational, base: Rational | null): string {
  if (!base || base.n <= 0n) return ''
  return String(decimal(plus(over(times(yes, whole(100)), base), ratio(1n, 2000n)), 3))
}

const larger = (a: Rational, b: Rational): Rational => (compare(a, b) >= 0 ? a : b)
