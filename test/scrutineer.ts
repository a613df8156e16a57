// A scrutineer without a page: a key of their own and the commands it signs, their texts written out as SPEC.md has them.
import { generateKeyPairSync, sign } from 'node:crypto'
import type { Moment } from '../shared/meeting/meeting.ts'

export function scrutineer(name: string, code: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const key = publicKey.export({ format: 'jwk' }).x!
  const signature = (...lines: unknown[]) => sign(null, Buffer.from(lines.join('\n')), privateKey).toString('base64url')
  return {
    name,
    key,
    signOn: () => ({ type: 'sign-on', name, key, signature: signature('spotvote scrutineer 1', code, name, key) }),
    coSign: ({ round, head, digest }: Pick<Moment, 'round' | 'head' | 'digest'>) => ({
      type: 'co-sign',
      round,
      signature: signature('spotvote co-signature 1', round, head, digest),
    }),
    report: (n: number, held: string, shown: string | null) => ({
      type: 'report-mismatch',
      ...{ n, held, shown },
      signature: signature('spotvote mismatch 1', code, n, held, shown ?? ''),
    }),
  }
}

/** The last moment of a kind. */
export const last = <M extends Pick<Moment, 'what'>>(moments: readonly M[], what: Moment['what'] = 'closed'): M =>
  moments.findLast((moment) => moment.what === what)!
