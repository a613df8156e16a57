// All that one audience may see of a meeting: the only road out of the server.
import type { Turnout } from '../ballots/ballot.ts'
import { ballotType } from '../ballots/registry.ts'
import {
  currentItem,
  type Language,
  lastRound,
  type Meeting,
  openRound,
  type Phase,
  phaseOf,
  type Question,
  type Round,
  votedIn,
} from './meeting.ts'
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

export interface ItemView extends Question {
  id: string
  /** Place on the agenda, from 1. */
  number: number
  phase: Phase
  round: RoundView | null
}

/** How a phone gets in; null where only loopback is known. */
export interface Join {
  /** What the QR says. */
  url: string
  /** What to type, as short as it goes: address and port, without scheme. */
  address: string
  /** Path of the QR as SVG; changes with the address. */
  qr: string
}

/** What the house knows of the room beside the meeting itself. */
export interface Surroundings {
  join: Join | null
  /** Addresses the moderator may choose from, best first. */
  addresses: { address: string; name: string; chosen: boolean }[]
  /** Heads seen since the round opened, or connected now. */
  present: number
  connected: { phones: number; kiosks: number; projectors: number; moderators: number }
  /** `failing`: the disk refuses, no vote is taken. */
  storage: 'ok' | 'failing'
}

interface Base {
  seq: number
  meeting: {
    code: string
    title: string
    language: Language
    archived: boolean
    /** How the product knows one person from another. */
    identity: 'device'
  }
}

export interface PhoneView extends Base {
  audience: 'phone' | 'phone-voted'
  current: ItemView | null
}
export interface KioskView extends Base {
  audience: 'kiosk'
  current: ItemView | null
  /** How many releases wait to be taken up. */
  released: number
}
export interface ProjectorView extends Base {
  audience: 'projector'
  current: ItemView | null
  items: number
  join: Join | null
  /** Seats taken, and those here now. */
  joined: number
  present: number
}
export interface ModeratorView extends Base {
  audience: 'moderator'
  current: ItemView | null
  agenda: { id: string; number: number; title: string; kind: string; phase: Phase; rounds: number }[]
  /** Rounds of the current item, the last one first, the current one included. */
  history: RoundView[]
  joined: number
  released: number
  room: Surroundings
}
export interface OrganizerView extends Base {
  audience: 'organizer'
  agenda: { id: string; question: Question; phase: Phase; rounds: number }[]
  joined: number
  connected: Surroundings['connected']
  join: Join | null
}
export interface ResultsView extends Base {
  audience: 'results'
  /** Items with a round that was revealed or voided; their rounds in order. */
  items: (Omit<ItemView, 'round'> & { rounds: RoundView[] })[]
}

interface Views {
  phone: PhoneView
  'phone-voted': PhoneView
  kiosk: KioskView
  projector: ProjectorView
  moderator: ModeratorView
  organizer: OrganizerView
  results: ResultsView
}
export type View<A extends Audience = Audience> = Views[A]

type Builders = { [A in Audience]: (meeting: Meeting, room: Surroundings, base: Base) => Omit<Views[A], 'audience'> }

const voting = (audience: 'phone' | 'phone-voted') => (meeting: Meeting, room: Surroundings, base: Base) => ({
  ...base,
  current: onceOpen(meeting, room, audience),
})

const builders: Builders = {
  phone: voting('phone'),
  'phone-voted': voting('phone-voted'),
  kiosk: (meeting, room, base) => ({
    ...base,
    current: onceOpen(meeting, room, 'kiosk'),
    released: openRound(meeting) ? meeting.released : 0,
  }),
  projector: (meeting, room, base) => ({
    ...base,
    current: currentView(meeting, room, 'projector'),
    items: meeting.items.length,
    join: room.join,
    joined: meeting.voters.size,
    present: room.present,
  }),
  moderator: (meeting, room, base) => {
    const item = currentItem(meeting)
    return {
      ...base,
      current: currentView(meeting, room, 'moderator'),
      agenda: meeting.items.map((item, index) => ({
        id: item.id,
        number: index + 1,
        title: item.title,
        kind: item.kind,
        phase: phaseOf(item),
        rounds: item.rounds.length,
      })),
      history: item ? item.rounds.map((round) => roundView(round, meeting, room, 'moderator')).reverse() : [],
      joined: meeting.voters.size,
      released: meeting.released,
      room,
    }
  },
  organizer: (meeting, room, base) => ({
    ...base,
    agenda: meeting.items.map((item) => {
      const { id, rounds, ...question } = item
      return { id, question, phase: phaseOf(item), rounds: rounds.length }
    }),
    joined: meeting.voters.size,
    connected: room.connected,
    join: room.join,
  }),
  results: (meeting, room, base) => ({
    ...base,
    items: meeting.items.flatMap((item, index) => {
      const rounds = item.rounds.filter((round) => round.phase === 'revealed' || round.void)
      if (rounds.length === 0) return []
      const last = rounds.at(-1)!
      const shown = { id: item.id, ...last.question, config: concealed(last.question, last) }
      const views = rounds.map((round) => roundView(round, meeting, room, 'results'))
      return [{ ...shown, number: index + 1, phase: phaseOf(item), rounds: views }]
    }),
  }),
}

/** Builds the view of one audience. Same state and surroundings, same view: nothing of the clock is in it. */
export function view<A extends Audience>(meeting: Meeting, audience: A, room: Surroundings): View<A> {
  const { code, title, language, archived, seq } = meeting
  const base: Base = { seq, meeting: { code, title, language, archived, identity: 'device' } }
  return { audience, ...builders[audience](meeting, room, base) } as View<A>
}

/** Phones hear of an item once it is open; before that they wait. */
function onceOpen(meeting: Meeting, room: Surroundings, audience: Audience): ItemView | null {
  const item = currentItem(meeting)
  return item && (phaseOf(item) !== 'draft' || lastRound(item)?.void) ? currentView(meeting, room, audience) : null
}

function currentView(meeting: Meeting, room: Surroundings, audience: Audience): ItemView | null {
  const item = currentItem(meeting)
  if (!item) return null
  const { rounds, ...question } = item
  const round = lastRound(item)
  const shown = round && !round.void ? { ...question, ...round.question } : question
  return {
    ...shown,
    config: concealed(shown, round),
    number: meeting.items.indexOf(item) + 1,
    phase: phaseOf(item),
    round: round ? roundView(round, meeting, room, audience) : null,
  }
}

/** The settings without what voters must not know before the reveal. */
function concealed({ kind, config }: Question, round: Round | undefined): unknown {
  const type = ballotType(kind)
  return type.conceal && (round?.phase !== 'revealed' || round.void) ? type.conceal(config) : config
}

function roundView(round: Round, meeting: Meeting, room: Surroundings, audience: Audience): RoundView {
  const { id, number, phase, closesAt, left, openedAt, closedAt, supersedes } = round
  const turnout = turnoutOf(round, meeting, room)
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

function turnoutOf(round: Round, meeting: Meeting, room: Surroundings): Turnout {
  if (round.turnout) return round.turnout
  const voted = votedIn(round)
  const present = Math.max(room.present, voted)
  return { eligible: Math.max(meeting.voters.size, present), present, voted }
}
