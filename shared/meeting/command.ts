// What a command is: a schema, the roles that may give it, and a pure decision from state to events.
import * as v from 'valibot'
import { Refusal } from '../refusal.ts'
import type { Event } from './event.ts'
import { type Item, lastRound, type Meeting, type Round } from './meeting.ts'

/** `server` is the house itself: timers and admissions. */
export type Role = 'phone' | 'kiosk' | 'projector' | 'moderator' | 'organizer' | 'scrutineer' | 'results' | 'server'

/** Who asks, as admission established it; never taken from a message. */
export interface Actor {
  role: Role
  /** The seat that speaks, for phones and released kiosks. */
  voter?: string
}

/** What a decision may use of the outside world: shared code has no clock, no randomness, no hash of its own. */
export interface Context {
  /** Milliseconds since 1970. */
  now: number
  /** Heads present, all or of one group: those seen while the round was open. */
  present(group?: string): number
  newId(): string
  /** A fresh secret for the pseudonyms of one round. */
  newKey(): string
  /** SHA-256, hexadecimal. */
  digest(text: string): string
  /** The pseudonym of a voter under a round's key. */
  pseudonym(key: string, voter: string): string
  /** Whether a signature (Ed25519, base64url, as the key) is that of a text. */
  signed(key: string, text: string, signature: string): boolean
}

export interface CommandType<T extends v.GenericSchema> {
  roles: readonly Role[]
  /** The command without its `type`. Unknown keys are dropped. */
  schema: T
  /** The events that follow; none where the command has already been carried out. Refuses. */
  decide(meeting: Meeting, command: v.InferOutput<T>, actor: Actor, context: Context): Event[]
}

/** Ties a schema to its decision; for inference only. */
export const command = <T extends v.GenericSchema>(type: CommandType<T>) => type

export const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64))
export const desk: readonly Role[] = ['moderator', 'organizer']

/** After zero, and after "close", ballots on their way are still taken for this long. Milliseconds. */
export const GRACE = 1500

/** Finds an item. Refuses `no-item`. */
export function find(meeting: Meeting, id: string): Item {
  const item = meeting.items.find((item) => item.id === id)
  if (!item) throw new Refusal('no-item')
  return item
}

/** The last round of an item, checked against the round the sender was looking at. Refuses `no-item`, `not-open`, `other-round`. */
export function findRound(
  meeting: Meeting,
  target: { item: string; round?: string | undefined },
): { item: Item; round: Round } {
  const item = find(meeting, target.item)
  const round = lastRound(item)
  if (!round || round.void) throw new Refusal('not-open')
  if (target.round !== undefined && target.round !== round.id) throw new Refusal('other-round')
  return { item, round }
}

/** A command's target: an item, and the round its sender was looking at, so that a second press can't act twice. */
export const target = { item: id, round: v.optional(id) }

/** The seat a voter has in a round: themselves where votes are named, else a pseudonym. */
export function seatIn(round: Round, voter: string, context: Pick<Context, 'pseudonym'>): string {
  if (round.question.secrecy === 'named') return voter
  if (round.key === null) throw new Error(`round ${round.id} has no key`)
  return context.pseudonym(round.key, voter)
}
