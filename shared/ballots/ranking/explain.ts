// How a ranking came out, in sentences for the wall and the minutes.
import type { RankingConfig, RankingTally } from './ballot.ts'
import type { RankingCount, Round } from './count.ts'
import { type Telling, telling } from './sentences.ts'
import { stepOf } from './steps.ts'
import { words } from './words.ts'

type Language = 'en' | 'ko'
type Of<Method> = Extract<RankingCount, { method: Method }>

/** Winners with their figures and denominators, the exhausted, every lot; empty while there is no count. */
export function explain(tally: RankingTally, config: RankingConfig, language: Language): string {
  const { count } = tally
  const said = telling(config, language)
  if (count?.method === 'irv') return irv(count, tally, said).join(' ')
  if (count?.method === 'stv') return stv(count, said, config.seats).join(' ')
  if (count?.method === 'schulze') return schulze(count, config, said).join(' ')
  return count ? borda(count, tally, config, language).join(' ') : ''
}

function irv({ winners, tied, rounds }: Of<'irv'>, tally: RankingTally, said: Telling) {
  const { w, place, n } = said
  const { active, exhausted } = stepOf(tally, rounds.length - 1)
  const [winner] = winners
  const votes = n(rounds.at(-1)!.votes[place((winner ?? tied[0])!)]!)
  return [
    winner === undefined ? w.irvTied(votes, n(active), rounds.length) : w.irv(votes, n(active), rounds.length),
    ...(exhausted ? [w.exhausted(n(exhausted), n(tally.weight))] : []),
    ...lots(rounds, said),
  ]
}

function stv({ winners, rounds, quota, valid, filled }: Of<'stv'>, said: Telling, seats: number) {
  const { w, name, place, n } = said
  const seated = winners.map((id) => {
    const at = rounds.findIndex(({ elected }) => elected.includes(id))
    const votes = n((rounds[at] ?? rounds.at(-1)!).votes[place(id)]!)
    return filled.includes(id) ? w.filled(name(id), votes) : w.reached(name(id), at + 1, votes)
  })
  const { exhausted } = rounds.at(-1)!
  return [
    w.stv(n(quota), n(valid), seats),
    w.seated(seated.join(', ')),
    ...(exhausted ? [w.exhausted(n(exhausted), n(valid))] : []),
    ...lots(rounds, said),
  ]
}

/** A lot among options without a vote decides nothing. */
const lots = (rounds: readonly Round[], { w, name, names, place }: Telling) =>
  rounds.flatMap(({ lot, from, by }, index) =>
    lot.length > 0 && rounds[index - 1]!.votes[place(from!)]! > 0
      ? [(by === 'surplus' ? w.lotFirst : w.lotOut)(index + 1, names(lot), name(from!))]
      : [],
  )

function schulze(
  { winners, condorcet, pairs, paths }: Of<'schulze'>,
  { options }: RankingConfig,
  { w, name, place, n }: Telling,
) {
  const [winner] = winners
  if (winner === undefined) return [w.schulzeTied]
  const table = condorcet === null ? paths : pairs
  const at = place(winner)
  const margin = (other: number) => table[at]![other]! - table[other]![at]!
  const others = [...table.keys()].filter((index) => index !== at)
  const closest = others.reduce((a, b) => (margin(b) < margin(a) ? b : a))
  return [
    condorcet === null ? w.paths : w.condorcet,
    w.closest(name(options[closest]!.id), n(table[at]![closest]!), n(table[closest]![at]!)),
  ]
}

function borda({ winners, scores }: Of<'borda'>, { weight }: RankingTally, config: RankingConfig, language: Language) {
  const { w, names, n } = telling(config, language)
  const sorted = [...scores].sort((a, b) => b.points - a.points)
  const points = n(sorted[0]!.points)
  const next = sorted.filter((score) => score.points === sorted[winners.length]?.points && !winners.includes(score.id))
  const labels = words[language]
  return [
    winners[0] === undefined ? w.bordaTied(points, n(weight)) : w.borda(points, n(weight)),
    ...(winners[0] === undefined ? [] : [w.next(names(next.map(({ id }) => id)), n(next[0]!.points))]),
    w.scheme(labels[`scheme-${config.scheme}`], labels[`unranked-${config.unranked}`]),
  ]
}
