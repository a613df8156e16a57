// The piles of an instant run-off: with whom each ballot lies, and why some lie with nobody.
import type { Inactive, IrvRule, IrvTransfer } from './irv.ts'
import { overvoted, places, type RankedBallot, type Ranks, scale } from './ranked.ts'
import { type Rational, ratio } from './rational.ts'

interface Paper {
  readonly ranks: Ranks
  readonly weight: bigint
  /** The rank at which an option is marked again, where that stops the ballot. */
  readonly repeat: number
  next: number
}

function repeat(ranks: Ranks): number {
  const seen = new Set<string>()
  return ranks.findIndex((rank) => {
    if (rank.some((id) => seen.has(id))) return true
    for (const id of rank) seen.add(id)
    return false
  })
}

/** Reads on to the next option that continues. A mark is judged when it is reached; a stopped ballot stays stopped. */
function read(paper: Paper, continues: (id: string) => boolean, rule: IrvRule): { to: string } | Inactive {
  let skips = 0
  while (paper.next < paper.ranks.length) {
    const rank = paper.ranks[paper.next++]!
    if (rank.length === 0) {
      skips++
      continue
    }
    if (skips > (rule.maxSkips ?? Number.POSITIVE_INFINITY)) return 'skipped'
    skips = 0
    if (paper.next - 1 === paper.repeat) return 'duplicate'
    if (overvoted(rank)) {
      if (rule.overvote === 'skip') continue
      if (rule.overvote !== 'exhaust-if-multiple') return 'overvote'
    }
    const here = rank.filter(continues)
    if (overvoted(here)) return 'overvote'
    if (here.length > 0) return { to: here[0]! }
  }
  return 'exhausted'
}

/** Whole numbers of `1 / unit` throughout, so that adding up is exact and quick. */
export class Piles {
  /** Of those who continue, in listed order. */
  readonly votes: Map<string, bigint>
  readonly #inactive = new Map<Inactive, bigint>()
  readonly #papers: Map<string, Paper[]>
  readonly #rule: IrvRule
  readonly #unit: bigint

  constructor(options: readonly string[], ballots: Iterable<RankedBallot>, rule: IrvRule) {
    const listed = [...places(options).keys()]
    const { papers, unit } = scale(ballots)
    this.votes = new Map(listed.map((id) => [id, 0n]))
    this.#papers = new Map(listed.map((id) => [id, []]))
    this.#rule = rule
    this.#unit = unit
    for (const { ranks, weight } of papers)
      if (ranks.some((rank) => rank.length > 0))
        this.#deal({ ranks, weight, next: 0, repeat: rule.duplicate === 'exhaust' ? repeat(ranks) : -1 })
  }

  share = (count: bigint): Rational => ratio(count, this.#unit)

  inactive(): Partial<Record<Inactive, Rational>> {
    const reasons = ['exhausted', 'overvote', 'duplicate', 'skipped'] as const
    const some = reasons.filter((reason) => this.#inactive.has(reason))
    return Object.fromEntries(some.map((reason) => [reason, this.share(this.#inactive.get(reason)!)]))
  }

  /** Takes options out, all at once, and deals their ballots to those who are left. */
  eliminate(ids: readonly string[]): IrvTransfer[] {
    const moving = ids.map((from) => ({ from, pile: this.#papers.get(from)! }))
    for (const from of ids) {
      this.#papers.delete(from)
      this.votes.delete(from)
    }
    return moving.flatMap(({ from, pile }) => {
      const moved = new Map<string | null, bigint>()
      for (const paper of pile) {
        const to = this.#deal(paper)
        moved.set(to, (moved.get(to) ?? 0n) + paper.weight)
      }
      const reached = [...this.votes.keys(), null].filter((to) => moved.has(to))
      return reached.map((to) => ({ from, to, amount: this.share(moved.get(to)!) }))
    })
  }

  #deal(paper: Paper): string | null {
    const found = read(paper, (id) => this.votes.has(id), this.#rule)
    if (typeof found === 'string') {
      this.#inactive.set(found, (this.#inactive.get(found) ?? 0n) + paper.weight)
      return null
    }
    this.#papers.get(found.to)!.push(paper)
    this.votes.set(found.to, this.votes.get(found.to)! + paper.weight)
    return found.to
  }
}
