// The money voters hold while equal shares buys projects, and what a project would cost each of its supporters.
//
// Exact, and fast all the same: money is kept as floats whose errors are bounded, and what they cannot decide beyond
// doubt is decided by the ledger. All money also has a drift, its change as the share grows: from it follows how far
// the share can grow before anything is decided otherwise.
import { Ledger, nearly } from './ledger.ts'
import type { Candidate, Market } from './market.ts'
import { type Rational, ratio } from './rational.ts'

/** Float sums over up to four million ballots err by less than this part of what is summed up. */
const SLACK = 1e-9

/** A project its supporters can pay. The price is of one point; projects compare by their key, the price by worth. */
export interface Offer {
  candidate: Candidate
  price: number
  drift: number
  key: number
  /** The key is certainly not further off. */
  doubt: number
  keyDrift: number
  /** Places among the supporters: who pays all that is left, who pays the price, and who of these may not have it. */
  short: number[]
  able: number[]
  close: number[]
}

/** The exact price is `unpaid / (unit * weight)`: what those who run short leave, split among the points of the others. */
export interface Price {
  unpaid: bigint
  weight: bigint
  /** Places of those who can pay it. */
  able: number[]
}

export class Purses {
  readonly #market: Market
  readonly #share: number
  readonly #heads: Float64Array
  readonly #left: Float64Array
  readonly #drift: Float64Array
  readonly ledger: Ledger
  /** Less than this more for each voter, in the market's money, decides nothing otherwise. */
  steady: number

  constructor(market: Market, share: Rational) {
    this.#market = market
    this.ledger = new Ledger(market, share)
    this.#share = nearly(share.n * market.money, share.d)
    this.#heads = Float64Array.from(market.groups, ({ weight }) => weight)
    this.#left = new Float64Array(market.groups.length).fill(this.#share)
    this.#drift = new Float64Array(market.groups.length).fill(1)
    this.steady = share.n > 0n ? Number.POSITIVE_INFINITY : 0
  }

  /** Makes `steady` so small that what is `short` of something, and catches up by `drift`, stays short of it. */
  until(short: number, drift: number, size = Math.abs(drift)): void {
    const fastest = drift + SLACK * size
    if (fastest > 0) this.steady = Math.min(this.steady, Math.max(0, short) / fastest)
  }

  /** What the supporters would pay for it; null where they have not got the money. */
  offer(candidate: Candidate): Offer | null {
    const { near, points, groups } = candidate
    let able: number[] = []
    let [held, heldDrift, weight, scope] = [0, 0, 0, near]
    for (let place = 0; place < groups.length; place++) {
      const group = groups[place]!
      if (this.ledger.broke[group]) continue
      const heads = this.#heads[group]!
      able.push(place)
      held += heads * this.#left[group]!
      heldDrift += heads * this.#drift[group]!
      weight += heads * points[place]!
      scope += heads * this.#share
    }
    const unsure = SLACK * scope
    if (held < near - unsure) {
      this.until(near - unsure - held, heldDrift)
      return null
    }
    if (held < near + unsure && this.ledger.moneyOfAll(candidate, able) < candidate.cost * this.ledger.unit) {
      this.steady = 0
      return null
    }
    // Whoever has less than the price pays all; the others pay a higher price; until nobody falls short.
    const short: number[] = []
    let [unpaid, unpaidDrift] = [near, 0]
    for (let last = -1; last < short.length; ) {
      last = short.length
      const stay: number[] = []
      // The price is certainly not less.
      const least = (unpaid - unsure) / weight
      const margin = SLACK * this.#share
      for (const place of able) {
        if (this.#left[groups[place]!]! < least * points[place]! - margin) short.push(place)
        else stay.push(place)
      }
      able = stay
      for (let at = last; at < short.length; at++) {
        const group = groups[short[at]!]!
        const heads = this.#heads[group]!
        unpaid -= heads * this.#left[group]!
        unpaidDrift -= heads * this.#drift[group]!
        weight -= heads * points[short[at]!]!
      }
    }
    const [price, drift, doubt] = [unpaid / weight, unpaidDrift / weight, unsure / weight]
    const margin = SLACK * this.#share
    const close = able.filter((place) => this.#left[groups[place]!]! <= (price + doubt) * points[place]! + margin)
    if (close.length > 0) this.steady = 0
    for (const place of short) {
      const lacking = (price - doubt) * points[place]! - margin - this.#left[groups[place]!]!
      this.until(lacking, this.#drift[groups[place]!]! - drift * points[place]!)
    }
    const worth = Number(candidate.worth)
    return {
      ...{ candidate, price, drift, short, able, close },
      ...{ key: price / worth, doubt: doubt / worth, keyDrift: drift / worth },
    }
  }

  /** The exact price of an offer. */
  price({ candidate, short, able, close }: Offer): Price {
    const { groups, points, cost } = candidate
    const weigh = (places: readonly number[]) =>
      BigInt(places.reduce((total, place) => total + this.#heads[groups[place]!]! * points[place]!, 0))
    let unpaid = cost * this.ledger.unit - this.ledger.moneyOfAll(candidate, short)
    let weight = weigh(able)
    const lacks = (place: number) => unpaid * BigInt(points[place]!) > this.ledger.moneyOf(groups[place]!) * weight
    const broke = new Set<number>()
    for (let doubtful = close; ; ) {
      const out = doubtful.filter(lacks)
      if (out.length === 0) return { unpaid, weight, able: able.filter((place) => !broke.has(place)) }
      unpaid -= this.ledger.moneyOfAll(candidate, out)
      weight -= weigh(out)
      for (const place of out) broke.add(place)
      doubtful = doubtful.filter((place) => !broke.has(place))
    }
  }

  /** What each voter of a supporting group would pay; the broke left out. */
  payments({ groups, points }: Candidate, { unpaid, weight, able }: Price): Map<number, Rational> {
    const { money } = this.#market
    const paid = new Map<number, Rational>()
    // Most pay the same: reducing long fractions is what takes the time.
    const prices = new Map<number, Rational>()
    for (const place of able) {
      const many = points[place]!
      const price = prices.get(many) ?? ratio(unpaid * BigInt(many), this.ledger.unit * money * weight)
      prices.set(many, price)
      paid.set(groups[place]!, price)
    }
    for (const group of groups)
      if (!this.ledger.broke[group] && !paid.has(group)) paid.set(group, this.ledger.left(group))
    return paid
  }

  /** Takes the money. */
  pay({ candidate, drift }: Offer, { unpaid, weight, able }: Price): void {
    const { ledger } = this
    const price = nearly(unpaid, ledger.unit * weight)
    ledger.charge(candidate, unpaid, weight)
    const { groups, points } = candidate
    const pays = new Set(able)
    groups.forEach((group, place) => {
      if (ledger.broke[group]) return
      if (pays.has(place)) {
        this.#left[group]! -= price * points[place]!
        this.#drift[group]! -= drift * points[place]!
      } else ledger.broke[group] = 1
    })
  }
}
