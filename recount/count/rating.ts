// Rating (SPEC B10): one grade a ballot, or "no opinion", which is counted apart and in no share, mean or median.
import { heads, type Kind, line, measure } from './kind.ts'
import { record, yesNo } from './read.ts'
import { graded, isGrade, scale } from './scale.ts'

const none = 'none'

export function rating(config: unknown): Kind {
  const settings = record(config, 'question.config')
  const grades = scale(settings)
  // Rounds of version 0.1 have no such setting.
  const mayAbstain = yesNo(settings['noOpinion'] ?? false, 'question.config.noOpinion')
  return {
    sides: [],
    key: (vote) => (isGrade(vote, grades) || (mayAbstain && vote === none) ? String(vote) : null),
    count(papers) {
      const result = graded(papers, grades, (vote) => (vote === none ? null : (vote as number)))
      const { rated, mean, median, none: noOpinion, weight: of } = result
      const options = result.given.map(({ grade, votes, weight }) => ({ id: String(grade), votes, weight }))
      return {
        tally: { options, cast: heads(papers), rated, noOpinion, mean, median },
        rows: [
          ...options.map((each) => ({ ...line(each.id, each), of })),
          ...(mayAbstain ? [line(none, noOpinion)] : []),
          measure('mean', mean),
          measure('median', median),
        ],
        decision: null,
      }
    },
  }
}
