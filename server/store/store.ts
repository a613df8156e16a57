// The store's port: what a room needs of a disk, and nothing of how a disk does it.
import type { Event } from '../../shared/meeting/event.ts'

/** What stands in the journal and its open segment, in order. `seq` numbers grow but may skip. */
export interface Recorded {
  seq: number
  event: Event
}

/** Keys and settings of the whole house; readable by its owner only. */
export interface House {
  format: 1
  /** The organizer's key. */
  organizer: string
  /** The address the moderator chose for the QR; null lets the house choose. */
  address: string | null
  /** Role keys of each meeting, by its id; `source` is the digest of the agenda file it was made from. */
  meetings: Record<
    string,
    { moderator: string; projector: string; kiosk: string; scrutineer: string; source: string | null }
  >
}

export interface Store {
  /** Ids of the meetings, oldest first. */
  list(): Promise<string[]>
  /** All that has been recorded of a meeting. Throws `StoreError` `damaged` or `newer`. */
  load(meeting: string): Promise<Recorded[]>
  /**
   * Records events with the sequence numbers they carry. Resolves when all are on disk; a `round-closed` among them
   * has then also sealed its box and destroyed the round's segment. On a throw (`StoreError`) nothing of the batch
   * counts: what was written of it has been cut off again. Calls for one meeting must not overlap.
   */
  append(meeting: string, batch: readonly Recorded[]): Promise<void>
  /**
   * Destroys all there is of a meeting. Cut off at any moment it is there whole, or gone for good when the store is
   * opened again. Nothing may be appended to it meanwhile. Throws `StoreError`: then it may be either.
   */
  remove(meeting: string): Promise<void>
  house(): Promise<House | null>
  saveHouse(house: House): Promise<void>
  close(): Promise<void>
}

export type StoreProblem =
  | 'full' // no space left
  | 'unwritable' // read-only, gone, or not permitted
  | 'failed' // the device reported an error; do not trust it again
  | 'damaged' // a record in the middle does not check
  | 'newer' // written by a later version
  | 'in-use' // another server has this folder

export class StoreError extends Error {
  readonly problem: StoreProblem
  /** File, and record or line where known: what an operator needs to look at. */
  readonly where: string

  constructor(problem: StoreProblem, where: string, cause?: unknown) {
    super(`${problem}: ${where}`, { cause })
    this.name = 'StoreError'
    this.problem = problem
    this.where = where
  }
}
