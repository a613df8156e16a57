// Ranking (SPEC B15): options in order of preference, all or some of them, counted by the method the settings name.
import { borda, type Scheme } from './borda.ts'
import { irv } from './irv.ts'
import { type Count, heads, isChoiceOf, type Kind, line, option, type Paper, those, weight } from './kind.ts'
import type { Round } from './ranked.ts'
import { oneOf, optionIds, record, whole } from './read.ts'
import { preferences, schulze } from './schulze.ts'
import { stv } from './stv.ts'

export function ranking(config: unknown): Kind {
  const settings = record(config, 'question.config')
  const ids = optionIds(settings['options'], 'question.config.options')
  const method = oneOf(settings['method'], 'question.config.method', ['irv', 'schulze', 'borda', 'stv'])
  const seats = whole(settings['seats'], 'question.config.seats', 1, method === 'stv' ? ids.length : 1)
  const most = whole(settings['most'], 'question.config.most', 1, ids.length)
  const least = whole(settings['least'], 'question.config.least', 1, most)
  const scheme: Scheme = oneOf(settings['scheme'], 'question.config.scheme', ['n-1', 'n', 'dowdall', 'modified'])
  const unranked = oneOf(settings['unranked'], 'question.config.unranked', ['zero', 'mean'])

  function counted(papers: readonly Paper[], lot: readonly string[]) {
    const ranked = papers.map(({ vote, weight }) => ({ ranks: vote as string[], weight }))
    if (method === 'irv') return { method, ...irv(ids, ranked, lot) }
    if (method === 'schulze') return { method, ...schulze(ids, preferences(ids, ranked)) }
    if (method === 'borda') return { method, ...borda(ids, ranked, scheme, unranked) }
    return { method, ...stv(ids, ranked, seats, lot) }
  }

  return {
    sides: ids,
    key: (vote) => (isChoiceOf(vote, ids, least, most) ? vote.join('>') : null),
    count(papers, { lot }): Count {
      const options = ids.map((id) =>
        option(
          id,
          those(papers, (vote) => (vote as string[])[0] === id),
        ),
      )
      const count = papers.length === 0 ? null : counted(papers, lot ?? ids)
      const value = (id: string, at: number): number | null => {
        if (!count) return null
        if (count.method === 'borda') return count.scores[at]!.points
        if (count.method === 'schulze')
          return (
            1 +
            count.order
              .slice(
                0,
                count.order.findIndex((group) => group.includes(id)),
              )
              .flat().length
          )
        return lastVotes(count.rounds, at)
      }
      return {
        tally: { options, cast: heads(papers), weight: weight(papers), count },
        rows: options.map((each, at) => line(each.id, each, value(each.id, at))),
        decision: { type: 'counted', seats, winners: count?.winners ?? [], tied: count?.tied ?? [] },
      }
    },
  }
}

/** What an option had at the end, or when it went out. */
const lastVotes = (rounds: readonly Round[], at: number) =>
  rounds.findLast(({ votes }) => votes[at] !== null)!.votes[at]!
