// Who voted what, from everything a meeting leaves behind: no better than chance, but where the mode says so.
import { expect, test, vi } from 'vitest'
import { attack } from '../attack/attack.ts'
import { above } from '../attack/chance.ts'

vi.setConfig({ testTimeout: 120_000 })

/** Standard deviations: by chance once in three and a half million. */
const CHANCE = 5

test('M19 M33 M35 S5 files, log and messages of meetings link nobody to a vote, and hold no key, pseudonym or ballot', async () => {
  const { scores, found } = await attack(6, 1)
  expect(found).toEqual([])
  for (const [name, { anonymous, secret, receipts }] of Object.entries(scores)) {
    expect([name, 'secret', above(secret) < CHANCE]).toEqual([name, 'secret', true])
    if (name !== 'by what the phone itself was told')
      for (const [mode, got] of Object.entries({ anonymous, receipts }))
        expect([name, mode, above(got) < CHANCE]).toEqual([name, mode, true])
  }
  // The attackers can read: where the record names voters, where tallies are live, and on a voter's own phone.
  expect(above(scores['by what stands nearest']!.named)).toBeGreaterThan(CHANCE)
  expect(above(scores['by what everybody was told meanwhile']!.live)).toBeGreaterThan(CHANCE)
  expect(above(scores['by what the phone itself was told']!.anonymous)).toBeGreaterThan(CHANCE)
})
