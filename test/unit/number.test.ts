// Estimates: exact to the last decimal, in bars with round edges.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { counting, type Profile } from '../../shared/ballots/ballot.ts'
import { number } from '../../shared/ballots/number/ballot.ts'
import { binsOf } from '../../shared/ballots/number/bins.ts'
import { numeral } from '../../shared/ballots/number/numeral.ts'
import { fits, next, typed } from '../../shared/ballots/number/typed.ts'
import { span } from '../../shared/ballots/number/words.ts'
import { estimates } from '../../shared/counting/estimates.ts'
import { rating } from '../../shared/counting/ratings.ts'
import { exact, rational } from '../../shared/counting/rational.ts'
import { Refusal } from '../../shared/refusal.ts'

const profileOf = (list: readonly { vote: number; weight: number }[]): Profile<number> =>
  new Map(list.map(({ vote, weight }, index) => [String(index), { vote, count: 1, weight }]))
const tallyOf = (settings: object, votes: readonly number[]) =>
  number.tally(profileOf(votes.map((vote) => ({ vote, weight: 1 }))), number.config(settings), counting())

describe('an answer', () => {
  const takes = (settings: object, vote: unknown) => {
    try {
      number.vote(vote, number.config(settings))
      return true
    } catch (error) {
      if (error instanceof Refusal) return false
      throw error
    }
  }

  test('B16 is within bounds and on a step, by its digits and not by its float', () => {
    // 0.3 is 0.1 × 3 only for people: 0.1 * 3 is 0.30000000000000004.
    expect(takes({ low: 0, high: 1, step: 0.1 }, 0.3)).toBe(true)
    expect(takes({ low: 0, high: 1, step: 0.1 }, 0.1 * 3)).toBe(false)
    expect(takes({ low: 0.1, high: 1, step: 0.2 }, 0.7)).toBe(true)
    expect(takes({ low: 0.1, high: 1, step: 0.2 }, 0.8)).toBe(false)
    expect(takes({ low: -5, high: 5 }, -5)).toBe(true)
    expect(takes({ low: -5, high: 5 }, -6)).toBe(false)
    expect(takes({ high: 1e15 }, 999_999_999_999_999)).toBe(true)
    expect(takes({ high: 1e11, step: 0.0001 }, 99_999_999_999.9999)).toBe(true)
  })

  test('zero has no sign', () => {
    expect(Object.is(number.vote(-0, number.config({ low: -1, high: 1 })), 0)).toBe(true)
  })
})

describe('what is typed on a phone', () => {
  test('is read as people write numbers, or not at all', () => {
    const texts = ['1,234.5', '1234,5', '1.5', '.5', '3.', '−3', '１２', ' 7 ', '1 000', '12,345,678']
    expect(texts.map(typed)).toEqual([1234.5, 1234.5, 1.5, 0.5, 3, -3, 12, 7, 1000, 12345678])
    for (const text of ['', '-', 'abc', '1.2.3', '1,2,3', '1e5', '0x1f', '--1', '.', ','])
      expect(typed(text)).toBe(null)
  })

  test('is told from an answer exactly as the server tells it, and the answers next to it fit', () => {
    const scale = fc.record({
      low: fc.integer({ min: -500, max: 500 }),
      steps: fc.nat(200),
      step: fc.integer({ min: 1, max: 30 }),
    })
    fc.assert(
      fc.property(scale, fc.nat(3), fc.integer({ min: -1000, max: 8000 }), ({ low, steps, step }, decimals, units) => {
        const plain = (units: number) => Number((units / 10 ** decimals).toFixed(decimals))
        const config = number.config({ low: plain(low), high: plain(low + (steps + 1) * step), step: plain(step) })
        const value = plain(units)
        const taken = (value: number) => {
          try {
            return number.vote(value, config) === value
          } catch {
            return false
          }
        }
        const inside = value >= config.low && value <= config.high
        expect(inside && fits(value, config)).toBe(taken(value))
        const [below, above] = [next(value, -1, config), next(value, 1, config)]
        expect([taken(below), taken(above)]).toEqual([true, true])
        if (inside) expect(below).toBeLessThanOrEqual(value)
        if (inside && taken(value) && value !== above) expect(above).toBe(plain(units + step))
      }),
      { numRuns: 300 },
    )
  })
})

describe('B10 what answers come to', () => {
  test('mean and median are exact where floats are not', () => {
    const tally = tallyOf({ low: 0, high: 1, step: 0.1 }, [0.1, 0.2, 0.3, 0.3])
    expect([tally.mean, tally.median, tally.min, tally.max]).toEqual([0.225, 0.25, 0.1, 0.3])
    expect(tallyOf({ low: 0, high: 1, step: 0.01 }, [0.14, 0.15]).median).toBe(0.145)
    expect(tallyOf({ low: -10, high: 10 }, [-1, 0]).mean).toBe(-0.5)
    // Halves go up, of numbers below zero too.
    expect(tallyOf({ low: -10, high: 10 }, [-1, 0, 0, 0, 0, 0, 0, 0]).mean).toBe(-0.12)
  })

  test('sums larger than a float holds lose nothing', () => {
    const list = [
      { vote: 1e15, weight: 1_000_000 },
      { vote: 1, weight: 1_000_000 },
    ]
    const { mean, median } = number.tally(profileOf(list), number.config({ high: 1e15 }), counting())
    expect([mean, median]).toEqual([500_000_000_000_000.5, 500_000_000_000_000.5])
  })

  test('nobody has no mean', () => {
    expect(tallyOf({}, [])).toMatchObject({ mean: null, median: null, min: null, max: null, cast: 0 })
    expect(number.explain?.(tallyOf({}, []), number.config({}), 'en')).toBe('')
  })

  test('they are those of the counting library that rates', () => {
    const cast = fc.record({ units: fc.integer({ min: -50, max: 50 }), weight: fc.integer({ min: 1, max: 9 }) })
    fc.assert(
      fc.property(fc.array(cast, { minLength: 1, maxLength: 20 }), (given) => {
        const ballots = given.map(({ units, weight }) => ({
          weight: rational(weight)!,
          marks: new Map([['x', rational(units)]]),
        }))
        const rated = rating(['x'], ballots, { low: -50, high: 50 }).options.get('x')!
        const found = estimates(given)!
        expect([exact(found.mean), exact(found.median)]).toEqual([exact(rated.mean!), exact(rated.median!)])
        expect([found.min, found.max]).toEqual([rated.hist[0]!, rated.hist.at(-1)!].map(({ grade }) => exact(grade)))
      }),
      { numRuns: 200 },
    )
  })
})

describe('the bars', () => {
  const said = (low: number, high: number, step = 1) => binsOf(low, high, step).map((bin) => span(bin, ''))

  test('have round edges; a highest answer alone on an edge joins the bar before it', () => {
    expect(said(0, 100)).toEqual(
      ['0–9', '10–19', '20–29', '30–39', '40–49', '50–59', '60–69', '70–79', '80–89'].concat('90–100'),
    )
    expect(said(1, 5)).toEqual(['1', '2', '3', '4', '5'])
    expect(said(3, 27)).toEqual(['3–4', '5–9', '10–14', '15–19', '20–24', '25–27'])
    expect(said(0, 1_000_000)).toHaveLength(10)
    expect(said(0, 1_000_000)[1]).toBe('100,000–199,999')
    expect(said(-10, 10)).toEqual(
      ['−10 – −9', '−8 – −7', '−6 – −5', '−4 – −3', '−2 – −1', '0–1', '2–3', '4–5'].concat('6–7', '8–10'),
    )
    expect(said(1, 40, 3)).toEqual(['1–4', '7–10', '13–16', '19–22', '25–28', '31–34', '37–40'])
  })

  test('B16 are twelve at most, and every answer lies in exactly one', () => {
    const bounds = fc.record({
      low: fc.integer({ min: -1e6, max: 1e6 }),
      steps: fc.integer({ min: 1, max: 5000 }),
      step: fc.constantFrom(1, 2, 3, 5, 7, 10, 25, 100, 1000),
      extra: fc.nat(999),
    })
    fc.assert(
      fc.property(bounds, ({ low, steps, step, extra }) => {
        const bins = binsOf(low, low + steps * step + (extra % step), step)
        expect(bins.length).toBeLessThanOrEqual(12)
        expect([bins[0]!.from, bins.at(-1)!.to]).toEqual([low, low + steps * step])
        for (const [index, { from }] of bins.slice(1).entries()) expect(from).toBe(bins[index]!.to + step)
        for (const { from, to } of bins) expect((from - low) % step === 0 && (to - from) % step === 0).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  test('a tally fills them by the answers', () => {
    const { bins } = tallyOf({ low: 0, high: 20, step: 0.5 }, [1.5, 2, 20])
    expect(bins.filter(({ votes }) => votes)).toEqual([
      { id: '0..1.5', votes: 1, weight: 1 },
      { id: '2..3.5', votes: 1, weight: 1 },
      { id: '18..20', votes: 1, weight: 1 },
    ])
  })
})

test('numbers are written with their unit', () => {
  expect([numeral(1234.5, 'kg'), numeral(-3, '°C'), numeral(12, '%'), numeral(1500, '원'), numeral(7, '')]).toEqual([
    '1,234.5 kg',
    '−3°C',
    '12%',
    '1,500원',
    '7',
  ])
})
