// Multiple choice, or approval (SPEC B10, R4): each ballot names some options; "none of these" stands alone and never wins.
import { heads, inOrder, isChoiceOf, type Kind, line, option, same, those } from './kind.ts'
import { optionIds, record, whole, yesNo } from './read.ts'

const none = 'none'

export function multiple(config: unknown): Kind {
  const settings = record(config, 'question.config')
  const ids = optionIds(settings['options'], 'question.config.options')
  const max = whole(settings['max'], 'question.config.max', 1, ids.length)
  const min = whole(settings['min'], 'question.config.min', 1, max)
  const seats = whole(settings['winners'], 'question.config.winners', 1, ids.length)
  // Rounds of version 0.1 have no such setting.
  const mayRefuse = yesNo(settings['none'] ?? false, 'question.config.none')
  const isNone = (vote: unknown) => Array.isArray(vote) && vote.length === 1 && vote[0] === none
  return {
    sides: ids,
    key(vote) {
      if (mayRefuse && isNone(vote)) return none
      return isChoiceOf(vote, ids, min, max) && same(vote, inOrder(vote, ids)) ? vote.join(' ') : null
    },
    count(papers) {
      const options = ids.map((id) =>
        option(
          id,
          those(papers, (vote) => (vote as string[]).includes(id)),
        ),
      )
      const refused = those(papers, isNone)
      return {
        tally: { options, none: refused, cast: heads(papers) },
        rows: [...options.map((each) => line(each.id, each)), ...(mayRefuse ? [line(none, refused)] : [])],
        decision: {
          type: 'contest',
          seats,
          points: false,
          options: options.map(({ id, votes, weight }) => ({ id, heads: votes, weight })),
        },
      }
    },
  }
}
