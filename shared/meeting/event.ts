// What can happen in a meeting. Events are the only record; the state is their fold.
import type { Scene, Turnout } from '../ballots/ballot.ts'
import type { Box, Draw, Group, Language, Mismatch, Question, Voter } from './meeting.ts'
import type { Rule } from './rule.ts'

interface OfRound {
  item: string
  round: string
  at: number
}

/** Kept for good in the meeting's journal. */
export type LogEvent =
  | {
      type: 'meeting-made'
      id: string
      code: string
      title: string
      language: Language
      groups?: Group[]
      /** Simulated voters only: it goes when they go. */
      rehearsal?: true
      /** The agenda it is made with: in one event, so that a write cut short leaves no half of it. */
      items?: { item: string; question: Question }[]
      at: number
    }
  | { type: 'meeting-edited'; title: string; language: Language }
  | { type: 'meeting-archived'; archived: boolean; at: number }
  | { type: 'item-added'; item: string; question: Question; to: number }
  | { type: 'item-edited'; item: string; question: Question }
  | { type: 'item-moved'; item: string; to: number }
  | { type: 'item-removed'; item: string }
  | { type: 'item-shown'; item: string | null }
  | { type: 'voter-seated'; voter: Voter }
  | { type: 'voter-grouped'; voter: string; group: string }
  | { type: 'kiosk-released'; count: number }
  | ({
      type: 'round-opened'
      number: number
      question: Question
      rule: Rule
      /** Not there, nor the lot, in rounds of version 0.1. */
      fingerprint?: string
      lot?: Draw | null
      closesAt: number | null
      supersedes: { round: string; reason: string } | null
    } & OfRound)
  | ({ type: 'countdown-set'; closesAt: number | null; left: number | null } & OfRound)
  | ({ type: 'round-draining'; until: number } & OfRound)
  | ({ type: 'round-closed'; turnout: Turnout; box: Box; digest: string } & OfRound)
  | ({ type: 'round-reopened' } & OfRound)
  | ({ type: 'round-revealed' } & OfRound)
  | ({ type: 'round-voided'; reason: string } & OfRound)
  | ({ type: 'chair-voted'; vote: string } & OfRound)
  | ({ type: 'answers-edited'; edits: unknown } & OfRound)
  | ({ type: 'scene-shown'; scene: Scene | null } & OfRound)
  | { type: 'scrutineer-appointed'; scrutineer: string; name: string; key: string; signature: string; at: number }
  | { type: 'scrutineer-dismissed'; scrutineer: string; at: number }
  | ({ type: 'co-signed'; scrutineer: string; head: string; signature: string } & OfRound)
  | ({ type: 'mismatch-reported'; signature: string } & Mismatch)

/** Kept only while the round is open, in a segment of their own that the close destroys. */
export type SegmentEvent =
  | { type: 'box-readied'; round: string; key: string }
  | {
      type: 'cast'
      item: string
      round: string
      seat: string
      ballot: string
      vote: unknown
      weight: number
      group?: string
      /** Ballots of this seat that it takes the place of, wherever they are. */
      replaces?: string[]
      receipt?: string
    }

export type Event = LogEvent | SegmentEvent

export const isSegmentEvent = (event: Event): event is SegmentEvent =>
  event.type === 'cast' || event.type === 'box-readied'
