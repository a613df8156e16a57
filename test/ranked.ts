// What tests of ranked counts share: how the case documents write settings and figures, and slow counters to compare with.
import type { IrvResult, IrvRule } from '../shared/counting/irv.ts'
import { beats, type Matrix } from '../shared/counting/pairwise.ts'
import type { RankedBallot } from '../shared/counting/ranked.ts'
import { compare, exact, type Rational, zero } from '../shared/counting/rational.ts'

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

/** Instant run-off by the book, counted anew from the ballots each round: who wins, or who is tied. */
export function electAgain(options: readonly string[], ballots: readonly RankedBallot[], rule: IrvRule) {
  const standing = new Set(options)
  const stopped = new Set<RankedBallot>()
  const order = [...new Set([...(rule.order ?? []), ...options])]
  const history: Map<string, number>[] = []
  const one = (ballot: RankedBallot): string | null => {
    let last = -1
    const seen: string[] = []
    for (const [at, rank] of ballot.ranks.entries()) {
      const marks = [...new Set(rank)]
      if (marks.length === 0) continue
      const here = marks.filter((id) => standing.has(id))
      const stops =
        at - last - 1 > (rule.maxSkips ?? 99) ||
        (rule.duplicate === 'exhaust' && marks.some((id) => seen.includes(id))) ||
        (marks.length > 1 && (rule.overvote ?? 'exhaust') === 'exhaust') ||
        (here.length > 1 && rule.overvote === 'exhaust-if-multiple')
      if (stops) stopped.add(ballot)
      if (stops) return null
      last = at
      seen.push(...marks)
      if (here.length === 1 && !(marks.length > 1 && rule.overvote === 'skip')) return here[0]!
    }
    return null
  }
  for (;;) {
    const votes = new Map([...standing].map((id) => [id, 0]))
    for (const ballot of ballots.filter((ballot) => !stopped.has(ballot))) {
      const id = one(ballot)
      if (id !== null) votes.set(id, votes.get(id)! + Number(ballot.weight.n))
    }
    history.unshift(votes)
    const ranked = [...votes].sort(([, a], [, b]) => a - b)
    const active = ranked.reduce((sum, [, count]) => sum + count, 0)
    if (active === 0) return { winner: null, tied: options.filter((id) => standing.has(id)) }
    const write = ranked.filter(([id, count]) => count > 0 && rule.firstOut?.includes(id))
    const [leader, most] = ranked.at(-1)!
    if (write.length > 0 && write.length < ranked.length) for (const [id] of write) standing.delete(id)
    else if (2 * most > active && !(rule.untilTwo && ranked.length > 2)) return { winner: leader, tied: [] }
    else if (ranked.length === 2 && rule.finalTie === 'report')
      return { winner: null, tied: options.filter((id) => standing.has(id)) }
    else {
      let size = 0
      for (let n = 1; rule.batch && n <= ranked.length - 2; n++)
        if (ranked.slice(0, n).reduce((sum, [, count]) => sum + count, 0) < ranked[n]![1]) size = n
      if (size > 0) for (const [id] of ranked.slice(0, size)) standing.delete(id)
      else {
        const rows = rule.tie === 'none' ? history.slice(0, 1) : history
        const key = (id: string) => [...rows.map((row) => row.get(id)!), -order.indexOf(id)]
        const before = (a: string, b: string) =>
          key(a)
            .map((value, at) => value - key(b)[at]!)
            .find(Boolean) ?? 0
        standing.delete([...standing].sort(before)[0]!)
      }
    }
  }
}

/** The strength of the strongest path by walking every path there is. */
export function strengthAgain(d: Matrix, from: string, to: string, past: readonly string[] = [from]): Rational {
  const options = [...d.keys()].filter((id) => !past.includes(id) && beats(d, from, id))
  return options.reduce((best, next) => {
    const link = d.get(from)!.get(next)!
    const rest = next === to ? link : strengthAgain(d, next, to, [...past, next])
    const strength = compare(rest, link) < 0 ? rest : link
    return compare(strength, best) > 0 ? strength : best
  }, zero)
}
