// The quorum (SPEC R11): a fraction of all members, a number, or the larger of both, of those present or of those who voted.
import { least, type QuorumRule } from './rule.ts'
import { type Turnout, weighs, weightOf } from './turnout.ts'

export function quorum(
  rule: QuorumRule,
  turnout: Turnout,
  members: number | null,
  cast: { heads: number; weight: number },
) {
  const unit = rule.unit === 'weight' && weighs(turnout) ? 'weight' : 'heads'
  const of = unit === 'weight' ? weightOf(turnout, 'eligible') : (members ?? turnout.eligible)
  const there = unit === 'weight' ? weightOf(turnout, 'present') : turnout.present
  const got = rule.count === 'cast' ? cast[unit] : there
  const needed = Math.max(rule.fraction === null ? 0 : least(rule.fraction, rule.atLeast, of), rule.number ?? 0)
  const { count, fraction, atLeast } = rule
  return { count, unit, got, needed, of, fraction, atLeast, met: got >= needed }
}
