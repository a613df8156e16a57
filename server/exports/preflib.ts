// PrefLib .soi: one round of a ranking, for programs that count rankings. A count is the weight behind an order.
import type { RankingConfig, RankingVote } from '../../shared/ballots/ranking/ballot.ts'
import { writePreflib } from '../../shared/formats/preflib.ts'
import type { ExportFormat } from './format.ts'
import { partOf } from './part.ts'

export const preflib: ExportFormat = {
  name: 'preflib',
  type: 'text/plain; charset=utf-8',
  extension: 'soi',
  ofRound: true,
  write(given, part = {}) {
    const { meeting, item, round } = partOf(given, part, ({ kind }) => kind === 'ranking')
    const { options, method, seats } = round.question.config as RankingConfig
    const place = new Map(options.map(({ id }, index) => [id, index]))
    const day = new Date(round.closedAt!).toISOString().slice(0, 10)
    return writePreflib({
      // Every order is strict; incomplete orders may be complete too.
      type: 'soi',
      metadata: new Map([
        ['FILE NAME', `${meeting.code}-${item.number}-${round.number}.soi`],
        ['TITLE', round.question.title],
        [
          'DESCRIPTION',
          `${meeting.title}; ${method}, ${seats} to elect; ${round.counted.ballots} ballots; record ${round.heads.at(-1)!.head}`,
        ],
        ['PUBLICATION DATE', day],
        ['MODIFICATION DATE', day],
      ]),
      alternatives: options.map(({ title }) => title),
      orders: round.counted.profile
        .map(({ vote, weight }) => ({ count: weight, ranks: (vote as RankingVote).map((id) => [place.get(id)!]) }))
        .sort((a, b) => b.count - a.count),
      unstated: [],
    })
  },
}
