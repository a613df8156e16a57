// What a log still says once rounds have been closed: no ballot of a sealed opening, and one box a round.
import { isSegmentEvent } from '../../shared/meeting/event.ts'
import type { Box } from '../../shared/meeting/meeting.ts'
import type { Recorded } from './store.ts'

export const emptyBox = (): Box => ({ votes: [], voted: [] })

/** Drops ballots and keys that a later close has sealed; a close that was undone and done again loses its box. */
export function remains(records: readonly Recorded[]): Recorded[] {
  const lastClose = new Map<string, number>()
  records.forEach(({ event }, index) => {
    if (event.type === 'round-closed') lastClose.set(event.round, index)
  })
  if (lastClose.size === 0) return [...records]
  return records.flatMap((record, index) => {
    const { seq, event } = record
    if (isSegmentEvent(event)) return index < (lastClose.get(event.round) ?? -1) ? [] : [record]
    if (event.type !== 'round-closed' || lastClose.get(event.round) === index) return [record]
    return [{ seq, event: { ...event, box: emptyBox() } }]
  })
}
