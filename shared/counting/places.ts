// Who gets the places when options are ordered by a score: sure winners, and those tied for the places that are left.
import { compare, type Rational, zero } from './rational.ts'

export interface Places {
  /** By score, the highest first; equal scores as listed. */
  elected: string[]
  /** More options with one score than places left: nobody is picked among them. As listed. */
  tied: string[]
  placesLeft: number
}

export interface Seats {
  /** Default 1. */
  seats?: number
  /** An option below it gets no place. Default 0. */
  minScore?: Rational
}

/** Fills places by score. An option that ties for the last places is in `tied`, never in `elected`. */
export function places(score: ReadonlyMap<string, Rational>, { seats = 1, minScore = zero }: Seats = {}): Places {
  const ordered = [...score].filter(([, s]) => compare(s, minScore) >= 0).sort(([, a], [, b]) => compare(b, a))
  const last = ordered[seats - 1]?.[1]
  const first = ordered[seats]?.[1]
  if (seats <= 0 || !last || !first || compare(last, first) !== 0) {
    const elected = ordered.slice(0, Math.max(seats, 0)).map(([id]) => id)
    return { elected, tied: [], placesLeft: seats - elected.length }
  }
  const elected = ordered.filter(([, s]) => compare(s, last) > 0).map(([id]) => id)
  const tied = ordered.filter(([, s]) => compare(s, last) === 0).map(([id]) => id)
  return { elected, tied, placesLeft: seats - elected.length }
}
