// A scale of grades with their labels, and what the grades given on it come to: for the kinds that rate.
import * as v from 'valibot'
import { rating } from '../counting/ratings.ts'
import { rational, rounded } from '../counting/rational.ts'
import { label, whole } from '../parse.ts'
import { Refusal } from '../refusal.ts'

export interface Scale {
  /** The lowest and the highest grade, whole numbers. */
  low: number
  high: number
  /** One label a grade from low to high, or just the two ends; empty text where a grade has none. */
  labels: string[]
}

/** What grades come to. */
export interface Measures {
  /** Rounded half up to two decimals; null where nobody rated. */
  mean: number | null
  /** Of an even number, the mean of the two in the middle. */
  median: number | null
}

/** The grades of a scale, from low to high. */
export const grades = ({ low, high }: Pick<Scale, 'low' | 'high'>) =>
  Array.from({ length: high - low + 1 }, (_, step) => low + step)

/** The fields of an agenda file that say a scale. */
export const scaleFields = {
  low: v.optional(whole(-10, 10), 1),
  high: v.optional(whole(-10, 20)),
  labels: v.optional(v.pipe(v.array(label(60)), v.maxLength(11)), []),
}

/** A scale from its fields, with what they leave out. Refuses `invalid`. */
export function scaleOf({
  low,
  high: given,
  labels,
}: {
  low: number
  high?: number | undefined
  labels: string[]
}): Scale {
  const high = given ?? (labels.length > 2 ? low + labels.length - 1 : low + 4)
  const refuse = (field: string, limit: number, what: 'at-least' | 'at-most', got: number) => {
    throw new Refusal('invalid', { field, expected: { what, limit }, got: String(got) })
  }
  if (high < low + 1) refuse('high', low + 1, 'at-least', high)
  if (high > low + 10) refuse('high', low + 10, 'at-most', high)
  const steps = high - low + 1
  if (labels.length !== 0 && labels.length !== 2 && labels.length !== steps)
    throw new Refusal('invalid', {
      field: 'labels',
      expected: { what: 'one-of', of: ['0', '2', String(steps)] },
      got: String(labels.length),
    })
  const ends = labels.length === 2 && steps !== 2
  return {
    low,
    high,
    labels: grades({ low, high }).map((_, i) =>
      ends ? (i === 0 ? labels[0]! : i === steps - 1 ? labels[1]! : '') : (labels[i] ?? ''),
    ),
  }
}

/** A scale as an agenda file says it. */
export const scaleSettings = ({ low, high, labels }: Scale) =>
  labels.some(Boolean) ? { low, high, labels } : { low, high }

/** A grade with its label, as rows say it. */
export const gradeLabel = (grade: number, { low, labels }: Scale) => `${grade} ${labels[grade - low] ?? ''}`.trim()

/** Mean and median of grades, each with the weight behind it. */
export function measures(given: readonly { grade: number; weight: number }[], scale: Scale): Measures {
  const ballots = given.map(({ grade, weight }) => ({
    weight: rational(weight)!,
    marks: new Map([['', rational(grade)]]),
  }))
  const { mean, median } = rating([''], ballots, scale).options.get('')!
  return { mean: mean && rounded(mean, 2), median: median && rounded(median, 1) }
}
