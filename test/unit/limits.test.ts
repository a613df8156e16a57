// Token buckets on a clock of the test's own.
import { describe, expect, it } from 'vitest'
import { type Bucket, bucket, limits } from '../../server/limits.ts'

function clock() {
  const state = { now: 1000 }
  return {
    now: () => state.now,
    pass(ms: number) {
      state.now += ms
    },
  }
}

/** How many single tokens can be taken right now. */
function available(from: Bucket): number {
  let count = 0
  while (count < 1000 && from.take()) count++
  return count
}

describe('bucket', () => {
  it('starts full, empties, and fills at its rate', () => {
    const { now, pass } = clock()
    const tokens = bucket({ capacity: 3, perSecond: 2, now })
    expect(available(tokens)).toBe(3)
    pass(499)
    expect(tokens.take()).toBe(false)
    pass(1)
    expect(tokens.take()).toBe(true)
    expect(tokens.take()).toBe(false)
  })

  it('never holds more than its capacity', () => {
    const { now, pass } = clock()
    const tokens = bucket({ capacity: 3, perSecond: 2, now })
    pass(3_600_000)
    expect(available(tokens)).toBe(3)
  })

  it('takes several at once or none', () => {
    const { now } = clock()
    const tokens = bucket({ capacity: 5, perSecond: 1, now })
    expect(tokens.take(6)).toBe(false)
    expect(tokens.take(4)).toBe(true)
    expect(tokens.take(2)).toBe(false)
    expect(tokens.take(1)).toBe(true)
  })

  it('gives nothing for a clock set back, and works on from there', () => {
    const { now, pass } = clock()
    const tokens = bucket({ capacity: 2, perSecond: 1, now })
    expect(available(tokens)).toBe(2)
    pass(-100_000)
    expect(tokens.take()).toBe(false)
    pass(1000)
    expect(available(tokens)).toBe(1)
  })

  it('adds up parts of a token without losing any, asked however often', () => {
    const { now, pass } = clock()
    const tokens = bucket({ capacity: 1, perSecond: 0.5, now })
    available(tokens)
    let taken = 0
    for (let step = 0; step < 1000; step++) {
      pass(16)
      taken += available(tokens)
    }
    expect(taken).toBe(8)
  })
})

describe('P13 limits', () => {
  it('lets a device send 20 commands at once and 5 a second', () => {
    const { now, pass } = clock()
    const commands = limits(now).commands()
    expect(available(commands)).toBe(20)
    pass(1000)
    expect(available(commands)).toBe(5)
  })

  it('counts each device for itself, so that a hall behind one address is not slowed', () => {
    const house = limits(clock().now)
    const devices = Array.from({ length: 300 }, house.commands)
    expect(devices.every((device) => device.take(20))).toBe(true)
  })

  it('answers 20 wrong secrets at once and 10 a minute, for the whole house', () => {
    const { now, pass } = clock()
    const { wrongSecrets } = limits(now)
    expect(available(wrongSecrets)).toBe(20)
    pass(5900)
    expect(wrongSecrets.take()).toBe(false)
    pass(60_000 - 5900 + 1)
    expect(available(wrongSecrets)).toBe(10)
  })

  it('has a clock of its own', () => {
    expect(available(limits().commands())).toBeGreaterThanOrEqual(20)
  })
})
