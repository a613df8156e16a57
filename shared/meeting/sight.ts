// What one audience may see of one round: its tally, its outcome, its turnout, and not a moment before.
import type { Turnout } from '../ballots/ballot.ts'
import { ballotType } from '../ballots/registry.ts'
import { type Meeting, type Phase, type Question, type Round, votedIn } from './meeting.ts'
import { type Outcome, outcome } from './rule.ts'

/** Views are made per audience, not per person. `phone-voted`: phones whose vote in the open round is in. */
export type Audience = 'phone' | 'phone-voted' | 'kiosk' | 'projector' | 'moderator' | 'organizer' | 'results'

export interface RoundView {
  id: string
  number: number
  phase: Exclude<Phase, 'draft'>
  /** When the countdown ends, in server milliseconds. */
  closesAt: number | null
  /** Milliseconds left on a paused countdown. */
  left: number | null
  /** Closing has been asked for; ballots on their way are still taken. */
  closing: boolean
  openedAt: number
  closedAt: number | null
  /** Hidden from phones while the round is open: their message count must not grow with the room. */
  turnout: Turnout | null
  /** The kind's tally where this audience may see it. */
  tally: unknown
  /** What the rule says, from the close on, where the tally may be seen. */
  outcome: Outcome | null
  void: { reason: string } | null
  supersedes: { reason: string } | null
}

/** The settings without what voters must not know before the reveal. */
export function concealed({ kind, config }: Question, round: Round | undefined): unknown {
  const type = ballotType(kind)
  return type.conceal && (round?.phase !== 'revealed' || round.void) ? type.conceal(config) : config
}

/** `present`: heads seen since the round opened, for a round that is open. */
export function roundView(round: Round, meeting: Meeting, present: number, audience: Audience): RoundView {
  const { id, number, phase, closesAt, left, openedAt, closedAt, supersedes } = round
  const turnout = turnoutOf(round, meeting, present)
  const seen = seesTally(round, audience)
  const type = ballotType(round.question.kind)
  const tally = seen ? type.tally(round.profile, round.question.config, turnout) : null
  return {
    id,
    number,
    phase,
    closesAt,
    left,
    closing: round.drainsUntil !== null && !audience.startsWith('phone'),
    openedAt,
    closedAt,
    turnout: phase === 'open' && (audience.startsWith('phone') || audience === 'kiosk') ? null : turnout,
    tally,
    outcome: seen && phase !== 'open' ? outcome(type.standing?.(tally, round.question.config)) : null,
    void: round.void && { reason: round.void.reason },
    supersedes: supersedes && { reason: supersedes.reason },
  }
}

/** Whether an audience may see direction, not just participation. */
function seesTally(round: Round, audience: Audience): boolean {
  if (round.void) return false
  if (round.phase === 'revealed') return true
  const { visibility } = round.question
  if (audience === 'results') return false
  if (round.phase === 'closed') return visibility !== 'reveal'
  if (audience === 'kiosk') return false
  return visibility === 'live' || (visibility === 'own' && audience === 'phone-voted')
}

function turnoutOf(round: Round, meeting: Meeting, seen: number): Turnout {
  if (round.turnout) return round.turnout
  const voted = votedIn(round)
  const present = Math.max(seen, voted)
  return { eligible: Math.max(meeting.voters.size, present), present, voted }
}
