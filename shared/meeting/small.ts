// Groups too small for their votes to be told apart from those who cast them: of them only what they decided is kept.
import type { Turnout } from '../ballots/ballot.ts'
import { outcomeOf } from './count.ts'
import type { Box, Round } from './meeting.ts'

/** Fewer voters than this are a small group. */
export const LEAST = 5

/**
 * Of the groups that voted, those whose votes are not kept apart: the small ones, and as many of the next larger ones as
 * it takes so that what is left of the whole, less the groups that are shown, is no small group either.
 */
export function untold(groups: readonly { id: string; voted: number }[]): string[] {
  const bySize = groups.filter(({ voted }) => voted > 0).toSorted((a, b) => a.voted - b.voted)
  let hidden = bySize.filter(({ voted }) => voted < LEAST).length
  const left = () => bySize.slice(0, hidden).reduce((sum, { voted }) => sum + voted, 0)
  if (hidden > 0) while (hidden < bySize.length && (hidden === 1 || left() < LEAST)) hidden++
  return bySize.slice(0, hidden).map(({ id }) => id)
}

/** What each of those groups decided: whether it reached each share of the rule. Undefined where there are none. */
export function decidedBySmall(round: Round, turnout: Turnout): Box['small'] {
  if (round.question.secrecy === 'named' || !round.rule.eachGroup) return undefined
  const groups = turnout.groups ?? []
  const small = untold(groups)
  if (small.length === 0) return undefined
  const outcome = outcomeOf({ ...round, phase: 'closed', profile: new Map(round.profile) }, turnout)
  const measures = outcome && 'measures' in outcome ? outcome.measures : []
  const shares = measures.length / groups.length
  return small
    .map((group) => {
      const at = groups.findIndex(({ id }) => id === group)
      return { group, met: measures.slice(at * shares, (at + 1) * shares).map(({ met }) => met) }
    })
    .toSorted((a, b) => (a.group < b.group ? -1 : 1))
}
