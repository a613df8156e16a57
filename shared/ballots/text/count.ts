// Counts texts that are the same to a reader: how many gave each, the most given first, the rest in one sum.
import type { Profile } from '../ballot.ts'
import type { Given, Review } from './edits.ts'

export interface Listed {
  /** As most who gave it spelt it. */
  text: string
  votes: number
  weight: number
}

export interface Ranking {
  listed: Listed[]
  /** What the list has no room for. */
  rest: { answers: number; votes: number; weight: number }
  /** How many different texts are hidden. */
  hidden: number
}

interface Sum {
  id: string
  /** A spelling of it; `mixed` where there are others. */
  text: string
  mixed: boolean
  votes: number
  weight: number
}

/**
 * The first `limit` texts by weight, alphabetically (by code unit) where level. `textsOf` a vote, all different, are
 * looked at through `review`, if given; a voter counts once for a text.
 */
export function ranking<Vote>(
  profile: Profile<Vote>,
  textsOf: (vote: Vote) => readonly Given[],
  review: Review | null,
  limit: number,
): Ranking {
  const sums = new Map<string, Sum>()
  const hidden = new Set<string>()
  for (const { vote, count, weight } of profile.values()) {
    const given = textsOf(vote)
    for (const one of review ? reviewed(given, review, hidden) : given) {
      const sum = sums.get(one.id)
      if (!sum) {
        sums.set(one.id, { id: one.id, text: one.text, mixed: false, votes: count, weight })
        continue
      }
      sum.votes += count
      sum.weight += weight
      if (sum.text !== one.text) sum.mixed = true
    }
  }
  const best = first(sums.values(), limit)
  const mixed = new Set(best.filter(({ mixed }) => mixed).map(({ id }) => id))
  const spelt: ReadonlyMap<string, string> = mixed.size > 0 ? spellings(profile, textsOf, review, mixed) : new Map()
  const rest = { answers: sums.size - best.length, votes: 0, weight: 0 }
  if (rest.answers > 0) {
    for (const { votes, weight } of sums.values()) {
      rest.votes += votes
      rest.weight += weight
    }
    for (const { votes, weight } of best) {
      rest.votes -= votes
      rest.weight -= weight
    }
  }
  return {
    listed: best.map(({ id, text, votes, weight }) => ({ text: spelt.get(id) ?? text, votes, weight })),
    rest,
    hidden: hidden.size,
  }
}

/** What one voter's texts count as, each once; those not shown are noted in `hidden`. */
function reviewed(given: readonly Given[], review: Review, hidden: Set<string>): Given[] {
  const counted: Given[] = []
  for (const one of given) {
    const target = review(one)
    if (!target) hidden.add(one.id)
    else if (!counted.some(({ id }) => id === target.id)) counted.push(target)
  }
  return counted
}

const before = (a: Sum, b: Sum) => a.weight > b.weight || (a.weight === b.weight && a.id < b.id)

/** The best so far, in order: thousands that were given once are passed by with one look at the last of them. */
function first(sums: Iterable<Sum>, limit: number): Sum[] {
  const best: Sum[] = []
  for (const sum of sums) {
    if (best.length === limit && !before(sum, best[limit - 1]!)) continue
    let [from, to] = [0, best.length]
    while (from < to) {
      const middle = (from + to) >> 1
      if (before(best[middle]!, sum)) from = middle + 1
      else to = middle
    }
    best.splice(from, 0, sum)
    if (best.length > limit) best.pop()
  }
  return best
}

/** The spelling with most weight of each of these texts. */
function spellings<Vote>(
  profile: Profile<Vote>,
  textsOf: (vote: Vote) => readonly Given[],
  review: Review | null,
  ids: ReadonlySet<string>,
): Map<string, string> {
  const weights = new Map<string, Map<string, number>>()
  for (const { vote, weight } of profile.values()) {
    const counted = review ? reviewed(textsOf(vote), review, new Set()) : textsOf(vote)
    for (const given of counted) {
      if (!ids.has(given.id)) continue
      const of = weights.get(given.id) ?? new Map<string, number>()
      weights.set(given.id, of)
      of.set(given.text, (of.get(given.text) ?? 0) + weight)
    }
  }
  const most = (of: Map<string, number>) =>
    [...of].reduce((a, b) => (b[1] > a[1] || (b[1] === a[1] && b[0] < a[0]) ? b : a))[0]
  return new Map([...weights].map(([id, of]) => [id, most(of)]))
}
