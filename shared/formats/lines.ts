// Text files line by line: what every line-based format shares.
import { Refusal, type RefusalDetails } from '../refusal.ts'

export interface Line {
  /** From 1. */
  line: number
  /** Without white space around it. */
  text: string
}

/** The lines of a file, whatever ends them; a byte order mark is not part of the first. */
export const linesOf = (text: string): Line[] =>
  text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .map((text, index) => ({ line: index + 1, text: text.trim() }))

/** A line is not as its format wants it. */
export const refuse = (line: number, details: RefusalDetails) => new Refusal('invalid', { line, ...details })
