// What a count gives back: figures for programs, and the same in a table with sentences for people.
import { decimal, exact, type Rational } from '../../../shared/counting/rational.ts'
import type { CountWords } from '../../../shared/words/count.ts'

/** Paragraphs, and tables of cells with a heading: the first column is text, the others are numbers. */
export type Block = string | { title: string; head: string[]; rows: string[][] }

export interface Counted {
  /** Under the keys that right answers use. */
  result: Record<string, unknown>
  tell(words: CountWords): Block[]
}

/** Numbers by name, as results have them. Own fields whatever the name is, even `__proto__`. */
export const named = <T>(
  entries: Iterable<readonly [string, T]>,
  write: (value: T) => unknown,
): Record<string, unknown> => Object.fromEntries([...entries].map(([name, value]) => [name, write(value)]))

export const numbers = (entries: Iterable<readonly [string, Rational]>) => named(entries, exact)

/** A number as the text shows it: whole, with up to five decimals where these are all, as a short fraction, or nearly. */
export function shown(number: Rational): string {
  const written = String(exact(number))
  if (100_000n % number.d === 0n) return String(decimal(number, 5))
  return written.length <= 7 ? written : `≈${decimal(number, 3)}`
}
