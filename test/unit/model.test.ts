// Random meetings, told by a small reference and held by a real room: after every command both say the same.
import { expect, test, vi } from 'vitest'
import { check, told } from '../model/check.ts'
import { replay, type Story, type Tally } from '../model/play.ts'
import seeds from '../model/seeds.json' with { type: 'json' }
import { types } from '../model/wishes.ts'

vi.setConfig({ testTimeout: 60_000 })

const RUNS = 200

test('M1 M4 M10 M11 M13 S1 S2 S3 V1 two hundred random meetings go as the reference says', async () => {
  const first = Math.floor(Math.random() * 1_000_000_000)
  const tally: Tally = new Map()
  for (let seed = first; seed < first + RUNS; seed++) {
    const { divergence } = await check(seed, tally)
    expect(divergence && `seed ${seed}\n${told(divergence)}`).toBeNull()
  }
  // They get somewhere: all that can be wished for is granted, and refused by the store, in some of them.
  const granted = types.filter((type) => [...tally.keys()].includes(`${type} yes`))
  expect(granted).toEqual(
    expect.arrayContaining(['cast', 'open', 'close', 'reopen', 'reveal', 'void', 'claim', 'pause']),
  )
  expect([...tally.keys()]).toEqual(expect.arrayContaining(['cast not-saved', 'open not-saved', 'close not-saved']))
})

test.each(seeds as unknown as { name: string; story: Story }[])('S2 once wrong: $name', ({ story }) => replay(story))
