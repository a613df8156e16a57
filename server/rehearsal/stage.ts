// What a rehearsal's programs are told: where the house is, and who they are there.

/** Arguments with which Node runs each of them. */
export interface Programs {
  director: string[]
  crowd: string[]
}

/** Sent when a director is up: keys do not belong on a command line. */
export interface Stage {
  /** As in `http://127.0.0.1:8080`. */
  url: string
  /** Of the rehearsal's own meeting, and its keys. */
  code: string
  moderator: string
  projector: string
  /** The organizer's key. */
  organizer: string
  voters: number
  /** Over how many seconds they arrive; null for what suits their number. */
  seconds: number | null
  /** Arguments with which Node runs a crowd. */
  crowd: string[]
}

/** Seconds in which so many people come through the door: a hundred a second, and no faster than in two. */
export const arrival = (voters: number) => Math.max(2, voters / 100)
