// All that one audience may see of a meeting: the only road out of the server.
import { type Leader, leadersOnWall } from './leaders.ts'
import {
  currentItem,
  type Group,
  type Language,
  lastRound,
  type Meeting,
  openRound,
  type Phase,
  phaseOf,
  type Question,
} from './meeting.ts'
import { type Quorum, quorumOf } from './quorum.ts'
import type { Rehearsal } from './rehearsal.ts'
import { coSigned, type Scrutiny, type Seen, scrutinyOf, seenBy } from './scrutiny.ts'
import { type Audience, concealed, type Present, type RoundView, roundView } from './sight.ts'
import { turnoutOf } from './turnout.ts'

export type { Audience, Leader, RoundView }

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

/**
 * How saving goes. `slow`: votes wait for the disk; `failing`: it is full or cannot be written, and no vote is taken
 * until it can; `failed`: it reported an error, and no vote is taken until a restart.
 */
export type Storage = 'ok' | 'slow' | 'failing' | 'failed'

/** What the house knows of the room beside the meeting itself. */
export interface Surroundings {
  join: Join | null
  /** Addresses the moderator may choose from, best first. */
  addresses: { address: string; name: string; chosen: boolean }[]
  /** Heads seen since the round opened, or connected now. */
  present: number
  /** The same by group. */
  groups: { id: string; present: number }[]
  connected: { phones: number; kiosks: number; projectors: number; moderators: number }
  storage: Storage
  /** That the machine slept, or its clock was set: when it was back, and how many seconds it missed. */
  slept: { at: number; seconds: number } | null
  /** Somebody is trying out codes or keys, in this meeting or another. */
  guessing: boolean
  /** Whether anything has ever come from another machine. */
  reached: boolean
  /** An address that phones came by and that is gone; null when all is well. */
  lost: string | null
  /** The house's rehearsal, while it runs and until its verdict has been put away. */
  rehearsal: Rehearsal | null
}

interface Base {
  seq: number
  meeting: {
    code: string
    title: string
    language: Language
    archived: boolean
    /** Its voters are simulated: every page says so. */
    rehearsal: boolean
    groups: Group[]
    /** How the product knows one person from another. */
    identity: 'device'
  }
}

interface PhoneView extends Base {
  audience: 'phone' | 'phone-voted'
  current: ItemView | null
}
interface KioskView extends Base {
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
  /** While the leaderboard is on the wall. */
  leaders: Leader[] | null
  /** How many scrutineers signed the close of the round on the wall. */
  coSigned: number
}
export interface ModeratorView extends Base {
  audience: 'moderator'
  current: ItemView | null
  agenda: { id: string; number: number; title: string; kind: string; phase: Phase; rounds: number }[]
  /** Rounds of the current item, the last one first, the current one included. */
  history: RoundView[]
  joined: number
  released: number
  leaders: Leader[] | null
  /** What opening the current item would find of its quorum; null where it has none, or is open. */
  quorum: Quorum | null
  scrutiny: Scrutiny
  room: Surroundings
}
export interface OrganizerView extends Base {
  audience: 'organizer'
  agenda: { id: string; question: Question; phase: Phase; rounds: number }[]
  joined: number
  connected: Surroundings['connected']
  join: Join | null
}
/** What passes, and no vote: neither tallies nor the record's own hashes, by which a hidden answer could be guessed. */
interface ScrutineerView extends Base, Seen {
  audience: 'scrutineer'
  /** On the wall. */
  item: { id: string; number: number; title: string; phase: Phase } | null
}
export interface ResultsView extends Base {
  audience: 'results'
  /** Items with a round that was revealed or voided; their rounds in order, each with the question it was held on. */
  items: (Pick<ItemView, 'id' | 'number' | 'phase'> & { rounds: (RoundView & { question: Question })[] })[]
}

interface Views {
  phone: PhoneView
  'phone-voted': PhoneView
  kiosk: KioskView
  projector: ProjectorView
  moderator: ModeratorView
  organizer: OrganizerView
  scrutineer: ScrutineerView
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
    leaders: leadersOnWall(meeting),
    coSigned: coSigned(meeting),
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
      history: item
        ? item.rounds.map((round) => roundView(round, meeting, presentIn(room), 'moderator')).reverse()
        : [],
      joined: meeting.voters.size,
      released: meeting.released,
      leaders: leadersOnWall(meeting),
      quorum:
        item && phaseOf(item) !== 'open'
          ? quorumOf(item.rule, turnoutOf(meeting, undefined, presentIn(room)), null)
          : null,
      scrutiny: scrutinyOf(meeting),
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
  scrutineer: (meeting, room, base) => {
    const current = currentView(meeting, room, 'scrutineer')
    return {
      ...base,
      item: current && { id: current.id, number: current.number, title: current.title, phase: current.phase },
      ...seenBy(meeting),
    }
  },
  results: (meeting, room, base) => ({
    ...base,
    items: meeting.items.flatMap((item, index) => {
      const rounds = item.rounds.filter((round) => round.phase === 'revealed' || round.void)
      if (rounds.length === 0) return []
      const views = rounds.map((round) => ({
        ...roundView(round, meeting, presentIn(room), 'results'),
        question: { ...round.question, config: concealed(round.question, round) },
      }))
      return [{ id: item.id, number: index + 1, phase: phaseOf(item), rounds: views }]
    }),
  }),
}

/** Builds the view of one audience. Same state and surroundings, same view: nothing of the clock is in it. */
export function view<A extends Audience>(meeting: Meeting, audience: A, room: Surroundings): View<A> {
  const { code, title, language, archived, rehearsal, groups, seq } = meeting
  const base: Base = { seq, meeting: { code, title, language, archived, rehearsal, groups, identity: 'device' } }
  return { audience, ...builders[audience](meeting, room, base) } as View<A>
}

/** Heads present, as the surroundings know them. */
const presentIn =
  (room: Surroundings): Present =>
  (group) =>
    group === undefined ? room.present : (room.groups.find(({ id }) => id === group)?.present ?? 0)

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
    round: round ? roundView(round, meeting, presentIn(room), audience) : null,
  }
}
