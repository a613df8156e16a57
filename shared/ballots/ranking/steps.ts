// One round of a count as a picture shows it: each option's votes, what it gained, and how it stands.
import type { RankingTally } from './ballot.ts'
import type { RankingCount, Round } from './count.ts'

interface StepLine {
  /** Place on the ballot, from 0. */
  index: number
  /** Null once out. */
  votes: number | null
  /** What came to it in this round. */
  gained: number
  /** What left it in this round: all of who goes out, a surplus of who is elected. */
  gave: number
  state: 'in' | 'leaving' | 'out' | 'elected'
}

export interface Step {
  lines: StepLine[]
  exhausted: number
  /** Newly exhausted. */
  spent: number
  /** What still counts; more than half of it wins an instant run-off. */
  active: number
}

type Counted = Extract<RankingCount, { rounds: Round[] }>

/** Votes have five decimals at most. */
const rounded = (value: number) => Math.round(value * 1e5) / 1e5

export function stepOf({ options, count }: RankingTally, at: number): Step {
  const { rounds, method } = count as Counted
  const round = rounds[at]!
  const before = rounds[at - 1]
  const seated = rounds.slice(0, at + 1).flatMap(({ elected }) => elected)
  const last = at === rounds.length - 1
  const elected = method === 'irv' ? [] : last ? [...seated, ...count!.winners] : seated
  const lines = options.map(({ id }, index): StepLine => {
    const votes = round.votes[index]!
    const earlier = before?.votes[index] ?? 0
    const change = before ? rounded((votes ?? 0) - earlier) : 0
    const won = elected.includes(id) || (last && count!.winners.includes(id))
    const state = won ? 'elected' : votes !== null ? 'in' : before?.votes[index] != null ? 'leaving' : 'out'
    return { index, votes, gained: Math.max(0, change), gave: Math.max(0, -change), state }
  })
  return {
    lines,
    exhausted: round.exhausted,
    spent: rounded(round.exhausted - (before?.exhausted ?? 0)),
    active: rounded(round.votes.reduce<number>((sum, votes) => sum + (votes ?? 0), 0)),
  }
}
