// Ids, keys and digests: all that has to be unguessable or unforgeable.
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** A name for a thing: 96 bits, so that no two are ever the same. Not a secret. */
export const newId = () => randomBytes(12).toString('base64url')

/** A secret of 192 bits: role keys, seats, a round's own key. */
export const newKey = () => randomBytes(24).toString('base64url')

/** SHA-256 as 64 hex digits. */
export const digest = (text: string) => createHash('sha256').update(text).digest('hex')

/**
 * What the journal calls a voter while a round is open: the same for every ballot of one seat, and nothing to anybody
 * once the round's key is destroyed. 128 bits of HMAC-SHA-256, as 22 characters.
 */
export const pseudonym = (key: string, voter: string) =>
  createHmac('sha256', key).update(voter).digest().subarray(0, 16).toString('base64url')

/** Compares in a time that tells nothing of where they differ, nor of their lengths. */
export function sameKey(a: string, b: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(a), hash(b))
}
