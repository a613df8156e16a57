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

/** A published matrix: `rows[a][b]` is how many prefer a to b. Throws `RangeError` where it is not square. */
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
 * themselves; a repeated mark is passed over. Throws `RangeError` for more than 1,000 options, one twice, or a weight
 * below zero.
 */
export function pairwise(options: readonly string[], ballots: Iterable<RankedBallot>): Matrix {
  const place = places(options)
  const { papers, unit } = scale(ballots)
  const size = options.length
  const read = papers.map(({ ranks, weight }) => ({ ranked: groups(ranks, place), weight }))
  const total = new Array<bigint>(size * size).fill(0n)
  for (let shift = 0n; read.some(({ weight }) => weight >> shift > 0n); shift += bits) {
    const part = new Float64Array(size * size)
    for (const { ranked, weight } of read) {
      const count = Number(BigInt.asUintN(Number(bits), weight >> shift))
      if (count > 0) compareAll(ranked, size, count, part)
    }
    part.forEach((count, cell) => {
      total[cell]! += BigInt(count) << shift
    })
  }
  return matrix(options, (a, b) => ratio(total[a * size + b]!, unit))
}

/** Adds a ballot to the cells of each option over those below it: unranked ones are below all. */
function compareAll(ranked: readonly number[][], size: number, count: number, cells: Float64Array) {
  const above = new Uint8Array(size)
  for (const group of ranked) {
    for (const option of group) above[option] = 1
    for (const a of group) for (let b = 0; b < size; b++) if (above[b] === 0) cells[a * size + b]! += count
  }
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
  const wins = options.map((a) => options.filter((b) => a !== b && beats(d, a, b)).length)
  // Whoever has most wins is inside, and so is, with each one inside, everyone that one does not beat.
  const most = Math.max(...wins)
  const inside = new Set(options.filter((_, at) => wins[at] === most))
  for (const a of inside) for (const b of options) if (a !== b && !inside.has(b) && !beats(d, a, b)) inside.add(b)
  return options.filter((a) => inside.has(a))
}
