// The record (docs/export.md): its entries chained by SHA-256, and hashes made readable, as they stand on the wall.
import { sha256 } from './sha256.ts'

/** Without letters and digits that are taken for one another. */
const alphabet = 'ACDEFGHJKMNPQRTUVWXY34679'

/** A hash as one big number, its lowest `length` places in base 25, lowest first, in groups of four. */
export function readable(hash: string, length: number): string {
  let rest = BigInt(`0x${hash}`)
  const letters: string[] = []
  for (let place = 0; place < length; place++) {
    letters.push(alphabet[Number(rest % 25n)]!)
    rest /= 25n
  }
  return letters.join('').replace(/.{4}(?=.)/g, '$&-')
}

export const headOf = (hash: string) => readable(hash, 12)

/** The hash after each entry: of the hash before it and of its text. */
export function chained(entries: readonly unknown[]): string[] {
  let hash = sha256('spotvote record 1')
  return entries.map((entry) => {
    hash = sha256(hash + JSON.stringify(entry))
    return hash
  })
}

/** What somebody typed from a photograph, as a head is written; null where it is none. */
export function typedHead(text: string): string | null {
  const letters = text.toUpperCase().replace(/[\s\-‐-―.·_]/g, '')
  if (letters.length !== 12 || [...letters].some((letter) => !alphabet.includes(letter))) return null
  return letters.replace(/.{4}(?=.)/g, '$&-')
}
