// Forged rounds: every field that is altered alone is named by the recount, and nothing makes it fall.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareRound } from '../../recount/count/index.ts'
import { type ExportedRound, kindsMade, randomRounds } from '../random-rounds.ts'

/** One round of every kind with votes, and a few of those with groups, receipts, names or a lot. */
const rounds: ExportedRound[] = kindsMade.flatMap((kind, at) => {
  const all = Array.from({ length: 12 }, (_, n) => randomRounds(900 + 20 * at + n, 3, [kind])).flat()
  const voted = all.filter(({ counted }) => counted.profile.length > 1 && JSON.stringify(counted).length < 4000)
  const rare = ['groups', 'small', 'receipts', 'named', 'edits'].flatMap((field) =>
    voted.filter(({ counted }) => counted[field]).slice(0, 1),
  )
  return [...voted.slice(0, 2), ...rare]
})

type Node = Record<string | number, unknown>

/** Every place below `value` where something stands that is no object. */
function leaves(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([key, inner]) =>
    leaves(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  )
}

/** At most so many, spread over all. */
const some = <T>(all: readonly T[], most = 40): T[] => {
  const every = Math.ceil(all.length / most)
  return all.filter((_, n) => n % every === 0)
}

const altered = (value: unknown): unknown =>
  typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : value === null ? 0 : `${value}x`

function withChange(round: ExportedRound, path: (string | number)[], change: (value: unknown) => unknown) {
  const copy = structuredClone(round)
  const last = path.at(-1)!
  const parent = path.slice(0, -1).reduce((node: Node, key) => node[key] as Node, copy as Node)
  const value = change(parent[last])
  if (value === undefined && Array.isArray(parent)) parent.splice(Number(last), 1)
  else if (value === undefined) delete parent[last]
  else parent[last] = value
  return copy
}

const written = (path: (string | number)[]) =>
  path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`))
    .join('')
    .slice(1)

test('R16 the rounds to forge have something of everything', () => {
  expect(rounds.length).toBeGreaterThan(2 * kindsMade.length)
  for (const field of ['groups', 'small', 'receipts', 'named', 'edits', 'outcome'])
    expect(rounds.filter(({ counted }) => counted[field]).length, field).toBeGreaterThan(0)
  for (const round of rounds) expect(compareRound(round)).toEqual([])
})

describe('R16 every single field', () => {
  test.each(['tally', 'outcome', 'rows'])('of counted.%s, altered or gone, is named where it stands', (part) => {
    let tried = 0
    for (const round of rounds) {
      for (const leaf of some(leaves(round.counted[part], ['counted', part]), 16)) {
        if (leaf.at(-1) === 'label') continue
        const last = typeof leaf.at(-1) === 'number'
        for (const change of [altered, () => ({ a: 1 }), ...(last ? [] : [() => undefined])]) {
          const found = compareRound(withChange(round, leaf, change))
          tried++
          expect(
            found.map(({ path }) => path),
            written(leaf),
          ).toContain(written(leaf))
        }
      }
    }
    expect(tried).toBeGreaterThan(300)
  })

  test('of the profile, the groups, the receipts, the totals and the lot, altered or gone, is found', () => {
    let tried = 0
    for (const round of rounds) {
      const places = [
        ...['profile', 'groups', 'receipts', 'small', 'ballots', 'weight', 'voted'].flatMap((part) =>
          leaves(round.counted[part], ['counted', part]),
        ),
        ...leaves(round['lot'], ['lot']),
      ]
      for (const leaf of some(places)) {
        const [, part, n, field] = leaf
        // Where there is none, null or nothing says so.
        if (n === undefined && ['groups', 'receipts', 'small', undefined].includes(part as string | undefined)) continue
        // Codes and voters are anybody's: that they are those of the record is for the chain to say.
        const free =
          (part === 'receipts' && field === 'code') || part === 'voted' || (part === 'small' && field === 'met')
        for (const change of [...(free ? [] : [altered]), () => undefined]) {
          tried++
          expect(compareRound(withChange(round, leaf, change)), written(leaf)).not.toEqual([])
        }
      }
    }
    expect(tried).toBeGreaterThan(300)
  })

  test('a vote that comes twice, is dropped or is swapped with another', () => {
    for (const round of rounds) {
      const { profile } = round.counted
      const first = profile[0] as { vote: unknown }
      const second = profile[1] as { vote: unknown }
      const forged: unknown[][] = [
        [...profile, profile.at(-1)],
        profile.slice(1),
        profile.toReversed(),
        [{ ...first, vote: second.vote }, ...profile.slice(1)],
        [{ ...second, ...first, vote: second.vote }, { ...second, vote: first.vote }, ...profile.slice(2)],
      ]
      for (const profile of forged)
        expect(compareRound({ ...round, counted: { ...round.counted, profile } })).not.toEqual([])
    }
  })
})

describe('R16 nothing makes the recount fall', () => {
  const anything = fc.oneof(
    fc.anything({ withNullPrototype: true }),
    fc.constantFrom(null, -1, 0.5, 2 ** 53, Number.NaN, '', '1/0', '9'.repeat(40), [], {}, [null], '__proto__', true),
  )

  test('whatever stands in place of any part of a round', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), anything, (which, where, value) => {
        const round = rounds[which % rounds.length]!
        const all = leaves(round).filter((path) => path.length > 0)
        const leaf = all[where % all.length]!
        const at = leaf.slice(0, 1 + (where % leaf.length))
        expect(Array.isArray(compareRound(withChange(round, at, () => value)))).toBe(true)
      }),
      { numRuns: 600 },
    )
  })

  test('whatever it is given instead of a round', () => {
    fc.assert(fc.property(anything, (value) => compareRound(value).length > 0))
    expect(compareRound(undefined).length).toBeGreaterThan(0)
  })
})
