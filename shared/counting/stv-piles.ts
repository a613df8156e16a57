// The piles of a single transferable vote: which papers lie with whom, and at what value.
import { overvoted, type RankedBallot, type Ranks, scale } from './ranked.ts'
import { plus, type Rational, ratio, times, whole, zero } from './rational.ts'
import type { StvTransfer } from './stv.ts'

interface Paper {
  readonly ranks: Ranks
  readonly weight: bigint
  next: number
}
/** Papers that came at one value each. */
interface Parcel {
  readonly value: Rational
  readonly papers: Paper[]
}

/** The next preference for an option that continues, or null. Skipped ranks and known marks are passed over. */
function read(paper: Paper, continues: (id: string) => boolean): string | null {
  while (paper.next < paper.ranks.length) {
    const rank = paper.ranks[paper.next++]!
    if (overvoted(rank)) paper.next = paper.ranks.length
    else if (rank.length > 0 && continues(rank[0]!)) return rank[0]!
  }
  return null
}

export class Piles {
  readonly #parcels: Map<string, Parcel[]>
  readonly #unit: bigint
  readonly #first: Parcel

  constructor(options: readonly string[], ballots: Iterable<RankedBallot>) {
    const { papers, unit } = scale(ballots)
    this.#parcels = new Map(options.map((id) => [id, []]))
    this.#unit = unit
    this.#first = { value: whole(1), papers: papers.map(({ ranks, weight }) => ({ ranks, weight, next: 0 })) }
  }

  /** All papers by first preference; those to null are not valid. */
  sort = (continuing: ReadonlySet<string>): StvTransfer[] => this.#deal([this.#first], continuing)

  /** Passes a whole pile on to those who continue, each paper at what `worth` makes of its value. */
  pass(from: string, continuing: ReadonlySet<string>, worth: (value: Rational) => Rational): StvTransfer[] {
    const parcels = this.#parcels.get(from)!.map(({ value, papers }) => ({ value: worth(value), papers }))
    this.#parcels.set(from, [])
    return this.#deal(parcels, continuing)
  }

  #deal(parcels: readonly Parcel[], continuing: ReadonlySet<string>): StvTransfer[] {
    const moved = new Map<string | null, { papers: Rational; amount: Rational }>()
    for (const { value, papers } of parcels) {
      const piled = new Map<string | null, Paper[]>()
      for (const paper of papers) {
        const to = read(paper, (id) => continuing.has(id))
        if (piled.has(to)) piled.get(to)!.push(paper)
        else piled.set(to, [paper])
      }
      for (const [to, pile] of piled) {
        const weight = pile.reduce((total, paper) => total + paper.weight, 0n)
        const count = ratio(weight, this.#unit)
        const before = moved.get(to) ?? { papers: zero, amount: zero }
        moved.set(to, { papers: plus(before.papers, count), amount: plus(before.amount, times(count, value)) })
        if (to !== null) this.#parcels.get(to)!.push({ value, papers: pile })
      }
    }
    const reached = [...this.#parcels.keys(), null].filter((to) => moved.has(to))
    return reached.map((to) => ({ to, ...moved.get(to)! }))
  }
}
