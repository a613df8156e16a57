// A budget by equal shares (SPEC B14; Peters, Pierczyński and Skowron 2021): every voter gets the same share of the money, and
// a project is bought by those who voted for it. Of those they can pay together the one comes first for which each pays least
// for what it is worth to them; all pay that price, and who has less pays what is left. Equal prices: the cheaper one, then
// the one with more votes, then the lot. What remains is used by raising all shares step by step and buying anew, as long as
// what is bought stays within the budget (add1), and then by votes in order (add1u).
import { commonDivisor, type Fraction, fraction } from './exact.ts'
import { greedy, type Project } from './greedy.ts'
import { Misfit } from './read.ts'

interface Buyer {
  /** How many voters, by weight, cast this ballot. */
  weight: bigint
  /** Points a project; one for an approval. */
  marks: ReadonlyMap<string, bigint>
}

export interface Market {
  projects: readonly Project[]
  buyers: readonly Buyer[]
  budget: number
  utility: 'cost' | 'cardinality'
  completion: 'add1u' | 'add1' | 'none'
  step: number
  /** Ids, whose turn it is where all else is equal. */
  order: readonly string[]
}

interface Purchase {
  id: string
  payers: bigint
  least: Fraction
  most: Fraction
  /** One divided by the price. */
  effective: Fraction
}

export interface Bought {
  share: Fraction
  purchases: Purchase[]
  /** What is left to each buyer, of one unit of weight. */
  purses: Fraction[]
}

/** More than so many raises are not counted again. */
const MOST_STEPS = 200_000

/** `over / under` is what one unit of use costs. */
interface Offer {
  project: Project
  over: bigint
  under: bigint
}

/** Everything that is bought with this share. All money is kept as whole numbers of 1/`unit`, `unit` growing as it must. */
function buy({ projects, buyers, utility, order }: Market, share: Fraction): Bought {
  let unit = share.under
  let purses = buyers.map(() => share.over)
  const purchases: Purchase[] = []
  const use = (buyer: Buyer, { id, cost }: Project) =>
    (buyer.marks.get(id) ?? 0n) * (utility === 'cost' ? BigInt(cost) : 1n)

  /** The lowest price at which its supporters can pay for a project; null where they cannot. */
  function offer(project: Project): Offer | null {
    let payers = [...buyers.keys()].filter((n) => use(buyers[n]!, project) > 0n && purses[n]! > 0n)
    let missing = BigInt(project.cost) * unit
    while (payers.length > 0) {
      const uses = payers.reduce((all, n) => all + buyers[n]!.weight * use(buyers[n]!, project), 0n)
      const short = payers.filter((n) => purses[n]! * uses < missing * use(buyers[n]!, project))
      if (short.length === 0) return { project, over: missing, under: uses * unit }
      for (const n of short) missing -= buyers[n]!.weight * purses[n]!
      payers = payers.filter((n) => !short.includes(n))
    }
    return null
  }

  const before = (a: Offer, b: Offer): number => {
    const [left, right] = [a.over * b.under, b.over * a.under]
    if (left !== right) return left < right ? -1 : 1
    const [p, q] = [a.project, b.project]
    return p.cost - q.cost || q.votes - p.votes || order.indexOf(p.id) - order.indexOf(q.id)
  }

  // Prices never fall while money goes out: what cost more than the best one before need not be looked at again.
  let open: Offer[] = projects.filter(({ votes }) => votes > 0).map((project) => ({ project, over: 0n, under: 1n }))
  for (;;) {
    let best: Offer | null = null
    const next: Offer[] = []
    for (const known of open.toSorted(before)) {
      const found: Offer | null = best && before(known, best) > 0 ? known : offer(known.project)
      if (!found) continue
      next.push(found)
      if (found !== known && (!best || before(found, best) < 0)) best = found
    }
    if (!best) break
    const { project, over, under } = best
    open = next.filter((other) => other !== best)
    const price = fraction(over, under)
    const finer = price.under / commonDivisor(price.under, unit)
    unit *= finer
    purses = purses.map((purse) => purse * finer)
    const paid = purses.map((purse, n) => {
      const asked = (price.over * use(buyers[n]!, project) * unit) / price.under
      return asked < purse ? asked : purse
    })
    purses = purses.map((purse, n) => purse - paid[n]!)
    const payers = [...paid.keys()].filter((n) => paid[n]! > 0n)
    const amounts = payers.map((n) => paid[n]!)
    purchases.push({
      id: project.id,
      payers: payers.reduce((all, n) => all + buyers[n]!.weight, 0n),
      least: fraction(
        amounts.reduce((a, b) => (b < a ? b : a)),
        unit,
      ),
      most: fraction(
        amounts.reduce((a, b) => (b > a ? b : a)),
        unit,
      ),
      effective: fraction(price.under, price.over),
    })
  }
  return { share, purchases, purses: purses.map((purse) => fraction(purse, unit)) }
}

export function equalShares(market: Market) {
  const { projects, buyers, budget, completion, step, order } = market
  const weight = buyers.reduce((all, buyer) => all + buyer.weight, 0n)
  const cost = ({ purchases }: Bought) =>
    projects.reduce((all, { id, cost }) => all + (purchases.some((bought) => bought.id === id) ? cost : 0), 0)
  const supported = projects.filter(({ votes }) => votes > 0).length
  const exact = fraction(budget, weight)
  const raises = completion !== 'none' && projects.reduce((all, { cost }) => all + cost, 0) > budget
  const start = raises ? fraction(exact.over / exact.under) : exact
  let bought = buy(market, start)
  for (let raised = 1; raises; raised++) {
    const room = budget - cost(bought)
    const full = projects.every(({ id, cost }) => cost > room || bought.purchases.some((one) => one.id === id))
    if (full || bought.purchases.length === supported) break
    if (raised > MOST_STEPS) throw new Misfit('question.config.step', step, 'steps that are not too many to take again')
    const next = buy(market, fraction(start.over + BigInt(raised) * BigInt(step)))
    if (cost(next) > budget) break
    bought = next
  }
  const funded = bought.purchases.map(({ id }) => id)
  const others = projects.filter(({ id }) => !funded.includes(id))
  const completed = completion === 'add1u' ? greedy(others, budget - cost(bought), order).funded : []
  return { start, weight, bought, completed, funded: [...funded, ...completed] }
}
