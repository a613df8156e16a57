// Names of a meeting's files. Ids become file names, so only harmless ones are taken.

/** Returns the id, or throws where it could mean anything but one plain file. */
export function safe(id: string): string {
  if (!/^[A-Za-z0-9_-]+$/.test(id)) throw new Error(`not usable as a file name: ${JSON.stringify(id)}`)
  return id
}

export const journalName = (meeting: string) => `${safe(meeting)}.journal`

/** The meeting a journal belongs to; undefined for other files. */
export const journalOf = (name: string) => /^([A-Za-z0-9_-]+)\.journal$/.exec(name)?.[1]

/** A journal renamed so is that of a meeting being removed: it counts for nothing, and what is left of the rest goes. */
export const removedName = (meeting: string) => `${safe(meeting)}.removed`

/** The meeting whose removal a file tells of; undefined for other files. */
export const removedOf = (name: string) => /^([A-Za-z0-9_-]+)\.removed$/.exec(name)?.[1]

/** Whether a file is one of a meeting's, of whatever sort. Ids have no full stop. */
export const isOf = (meeting: string, name: string) => name.startsWith(`${safe(meeting)}.`)

/** Every opening of a round has a segment of its own, told apart by the number of its first event. */
export const segmentName = (meeting: string, round: string, seq: number) =>
  `${safe(meeting)}.${safe(round)}.${seq}.segment`

export interface SegmentName {
  /** The segment's own name, also where this is a copy of a damaged one. */
  of: string
  meeting: string
  round: string
  /** Number of its first event. */
  seq: number
}

/** Reads a segment's name, or that of a damaged one's copy; undefined for other files. */
export function readSegmentName(name: string): SegmentName | undefined {
  const [, of, meeting, round, seq] =
    /^(([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.(\d+)\.segment)(?:\.damaged-\d+)?$/.exec(name) ?? []
  return of && meeting && round && seq ? { of, meeting, round, seq: Number(seq) } : undefined
}
