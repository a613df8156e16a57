// Ids, keys and digests: all that has to be unguessable or unforgeable.
import { createHash, createPublicKey, hash, randomFillSync, timingSafeEqual, verify } from 'node:crypto'

const BLOCK = 64

/** A name for a thing: 96 bits, so that no two are ever the same. Not a secret. */
export const newId = () => random(12)

/** A secret of 192 bits: role keys, seats, a round's own key. */
export const newKey = () => random(24)

/** Fetched many at a time: twelve cost as much as a thousand, and a hall comes in at once. */
const pool = Buffer.alloc(4096)
let used = pool.length

/** So many random bytes as base64url, of which nothing is left behind. */
function random(size: number): string {
  if (used + size > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const text = pool.toString('base64url', used, used + size)
  pool.fill(0, used, used + size)
  used += size
  return text
}

/** SHA-256 as 64 hex digits. */
export const digest = (text: string) => hash('sha256', text)

/**
 * What the journal calls a voter while a round is open: the same for every ballot of one seat, and nothing to anybody
 * once the round's key is destroyed. 128 bits of HMAC-SHA-256, as 22 characters.
 */
export function pseudonym(key: string, voter: string): string {
  const inner = sheet.subarray(0, pad(key, 0x36) + sheet.write(voter, BLOCK))
  const digested = hash('sha256', inner)
  const outer = sheet.subarray(0, pad(key, 0x5c) + sheet.write(digested, BLOCK, 'hex'))
  const code = hash('sha256', outer, 'buffer').toString('base64url', 0, 16)
  sheet.fill(0)
  return code
}

/** Where pseudonyms are worked out, one after the other. */
const sheet = Buffer.alloc(BLOCK + 256)

/**
 * Writes a key as RFC 2104 puts it before what is hashed; a block long. Node's own HMAC leaves an object for the garbage
 * collector with every vote, which costs more than the two hashes.
 */
function pad(key: string, byte: number): number {
  sheet.fill(0, sheet.write(key), BLOCK)
  for (let index = 0; index < BLOCK; index++) sheet[index]! ^= byte
  return BLOCK
}

/** Whether a signature is that of a text as UTF-8. Ed25519; key and signature are base64url. */
export function signed(key: string, text: string, signature: string): boolean {
  try {
    const own = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key }, format: 'jwk' })
    return verify(null, Buffer.from(text), own, Buffer.from(signature, 'base64url'))
  } catch {
    // What is no key at all.
    return false
  }
}

/** Compares in a time that tells nothing of where they differ, nor of their lengths. */
export function sameKey(a: string, b: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(a), hash(b))
}
