// Quiz (SPEC B13): one answer a ballot, with its time where speed counts. The tally says nothing of the right one.
import { heads, type Kind, line, measure, option, type Paper, those } from './kind.ts'
import { isWhole, oneOf, optionIds, orNull, record, whole, yesNo } from './read.ts'

export function quiz(config: unknown): Kind {
  const settings = record(config, 'question.config')
  const ids = optionIds(settings['options'], 'question.config.options')
  const right = orNull(settings['answer'], (answer) => oneOf(answer, 'question.config.answer', ids))
  whole(settings['points'], 'question.config.points', 1)
  const speed = yesNo(settings['speed'], 'question.config.speed')
  const answer = (vote: unknown) => (speed ? (vote as { answer: string }).answer : vote)
  const of = (papers: Paper[], id: string) => those(papers, (vote) => answer(vote) === id)
  return {
    sides: [],
    key(vote) {
      if (!speed) return ids.includes(vote as string) ? (vote as string) : null
      if (typeof vote !== 'object' || vote === null || Object.keys(vote).length !== 2) return null
      const { answer, after } = vote as Record<string, unknown>
      return ids.includes(answer as string) && isWhole(after, 0, Number.MAX_SAFE_INTEGER) ? `${answer} ${after}` : null
    },
    count(papers) {
      const options = ids.map((id) => option(id, of(papers, id)))
      const found = options.find(({ id }) => id === right)?.weight ?? 0
      return {
        tally: { options, cast: heads(papers) },
        rows: [...options.map((each) => line(each.id, each)), measure('right', found)],
        decision: null,
      }
    },
  }
}
