// What one audience may see of one round: its tally, its outcome, its turnout, and not a moment before.
import type { Scene, Turnout } from '../ballots/ballot.ts'
import { ballotType } from '../ballots/registry.ts'
import { countOf, outcomeOf } from './count.ts'
import { isScored, leaderboard } from './leaders.ts'
import type { Meeting, Phase, Question, Round } from './meeting.ts'
import type { Outcome } from './outcome.ts'
import { headAt } from './record.ts'
import { turnoutOf } from './turnout.ts'

/** Views are made per audience, not per person. `phone-voted`: phones whose vote in the open round is in. */
export type Audience =
  | 'phone'
  | 'phone-voted'
  | 'kiosk'
  | 'projector'
  | 'moderator'
  | 'organizer'
  | 'scrutineer'
  | 'results'

export interface RoundView {
  id: string
  number: number
  phase: Exclude<Phase, 'draft'>
  /** Short digest of what was frozen at the opening: question, rule and lot. */
  fingerprint: string
  /** Of the record, when something last happened to this round: whoever keeps it can tell whether the record was changed. */
  head: string
  /** The seed of the lot that breaks ties; null where none was drawn. */
  seed: string | null
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
  /** The kind could not count it: a fault of ours, and no fault of the ballots. */
  uncounted: boolean
  /** What of the result is on the wall beside the tally; for the wall and the desk. */
  scene: Scene | null
  /** What the wall could show, for the desk: only of a revealed round. */
  scenes: { name: string; steps: number }[]
  /** What the desk has made of free answers, for the desk; null for nothing. */
  edits: unknown
  void: { reason: string } | null
  supersedes: { reason: string } | null
}

/** Heads present in the room, all or of one group. */
export type Present = (group?: string) => number

/** The settings without what voters must not know before the reveal. */
export function concealed({ kind, config }: Question, round: Round | undefined): unknown {
  const type = ballotType(kind)
  return type.conceal && (round?.phase !== 'revealed' || round.void) ? type.conceal(config) : config
}

export function roundView(round: Round, meeting: Meeting, present: Present, audience: Audience): RoundView {
  const { id, number, phase, fingerprint, closesAt, left, openedAt, closedAt, supersedes } = round
  const turnout = round.turnout ?? turnoutOf(meeting, round, present)
  const count = seesTally(round, audience) ? countOf(round, turnout) : { tally: null, outcome: null }
  const onWall = audience === 'projector' || audience === 'moderator'
  return {
    id,
    number,
    phase,
    fingerprint,
    head: headAt(meeting, id),
    seed: round.lot?.seed ?? null,
    closesAt,
    left,
    closing: round.drainsUntil !== null && !audience.startsWith('phone'),
    openedAt,
    closedAt,
    turnout: phase === 'open' && (audience.startsWith('phone') || audience === 'kiosk') ? null : turnout,
    tally: count.tally,
    outcome: tellsGroups(round) && phase !== 'revealed' ? null : count.outcome,
    uncounted: 'problem' in count,
    scene: onWall ? round.scene : null,
    scenes: audience === 'moderator' && count.tally !== null ? scenesOf(round, count.tally) : [],
    edits: audience === 'moderator' ? round.edits : null,
    void: round.void && { reason: round.void.reason },
    supersedes: supersedes && { reason: supersedes.reason },
  }
}

/** Whether the outcome says how groups voted, of which nobody is to know who voted what: not before somebody shows it. */
const tellsGroups = ({ rule, question }: Round) => rule.eachGroup && question.secrecy !== 'named'

/** What the wall can show of a round beside its tally: nothing before the reveal. */
export function scenesOf(round: Round, tally: unknown): { name: string; steps: number }[] {
  if (round.phase !== 'revealed' || round.void) return []
  const { kind, config } = round.question
  const own = ballotType(kind).scenes?.(tally, config) ?? []
  const outcome = round.turnout && outcomeOf(round, round.turnout)
  const lot = outcome && 'lot' in outcome ? outcome.lot : null
  return [
    ...own,
    ...(isScored(round) ? [{ name: leaderboard, steps: 1 }] : []),
    // Who is level, a number at a time, and who has the lowest.
    ...(lot ? [{ name: 'lot', steps: lot.drawn.length + 2 }] : []),
  ]
}

/** Whether an audience may see direction, not just participation. */
export function seesTally(round: Round, audience: Audience): boolean {
  if (round.void) return false
  if (round.phase === 'revealed') return true
  const { visibility, kind } = round.question
  if (audience === 'results') return false
  // Free answers are read by the desk before anybody else sees them.
  if (audience === 'moderator' && ballotType(kind).edits) return true
  if (round.phase === 'closed') return visibility !== 'reveal'
  if (audience === 'kiosk') return false
  return visibility === 'live' || (visibility === 'own' && audience === 'phone-voted')
}
