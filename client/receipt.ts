// Makes the code of a receipt on this device, so that nobody else could have chosen it.

import { alphabet } from '../shared/meeting/readable.ts'
import { LETTERS } from '../shared/meeting/receipt.ts'

/** Bytes past the last full turn of the alphabet are thrown back, or its first letters would come more often. */
export function newReceipt(): string {
  let code = ''
  while (code.length < LETTERS) {
    const [byte = 0] = crypto.getRandomValues(new Uint8Array(1))
    if (byte < 250) code += alphabet[byte % 25]
  }
  return code
}
