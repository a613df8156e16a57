// Codes that people type: of a meeting, from the wall; of a seat, from the phone that has it.
import { randomBytes } from 'node:crypto'
import { alphabet } from '../shared/meeting/readable.ts'
import { digest } from './secrets.ts'

const fullTurns = 256 - (256 % alphabet.length)
const length = 6
const SEAT_LENGTH = 10
const RECEIPT_LENGTH = 8

/** A code that is not taken: 25^6, about 244 million. */
export function newCode(taken: (code: string) => boolean, random: (size: number) => Uint8Array = randomBytes): string {
  let code = ''
  do code = Array.from({ length }, () => letter(random)).join('')
  while (taken(code))
  return code
}

/** The code of a receipt, as a phone makes it. */
export const newReceipt = () => Array.from({ length: RECEIPT_LENGTH }, () => letter(randomBytes)).join('')

/** Bytes past the last full turn of the alphabet are thrown back, or its first letters would come more often. */
function letter(random: (size: number) => Uint8Array): string {
  let byte: number
  do byte = random(1)[0]!
  while (byte >= fullTurns)
  return alphabet[byte % alphabet.length]!
}

/** The code in what somebody typed; null where it can't be one. */
export const readCode = (typed: string) => read(typed, length)

/** The code of the seat that a token is for: 25^10, as good as 46 random bits, and nothing to tell the token by. */
export function seatCode(token: string): string {
  let code = ''
  for (const byte of Buffer.from(digest(`seat code ${token}`), 'hex'))
    if (byte < fullTurns && code.length < SEAT_LENGTH) code += alphabet[byte % alphabet.length]
  return code
}

/** The seat code in what somebody typed; null where it can't be one. */
export const readSeatCode = (typed: string) => read(typed, SEAT_LENGTH)

function read(typed: string, size: number): string | null {
  const code = typed.replace(/[\s-]/g, '').toUpperCase()
  return code.length === size && [...code].every((letter) => alphabet.includes(letter)) ? code : null
}
