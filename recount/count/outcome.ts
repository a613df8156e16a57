// What the rule says of a count (SPEC R1-R14): the quorum before everything else, then the motion or the contest.
import { contest, counted } from './contest.ts'
import { division } from './division.ts'
import { type Decision, heads, weight } from './kind.ts'
import { quorum } from './quorum.ts'
import type { Facts } from './round.ts'

/** Null where nothing is decided. */
export function outcomeOf(decision: Decision, { papers, apart, turnout, rule, chair, lot }: Facts): object | null {
  if (!decision) return null
  const cast = { heads: heads(papers), weight: weight(papers) }
  const found = rule.quorum && quorum(rule.quorum, turnout, rule.members, cast)
  if (found && !found.met) return { type: 'no-quorum', quorum: found }
  if (cast.heads === 0) return { type: 'no-votes' }
  if (decision.type === 'division') return { ...division(papers, apart, turnout, rule, chair, lot), quorum: found }
  if (decision.type === 'contest') return { ...contest(decision, cast, turnout, rule, chair, lot), quorum: found }
  return { ...counted(decision, rule, chair, lot), quorum: found }
}
