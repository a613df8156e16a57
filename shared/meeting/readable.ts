// Digests that people can compare and read aloud.

/** Letters and digits that nobody takes for one another: no 0 or O, 1 or I or L, 2 or Z, 5 or S, 8 or B. */
export const alphabet = 'ACDEFGHJKMNPQRTUVWXY34679'

/** So many letters and digits of a hexadecimal digest, in groups of four; each says 4.6 bits of it. */
export function readable(digest: string, length: number): string {
  let rest = BigInt(`0x${digest}`)
  let text = ''
  for (let place = 0; place < length; place++) {
    if (place > 0 && place % 4 === 0) text += '-'
    text += alphabet[Number(rest % 25n)]
    rest /= 25n
  }
  return text
}
