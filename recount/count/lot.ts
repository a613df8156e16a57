// A lot (SPEC R15): ids in the order of the SHA-256 of seed, space and id, lowest first. Whoever has the seed can draw it again.
import { sha256 } from '../sha256.ts'
import { ids, orNull, record, text } from './read.ts'

export interface Lot {
  seed: string
  order: string[]
  /** The first eight digits of each, in that order. */
  numbers: string[]
  /** Those of `some` in the order of the lot. */
  among(some: readonly string[]): { id: string; number: string }[]
}

/** Draws between `sides` again with the seed on record; null where the record has no lot. */
export const drawAgain = (value: unknown, sides: readonly string[]): Lot | null =>
  orNull(value, (lot) => {
    const { seed, order } = record(lot, 'lot')
    const drawn = draw(text(seed, 'lot.seed'), sides)
    ids(order, 'lot.order')
    return drawn
  })

function draw(seed: string, sides: readonly string[]): Lot {
  const drawn = sides
    .map((id) => ({ id, digest: sha256(`${seed} ${id}`) }))
    .sort((a, b) => (a.digest < b.digest ? -1 : 1))
    .map(({ id, digest }) => ({ id, number: digest.slice(0, 8) }))
  return {
    seed,
    order: drawn.map(({ id }) => id),
    numbers: drawn.map(({ number }) => number),
    among: (some) => drawn.filter(({ id }) => some.includes(id)),
  }
}
