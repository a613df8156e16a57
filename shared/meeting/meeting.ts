// What a meeting is made of. The state is folded from events by evolve.ts and never written to elsewhere.
import type { Entry, Scene, Turnout } from '../ballots/ballot.ts'
import type { Rule } from './rule.ts'

export type Language = 'en' | 'ko'
export type Visibility = 'live' | 'own' | 'closed' | 'reveal'
export type Secrecy = (typeof secrecies)[number]
export type Phase = 'draft' | 'open' | 'closed' | 'revealed'

export const visibilities = ['live', 'own', 'closed', 'reveal'] as const
export const secrecies = ['anonymous', 'secret', 'named'] as const
export const languages = ['en', 'ko'] as const

/** What is put to the vote: what an agenda file says of one item, parsed. */
export interface Question {
  title: string
  description: string
  kind: string
  /** The kind's own settings, parsed by its ballot type. */
  config: unknown
  visibility: Visibility
  secrecy: Secrecy
  /** Whether a vote can be changed until the round closes. */
  change: boolean
  /** Whether every ballot has a code by which its voter finds it in the list published with the result. */
  receipts: boolean
  /** Length of the countdown; null for none. */
  seconds: number | null
  /** What decides, unless the kind is one that decides nothing. */
  rule: Rule
}

/** Voters of one sort, as they say themselves: panel and residents, owners and tenants. */
export interface Group {
  id: string
  title: string
  /** Of each of its voters' ballots. */
  weight: number
}

export interface Item extends Question {
  id: string
  rounds: Round[]
}

/** One ballot as it stands in an open round. */
export interface Ballot {
  /** Made by the phone: a ballot that comes twice counts once. */
  id: string
  vote: unknown
  key: string
  weight: number
  /** The voter's group, in a round that is decided group by group. */
  group?: string
  /** Ids of this seat's ballots before this one, here or still on their way: a late one does not undo a change. */
  earlier: readonly string[]
  /** Made by the phone, in a round with receipts. */
  receipt?: string
}

/** A closed round's ballots: without voter, order or time, except that a named round says who chose what. */
export interface Box {
  /** Sorted by key. */
  votes: (Entry<unknown> & { key: string })[]
  /** The same votes group by group, in a round that is decided so; groups without votes, and small ones, left out. */
  groups?: { group: string; votes: (Entry<unknown> & { key: string })[] }[]
  /** Who took part, sorted. */
  voted: string[]
  /** In a named round: who voted what, sorted by voter. */
  named?: { voter: string; vote: unknown }[]
  /** In a round with receipts: the code of each ballot and the key of its vote, sorted by code. */
  receipts?: { code: string; key: string }[]
  /** Groups whose votes are not kept apart because too few voted: whether each reached each share of the rule. Sorted. */
  small?: { group: string; met: boolean[] }[]
  /** Random: without it, whoever knows what a box may hold could find out from its digest what it did hold. */
  salt?: string
}

/** A lot for ties. */
export interface Draw {
  seed: string
  order: string[]
  /** In that order, the first eight digits of each SHA-256, for the wall. */
  numbers: string[]
}

export interface Round {
  id: string
  number: number
  /** The item as it stood when the round opened. */
  question: Question
  rule: Rule
  /** Short digest of question, rule and lot, frozen with them; empty in rounds of early versions. */
  fingerprint: string
  /** Drawn when the round opened, for ties: ids in the order of the SHA-256 of seed and id, first one first. */
  lot: Draw | null
  phase: Exclude<Phase, 'draft'>
  openedAt: number
  /** When the countdown ends, in server milliseconds; null for none or while paused. */
  closesAt: number | null
  /** Milliseconds left on a paused countdown. */
  left: number | null
  /** Closing was asked for: what is in flight is still taken until then. */
  drainsUntil: number | null
  closedAt: number | null
  revealedAt: number | null
  /** As counted at the close. */
  turnout: Turnout | null
  void: { reason: string; at: number } | null
  /** The chair's casting vote, where a tie was the chair's to decide: a side or an option. */
  chair: string | null
  /** What of the revealed result is on the wall, beside the tally. */
  scene: Scene | null
  /** What the desk made of free answers. */
  edits: unknown
  /** Why this round was held although an earlier one stands: that one is superseded. */
  supersedes: { round: string; reason: string } | null
  /** Keys the pseudonyms of an open anonymous round; gone at the close. */
  key: string | null
  /** Ballots by seat (pseudonym, or voter in a named round); empty unless open. */
  ballots: Map<string, Ballot>
  /** The sealed ballots; while a round is open again, those of its earlier opening. */
  box: Box | null
  /** SHA-256 of the sealed box, as the journal carries it. */
  digest: string | null
  /** Of scrutineers, under this close and those that were undone. */
  signatures: readonly Signature[]
  /** Everything counted so far, sealed or not. */
  profile: Map<string, Entry<unknown>>
  /** The same group by group, in a round that is decided so. */
  groups: Map<string, Map<string, Entry<unknown>>>
  /** Codes of receipts that are taken, sealed or not. */
  receipts: Set<string>
}

/** A person's seat in the meeting. */
export interface Voter {
  id: string
  /** A device of their own, or one use of a shared tablet in one round. */
  via: 'device' | 'kiosk'
  /** SHA-256 of the seat's token; the token itself only the device knows. */
  token: string
  /** SHA-256 of the code that a person may take the seat along with; not there for tablets, nor in early versions. */
  code?: string
  /** For a kiosk seat: the round it was released for. */
  round?: string
  /** As they said themselves. */
  group?: string
}

/** Something that happened to a round, and the record as it stood then. */
export interface Moment {
  /** Entries of the record so far, with this one. */
  n: number
  what: 'opened' | 'closed' | 'reopened' | 'revealed' | 'voided'
  item: string
  round: string
  /** Of the record. */
  head: string
  /** Of the box, at a close, and how many had voted. */
  digest: string | null
  voted: number | null
  at: number
}

/** Somebody in the room who keeps the record's heads on a phone of their own and signs every close. */
export interface Scrutineer {
  id: string
  name: string
  /** Ed25519, made on their phone; base64url. */
  key: string
  dismissed: boolean
}

/** A scrutineer's signature under the close of a round: of its head and digest at that close. */
export interface Signature {
  scrutineer: string
  /** Ed25519, base64url. */
  signature: string
  head: string
  at: number
}

/** What a scrutineer's phone held of a moment, and what it was shown instead; null where it was shown nothing. */
export interface Mismatch {
  scrutineer: string
  n: number
  held: string
  shown: string | null
  at: number
}

export interface Meeting {
  id: string
  code: string
  title: string
  language: Language
  madeAt: number
  archived: boolean
  /** Its voters are simulated, and it is not kept. */
  rehearsal: boolean
  items: Item[]
  /** Empty where all voters are alike. */
  groups: Group[]
  /** The item on the wall; null shows the way in. */
  current: string | null
  voters: Map<string, Voter>
  /** Releases of a shared tablet not yet taken up. */
  released: number
  /** In the order of their appointment, those who were dismissed among them. */
  scrutineers: readonly Scrutineer[]
  mismatches: readonly Mismatch[]
  /** Sequence number of the last event folded in. */
  seq: number
  /** For whoever checks the count: see record.ts. No decision looks at it but to co-sign what is on disk. */
  record: {
    /** Of the last entry; empty before the first. */
    hash: string
    /** JSON texts. */
    entries: string[]
    moments: Moment[]
  }
}

export const lastRound = (item: Item): Round | undefined => item.rounds.at(-1)

/** The item on the wall. */
export const currentItem = (meeting: Meeting) => meeting.items.find((item) => item.id === meeting.current)

/** The round that is open, of whatever item: there is at most one. */
export function openRound(meeting: Meeting): { item: Item; round: Round } | undefined {
  for (const item of meeting.items) {
    const round = lastRound(item)
    if (round?.phase === 'open' && !round.void) return { item, round }
  }
  return undefined
}

/** Phase of an item: that of its last round, or draft where it has none that stands. */
export function phaseOf(item: Item): Phase {
  const round = lastRound(item)
  return !round || round.void ? 'draft' : round.phase
}

/** How many of these voters are of a group. */
export function headsOf(meeting: Readonly<Meeting>, voters: Iterable<string>, group: string): number {
  let heads = 0
  for (const voter of voters) if (meeting.voters.get(voter)?.group === group) heads += 1
  return heads
}

const took = new WeakMap<Box, ReadonlySet<string>>()

/** Whether a voter has a ballot in a sealed box. */
export function tookPart(box: Box | null, voter: string): boolean {
  if (!box) return false
  const voted = took.get(box) ?? new Set(box.voted)
  took.set(box, voted)
  return voted.has(voter)
}

/** How many have voted in a round. */
export const votedIn = (round: Round) => round.ballots.size + (round.box?.voted.length ?? 0)
