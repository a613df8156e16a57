// Join codes: what people read from the wall and type.
import { randomBytes } from 'node:crypto'

/** Letters and digits that nobody takes for one another: no 0 or O, 1 or I or L, 2 or Z, 5 or S, 8 or B. */
const alphabet = 'ACDEFGHJKMNPQRTUVWXY34679'
const length = 6

/** A code that is not taken: 25^6, about 244 million. */
export function newCode(taken: (code: string) => boolean, random: (size: number) => Uint8Array = randomBytes): string {
  let code = ''
  do code = Array.from({ length }, () => letter(random)).join('')
  while (taken(code))
  return code
}

/** Bytes past the last full turn of the alphabet are thrown back, or its first letters would come more often. */
function letter(random: (size: number) => Uint8Array): string {
  const limit = 256 - (256 % alphabet.length)
  let byte: number
  do byte = random(1)[0]!
  while (byte >= limit)
  return alphabet[byte % alphabet.length]!
}

/** The code in what somebody typed; null where it can't be one. */
export function readCode(typed: string): string | null {
  const code = typed.replace(/[\s-]/g, '').toUpperCase()
  return code.length === length && [...code].every((letter) => alphabet.includes(letter)) ? code : null
}
