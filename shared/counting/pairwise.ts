// Pairwise comparison: how many prefer each option to each other one.
import { groups, places, type RankedBallot, scale } from './ranked.ts'
import { compare, type Rational, ratio } from './rational.ts'

/** `d.get(a).get(b)`: the weight of those who prefer a to b. Keys in listed order; no option against itself. */
export type Matrix = ReadonlyMap<string, ReadonlyMap<string, Rational>>

function matrix(options: readonly string[], cell: (a: number, b: number) => Rational): Matrix {
  return new Map(
    options.map((a, row) => [
      a,
      new Map(options.flatMap((b, column) => (row === column ? [] : [[b, cell(row, column)] as const]))),
    ]),
  )
}

/** A matrix as published: row by row, `rows[a][b]` those who prefer a to b. Throws `RangeError` where it is not square. */
export function matrixOf(options: readonly string[], rows: readonly (readonly Rational[])[]): Matrix {
  const size = places(options).size
  if (rows.length !== size || rows.some((row) => row.length !== size))
    throw new RangeError('a matrix that is not square')
  return matrix(options, (a, b) => rows[a]![b]!)
}

/** Weights are added as floats, this many bits at a time: exact for eight million ballots. */
const bits = 30n

/**
 * Compares every pair. Equal ranks give neither a vote; unranked options are below all ranked ones and equal among
 * themselves; a repeated mark is passed over. Throws `RangeError` for an option listed twice or a weight below zero.
 */
export function pairwise(options: readonly string[], ballots: Iterable<RankedBallot>): Matrix {
  const place = places(options)
  const { papers, unit } = scale(ballots)
  const size = options.length
  const read = papers.map(({ ranks, weight }) => ({ levels: levels(groups(ranks, place), size), weight }))
  const total = new Array<bigint>(size * size).fill(0n)
  for (let shift = 0n; read.some(({ weight }) => weight >> shift > 0n); shift += bits) {
    const part = new Float64Array(size * size)
    for (const { levels, weight } of read) {
      const count = Number(BigInt.asUintN(Number(bits), weight >> shift))
      for (let a = 0; a < size; a++)
        for (let b = 0; b < size; b++) if (levels[a]! < levels[b]!) part[a * size + b]! += count
    }
    part.forEach((count, cell) => {
      total[cell]! += BigInt(count) << shift
    })
  }
  return matrix(options, (a, b) => ratio(total[a * size + b]!, unit))
}

/** Each option's level on a ballot, 0 the best; unranked ones share the level below. */
function levels(ranked: readonly number[][], size: number): Uint32Array {
  const found = new Uint32Array(size).fill(ranked.length)
  ranked.forEach((group, level) => {
    for (const option of group) found[option] = level
  })
  return found
}

/** True where more prefer a to b than b to a. */
export const beats = (d: Matrix, a: string, b: string): boolean => compare(d.get(a)!.get(b)!, d.get(b)!.get(a)!) > 0

/** The option that beats every other one in pairs, or null. A sole option does. */
export function condorcetWinner(d: Matrix): string | null {
  const options = [...d.keys()]
  return options.find((a) => options.every((b) => a === b || beats(d, a, b))) ?? null
}

/** The smallest set of options each of which beats every option outside it, in listed order. */
export function smithSet(d: Matrix): string[] {
  const options = [...d.keys()]
  const wins = (a: string) => options.filter((b) => a !== b && beats(d, a, b)).length
  // Whoever has most wins is inside, and so is, with each one inside, everyone that one does not beat.
  const most = Math.max(...options.map(wins))
  const inside = new Set(options.filter((a) => wins(a) === most))
  for (const a of inside) for (const b of options) if (a !== b && !beats(d, a, b)) inside.add(b)
  return options.filter((a) => inside.has(a))
}
