// Choice (SPEC B5, R4): each ballot names one option; whoever has most wins.
import { heads, type Kind, line, option, those } from './kind.ts'
import { optionIds, record } from './read.ts'

export function choice(config: unknown): Kind {
  const ids = optionIds(record(config, 'question.config')['options'], 'question.config.options')
  return {
    sides: ids,
    key: (vote) => (ids.includes(vote as string) ? (vote as string) : null),
    count(papers) {
      const options = ids.map((id) =>
        option(
          id,
          those(papers, (vote) => vote === id),
        ),
      )
      return {
        tally: { options, cast: heads(papers) },
        rows: options.map((each) => line(each.id, each)),
        decision: {
          type: 'contest',
          seats: 1,
          points: false,
          options: options.map(({ id, votes, weight }) => ({ id, heads: votes, weight })),
        },
      }
    },
  }
}
