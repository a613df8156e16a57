// Motion (SPEC R1, R8): for, against, or abstaining where the ballot offers it.
import { heads, type Kind, line, option, those } from './kind.ts'
import { record, yesNo } from './read.ts'

export function motion(config: unknown): Kind {
  const abstain = yesNo(record(config, 'question.config')['abstain'], 'question.config.abstain')
  const sides = ['yes', 'no', ...(abstain ? ['abstain'] : [])]
  return {
    // A lot is drawn between for and against.
    sides: ['yes', 'no'],
    key: (vote) => (sides.includes(vote as string) ? (vote as string) : null),
    count(papers) {
      const options = sides.map((id) =>
        option(
          id,
          those(papers, (vote) => vote === id),
        ),
      )
      return {
        tally: { options, cast: heads(papers) },
        rows: options.map((each) => line(each.id, each)),
        decision: { type: 'division' },
      }
    },
  }
}
