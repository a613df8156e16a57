// A few evenings in bad weather: late, slow, in pieces, one way, cut, reset. The campaign has five hundred of them.
import { expect, test } from 'vitest'
import { squall } from '../net/squall.ts'
import type { Outcome } from '../net/storm.ts'

test('S1 V11 M31 in bad weather no acknowledged vote is lost or doubled, and 10 s after it every phone is right', async () => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
  console.log(`SEED=${seed}`)
  const outcomes: Outcome[] = []
  const seeds = [seed, seed + 1, seed + 2, seed + 3]
  await squall({ voters: 30, atOnce: 4, seeds }, (outcome) => outcomes.push(outcome))
  expect(
    outcomes.flatMap(({ seed, wrongs, late }) => [...wrongs, ...late].map((wrong) => `seed ${seed}: ${wrong}`)),
  ).toEqual([])
  // Weather in which hardly anybody voted would prove nothing.
  expect(outcomes.reduce((sum, { acknowledged }) => sum + acknowledged, 0)).toBeGreaterThan(100)
}, 240_000)
