// What the kinds of ballot have in common: papers go in; a tally, the lines of a result and what there is to decide come out.

/** Equal votes together: how many there are and the weight behind them. */
export interface Paper {
  key: string
  vote: unknown
  count: number
  weight: number
}

export interface Row {
  id: string
  votes: number | null
  weight: number | null
  /** What is 100 % of it; null for a measure, undefined for all that was counted. */
  of?: number | null
  value: number | null
}

/** Votes of an option in heads and as they weigh. */
export interface Standing {
  id: string
  heads: number
  weight: number
}

/** What a rule is asked to decide. */
export type Decision =
  /** For or against. */
  | { type: 'division' }
  /** The options with most votes win; `points` are no votes: no share of the ballots can be asked of them. */
  | { type: 'contest'; seats: number; options: Standing[]; points: boolean }
  /** The kind has a method of its own, which leaves `tied` level for the places that remain. */
  | { type: 'counted'; seats: number; winners: string[]; tied: string[] }
  | null

export interface Count {
  tally: object
  rows: Row[]
  decision: Decision
}

/** What a count may know beside the votes. */
interface About {
  /** Ids in the order of the lot; null where none was drawn. */
  lot: string[] | null
  /** What the desk made of free answers. */
  edits: unknown
}

export interface Kind {
  /** The canonical text of a vote; null where the vote does not fit the settings. */
  key(vote: unknown): string | null
  count(papers: Paper[], about: About): Count
  /** What a lot is drawn between, and the rule decides on; empty where nothing is decided. */
  sides: string[]
}

export const sum = (numbers: Iterable<number>): number => {
  let all = 0
  for (const number of numbers) all += number
  return all
}
export const heads = (papers: readonly Paper[]) => sum(papers.map(({ count }) => count))
export const weight = (papers: readonly Paper[]) => sum(papers.map(({ weight }) => weight))

/** Votes and weight of the papers that `has` says yes to. */
export function those(papers: readonly Paper[], has: (vote: unknown) => boolean) {
  const chosen = papers.filter(({ vote }) => has(vote))
  return { votes: heads(chosen), weight: weight(chosen) }
}

export const option = (id: string, { votes, weight }: { votes: number; weight: number }) => ({ id, votes, weight })
export const line = (
  id: string,
  { votes, weight }: { votes: number; weight: number },
  value: number | null = null,
) => ({
  ...option(id, { votes, weight }),
  value,
})
export const measure = (id: string, value: number | null): Row => ({ id, votes: null, weight: null, of: null, value })

/** Whether a vote is a list of `low` to `high` different ids of those. */
export function isChoiceOf(vote: unknown, ids: readonly string[], low: number, high: number): vote is string[] {
  if (!Array.isArray(vote) || vote.length < low || vote.length > high) return false
  return new Set(vote).size === vote.length && vote.every((id) => ids.includes(id))
}

/** Ids as they stand on the ballot paper. */
export const inOrder = (chosen: readonly string[], ids: readonly string[]) => ids.filter((id) => chosen.includes(id))

export const same = (a: readonly unknown[], b: readonly unknown[]) =>
  a.length === b.length && a.every((x, n) => x === b[n])
