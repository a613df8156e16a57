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

describe('B15 the count is the library’s', () => {
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
  test('B15 of an open round has first preferences only; of nobody’s votes no count', () => {
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
    expect(value(settings({ method: 'schulze' }))).toEqual([3, 1, 2, 4, 5])
    expect(value(settings({ method: 'borda' }))).toEqual([16, 30, 17, 4, 0])
  })
})

describe('B15 ties', () => {
  test('at the end of an instant run-off are told, not broken', () => {
    const even = tally(profile('2 A', '2 B'), settings(), ['B', 'A', 'C', 'D', 'E'])
    expect(winners(even)).toEqual([[], ['A', 'B']])
    expect(ranking.standing!(even, settings())).toMatchObject({ winners: [], tied: ['A', 'B'], seats: 1 })
    expect(said(profile('2 A', '2 B'), settings())).toBe('2 of 4 votes each in round 4 (instant run-off).')
  })

  test('for last place go by the lot, and the lot is named', () => {
    const votes = profile('3 A', '2 B', '2 C>A', '1 D', '1 E')
    const lot = ['C', 'E', 'D', 'B', 'A']
    const text = ranking.explain!(tally(votes, settings(), lot), settings(), 'en')
    expect(text).toContain('Round 2: Swings, Crossing were level, and by lot Crossing went out.')
    expect(text).toContain('Round 4: Lights, Trees were level, and by lot Trees went out.')
    expect(text).toContain('Exhausted: 4 of 9')
  })

  test('among options without a vote the lot decides nothing worth saying', () => {
    expect(said(profile('2 A', '1 B'), settings())).toBe('2 of 3 votes in round 1: more than half (instant run-off).')
    const { count } = tally(profile('2 A', '2 B'), settings())
    expect(count).toMatchObject({ rounds: [{}, { lot: ['C', 'D', 'E'] }, {}, {}] })
    expect(said(profile('2 A', '2 B'), settings())).not.toContain('lot')
  })

  test('of several Schulze winners and of equal scores are told', () => {
    expect(winners(tally(profile('1 A>B', '1 B>A'), settings({ method: 'schulze' })))).toEqual([[], ['A', 'B']])
    expect(winners(tally(profile('1 A>B', '1 B>A'), settings({ method: 'borda' })))).toEqual([[], ['A', 'B']])
  })
})

/** What a wall says from round to round. */
const told = (votes: Profile<RankingVote>, config: RankingConfig, language: 'en' | 'ko') => {
  const counted = tally(votes, config)
  const rounds = ranking.scenes!(counted, config).find(({ name }) => name === 'rounds')!.steps
  return Array.from({ length: rounds }, (_, at) => narrate(counted, config, at, language))
}

describe('in words', () => {
  const votes = profile('4 A>B', '3 B>C', '2 C>B', '1 D')

  test('an instant run-off: who goes out, where the votes go, what still counts', () => {
    expect(said(votes, settings())).toBe(
      '5 of 9 votes in round 4: more than half (instant run-off). Exhausted: 1 of 10, with nobody left that they rank.',
    )
    expect(said(votes, settings(), 'ko')).toBe(
      '4차 집계에서 9표 중 5표로 과반수(즉석 결선투표). 10표 중 1표 소진(다음 순위 없음).',
    )
    expect(told(votes, settings(), 'en').slice(2)).toEqual([
      {
        title: 'Round 3',
        happened: 'Crossing goes out with 1, the fewest.',
        moves: 'Exhausted +1',
        follows: 'Nobody has more than half of 9.',
      },
      {
        title: 'Round 4',
        happened: 'Lights goes out with 2, the fewest.',
        moves: 'Trees +2',
        follows: 'Trees has 5 of 9: more than half.',
      },
    ])
    expect(told(votes, settings(), 'ko').at(-1)!.happened).toBe('Lights 2표로 최하위, 탈락.')
  })

  test('a tie for last that an earlier round decides', () => {
    const even = profile('6 A', '3 B', '5 E', '2 C>B', '2 D>C')
    const { count } = tally(even, settings())
    const rounds = count?.method === 'irv' ? count.rounds : []
    expect(rounds.some(({ tied, lot }) => tied.length > 1 && lot.length > 0)).toBe(true)
    const history = profile('6 A', '3 B', '5 E', '4 C', '1 D>B')
    expect(told(history, settings(), 'en')[2]!.happened).toBe(
      'Trees, Lights have 4 each; Trees had fewer in an earlier round and goes out.',
    )
  })

  test('single transferable vote: quota, surplus, who fills the last place', () => {
    const config = settings({ method: 'stv', seats: 2 })
    const papers = profile('6 A>B', '2 B', '2 C', '1 D>C')
    expect(said(papers, config)).toMatch(/^Quota for 2 places: 4 of 11 votes\. Elected: Benches \(round 1, 6\), /)
    expect(told(papers, config, 'en')[1]).toMatchObject({
      happened: 'The surplus of Benches, 2, moves on.',
      moves: 'Trees +1.99998',
    })
    expect(said(papers, config, 'ko')).toMatch(/^유효 11표, 선출 2명, 당선 기준 4표\. 당선: Benches\(1차, 6표\), /)
    const few = profile('3 A', '1 B', '1 C')
    expect(told(few, settings({ method: 'stv', seats: 2 }), 'en').at(-1)!.follows).toMatch(/without the quota/)
  })

  test('Schulze: whether the winner beats all others in pairs, and how narrowly', () => {
    const config = settings({ method: 'schulze' })
    expect(said(votes, config)).toBe(
      'Beats every other option in pairs (Schulze; Condorcet winner). Closest: 5 to 4 against Benches.',
    )
    const circle = profile('5 A>B>C', '4 B>C>A', '3 C>A>B')
    expect(said(circle, config)).toMatch(/^No option beats every other one in pairs; ahead of all/)
    expect(said(profile('1 A>B', '1 B>A'), config, 'ko')).toBe('최강 경로의 세기가 같습니다(슐체 방식).')
  })

  test('Borda: points, who comes next, and how points were given', () => {
    const config = settings({ method: 'borda', unranked: 'mean' })
    expect(said(profile('2 A>B', '1 B>A'), config)).toBe(
      'Most points: 11, from 3 votes (Borda). Next: Trees with 10. ' +
        'Points: n−1 for the first of n, down to 0; what a ballot leaves out gets the mean of the places left.',
    )
  })

  test('long titles give way to their letters', () => {
    const config = ranking.config({ options: ['A title much too long for a sentence', 'Trees', 'Lights'] })
    expect(told(profile('2 A', '2 B', '1 C>A'), config, 'en').at(-1)!.happened).toBe('C goes out with 1, the fewest.')
  })
})

describe('a step', () => {
  test('shows every vote once: what options hold, what left them, and what is exhausted', () => {
    const config = settings({ method: 'stv', seats: 2 })
    fc.assert(
      fc.property(profiles, lots, (votes, lot) => {
        const counted = tally(votes, config, lot)
        const rounds = counted.count && 'rounds' in counted.count ? counted.count.rounds : []
        for (const [at, { lost }] of rounds.entries()) {
          const { lines, exhausted, spent, active } = stepOf(counted, at)
          expect(active + exhausted + lost).toBeCloseTo(counted.weight, 6)
          const sum = (what: 'gained' | 'gave') => lines.reduce((sum, line) => sum + line[what], 0)
          const before = rounds[at - 1]
          if (before) expect(sum('gave')).toBeCloseTo(sum('gained') + spent + lost - before.lost, 6)
        }
      }),
      { numRuns: 100 },
    )
  })
})
