// The ranking: votes in order, counted by the library, and said in words.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { counting, type Profile } from '../../shared/ballots/ballot.ts'
import {
  type RankingConfig,
  type RankingTally,
  type RankingVote,
  ranking,
} from '../../shared/ballots/ranking/ballot.ts'
import { narrate } from '../../shared/ballots/ranking/narrate.ts'
import { stepOf } from '../../shared/ballots/ranking/steps.ts'
import { borda } from '../../shared/counting/borda.ts'
import { irv } from '../../shared/counting/irv.ts'
import { pairwise } from '../../shared/counting/pairwise.ts'
import { approximately, whole } from '../../shared/counting/rational.ts'
import { schulze } from '../../shared/counting/schulze.ts'
import { stv } from '../../shared/counting/stv.ts'

const titles = ['Benches', 'Trees', 'Lights', 'Crossing', 'Swings']
const settings = (more: object = {}) => ranking.config({ options: titles, ...more })

/** `'4 A>B'`: four ballots. */
function profile(...lines: string[]): Profile<RankingVote> {
  return new Map(
    lines.map((line) => {
      const [count, key] = line.split(' ') as [string, string]
      return [key, { vote: key.split('>'), count: Number(count), weight: Number(count) }]
    }),
  )
}
const tally = (votes: Profile<RankingVote>, config: RankingConfig, lot: string[] | null = null) =>
  ranking.tally(votes, config, counting({ closed: true, lot }))
const said = (votes: Profile<RankingVote>, config: RankingConfig, language: 'en' | 'ko' = 'en') =>
  ranking.explain!(tally(votes, config), config, language)
const winners = ({ count }: RankingTally) => [count!.winners, count!.tied]

describe('a vote', () => {
  test('is a list of ids from first to last, of as many as the item asks for', () => {
    const config = settings({ least: 2, most: 3 })
    expect(ranking.vote(['C', 'A'], config)).toEqual(['C', 'A'])
    expect(ranking.key(['C', 'A'])).not.toBe(ranking.key(['A', 'C']))
    for (const wrong of [['C'], ['A', 'B', 'C', 'D'], ['A', 'B', 'A']])
      expect(() => ranking.vote(wrong, config)).toThrow()
  })

  test('a second round is between some options only, within what they allow', () => {
    const config = settings({ method: 'stv', seats: 3, least: 3 })
    const again = ranking.among!(['B', 'D'], config)
    expect(again).toMatchObject({ kind: 'ranking', options: ['Trees', 'Crossing'], seats: 2, least: 2, most: 2 })
    const { kind: _, ...fields } = again
    expect(ranking.config(fields).method).toBe('stv')
  })
})

const votes = fc.uniqueArray(
  fc.record({
    vote: fc.shuffledSubarray(['A', 'B', 'C', 'D', 'E'], { minLength: 1 }),
    weight: fc.integer({ min: 1, max: 9 }),
  }),
  { minLength: 1, maxLength: 12, selector: ({ vote }) => ranking.key(vote) },
)
const profiles = votes.map(
  (list): Profile<RankingVote> =>
    new Map(list.map(({ vote, weight }) => [ranking.key(vote), { vote, count: 1, weight }])),
)
const ids = ['A', 'B', 'C', 'D', 'E']
const ballots = (profile: Profile<RankingVote>) =>
  [...profile.values()].map(({ vote, weight }) => ({ weight: whole(weight), ranks: vote.map((id) => [id]) }))
const lots = fc.shuffledSubarray(ids, { minLength: 5 })

describe('the count is the library’s', () => {
  test('instant run-off, its rounds adding up to all votes', () => {
    const config = settings()
    fc.assert(
      fc.property(profiles, lots, (profile, lot) => {
        const { count, weight } = tally(profile, config, lot)
        if (count?.method !== 'irv') throw new Error('not counted')
        const { winner, tied, rounds } = irv(ids, ballots(profile), { order: lot, finalTie: 'report' })
        expect(winners({ count } as RankingTally)).toEqual([winner === null ? [] : [winner], tied])
        expect(count.rounds.map(({ votes }) => votes)).toEqual(
          rounds.map(({ votes }) => ids.map((id) => (votes.has(id) ? Number(votes.get(id)!.n) : null))),
        )
        for (const { votes, exhausted } of count.rounds)
          expect(votes.reduce<number>((sum, one) => sum + (one ?? 0), exhausted)).toBe(weight)
        for (const [index, { from }] of count.rounds.entries())
          expect(from).toBe(rounds[index - 1]?.eliminated[0] ?? null)
      }),
      { numRuns: 200 },
    )
  })

  test('single transferable vote, nothing lost but what cutting loses', () => {
    const seats = 2
    const config = settings({ method: 'stv', seats })
    fc.assert(
      fc.property(profiles, lots, (profile, lot) => {
        const { count, weight } = tally(profile, config, lot)
        if (count?.method !== 'stv') throw new Error('not counted')
        const result = stv(ids, ballots(profile), { seats, lot })
        expect([count.winners, count.filled]).toEqual([result.elected, result.filled])
        expect([count.quota, count.valid]).toEqual([Number(result.quota.n), weight])
        expect(count.rounds.flatMap(({ lot }) => (lot.length ? [lot] : []))).toEqual(
          result.lots.map(({ tied }) => tied),
        )
        for (const { votes, exhausted, lost } of count.rounds)
          expect(votes.reduce<number>((sum, one) => sum + (one ?? 0), exhausted + lost)).toBeCloseTo(weight, 6)
      }),
      { numRuns: 200 },
    )
  })

  test('Schulze, with its tables', () => {
    const config = settings({ method: 'schulze' })
    fc.assert(
      fc.property(profiles, (profile) => {
        const { count } = tally(profile, config)
        if (count?.method !== 'schulze') throw new Error('not counted')
        const result = schulze(pairwise(ids, ballots(profile)))
        expect([...count.winners, ...count.tied]).toEqual(result.winners)
        expect(count.winners.length).toBeLessThanOrEqual(1)
        expect(count.order).toEqual(result.order)
        expect(count.condorcet).toBe(result.condorcetWinner)
        for (const [a, row] of count.pairs.entries())
          for (const [b, prefer] of row.entries())
            if (a !== b) expect(prefer).toBe(Number(result.d.get(ids[a]!)!.get(ids[b]!)!.n))
      }),
      { numRuns: 200 },
    )
  })

  test('Borda, by every scheme', () => {
    const rules = fc.record({
      scheme: fc.constantFrom('n-1', 'n', 'dowdall', 'modified'),
      unranked: fc.constantFrom('zero', 'mean'),
    })
    fc.assert(
      fc.property(profiles, rules, (profile, rule) => {
        const { count } = tally(profile, settings({ method: 'borda', ...rule }))
        if (count?.method !== 'borda') throw new Error('not counted')
        const { score, winners } = borda(ids, ballots(profile), rule)
        expect([...count.winners, ...count.tied]).toEqual(winners)
        for (const { id, points, exact } of count.scores) {
          expect(points).toBeCloseTo(approximately(score.get(id)!), 4)
          if (exact !== null) expect(exact).toBe(`${score.get(id)!.n}/${score.get(id)!.d}`)
        }
      }),
      { numRuns: 200 },
    )
  })
})

describe('a tally', () => {
  test('of an open round has first preferences only; of nobody’s votes no count', () => {
    const open = ranking.tally(profile('4 A>B', '3 B'), settings(), counting())
    expect([open.count, open.options.map(({ votes }) => votes)]).toEqual([null, [4, 3, 0, 0, 0]])
    expect(tally(new Map(), settings()).count).toBe(null)
    expect(ranking.explain!(open, settings(), 'en')).toBe('')
    expect(ranking.scenes!(open, settings())).toEqual([])
  })

  test('of an open round costs no more for long votes than for short ones', () => {
    const config = ranking.config({ options: Array.from({ length: 20 }, (_, index) => `Option ${index}`) })
    const all = config.options.map(({ id }) => id)
    const of = (length: number): Profile<RankingVote> =>
      new Map(
        Array.from({ length: 10_000 }, (_, index) => {
          const vote = [...all.slice(index % 20), ...all.slice(0, index % 20)].slice(0, length)
          return [`${index}`, { vote, count: 1, weight: 1 }]
        }),
      )
    const time = (profile: Profile<RankingVote>) =>
      Math.min(
        ...Array.from({ length: 7 }, () => {
          const start = performance.now()
          ranking.tally(profile, config, counting())
          return performance.now() - start
        }),
      )
    const [short, long] = [of(1), of(20)]
    time(short)
    expect(time(long)).toBeLessThan(3 * time(short) + 1)
  })

  test('says at the end what each option came to', () => {
    const value = (config: RankingConfig) =>
      ranking.rows(tally(profile('4 A>B', '3 B>C', '2 C>B', '1 D'), config), config).map((row) => row.value)
    expect(value(settings())).toEqual([4, 5, 2, 1, 0])
    expect(value(settings({ method: 'schulze' }))).toEqual([2, 1, 3, 4, 5])
    expect(value(settings({ method: 'borda' }))).toEqual([16, 30, 17, 4, 0])
  })
})

describe('ties', () => {
  test('at the end of an instant run-off are told, not broken', () => {
    const even = tally(profile('2 A', '2 B'), settings(), ['B', 'A', 'C', 'D', 'E'])
    expect(winners(even)).toEqual([[], ['A', 'B']])
    expect(ranking.standing!(even, settings())).toMatchObject({ winners: [], tied: ['A', 'B'], seats: 1 })
    expect(said(profile('2 A', '2 B'), settings())).toMatch(/2 of 4 votes each: a tie/)
  })

  test('for last place go by the lot, and the lot is named', () => {
    const votes = profile('3 A', '2 B', '2 C>A')
    const lot = ['C', 'B', 'A', 'D', 'E']
    const config = settings()
    const { count } = tally(votes, config, lot)
    expect(count).toMatchObject({ method: 'irv', winners: ['A'] })
    const text = ranking.explain!(tally(votes, config, lot), config, 'en')
    expect(text).toContain('Benches, which')
  })

  test('of several Schulze winners and of equal scores are told', () => {
    expect(winners(tally(profile('1 A>B', '1 B>A'), settings({ method: 'schulze' })))).toEqual([[], ['A', 'B']])
    expect(winners(tally(profile('1 A>B', '1 B>A'), settings({ method: 'borda' })))).toEqual([[], ['A', 'B']])
  })
})

describe('in words', () => {
  test('print', () => {
    const p = profile('4 A>B', '3 B>C', '2 C>B', '1 D')
    for (const method of ['irv', 'schulze', 'borda', 'stv'] as const)
      for (const language of ['en', 'ko'] as const) {
        const config = settings({ method, seats: method === 'stv' ? 2 : 1 })
        console.log(method, said(p, config, language))
        const t = tally(p, config)
        if (t.count && 'rounds' in t.count)
          t.count.rounds.forEach((_, i) => console.log(narrate(t, config, i, language), JSON.stringify(stepOf(t, i))))
      }
  })
})
