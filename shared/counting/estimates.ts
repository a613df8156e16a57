// Numbers that people estimate, in whole units: what they come to, exactly.
import { type Rational, ratio, whole } from './rational.ts'

export interface Estimates {
  /** The weight behind them. */
  n: number
  mean: Rational
  /** Where half of the weight is passed; between two numbers, their mean. */
  median: Rational
  min: number
  max: number
}

/** Null where there are none. `units` and weights are safe integers, weights above zero. Sums are exact whatever their size. */
export function estimates(given: readonly { units: number; weight: number }[]): Estimates | null {
  if (given.length === 0) return null
  const ordered = [...given].sort((a, b) => a.units - b.units)
  let sum = 0n
  let n = 0
  for (const { units, weight } of ordered) {
    sum += BigInt(units) * BigInt(weight)
    n += weight
  }
  return {
    n,
    mean: ratio(sum, BigInt(n)),
    median: median(ordered, n),
    min: ordered[0]!.units,
    max: ordered.at(-1)!.units,
  }
}

function median(ordered: readonly { units: number; weight: number }[], n: number): Rational {
  let passed = 0
  for (const [index, { units, weight }] of ordered.entries()) {
    passed += weight
    if (2 * passed > n) return whole(units)
    if (2 * passed === n) return ratio(BigInt(units) + BigInt(ordered[index + 1]!.units), 2n)
  }
  throw new Error('the weights do not add up')
}
