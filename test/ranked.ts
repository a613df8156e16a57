// What tests of ranked counts share: settings and figures as the case documents write them.
import type { IrvResult, IrvRule } from '../shared/counting/irv.ts'
import { exact, type Rational } from '../shared/counting/rational.ts'

/** The settings of an irv case in the words of the library. */
export function irvRule({ max_skips, until_two, first_out, final_tie, ...same }: Record<string, unknown>): IrvRule {
  const named = { maxSkips: max_skips, untilTwo: until_two, firstOut: first_out, finalTie: final_tie, ...same }
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined))
}

export const figures = (votes: Iterable<readonly [string, Rational]>) =>
  Object.fromEntries([...votes].map(([id, value]) => [id, exact(value)]))

interface Round {
  votes: Record<string, unknown>
  [key: string]: unknown
}

/** The rounds with just the keys the expected ones have; options without a vote, which they leave out, too. */
export const roundsOf = ({ rounds }: IrvResult, expected: Round[]) =>
  rounds.map((round, at) => {
    const all: Round = {
      ...round,
      votes: figures([...round.votes].filter(([id, { n }]) => n !== 0n || id in (expected[at]?.votes ?? {}))),
      inactive: figures(Object.entries(round.inactive)),
    }
    return Object.fromEntries(Object.keys(expected[at] ?? all).map((key) => [key, all[key]]))
  })
