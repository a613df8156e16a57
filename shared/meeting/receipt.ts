// Receipts: codes that phones make, by which voters find their votes in a published list, and nobody else whose they are.
import type { Round } from './meeting.ts'
import { alphabet } from './readable.ts'

/** Of a code: 37 bits, so that in a room of a thousand two phones pick the same one once in 300,000 rounds. */
export const LETTERS = 8

export const isReceipt = (code: unknown): code is string =>
  typeof code === 'string' && code.length === LETTERS && [...code].every((letter) => alphabet.includes(letter))

/** As it is read and written down. */
export const receiptText = (code: string) => `${code.slice(0, 4)}-${code.slice(4)}`

/** All receipts of a round, small: every distinct vote once. */
export interface Published {
  votes: unknown[]
  /** Sorted; each with the place of its vote in `votes`. */
  codes: [code: string, vote: number][]
}

/** The list for everybody; null where there is none, or not before the result is shown. */
export function published({ phase, void: voided, box }: Round): Published | null {
  if (phase !== 'revealed' || voided || !box?.receipts) return null
  const places = new Map(box.votes.map(({ key }, place) => [key, place]))
  return {
    votes: box.votes.map(({ vote }) => vote),
    codes: box.receipts.map(({ code, key }) => [code, places.get(key)!]),
  }
}
