// The record of a meeting as anybody may check it: every event that is kept, less its secrets, chained by SHA-256.
import { type Event, isSegmentEvent, type LogEvent } from './event.ts'
import type { Meeting, Moment } from './meeting.ts'
import { readable } from './readable.ts'

/** Where the chain begins: h₀ is the SHA-256 of this. */
export const BEGINNING = 'spotvote record 1'

const moments: Partial<Record<LogEvent['type'], Moment['what']>> = {
  'round-opened': 'opened',
  'round-closed': 'closed',
  'round-reopened': 'reopened',
  'round-revealed': 'revealed',
  'round-voided': 'voided',
}

/**
 * Writes an event into the record of the meeting it has been folded into; ballots of an open round are no part of it.
 * hₙ = SHA-256(hₙ₋₁ + text of the entry), hashes as 64 lower-case hexadecimal digits. `digest` is that hash.
 */
export function enter(meeting: Meeting, event: Event, digest: (text: string) => string): void {
  if (isSegmentEvent(event)) return
  const { record } = meeting
  const entry = JSON.stringify(entryOf(event))
  record.entries.push(entry)
  record.hash = digest((record.hash || digest(BEGINNING)) + entry)
  const what = moments[event.type]
  if (!what || !('round' in event)) return
  const { item, round, at } = event
  const closed = event.type === 'round-closed' ? event : null
  record.moments.push({
    n: record.entries.length,
    what,
    item,
    round,
    head: headOf(record.hash),
    digest: closed?.digest ?? null,
    voted: closed?.turnout.voted ?? null,
    at,
  })
}

/** What of an event is public once the meeting is: neither what opens a seat, nor a box, which its digest stands for. */
function entryOf(event: LogEvent): object {
  if (event.type === 'round-closed') {
    const { box: _, ...entry } = event
    return entry
  }
  if (event.type !== 'voter-seated') return event
  const { token: _, code: __, ...voter } = event.voter
  return { ...event, voter }
}

/** A hash as it stands on the wall: twelve letters and digits, 55 bits of it. */
export const headOf = (hash: string) => readable(hash, 12)

/** The head of the record when something last happened to a round; empty where it was never opened. */
export const headAt = ({ record }: Readonly<Meeting>, round: string) =>
  record.moments.findLast((moment) => moment.round === round)?.head ?? ''
