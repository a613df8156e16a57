// Damaged files are refused in words or counted as what they now say: no crash, no hang, no silence.
import { expect, test } from 'vitest'
import { fateOf } from '../fuzz/fate.ts'
import { samples } from '../fuzz/samples.ts'

/** How many files; the campaign has more of them. */
const FILES = 1_500

test('every sample is whole before it is damaged', () => {
  expect(new Set(samples.map(({ name }) => name.replace(/.*\./, '')))).toEqual(
    new Set(['json', 'soc', 'soi', 'toi', 'blt', 'csv', 'pb']),
  )
  for (const { text, rewritten } of samples) expect(rewritten(rewritten(text))).toBe(rewritten(text))
})

test(`${FILES} files damaged at random`, { timeout: 120_000 }, () => {
  const outcomes = { counted: 0, refused: 0 }
  for (let seed = 1; seed <= FILES; seed++) {
    const { fault, outcome, sample, text } = fateOf(seed)
    expect(fault, `seed ${seed}, ${sample}\n${text}`).toBeNull()
    outcomes[outcome]++
  }
  expect(outcomes.counted).toBeGreaterThan(FILES / 10)
  expect(outcomes.refused).toBeGreaterThan(FILES / 10)
})
