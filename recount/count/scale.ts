// Grades on a scale (SPEC B10): how many gave each, their mean, and their median. Weight k is k times the same grade.
import { floor, fraction, rounded } from './exact.ts'
import { type Paper, sum, those } from './kind.ts'
import { isWhole, list, text, whole } from './read.ts'

/** The grades of a scale, from the lowest up. */
export function scale(settings: Record<string, unknown>): number[] {
  const low = whole(settings['low'], 'question.config.low', -10, 10)
  const high = whole(settings['high'], 'question.config.high', low + 1, low + 10)
  list(settings['labels'], 'question.config.labels').forEach((label, n) => {
    text(label, `question.config.labels[${n}]`)
  })
  return Array.from({ length: high - low + 1 }, (_, step) => low + step)
}

export const isGrade = (vote: unknown, grades: readonly number[]) => isWhole(vote, grades[0]!, grades.at(-1)!)

/** What papers come to whose grade is `grade(vote)`, or null where they gave none. */
export function graded(papers: readonly Paper[], grades: readonly number[], grade: (vote: unknown) => number | null) {
  const given = grades.map((each) => ({ grade: each, ...those(papers, (vote) => grade(vote) === each) }))
  const weight = sum(given.map((each) => each.weight))
  return {
    given,
    none: those(papers, (vote) => grade(vote) === null),
    rated: sum(given.map((each) => each.votes)),
    weight,
    mean: weight === 0 ? null : mean(given, weight),
    median: weight === 0 ? null : median(given, weight),
  }
}

function mean(given: readonly { grade: number; weight: number }[], weight: number): number {
  const total = given.reduce((all, each) => all + BigInt(each.grade) * BigInt(each.weight), 0n)
  return rounded(fraction(total, weight), 2)
}

/** The grade in the middle of all in order; of an even number, the mean of the two in the middle. */
function median(given: readonly { grade: number; weight: number }[], weight: number): number {
  const at = (place: number): number => {
    let passed = 0
    for (const { grade, weight } of given) {
      passed += weight
      if (passed > place) return grade
    }
    throw new RangeError('fewer grades than that')
  }
  const upper = Number(floor(fraction(weight, 2)))
  return weight % 2 === 1 ? at(upper) : (at(upper - 1) + at(upper)) / 2
}
