// What the ways of counting rankings share: their papers, the rounds they tell, and how equal votes within a count are settled.

export interface Ranked {
  /** First preference first. */
  ranks: readonly string[]
  weight: number
}

export interface Round {
  by: 'first' | 'exclusion' | 'surplus'
  from: string | null
  tied: string[]
  lot: string[]
  /** In the order of the options; null once out. */
  votes: (number | null)[]
  exhausted: number
  lost: number
  elected: string[]
}

/**
 * One of those that are level now (SPEC B15): by the latest earlier round in which they differ, going back as long as
 * several remain, then by the lot. Of the `most` the first of the lot is chosen, of the `least` the last.
 */
export function settle<N extends number | bigint>(
  level: readonly string[],
  rounds: readonly ((id: string) => N)[],
  lot: readonly string[],
  which: 'most' | 'least',
): { chosen: string; drawn: string[] } {
  let rest = level
  for (const votes of rounds.toReversed()) {
    const best = rest.map(votes).reduce((a, b) => ((which === 'most' ? b > a : b < a) ? b : a))
    rest = rest.filter((id) => votes(id) === best)
  }
  if (rest.length === 1) return { chosen: rest[0]!, drawn: [] }
  const drawn = lot.filter((id) => rest.includes(id))
  return { chosen: (which === 'most' ? drawn[0] : drawn.at(-1))!, drawn }
}
