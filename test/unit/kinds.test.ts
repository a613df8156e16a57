// The contract of a ballot type, by its own sample: every kind of the registry, and one that is not in it.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type BallotType, counting, type Profile } from '../../shared/ballots/ballot.ts'
import { ballotType, kinds } from '../../shared/ballots/registry.ts'
import { outcome } from '../../shared/meeting/outcome.ts'
import { question, questionFields } from '../../shared/meeting/question.ts'
import { Refusal } from '../../shared/refusal.ts'
import { coin } from '../coin.ts'

kinds.set('coin', coin as BallotType)

interface Cast {
  vote: unknown
  count: number
  weight: number
}

const turnout = { eligible: 1000, present: 1000, voted: 0 }

/** A profile as the fold makes it: entries in the order of their first vote. */
function profileOf(type: BallotType, casts: readonly Cast[]): Profile {
  const profile = new Map<string, Cast>()
  for (const { vote, count, weight } of casts) {
    const key = type.key(vote)
    const entry = profile.get(key) ?? { vote, count: 0, weight: 0 }
    profile.set(key, { vote, count: entry.count + count, weight: entry.weight + weight })
  }
  return profile
}

const codeOf = (attempt: () => unknown) => {
  try {
    attempt()
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
  return 'accepted'
}

/** Every number in a value, however deep. */
function numbers(value: unknown): number[] {
  if (typeof value === 'number') return [value]
  return value && typeof value === 'object' ? Object.values(value).flatMap(numbers) : []
}

function frozen<T>(value: T): T {
  if (value && typeof value === 'object') for (const part of Object.values(Object.freeze(value))) frozen(part)
  return value
}

describe.each([...kinds.keys()])('the kind %s', (name) => {
  const type = ballotType(name)
  const { sample } = type
  const config = frozen(type.config(sample.config))
  const votes = frozen(sample.votes.map(({ vote }) => vote))
  const casts = fc.array(
    fc
      .record({ vote: fc.constantFrom(...votes), count: fc.integer({ min: 1, max: 9 }) })
      .chain(({ vote, count }) =>
        fc.record({ vote: fc.constant(vote), count: fc.constant(count), weight: fc.integer({ min: count, max: 99 }) }),
      ),
    { maxLength: 30 },
  )
  const tally = (list: readonly Cast[]) =>
    type.tally(frozen(profileOf(type, list)), config, counting({ turnout, closed: true }))
  const rows = (list: readonly Cast[]) => type.rows(tally(list), config)
  const sampleCasts = sample.votes.map(({ vote, count }) => ({ vote, count, weight: count }))

  test('B2 settings survive being written and read', () => {
    expect(type.config(type.settings(config))).toEqual(config)
    const item = question({ title: 'x', kind: name, ...sample.config })
    expect(question(questionFields(item))).toEqual(item)
  })

  test('B2 settings that do not fit are refused', () => {
    for (const wrong of sample.refusedConfigs)
      expect([wrong, codeOf(() => type.config(wrong))]).toEqual([wrong, 'invalid'])
    expect(codeOf(() => type.config({ ...sample.config, unheardOf: 1 }))).toBe('invalid')
    fc.assert(
      fc.property(fc.jsonValue(), (input) => ['invalid', 'accepted'].includes(codeOf(() => type.config(input)))),
    )
  })

  test('B3 votes that fit parse to themselves, others are refused', () => {
    for (const vote of votes) expect(type.vote(structuredClone(vote), config)).toEqual(vote)
    for (const wrong of [...sample.refused, undefined, Symbol.iterator, () => 1])
      expect([wrong, codeOf(() => type.vote(wrong, config))]).toEqual([wrong, 'invalid'])
    fc.assert(
      fc.property(fc.anything(), (input) => {
        if (codeOf(() => type.vote(input, config)) !== 'accepted') return
        const vote = type.vote(input, config)
        expect(type.vote(vote, config)).toEqual(vote)
      }),
    )
  })

  test('B4 keys are canonical', () => {
    const keys = votes.map((vote) => type.key(vote))
    expect(keys.every((key) => typeof key === 'string' && key !== '')).toBe(true)
    expect(new Set(keys).size).toBe(votes.length)
    for (const vote of votes) expect(type.key(type.vote(structuredClone(vote), config))).toBe(type.key(vote))
  })

  test('B1 the sample is counted as it says', () => {
    expect(tally(sampleCasts)).toEqual(sample.tally)
  })

  test('B4 neither order nor grouping changes a tally', () => {
    const shuffled = casts.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    )
    fc.assert(fc.property(shuffled, ([list, other]) => void expect(tally(other)).toEqual(tally(list))))
    const one = (list: Cast[]) => list.flatMap(({ vote, count }) => Array(count).fill({ vote, count: 1, weight: 1 }))
    const plain = casts.map((list) => list.map((cast) => ({ ...cast, weight: cast.count })))
    fc.assert(fc.property(plain, (list) => void expect(tally(one(list))).toEqual(tally(list))))
  })

  test('B5 weight k is k ballots', () => {
    const measured = (list: Cast[]) => {
      const result = tally(list)
      // Heads are what they are: two of weight one are not one of weight two.
      const standing = JSON.stringify(type.standing?.(result, config), (key, value) =>
        key === 'heads' ? undefined : value,
      )
      return [standing, type.rows(result, config).map(({ votes: _, ...row }) => row)]
    }
    fc.assert(
      fc.property(casts, (list) => {
        const copies = list.map(({ vote, weight }) => ({ vote, count: weight, weight }))
        expect(measured(list)).toEqual(measured(copies))
      }),
    )
  })

  test('B6 nobody has voted', () => {
    const result = tally([])
    // A value may be of the settings: what a project costs.
    const rows = type.rows(result, config).map(({ value: _, ...counted }) => counted)
    expect(numbers([result, rows]).every((number) => number === 0)).toBe(true)
    expect(outcome(type.standing?.(result, config)) ?? { type: 'no-votes' }).toEqual({ type: 'no-votes' })
  })

  test('B6 numbers are numbers, whoever votes', () => {
    fc.assert(fc.property(casts, (list) => numbers([tally(list), rows(list)]).every(Number.isFinite)))
  })

  test('B7 rows have ids of their own and something to be called', () => {
    const all = rows(sampleCasts)
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    for (const { label, word, id } of all)
      for (const words of Object.values(type.words)) expect(label ?? words[word ?? id]).toMatch(/\S/)
    for (const vote of votes) expect(all.map(({ id }) => id)).toEqual(expect.arrayContaining(type.chosen(vote, config)))
    // Rows do not depend on who voted what, except where the answers themselves are the rows.
    expect(rows([]).map(({ id }) => id)).toEqual(type.edits ? [] : all.map(({ id }) => id))
  })

  test('B7 its words are the same in both languages', () => {
    const shape = (words: object) => Object.entries(words).map(([key, word]) => `${key}: ${typeof word}`)
    expect(shape(type.words.ko).sort()).toEqual(shape(type.words.en).sort())
    for (const { name, about } of Object.values(type.words)) expect(name && about).toMatch(/\S/)
  })

  test('B8 no weight is lost or counted double', () => {
    fc.assert(
      fc.property(casts, (list) => {
        // The rows of a ranking count first preferences.
        const chosen = (vote: unknown) => type.chosen(vote, config).slice(0, name === 'ranking' ? 1 : undefined)
        const marks = (what: 'count' | 'weight') =>
          list.reduce((sum, cast) => sum + cast[what] * chosen(cast.vote).length, 0)
        const of = (what: 'votes' | 'weight') => rows(list).reduce((sum, row) => sum + (row[what] ?? 0), 0)
        expect([of('votes'), of('weight')]).toEqual([marks('count'), marks('weight')])
        const standing = type.standing?.(tally(list), config)
        // Where points decide, rows say in `value` how many, and in `weight` who gave them.
        const row = new Map(rows(list).map((row) => [row.id, row]))
        if (standing?.type === 'contest')
          for (const { id, votes } of standing.options) expect(votes).toBe(row.get(id)!.value ?? row.get(id)!.weight)
        if (standing?.type === 'division') expect(standing.yes + standing.no + standing.abstain).toBe(marks('weight'))
      }),
    )
  })

  test('B9 what is concealed are settings of the same kind', () => {
    const shown = type.conceal?.(config) ?? config
    expect(type.config(type.settings(shown))).toEqual(shown)
    for (const vote of votes) expect(type.vote(vote, shown)).toEqual(vote)
  })
})

test('B10 mean and median of a rating are exact', () => {
  const type = ballotType('rating')
  const low = -3
  const config = type.config({ low, high: 7 })
  const grade = fc.record({ vote: fc.integer({ min: low, max: 7 }), weight: fc.integer({ min: 1, max: 50 }) })
  fc.assert(
    fc.property(fc.array(grade, { minLength: 1, maxLength: 20 }), (given) => {
      const list = given.flatMap(({ vote, weight }) => Array<number>(weight).fill(vote)).sort((a, b) => a - b)
      const sum = list.reduce((a, b) => a + b, 0)
      const [n, half] = [list.length, list.length / 2]
      const { mean, median } = type.tally(
        profileOf(
          type,
          given.map((cast) => ({ ...cast, count: 1 })),
        ),
        config,
        counting({ turnout }),
      ) as { mean: number; median: number }
      // Half up to hundredths, without fractions: the largest h with 2·n·h ≤ 200·sum + n.
      const hundredths = Math.round(mean * 100)
      expect(2 * n * hundredths).toBeLessThanOrEqual(200 * sum + n)
      expect(2 * n * (hundredths + 1)).toBeGreaterThan(200 * sum + n)
      expect(mean).toBe(hundredths / 100)
      expect(median).toBe(n % 2 ? list[Math.floor(half)] : (list[half - 1]! + list[half]!) / 2)
    }),
  )
})
