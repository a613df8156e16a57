// Whether a scrutineer's signature holds: Ed25519, by a library that anybody can read, and without a network.
import { hashes, verify } from '@noble/ed25519'
import { sha512 } from '@noble/hashes/sha2.js'

hashes.sha512 = sha512

/** Of the text as UTF-8. Key (32 bytes) and signature (64 bytes) are base64url; what is neither does not hold. */
export function signatureHolds(key: string, text: string, signature: string): boolean {
  try {
    return verify(read(signature), new TextEncoder().encode(text), read(key))
  } catch {
    return false
  }
}

const read = (text: string) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))
