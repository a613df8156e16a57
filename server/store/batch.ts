// Parts a batch of events by where they are kept: the journal, the segments of open rounds, the sealed boxes.
import { isSegmentEvent } from '../../shared/meeting/event.ts'
import type { Box } from '../../shared/meeting/meeting.ts'
import { digestOf } from './ledger.ts'
import { emptyBox, remains } from './remains.ts'
import type { Recorded } from './store.ts'

/** Rounds that a batch closes, even if it opens them again. */
export function closedIn(batch: readonly Recorded[]): Set<string> {
  const closed = new Set<string>()
  for (const { event } of batch) if (event.type === 'round-closed') closed.add(event.round)
  return closed
}

/** The boxes of all closes in a batch, by digest. */
export function boxesIn(batch: readonly Recorded[]): Map<string, Box> {
  const boxes = new Map<string, Box>()
  for (const { event } of batch) {
    if (event.type !== 'round-closed') continue
    if (digestOf(event.box) !== event.digest) throw new Error(`the digest of round ${event.round} is not its box's`)
    boxes.set(event.digest, structuredClone(event.box))
  }
  return boxes
}

/** What is kept for good; of a close, all but the box. */
export function journalRecords(batch: readonly Recorded[]): { seq: number; event: unknown }[] {
  const lasting: { seq: number; event: unknown }[] = []
  for (const { seq, event } of batch) {
    if (isSegmentEvent(event)) continue
    if (event.type === 'round-closed') {
      const { box: _, ...rest } = event
      lasting.push({ seq, event: rest })
    } else lasting.push({ seq, event })
  }
  return lasting
}

/** A record as it was before `journalRecords`; a close whose box is gone gets an empty one. */
export function withBox({ seq, event }: Recorded, boxes: ReadonlyMap<string, Box>): Recorded {
  if (event.type !== 'round-closed') return { seq, event }
  return { seq, event: { ...event, box: structuredClone(boxes.get(event.digest)) ?? emptyBox() } }
}

/** Ballots and keys by round, less those that the batch itself seals. */
export function segmentRecords(batch: readonly Recorded[]): Map<string, Recorded[]> {
  const rounds = new Map<string, Recorded[]>()
  for (const record of remains(batch)) {
    if (!isSegmentEvent(record.event)) continue
    const { round } = record.event
    if (!rounds.has(round)) rounds.set(round, [])
    rounds.get(round)!.push(record)
  }
  return rounds
}
