// Points (SPEC B16, R4): each ballot spreads its points over the options; what decides is their sum, times the weight.
import { heads, type Kind, line, type Paper, sum, those } from './kind.ts'
import { isWhole, optionIds, orNull, record, whole, yesNo } from './read.ts'

export function points(config: unknown): Kind {
  const settings = record(config, 'question.config')
  const ids = optionIds(settings['options'], 'question.config.options')
  const total = whole(settings['total'], 'question.config.total', 1)
  const cap = orNull(settings['cap'], (cap) => whole(cap, 'question.config.cap', 1, total)) ?? total
  const exact = yesNo(settings['exact'], 'question.config.exact')
  const blank = yesNo(settings['blank'], 'question.config.blank')
  const seats = whole(settings['winners'], 'question.config.winners', 1, ids.length)
  const given = (vote: unknown, id: string) =>
    Object.hasOwn(vote as object, id) ? (vote as Record<string, number>)[id]! : 0
  const times = (papers: readonly Paper[], id: string, of: (paper: Paper) => number) =>
    sum(papers.map((paper) => given(paper.vote, id) * of(paper)))
  return {
    sides: ids,
    key(vote) {
      if (typeof vote !== 'object' || vote === null || Array.isArray(vote)) return null
      const marks = Object.entries(vote)
      if (!marks.every(([id, mark]) => ids.includes(id) && isWhole(mark, 1, cap))) return null
      const all = sum(marks.map(([, mark]) => mark))
      if (all > total || (exact && all < total)) return null
      if (all === 0) return blank ? '-' : null
      return ids
        .filter((id) => given(vote, id) > 0)
        .map((id) => `${id}:${given(vote, id)}`)
        .join(' ')
    },
    count(papers) {
      const options = ids.map((id) => ({
        id,
        ...those(papers, (vote) => given(vote, id) > 0),
        points: times(papers, id, ({ weight }) => weight),
        plain: times(papers, id, ({ count }) => count),
      }))
      const empty = those(papers, (vote) => Object.keys(vote as object).length === 0)
      return {
        tally: { options, points: sum(options.map((each) => each.points)), cast: heads(papers), blank: empty.votes },
        rows: options.map((each) => line(each.id, each, each.points)),
        decision: {
          type: 'contest',
          seats,
          points: true,
          options: options.map(({ id, plain, points }) => ({ id, heads: plain, weight: points })),
        },
      }
    },
  }
}
