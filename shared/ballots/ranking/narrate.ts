// One round of a count in words, for the wall and for whoever reads it later.
import type { RankingConfig, RankingTally } from './ballot.ts'
import type { RankingCount, Round } from './count.ts'
import { type Telling, telling } from './sentences.ts'
import { stepOf } from './steps.ts'
import { words } from './words.ts'

type Language = 'en' | 'ko'

/** What happened in a round and what follows from it; `moves` says where the votes went. */
export function narrate(tally: RankingTally, config: RankingConfig, at: number, language: Language) {
  const said = telling(config, language)
  const { w, name, n } = said
  const { lines, spent, active } = stepOf(tally, at)
  const count = tally.count as Extract<RankingCount, { rounds: Round[] }>
  const moves = [
    ...lines
      .filter(({ gained }) => gained > 0)
      .map(({ index, gained }) => `${name(config.options[index]!.id)} +${n(gained)}`),
    ...(spent > 0 ? [`${words[language].exhausted} +${n(spent)}`] : []),
  ]
  return {
    title: w.round(at + 1),
    happened: at === 0 ? w.firsts(n(active)) : moved(count.rounds, at, said, lines),
    follows: count.method === 'irv' ? standing(count, at, active, said) : seated(count, at, said),
    moves: at === 0 ? '' : moves.join(', '),
  }
}

function moved(rounds: Round[], at: number, { w, name, names, place, n }: Telling, lines: { gave: number }[]): string {
  const { by, from, lot, tied } = rounds[at]!
  const gave = n(lines[place(from!)]!.gave)
  const others = names(lot.filter((id) => id !== from))
  if (by === 'surplus') return lot.length > 0 ? w.surplusByLot(name(from!), gave, others) : w.surplus(name(from!), gave)
  if (lot.length > 0) return w.byLot(name(from!), gave, names(lot))
  return tied.length > 0 ? w.byHistory(name(from!), gave, names(tied)) : w.goesOut(name(from!), gave)
}

function standing(
  count: RankingCount & { rounds: Round[] },
  at: number,
  active: number,
  { w, name, names, place, n }: Telling,
) {
  const votes = (id: string) => n(count.rounds[at]!.votes[place(id)]!)
  const [winner] = count.winners
  if (at < count.rounds.length - 1) return w.noMajority(n(active))
  return winner === undefined
    ? w.tie(names(count.tied), votes(count.tied[0]!))
    : w.majority(name(winner), votes(winner), n(active))
}

function seated(count: Extract<RankingCount, { method: 'stv' }>, at: number, { w, names }: Telling) {
  const { elected } = count.rounds[at]!
  const ends = at === count.rounds.length - 1 && count.filled.length > 0
  return [elected.length > 0 && w.reaches(names(elected)), ends && w.fills(names(count.filled))]
    .filter(Boolean)
    .join(' ')
}
