// Join codes, ids, keys, digests and pseudonyms.
import { describe, expect, it } from 'vitest'
import { newCode, readCode } from '../../server/code.ts'
import { digest, newId, newKey, pseudonym, sameKey } from '../../server/secrets.ts'

const alphabet = 'ACDEFGHJKMNPQRTUVWXY34679'

/** Gives these bytes one after the other. */
function bytes(...given: number[]) {
  const left = [...given]
  return (size: number) => Uint8Array.from(left.splice(0, size))
}

describe('newCode', () => {
  it('is six characters that nobody takes for one another', () => {
    for (let count = 0; count < 200; count++) expect(newCode(() => false)).toMatch(/^[ACDEFGHJKMNPQRTUVWXY34679]{6}$/)
    expect(alphabet).not.toMatch(/[01258BILOSZ]/)
  })

  it('gives every character the same chance: of the 256 bytes, ten lead to each and six are thrown back', () => {
    const counts = new Map<string, number>()
    for (let byte = 0; byte < 256; byte++) {
      const first = newCode(() => false, bytes(byte, 0, 0, 0, 0, 0, 24))[0]!
      if (byte >= 250) expect(first).toBe('A')
      else counts.set(first, (counts.get(first) ?? 0) + 1)
    }
    expect([...counts.values()]).toEqual(Array(25).fill(10))
  })

  it('throws back what would favour the first letters', () => {
    expect(newCode(() => false, bytes(255, 1, 250, 2, 3, 251, 4, 5, 24))).toBe('CDEFG9')
  })

  it('tries again while a code is taken', () => {
    const source = bytes(0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2)
    expect(newCode((code) => code === 'AAAAAA' || code === 'CCCCCC', source)).toBe('DDDDDD')
  })
})

describe('P4 readCode', () => {
  it.each([
    ['ACD346', 'ACD346'],
    ['acd346', 'ACD346'],
    ['  acd 346 ', 'ACD346'],
    ['ACD-346', 'ACD346'],
    ['a-c-d\t3 4 6\n', 'ACD346'],
  ])('reads %j', (typed, code) => expect(readCode(typed)).toBe(code))

  it.each([
    '',
    'ACD34',
    'ACD3467',
    'ACD340',
    'ACD34O',
    'ACD34B',
    'ÀCD346',
    'ＡＣＤ３４６',
    '참여코드입력',
    '__proto__',
    'ACD34ı',
  ])('refuses %j', (typed) => expect(readCode(typed)).toBeNull())

  it('reads every code it makes', () => {
    const code = newCode(() => false)
    expect(readCode(code.toLowerCase())).toBe(code)
  })
})

describe('ids and keys', () => {
  it('carry enough chance, stand in a URL as they are, and never come twice', () => {
    for (const [make, bits] of [
      [newId, 96],
      [newKey, 192],
    ] as const) {
      const made = Array.from({ length: 1000 }, make)
      expect(new Set(made).size).toBe(1000)
      for (const text of made) expect(text).toMatch(new RegExp(`^[\\w-]{${bits / 6}}$`))
    }
  })
})

describe('digest', () => {
  it('is SHA-256 of the UTF-8 text (FIPS 180-2, example B.1)', () => {
    expect(digest('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    expect(digest('가')).not.toBe(digest('나'))
  })
})

describe('M19 pseudonym', () => {
  it('is HMAC-SHA-256 cut to 128 bits (RFC 4231, test case 2)', () => {
    const known = Buffer.from('5bdcc146bf60754e6a042426089575c7', 'hex').toString('base64url')
    expect(pseudonym('Jefe', 'what do ya want for nothing?')).toBe(known)
  })

  it('is the same for one seat in a round, and another in the next round or for another seat', () => {
    const [key, next] = [newKey(), newKey()]
    expect(pseudonym(key, 'seat')).toBe(pseudonym(key, 'seat'))
    expect(pseudonym(next, 'seat')).not.toBe(pseudonym(key, 'seat'))
    expect(pseudonym(key, 'other')).not.toBe(pseudonym(key, 'seat'))
  })
})

describe('sameKey', () => {
  it('says whether two keys agree, whatever their lengths', () => {
    const key = newKey()
    expect(sameKey(key, `${key}`)).toBe(true)
    for (const other of ['', key.slice(1), `${key}x`, newKey(), key.toUpperCase() + '가']) {
      expect(sameKey(key, other)).toBe(false)
    }
  })
})
