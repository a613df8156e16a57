// The counts and the rule of a motion, as a ballot file says them.
import {
  councilMembers,
  type MotionCounts,
  type MotionRule,
  type MotionShare,
  motionBases,
} from '../counting/motion.ts'
import { compare, exact, one, type Rational, ratio, zero } from '../counting/rational.ts'
import { exactNumber, group, list, oneOf, wrong, yesNo } from './reading.ts'

type Fields = Map<string, unknown>

const half = ratio(1n, 2n)

/** Heads or weights a side. Who is not named is nobody; `present` and `eligible` may be unknown. */
export function motionCounts(value: unknown, members?: unknown): MotionCounts {
  const fields = group(value, 'counts')
  const number = (name: string) => exactNumber(fields.get(name) ?? 0, `counts.${name}`)
  const eligible = members === undefined ? fields.get('eligible') : exact(council(members))
  for (const name of fields.keys()) oneOf(name, `counts.${name}`, sides)
  return {
    yes: number('yes'),
    no: number('no'),
    abstain: number('abstain'),
    invalid: number('invalid'),
    ...(fields.has('present') && { present: number('present') }),
    ...(eligible !== undefined && { eligible: exactNumber(eligible, 'counts.eligible') }),
  }
}

const sides = ['yes', 'no', 'abstain', 'invalid', 'present', 'eligible']

/** Seats of an apartment council and members elected, `[18, 12]`: how many members the law then counts. */
function council(value: unknown): Rational {
  const [seats, elected] = list(value, 'options.kr_members')
  return councilMembers(exactNumber(seats, 'options.kr_members[0]'), exactNumber(elected, 'options.kr_members[1]'))
}

/** Reads a rule. Left out: more than half of yes and no, no quorum, and equal votes do not carry. */
export function motionRule(value: unknown, at = 'options.rule'): MotionRule {
  const fields = group(value, at)
  for (const name of fields.keys()) oneOf(name, `${at}.${name}`, ruleFields)
  const also = list(fields.get('also') ?? [], `${at}.also`)
  const quorum = fields.get('quorum') ?? null
  return {
    ...share(fields, at),
    also: also.map((one, index) => share(group(one, `${at}.also[${index}]`), `${at}.also[${index}]`)),
    tie: oneOf(fields.get('tie') ?? 'rejected', `${at}.tie`, ['rejected', 'chair']),
    ...(quorum !== null && { quorum: motionQuorum(group(quorum, `${at}.quorum`), `${at}.quorum`) }),
  }
}

const ruleFields = ['base', 'fraction', 'at_least', 'also', 'quorum', 'tie']

function share(fields: Fields, at: string): MotionShare {
  return {
    base: oneOf(fields.get('base') ?? 'yes_no', `${at}.base`, motionBases),
    fraction: fields.has('fraction') ? fraction(fields.get('fraction'), `${at}.fraction`) : half,
    atLeast: yesNo(fields.get('at_least') ?? false, `${at}.at_least`),
  }
}

function motionQuorum(fields: Fields, at: string): NonNullable<MotionRule['quorum']> {
  for (const name of fields.keys()) oneOf(name, `${at}.${name}`, ['fraction', 'number', 'of', 'count', 'at_least'])
  const number = fields.get('number')
  // With neither a fraction nor a number, a quorum is more than half.
  const part = fields.get('fraction') ?? (number === undefined ? '1/2' : undefined)
  return {
    count: oneOf(fields.get('count') ?? 'present', `${at}.count`, motionBases),
    of: oneOf(fields.get('of') ?? 'eligible', `${at}.of`, motionBases),
    atLeast: yesNo(fields.get('at_least') ?? false, `${at}.at_least`),
    ...(part !== undefined && { fraction: fraction(part, `${at}.fraction`) }),
    ...(number !== undefined && { number: exactNumber(number, `${at}.number`) }),
  }
}

function fraction(value: unknown, field: string): Rational {
  const number = exactNumber(value, field, zero)
  if (compare(number, one) > 0) throw wrong(field, { what: 'at-most', limit: 1 }, value)
  return number
}

const written = (number: Rational) => String(exact(number))

const shareFields = ({ base, fraction, atLeast }: MotionShare) => ({
  base,
  fraction: written(fraction),
  at_least: atLeast,
})

/** A rule as a ballot file says it: `motionRule(ruleFields(r))` equals `r`. */
export const motionRuleFields = (rule: MotionRule) => ({
  ...shareFields(rule),
  tie: rule.tie,
  ...(rule.also.length > 0 && { also: rule.also.map(shareFields) }),
  ...(rule.quorum && {
    quorum: {
      count: rule.quorum.count,
      of: rule.quorum.of,
      at_least: rule.quorum.atLeast,
      ...(rule.quorum.fraction && { fraction: written(rule.quorum.fraction) }),
      ...(rule.quorum.number && { number: written(rule.quorum.number) }),
    },
  }),
})

/** Counts as a ballot file says them. */
export const motionCountFields = (counts: MotionCounts) =>
  Object.fromEntries(Object.entries(counts).map(([side, number]) => [side, exact(number)]))
