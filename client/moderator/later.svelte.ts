// What the desk can be seen without, and so comes after its first picture: the editors, and what only a kind knows.
import { arriving } from '../reload.ts'

let part = $state.raw<typeof import('./part.ts')>()

export function fetchLater() {
  arriving(import('./part.ts'), (arrived) => (part = arrived))
}

export const later = {
  /** Null until it is here. */
  get part() {
    return part ?? null
  },
  /** The desk may clear up the answers of this kind before they are shown. */
  editable: (kind: string) => !!part?.ballotType(kind).edits,
}
