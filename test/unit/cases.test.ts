// Right answers for counting, from published facts and independent counters: each case names its source.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import { expect, test } from 'vitest'
import { counting, type Entry } from '../../shared/ballots/ballot.ts'
import { ballotType } from '../../shared/ballots/registry.ts'
import { outcome } from '../../shared/meeting/outcome.ts'
import { ruleFor } from '../../shared/meeting/rule.ts'

interface Case {
  name: string
  source: string
  method: string
  candidates: string[]
  counts: { yes: number; no: number; abstain?: number }
  ballots: [weight: number, marks: string | string[] | Record<string, number | null>][]
  options?: { seats?: number; min?: number; max?: number; low: number; high: number }
  expected: Record<string, unknown> & { options: Record<string, Rated> }
}
interface Rated {
  n: number
  mean: string | null
  median: number | string | null
  hist: Record<string, number>
}

const folder = fileURLToPath(new URL('../cases', import.meta.url))
const cases = readdirSync(folder).map((file): [string, Case] => [
  file.replace('.json', ''),
  JSON.parse(readFileSync(join(folder, file), 'utf8')),
])
const of = (...methods: string[]) => cases.filter(([, { method }]) => methods.includes(method))
const nobody = counting({ closed: true })

/** Counts ballots of a kind, each `[how many, vote]`; says how many were refused. */
function count(kind: string, settings: Record<string, unknown>, ballots: [number, unknown][]) {
  const type = ballotType(kind)
  const config = type.config(settings)
  const profile = new Map<string, Entry<unknown>>()
  let refused = 0
  for (const [copies, input] of ballots) {
    try {
      const vote = type.vote(input, config)
      const { count, weight } = profile.get(type.key(vote)) ?? { count: 0, weight: 0 }
      profile.set(type.key(vote), { vote, count: count + copies, weight: weight + copies })
    } catch {
      refused += copies
    }
  }
  const tally = type.tally(profile, config, nobody) as {
    options: { id: string; votes: number }[]
    cast: number
    mean: number | null
    median: number | null
  }
  const score = Object.fromEntries(tally.options.map(({ id, votes }) => [id, votes]))
  return { tally, score, refused, outcome: outcome(type.standing?.(tally, config)) }
}

test('the cases are there, each with its source', () => {
  expect(cases.length).toBeGreaterThan(30)
  for (const [, { source }] of cases) expect(source).toMatch(/\S/)
})

const simple = of('motion').filter(
  ([, { options, expected }]) =>
    'result' in expected && isDeepStrictEqual(options, { rule: { base: 'yes_no', fraction: '1/2' } }),
)

test.each(simple)('R1 R2 R3 %s', (_, { counts, expected }) => {
  const { outcome } = count(
    'motion',
    {},
    Object.entries({ yes: counts.yes, no: counts.no, abstain: counts.abstain ?? 0 })
      .filter(([, votes]) => votes > 0)
      .map(([side, votes]) => [votes, side]),
  )
  expect(outcome?.type === 'carried').toBe(expected['result'] === 'passed')
  const { result: _result, ...figures } = expected
  if (outcome?.type === 'no-votes') expect(figures['base']).toBe(0)
  else expect(outcome).toMatchObject(figures)
})

test('R1 R2 R3 every small division, against the words of the rule', () => {
  for (let yes = 0; yes <= 8; yes++)
    for (let no = 0; no <= 8; no++)
      for (const abstain of [0, 1, 20]) {
        const result = outcome({ type: 'division', yes, no, abstain })!
        if (yes + no + abstain === 0) {
          expect(result).toEqual({ type: 'no-votes' })
          continue
        }
        const type = yes > no ? 'carried' : yes === no && yes > 0 ? 'tie' : 'rejected'
        const needed = Array.from({ length: 20 }, (_, n) => n).find((n) => 2 * n > yes + no)
        expect(result).toMatchObject({ type, yes, no, abstain, base: yes + no, needed, margin: Math.abs(yes - no) })
      }
})

test('R6 each kind is decided by the rule that fits it', () => {
  const rule = (kind: string) => {
    const type = ballotType(kind)
    const config = type.config(type.sample.config)
    return ruleFor(type.standing?.(type.tally(new Map(), config, nobody), config)).majority
  }
  expect(['motion', 'choice', 'multiple', 'rating'].map(rule)).toEqual(['simple', 'most', 'most', 'none'])
})

// A ballot paper of this house has two options at least.
const contests = of('plurality', 'approval').filter(([, { candidates }]) => candidates.length > 1)

test.each(contests)('R4 R5 %s', (_, { method, candidates, ballots, options = {}, expected }) => {
  const {
    seats = 1,
    min = 1,
    max = method === 'plurality' ? 1 : candidates.length,
  } = options as Case['options'] & object
  const one = method === 'plurality' && seats === 1
  const marks = ballots.map(([copies, marks]): [number, unknown] => [copies, one ? marks : [marks].flat()])
  const settings = one ? { options: candidates } : { options: candidates, min, max, winners: seats }
  const { outcome, score, tally, refused } = count(one ? 'choice' : 'multiple', settings, marks)
  if (!outcome || !('winners' in outcome)) throw new Error('nobody voted')
  expect(outcome.winners).toEqual(expected['elected'])
  expect(outcome.tied).toEqual(expected['tied'] ?? [])
  expect(outcome.type).toBe(outcome.tied.length > 0 ? 'tied' : 'won')
  if ('places_left' in expected) expect(seats - outcome.winners.length).toBe(expected['places_left'])
  if ('score' in expected) expect(score).toMatchObject(expected['score'] as object)
  if ('valid' in expected) expect(tally.cast).toBe(expected['valid'])
  if ('invalid' in expected) expect(refused).toBe(Number(expected['invalid']) + Number(expected['blank']))
})

const value = (text: string | number | null) => {
  if (typeof text !== 'string') return text
  const [above, below = 1] = text.split('/').map(Number)
  return Math.round((above! / below) * 100) / 100
}

test.each(of('rating'))('B10 R6 %s', (_, { ballots, options, expected }) => {
  for (const [candidate, rated] of Object.entries(expected.options)) {
    const grades = ballots.map(([copies, marks]): [number, unknown] => [
      copies,
      (marks as Record<string, unknown>)[candidate],
    ])
    const given = grades.filter(([, grade]) => grade !== null)
    const { tally, score, outcome } = count('rating', { low: options!.low, high: options!.high }, given)
    expect(tally.cast).toBe(rated.n)
    expect(Object.fromEntries(Object.entries(score).filter(([, votes]) => votes > 0))).toEqual(rated.hist)
    expect(tally.mean).toBe(value(rated.mean))
    expect(tally.median).toBe(value(rated.median))
    expect(outcome).toBeNull()
  }
})
