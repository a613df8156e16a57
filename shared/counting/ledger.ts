// Exact money while equal shares buys projects. What a voter has left is the share less the prices of what the voter
// bought, so the exact money of thousands takes one multiplication a purchase, not one a voter.
import type { Candidate, Market } from './market.ts'
import { type Rational, ratio, times, whole } from './rational.ts'

export class Ledger {
  readonly #market: Market
  /** Money here is over this. */
  unit: bigint
  #start: bigint
  #prices: bigint[] = []
  readonly #boughtAt: Int32Array
  readonly broke: Uint8Array

  constructor(market: Market, share: Rational) {
    const { n, d } = times(share, whole(market.money))
    this.#market = market
    this.unit = d
    this.#start = n
    this.#boughtAt = new Int32Array(market.candidates.length).fill(-1)
    this.broke = new Uint8Array(market.groups.length).fill(n > 0n ? 0 : 1)
  }

  /** Money of one voter of the group, over `unit`. */
  moneyOf(group: number): bigint {
    if (this.broke[group]) return 0n
    let money = this.#start
    for (const [project, points] of this.#market.groups[group]!.support) {
      const at = this.#boughtAt[project]!
      if (at >= 0) money -= this.#prices[at]! * BigInt(points)
    }
    return money
  }

  /** Money of the supporters at these places together, over `unit`; none of them is broke. */
  moneyOfAll(candidate: Candidate, places: readonly number[]): bigint {
    const bought = this.#prices.map(() => 0)
    let heads = 0
    for (const place of places) {
      const { weight, support } = this.#market.groups[candidate.groups[place]!]!
      heads += weight
      for (const [project, points] of support) {
        const at = this.#boughtAt[project]!
        if (at >= 0) bought[at]! += points * weight
      }
    }
    return this.#prices.reduce((rest, price, at) => rest - price * BigInt(bought[at]!), this.#start * BigInt(heads))
  }

  /** What one voter of the group has, in currency units. */
  left = (group: number): Rational => ratio(this.moneyOf(group), this.unit * this.#market.money)

  /** What the supporters have together, in currency units. */
  held = (candidate: Candidate): Rational => {
    const places = [...candidate.groups.keys()].filter((place) => !this.broke[candidate.groups[place]!])
    return ratio(this.moneyOfAll(candidate, places), this.unit * this.#market.money * this.#market.scale)
  }

  /** From now on whoever supports the project and is not broke has paid `unpaid / (unit * weight)` for each point. */
  charge(candidate: Candidate, unpaid: bigint, weight: bigint): void {
    const { n, d } = ratio(unpaid, weight)
    this.unit *= d
    this.#start *= d
    this.#prices = [...this.#prices.map((earlier) => earlier * d), n]
    this.#boughtAt[candidate.index] = this.#prices.length - 1
  }
}

/** A float within two units of its last place, however long the numbers are. */
export function nearly(n: bigint, d: bigint): number {
  const bits = (value: bigint) => 4 * value.toString(16).length
  const shift = Math.max(0, 64 + bits(d) - bits(n))
  return Number((n << BigInt(shift)) / d) / 2 ** shift
}
