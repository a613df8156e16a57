// SHA-256 of the recount against that of Node, on texts of every length around its blocks.
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sha256 } from '../../recount/sha256.ts'

const right = (text: string) => createHash('sha256').update(text).digest('hex')

test('R15 what SHA-256 is of a text, as the standard has it', () => {
  expect(sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})

test('R15 texts of every length from 0 to 300 bytes', () => {
  for (let length = 0; length <= 300; length++)
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii', minLength: length, maxLength: length }), (text) => {
        expect(sha256(text)).toBe(right(text))
      }),
      { numRuns: 3 },
    )
})

test('R15 texts in any writing, halves of surrogate pairs too', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => sha256(text) === right(text)))
  for (const text of ['한국어 투표', '👨‍👩‍👧 é', '\ud800x', 'x'.repeat(70_000)]) expect(sha256(text)).toBe(right(text))
})
