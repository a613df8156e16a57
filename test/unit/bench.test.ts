// The benchmark's own arithmetic: medians, verdicts, the tables and the picture.
import { expect, test } from 'vitest'
import { ceiling, plot } from '../bench/plot.ts'
import { everything, figure, medians, type Sized, verdicts } from '../bench/report.ts'
import type { Figures } from '../bench/round.ts'
import { targets } from '../bench/targets.ts'

const sized = (size: number, product: Figures, floor: Figures): Sized<Figures> => ({ size, product, floor })

test('the figure of a size is the median of its rounds, by itself for each name', () => {
  const rounds = {
    size: 50,
    product: [
      { a: 1, b: 9 },
      { a: 5, b: 7 },
      { a: 3, b: 8 },
    ],
    floor: [{ a: 2, b: 2 }],
  }
  expect(medians(rounds)).toEqual({ size: 50, product: { a: 3, b: 8 }, floor: { a: 2, b: 2 } })
})

test('figures have three digits, and none where there is nothing', () => {
  expect([0, 0.0567, 1.234, 12.34, 123.4, 12_345, Number.NaN].map(figure)).toEqual([
    '0',
    '0.057',
    '1.23',
    '12.3',
    '123',
    '12,345',
    '–',
  ])
})

test('a verdict is that of the worst size that counts', () => {
  const line = (text: string, what: string) => text.split('\n').find((row) => row.includes(what))
  const rates = (slow: number) => [
    sized(500, { 'burst.perSecond': 90 }, { 'burst.perSecond': 100 }),
    sized(1000, { 'burst.perSecond': slow }, { 'burst.perSecond': 100 }),
  ]
  expect(line(verdicts(rates(80), []), 'votes a second')).toMatch(/\| 0\.9 × \| 0\.8 × \| reached \|$/)
  expect(line(verdicts(rates(79), []), 'votes a second')).toMatch(/\| 0\.9 × \| 0\.79 × \| not reached \|$/)
})

test('nothing is promised of the projector beyond 5,000 phones, and a measure is held against the right side', () => {
  const of = (what: string) => targets.find((target) => target.what.includes(what))!
  expect(of('projector').upTo).toBe(5000)
  expect(of('memory').value({ 'join.memory': 15 }, { 'join.memory': 12 })).toBe(3)
  expect(of('back').value({ 'reconnect.seconds': 3 }, { 'reconnect.seconds': 9, 'join.seconds': 2 })).toBe(1.5)
  expect(of('in a live round').value({ 'live.views': 7 }, {})).toBe(3)
  const late = [sized(10_000, { 'live.wallP99': 300 }, { 'live.wallP99': 100 })]
  expect(verdicts(late, [])).not.toContain('projector')
})

test('every figure stands beside the floor’s with their ratio', () => {
  const text = everything([sized(500, { 'join.cpu': 900 }, { 'join.cpu': 600 })])
  expect(text).toContain('| server CPU a join, µs | 900 / 600 (1.5) |')
})

test('the scale of a chart ends on a round number', () => {
  expect([0, 0.7, 1, 1.1, 4.2, 5.5, 90, 500, 501].map(ceiling)).toEqual([1, 1, 1, 2, 5, 10, 100, 500, 1000])
})

test('the picture has a chart for each cost there is, larger sizes to the right and larger values up', () => {
  const sizes = [500, 1000, 2000].map((size) => sized(size, { 'join.cpu': size / 10 }, { 'join.cpu': 20 }))
  const svg = plot(sizes, 'a day, a machine')
  expect(svg).toContain('<title>a day, a machine</title>')
  expect(svg.match(/<polyline/g)).toHaveLength(2)
  expect(svg).toContain('points="0,97.5 110,65 220,0"')
  expect(svg).toContain('points="0,117 110,117 220,117"')
})
