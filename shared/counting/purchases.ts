// One run of the Method of Equal Shares: all voters get the same money and buy projects, the best bargain first.
import type { Candidate, Market } from './market.ts'
import { type Offer, type Price, Purses } from './purses.ts'
import { compare, plus, type Rational, ratio, zero } from './rational.ts'

export interface Purchase {
  candidate: Candidate
  /** What a point cost a supporter who could pay it. */
  price: Rational
  /** What each voter of a group paid; who had no money left is not among them. */
  payments: Map<number, Rational>
  /** What all supporters together have left after it. */
  held: Rational
}

export interface Run {
  bought: Candidate[]
  cost: Rational
  /** With less than this more for each voter the same projects are bought in the same order. */
  steady: number
  /** What a voter of a group, and what all supporters of a project together have left in the end. */
  left(group: number): Rational
  held(candidate: Candidate): Rational
}

/** Null as soon as the purchases cost more than `ceiling`. Where `purchases` is given, they are written there. */
export function run(market: Market, share: Rational, ceiling: Rational | null, purchases?: Purchase[]): Run | null {
  const purses = new Purses(market, share)
  const { ledger } = purses
  const { money, grain } = market
  const bought: Candidate[] = []
  let cost = zero
  // Prices only rise within a run, so an earlier key still tells that a project is no better than that.
  let open = market.candidates
    .filter(({ cost, groups }) => cost > 0n && groups.length > 0)
    .map((candidate) => ({ candidate, floor: 0, drift: 0 }))
  for (;;) {
    open.sort((a, b) => a.floor - b.floor)
    const offers: Offer[] = []
    let best = Number.POSITIVE_INFINITY
    open = open.filter((entry) => {
      if (entry.floor > best) return true
      const offer = purses.offer(entry.candidate)
      if (!offer) return false
      offers.push(offer)
      best = Math.min(best, offer.key + offer.doubt)
      entry.floor = offer.key - offer.doubt
      entry.drift = offer.keyDrift
      return true
    })
    if (offers.length === 0) break
    const { offer, price } = choose(offers, best, purses)
    const { candidate } = offer
    open = open.filter((entry) => entry.candidate !== candidate)
    cost = plus(cost, candidate.project.cost)
    if (ceiling && compare(cost, ceiling) > 0) return null
    for (const { floor, drift, candidate: other } of open) {
      const alike = offers.find((rival) => rival.candidate === other)
      // Two that nobody runs short for keep their keys, so also their tie; as do two with the same supporters and cost.
      if (alike && (alike.short.length + offer.short.length === 0 || other.like === candidate.like)) continue
      purses.until(floor - offer.key - offer.doubt, offer.keyDrift - drift, Math.abs(offer.keyDrift) + Math.abs(drift))
    }
    bought.push(candidate)
    const payments = purchases && purses.payments(candidate, price)
    const each = purchases && ratio(price.unpaid * grain, ledger.unit * money * price.weight)
    purses.pay(offer, price)
    if (payments && each) purchases.push({ candidate, price: each, payments, held: ledger.held(candidate) })
  }
  return { bought, cost, steady: purses.steady / Number(money), left: ledger.left, held: ledger.held }
}

/** The least key; of equal ones the cheaper project, then the one with more votes, then the one listed first. */
function choose(offers: readonly Offer[], best: number, purses: Purses): { offer: Offer; price: Price } {
  const [first, ...rest] = offers
    .filter(({ key, doubt }) => key - doubt <= best)
    .map((offer) => ({ offer, price: purses.price(offer) }))
  const order = (a: typeof first & object, b: typeof first & object) => {
    const [x, y] = [a.offer.candidate, b.offer.candidate]
    const keys = a.price.unpaid * b.price.weight * y.worth - b.price.unpaid * a.price.weight * x.worth
    if (keys !== 0n) return keys < 0n ? -1 : 1
    return Number(x.cost - y.cost) || compare(y.votes, x.votes) || x.index - y.index
  }
  return rest.reduce((winner, other) => (order(other, winner) < 0 ? other : winner), first!)
}
