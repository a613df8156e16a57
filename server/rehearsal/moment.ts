// Chance and time for load and fire: a seeded source of randomness, waiting, percentiles.

export type Random = () => number

/** Mulberry32: the same seed, the same numbers from 0 to 1. */
export function seeded(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A number of milliseconds between two, another one each time. */
export const after =
  (least: number, most: number, random: Random = Math.random) =>
  () =>
    least + random() * (most - least)

export const rest = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds))

/** Milliseconds since 1970 with fractions: comparable between processes of one machine. */
export const instant = () => performance.timeOrigin + performance.now()

/** The value below which `share` of the values lie; NaN of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}
