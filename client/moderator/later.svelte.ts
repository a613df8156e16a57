// What the desk can be seen without, and so comes after its first picture: the editors, and what only a kind knows.
import { renew } from '../reload.ts'

let part = $state.raw<typeof import('./part.ts')>()

export function fetchLater() {
  import('./part.ts').then((arrived) => {
    part = arrived
  }, renew)
}

export const later = {
  /** Null until it is here. */
  get part() {
    return part ?? null
  },
  /** The desk may clear up the answers of this kind before they are shown. */
  editable: (kind: string) => !!part?.ballotType(kind).edits,
}
