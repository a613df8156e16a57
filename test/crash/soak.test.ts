// The long evening in short, and what its verdict is made of.
import { expect, test } from 'vitest'
import { grown, growth, metric, type Sample } from '../soak/samples.ts'
import { soak } from '../soak/soak.ts'

const flat = { resident: 1e8, heap: 3e7, files: 24, sockets: 5, handles: 4 }
const rest = { delay: 0.01, connections: 400, events: 1, journal: 1 }
/** An evening of `length` looks, in which a garbage collector comes by every fourth time. */
const evening = (at: (share: number) => Partial<Sample>, length = 400): Sample[] =>
  Array.from({ length }, (_, n) => {
    const sample = { ...flat, ...rest, ...at(n / length) }
    return { ...sample, heap: sample.heap * (1 + (n % 4) / 4) }
  })

test('what warms up, goes up and down, and stays is flat', () => {
  const warming = evening((share) => ({ resident: 1e8 * Math.min(1, 0.5 + 4 * share), heap: 3e7 * (1 + share / 20) }))
  expect(grown(growth(warming))).toEqual([])
})

test.each([
  ['resident', (share: number) => ({ resident: 1e8 * (1 + share / 3) })],
  ['heap', (share: number) => ({ heap: 3e7 * (1 + share / 3) })],
  ['files', (share: number) => ({ files: 24 + Math.round(share * 10) })],
  ['sockets', (share: number) => ({ sockets: 5 + Math.round(share * 10) })],
  ['handles', (share: number) => ({ handles: 4 + Math.round(share * 10) })],
] as const)('growing %s are found', (what, at) => {
  expect(grown(growth(evening(at)))).toEqual([expect.stringContaining(what)])
})

test('P25 a metric is read with and without labels, and missed where it is not there', () => {
  const text = '# HELP a b\na 3\nb{x="1"} 4\nb{x="2"} 5.5\nab 7\n'
  expect([metric(text, 'a'), metric(text, 'b')]).toEqual([3, 9.5])
  expect(() => metric(text, 'c')).toThrow('c')
})

test('S6 P25 a few questions of a long evening: every box is what the phones were told, and nobody is left behind', async () => {
  const result = await soak({ minutes: 0.06, phones: 30, seed: 7, pace: 2.5, log: () => {} })
  console.log(JSON.stringify(result))
  expect(result).toMatchObject({ lost: 0, doubled: 0, astray: 0, wrongs: [] })
  expect(result.acknowledged).toBeGreaterThan(40)
}, 60_000)
