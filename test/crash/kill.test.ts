// Twenty deaths of a server with a voting hall on it, at named points and at any time.
import { expect, test } from 'vitest'
import { campaign } from './campaign.ts'
import { nameOf } from './points.ts'

test('S6 S1 kill -9 at any moment loses no acknowledged vote, doubles none, and keeps every seat', async () => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
  console.log(`SEED=${seed}`)
  const result = await campaign({ kills: 20, voters: 100, seed, log: () => {} })
  const { hits, missed, ...figures } = result
  console.log(JSON.stringify({ ...figures, hits: hits.map(nameOf), missed: missed.map(nameOf) }))
  expect(result).toMatchObject({ lost: [], doubled: [], invented: [], wrongs: [], kills: 20 })
  expect(hits.length).toBeGreaterThan(8)
  // A campaign in which hardly anybody voted would prove nothing.
  expect(result.acknowledged).toBeGreaterThan(500)
  expect(result.rounds).toBeGreaterThan(4)
}, 180_000)
