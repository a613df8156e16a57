// How many may vote, are here and have voted: all together, and by group where the meeting has groups.
import type { Heads, Turnout } from '../ballots/ballot.ts'
import { headsOf, type Meeting, type Round, votedIn } from './meeting.ts'

/** voted ≤ present ≤ eligible, whoever has left since. */
const ordered = (eligible: number, present: number, voted: number): Heads => {
  const here = Math.max(present, voted)
  return { eligible: Math.max(eligible, here), present: here, voted }
}

/**
 * Of an open round, or before one (`round` undefined). `present(group)`: heads present. `voted`: ids of those who took
 * part, for the heads of each group at the close; while a round is open only one that is decided group by group knows.
 */
export function turnoutOf(
  meeting: Readonly<Meeting>,
  round: Round | undefined,
  present: (group?: string) => number,
  voted?: readonly string[],
): Turnout {
  const heads = ordered(meeting.voters.size, present(), voted?.length ?? (round ? votedIn(round) : 0))
  if (meeting.groups.length === 0 || (round && !voted && !round.rule.eachGroup)) return heads
  const groups = meeting.groups.map(({ id, title, weight }) => {
    const ballots = [...(round?.groups.get(id)?.values() ?? [])].reduce((sum, { count }) => sum + count, 0)
    const took = voted ? headsOf(meeting, voted, id) : ballots
    return { id, title, weight, ...ordered(headsOf(meeting, meeting.voters.keys(), id), present(id), took) }
  })
  return { ...heads, groups }
}
