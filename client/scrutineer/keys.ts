// A scrutineer's key, made on this device. Pages on plain http have no Web Crypto, so a library signs.
import { getPublicKey, hashes, sign, utils } from '@noble/ed25519'
import { sha512 } from '@noble/hashes/sha2.js'

hashes.sha512 = sha512

/** Both as base64url. */
export interface Pair {
  secret: string
  key: string
}

export function newPair(): Pair {
  const secret = utils.randomSecretKey()
  return { secret: written(secret), key: written(getPublicKey(secret)) }
}

/** Ed25519 over the text as UTF-8; base64url. */
export const signature = ({ secret }: Pair, text: string): string =>
  written(sign(new TextEncoder().encode(text), read(secret)))

const written = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

const read = (text: string) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))
