// Survey (SPEC B16): one grade for each statement. A statement left out of a ballot is in no share and no measure of it.
import { heads, type Kind, line, measure } from './kind.ts'
import { optionIds, record, yesNo } from './read.ts'
import { graded, isGrade, scale } from './scale.ts'

export function grid(config: unknown): Kind {
  const settings = record(config, 'question.config')
  const ids = optionIds(settings['statements'], 'question.config.statements')
  const grades = scale(settings)
  const required = yesNo(settings['required'], 'question.config.required')
  const fits = (grade: unknown) => isGrade(grade, grades) || (grade === null && !required)
  return {
    sides: [],
    key(vote) {
      if (!Array.isArray(vote) || vote.length !== ids.length || !vote.every(fits)) return null
      if (vote.every((grade) => grade === null)) return null
      return vote.map((grade) => grade ?? '-').join(' ')
    },
    count(papers) {
      const results = ids.map((id, at) => ({ id, ...graded(papers, grades, (vote) => (vote as number[])[at]!) }))
      const statements = results.map(({ id, given, rated, none, mean, median }) => ({
        id,
        votes: given.map(({ votes }) => votes),
        weight: given.map(({ weight }) => weight),
        rated,
        none,
        mean,
        median,
      }))
      const rows = results.flatMap(({ id, given, none, mean, median, weight: of }) => [
        ...given.map((each) => ({ ...line(`${id}/${each.grade}`, each), of })),
        ...(required ? [] : [line(`${id}/none`, none)]),
        measure(`${id}/mean`, mean),
        measure(`${id}/median`, median),
      ])
      return { tally: { statements, cast: heads(papers) }, rows, decision: null }
    },
  }
}
