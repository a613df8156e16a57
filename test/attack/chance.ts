// How much better than chance guesses are, where votes could be anybody's: exact mean and variance over all ways to give them out.

export interface Score {
  hits: number
  expected: number
  variance: number
  guesses: number
}

export const nothing = (): Score => ({ hits: 0, expected: 0, variance: 0, guesses: 0 })

/**
 * Scores guesses against votes. Under chance the votes of the round are dealt out to its voters at random; the hits of
 * fixed guesses then have the mean and variance of a sum along a random permutation (Hoeffding 1951).
 */
export function score(guesses: readonly (string | undefined)[], votes: readonly string[]): Score {
  const n = votes.length
  const hit = (voter: number, place: number): number => (guesses[voter] === votes[place] ? 1 : 0)
  const all = [...votes.keys()]
  const rows = all.map((voter) => all.reduce((sum, place) => sum + hit(voter, place), 0) / n)
  const columns = all.map((place) => all.reduce((sum, voter) => sum + hit(voter, place), 0) / n)
  const mean = rows.reduce((sum, row) => sum + row, 0) / n
  let squares = 0
  for (const voter of all)
    for (const place of all) squares += (hit(voter, place) - rows[voter]! - columns[place]! + mean) ** 2
  return {
    hits: all.reduce((sum, voter) => sum + hit(voter, voter), 0),
    expected: rows.reduce((sum, row) => sum + row, 0),
    variance: squares / (n - 1),
    guesses: guesses.filter((guess) => guess !== undefined).length,
  }
}

export const add = (a: Score, b: Score): Score => ({
  hits: a.hits + b.hits,
  expected: a.expected + b.expected,
  variance: a.variance + b.variance,
  guesses: a.guesses + b.guesses,
})

/** Standard deviations above chance; 0 where nothing could be guessed either way. */
export const above = ({ hits, expected, variance }: Score) => (variance === 0 ? 0 : (hits - expected) / variance ** 0.5)
