// What a store has to know of the events that pass through it: what the meeting is called, and which boxes count.
import type { Box } from '../../shared/meeting/meeting.ts'
import { sha256 } from './chain.ts'
import type { Recorded } from './store.ts'

/** For people who look into the folder; nothing reads it back. */
export interface Label {
  id: string
  code: string
  title: string
}

export interface Ledger {
  label: Label
  /** The last close of each round. */
  closes: Map<string, { seq: number; digest: string }>
  /** Digests of closes that were undone and done again. */
  superseded: Set<string>
}

export const digestOf = (box: Box) => sha256(JSON.stringify(box))

export const emptyLedger = (id: string): Ledger => ({
  label: { id, code: '', title: '' },
  closes: new Map(),
  superseded: new Set(),
})

export function note(ledger: Ledger, { seq, event }: Recorded): void {
  if (event.type === 'meeting-made') ledger.label = { id: event.id, code: event.code, title: event.title }
  if (event.type === 'meeting-edited') ledger.label = { ...ledger.label, title: event.title }
  if (event.type !== 'round-closed') return
  const earlier = ledger.closes.get(event.round)
  if (earlier) ledger.superseded.add(earlier.digest)
  ledger.closes.set(event.round, { seq, digest: event.digest })
}

/** Digests of the boxes that count. Two rounds may have equal boxes, and so one digest. */
export const sealed = ({ closes }: Ledger) => new Set([...closes.values()].map(({ digest }) => digest))
