// Whether enough are there: before a vote is opened, and again when it is counted.
import type { Turnout } from '../ballots/ballot.ts'
import { type MotionCounts, seekQuorum } from '../counting/motion.ts'
import { rational, whole, zero } from '../counting/rational.ts'
import type { Rule, Unit } from './rule.ts'

/** How many voters there are, in heads or in weight. */
export interface Size {
  present: number
  eligible: number
}

export interface Quorum {
  count: 'present' | 'cast'
  unit: Unit
  /** How many there are, how many it takes, and of how many members. */
  got: number
  needed: number
  of: number
  /** As the rule says it; null where it says a number only. */
  fraction: string | null
  atLeast: boolean
  met: boolean
}

/** Ballots or votes in heads and in weight. */
export type InUnits = Record<Unit, number>

/** Whether one vote can weigh more than another: if not, weight is heads. */
const weighted = ({ groups = [] }: Turnout) => groups.some(({ weight }) => weight !== 1)

/** The units in which a share has to be reached; one where all votes weigh the same. */
export const unitsOf = ({ unit }: Rule, turnout: Turnout): Unit[] => {
  if (!weighted(turnout)) return ['heads']
  return unit === 'both' ? ['heads', 'weight'] : [unit]
}

/** Of all voters, members in office in place of the seats taken where the rule names them; or of one group. */
export function sizeOf(rule: Rule, turnout: Turnout, unit: Unit, group?: string): Size {
  const { groups = [] } = turnout
  const apart = group === undefined ? groups : groups.filter(({ id }) => id === group)
  const add = (what: keyof Size) =>
    apart.reduce((sum, one) => sum + one[what] * (unit === 'weight' ? one.weight : 1), 0)
  if (group !== undefined) return { present: add('present'), eligible: add('eligible') }
  const here = unit === 'weight' && weighted(turnout) ? { present: add('present'), eligible: add('eligible') } : turnout
  const named = rule.members !== null && (unit === 'heads' || !weighted(turnout))
  return { present: here.present, eligible: named ? rule.members! : here.eligible }
}

/** Numbers as the counting library takes them. `present` may be more than those who voted. */
export const countsOf = (yes: number, no: number, abstain: number, { present, eligible }: Size): MotionCounts => ({
  yes: whole(yes),
  no: whole(no),
  abstain: whole(abstain),
  invalid: zero,
  present: whole(present),
  eligible: whole(eligible),
})

/** `cast`: ballots handed in; null before a vote, when only who is present can be counted. Null without a quorum. */
export function quorumOf(rule: Rule, turnout: Turnout, cast: InUnits | null): Quorum | null {
  if (!rule.quorum) return null
  const { fraction, atLeast, number, unit: given } = rule.quorum
  const unit = given === 'weight' && !weighted(turnout) ? 'heads' : given
  const count = cast ? rule.quorum.count : 'present'
  const size = sizeOf(rule, turnout, unit)
  const found = seekQuorum(countsOf(cast?.[unit] ?? 0, 0, 0, size), {
    count,
    of: 'eligible',
    atLeast,
    ...(fraction !== null && { fraction: rational(fraction)! }),
    ...(number !== null && { number: whole(number) }),
  })
  const [got, needed] = [Number(found.count.n), Number(found.needed.n)]
  return { count, unit, got, needed, of: size.eligible, fraction, atLeast, met: found.met }
}
