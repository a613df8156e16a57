// The right answers of test/cases against the recount, as far as they ask for what a round of this house can be.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { borda, type Scheme } from '../../recount/count/borda.ts'
import { contest } from '../../recount/count/contest.ts'
import { division } from '../../recount/count/division.ts'
import { equalShares } from '../../recount/count/equal-shares.ts'
import { greedy } from '../../recount/count/greedy.ts'
import { irv } from '../../recount/count/irv.ts'
import type { Paper } from '../../recount/count/kind.ts'
import { points } from '../../recount/count/points.ts'
import { quorum } from '../../recount/count/quorum.ts'
import type { Rule, Share } from '../../recount/count/rule.ts'
import { graded } from '../../recount/count/scale.ts'
import { preferences, schulze } from '../../recount/count/schulze.ts'
import { stv } from '../../recount/count/stv.ts'

interface Case {
  method: string
  candidates: string[]
  projects: [string, number][]
  ballots: [weight: number, marks: never][]
  matrix?: number[][]
  counts: { yes: number; no: number; abstain?: number; present?: number; eligible?: number }
  budget: number
  // biome-ignore lint/suspicious/noExplicitAny: a case document names its own settings and answers
  options?: any
  // biome-ignore lint/suspicious/noExplicitAny: as above
  expected: any
}

const folder = fileURLToPath(new URL('../cases', import.meta.url))
const cases = readdirSync(folder).map((file): [string, Case] => [
  file.replace('.json', ''),
  JSON.parse(readFileSync(join(folder, file), 'utf8')),
])
/** Cases of a method whose settings are among those that a round can have. */
const of = (method: string, ...settings: string[]) =>
  cases.filter(
    ([, one]) =>
      one.method === method &&
      Object.keys(one.options ?? {}).every((key) => settings.includes(key)) &&
      (one.ballots ?? []).every(([weight]) => Number.isInteger(weight)),
  )

/** Ballots that rank one option a place, none twice and without a gap; null where there are others. */
function strict({ ballots }: Case) {
  const papers = ballots.map(([weight, ranks]: [number, string[][]]) => ({ weight, ranks: ranks.flat(), gaps: ranks }))
  const fits = papers.every(
    ({ ranks, gaps }) => gaps.every((rank) => rank.length === 1) && new Set(ranks).size === ranks.length,
  )
  return fits ? papers : null
}
const ranked = (...given: Parameters<typeof of>) =>
  of(...given).flatMap(([name, one]): [string, Case, NonNullable<ReturnType<typeof strict>>][] => {
    const papers = one.ballots ? strict(one) : []
    return papers && one.candidates.length > 0 ? [[name, one, papers]] : []
  })

const figures = (candidates: string[], votes: readonly (number | null)[]) =>
  Object.fromEntries(candidates.flatMap((id, n) => (votes[n] ? [[id, votes[n]]] : [])))

const runOffs = ranked('irv', 'order', 'final_tie').filter(([, { ballots }]) => ballots.length > 0)
test.each(runOffs)('B15 R16 %s', (_, { candidates, options = {}, expected }, papers) => {
  const lot = [...(options.order ?? []), ...candidates.filter((id) => !options.order?.includes(id))]
  const { winners, tied, rounds } = irv(candidates, papers, lot)
  expect(winners[0] ?? null).toBe(expected.winner)
  if (expected.tied) expect(tied).toEqual(expected.tied)
  for (const [n, round] of (expected.rounds ?? []).entries()) {
    const votes = Object.fromEntries(Object.entries(round.votes).filter(([, votes]) => votes !== 0))
    expect(figures(candidates, rounds[n]!.votes)).toEqual(votes)
    if (round.eliminated) expect(rounds[n + 1]!.from).toBe(round.eliminated[0])
    if (Array.isArray(round.lot)) expect(rounds[n + 1]!.lot).toEqual(round.lot)
  }
})

const pairwise = [...ranked('schulze'), ...ranked('condorcet')]
test.each(pairwise)('B15 R16 %s', (_, { candidates, matrix, expected }, papers) => {
  const result = schulze(candidates, matrix ?? preferences(candidates, papers))
  if ('condorcet_winner' in expected) expect(result.condorcet).toBe(expected.condorcet_winner)
  if (expected.winners) expect(result.order[0]).toEqual(expected.winners)
  if (expected.order) expect(result.order.flat()).toEqual(expected.order.flat())
  const table = (of: readonly (readonly number[])[]) => candidates.map((id, a) => [id, figures(candidates, of[a]!)])
  const filled = (of: Record<string, Record<string, number>>) =>
    candidates.map((id) => [
      id,
      figures(
        candidates,
        candidates.map((other) => of[id]?.[other] ?? 0),
      ),
    ])
  if (expected.d) expect(table(result.pairs)).toEqual(filled(expected.d))
  if (expected.p) expect(table(result.paths)).toEqual(filled(expected.p))
})

const scored = ranked('borda', 'scheme').filter(([, { ballots }]) => ballots.length > 0)
test.each(scored)('B15 R16 %s', (_, { candidates, options = {}, expected }, papers) => {
  const scheme: Scheme = options.scheme ?? 'n-1'
  const { winners, tied, scores } = borda(candidates, papers, scheme, 'zero')
  const half = (score: unknown) => (String(score).endsWith('/2') ? Number(String(score).slice(0, -2)) / 2 : score)
  expect(Object.fromEntries(scores.map(({ id, points, exact }) => [id, exact ?? points]))).toEqual(
    Object.fromEntries(Object.entries(expected.score).map(([id, score]) => [id, half(score)])),
  )
  if (expected.winners) expect([...winners, ...tied]).toEqual(expected.winners)
})

test.each(ranked('stv', 'seats', 'lot'))('B15 R16 %s', (_, { candidates, options, expected }, papers) => {
  const lot: string[] = options.lot ?? candidates
  const { winners, quota, valid, rounds } = stv(candidates, papers, options.seats, lot)
  if (expected.elected) expect(winners).toEqual(expected.elected)
  if (expected.elected_set) expect(winners.toSorted()).toEqual(expected.elected_set.toSorted())
  if ('quota' in expected) expect(quota).toBe(expected.quota)
  if ('valid' in expected) expect(valid).toBe(expected.valid)
  if ('lot_used' in expected) expect(rounds.some((round) => round.lot.length > 0)).toBe(expected.lot_used)
  for (const [n, votes] of (expected.stage_votes ?? []).entries())
    expect(figures(candidates, rounds[n]!.votes)).toEqual(
      Object.fromEntries(Object.entries(votes).flatMap(([id, number]) => (number ? [[id, Number(number)]] : []))),
    )
})

const marked = (one: Case) => {
  const weights = new Map<string, number>()
  const buyers = one.ballots.map(([weight, ids]: [number, string[]]) => {
    for (const id of ids) weights.set(id, (weights.get(id) ?? 0) + weight)
    return { weight: BigInt(weight), marks: new Map(ids.map((id) => [id, 1n])) }
  })
  const projects = one.projects.map(([id, cost]) => ({ id, cost, votes: weights.get(id) ?? 0 }))
  return { buyers, projects, order: projects.map(({ id }) => id), budget: one.budget }
}
const payable = ([, { projects, ballots, budget }]: [string, Case]) =>
  ballots.length > 0 &&
  [budget, ...projects.map(([, cost]) => cost)].every((cost) => Number.isInteger(cost) && cost > 0)

test.each(of('greedy_pb').filter(payable))('B14 R16 %s', (_, one) => {
  const { projects, order, budget } = marked(one)
  const { funded } = greedy(projects, budget, order)
  expect(funded).toEqual(one.expected.funded)
})

// Here nothing goes to a project without a vote (B14).
const voted = ([, { projects, ballots }]: [string, Case]) =>
  projects.every(([id]) => ballots.some(([, marks]) => (marks as string[]).includes(id)))
const shares = of('equal_shares', 'utility', 'completion').filter((one) => payable(one) && voted(one))
test.each(shares)('B14 R16 %s', (_, one) => {
  const { utility = 'cost', completion = 'none' } = one.options ?? {}
  const result = equalShares({ ...marked(one), utility, completion, step: 1 })
  expect(result.funded.toSorted()).toEqual(one.expected.funded.toSorted())
  const start = `${result.start.over}/${result.start.under}`
  if ('per_voter_start' in one.expected)
    expect([one.expected.per_voter_start, `${one.expected.per_voter_start}/1`]).toContain(start)
  if ('per_voter_final' in one.expected) expect(Number(result.bought.share.over)).toBe(one.expected.per_voter_final)
})

const bases: Record<string, Share['base']> = { yes_no: 'valid', cast: 'cast', present: 'present', eligible: 'eligible' }
const motions = of('motion', 'rule').filter(
  ([, { options, expected }]) => 'result' in expected && (options?.rule?.base ?? 'yes_no') in bases,
)
test.each(motions)('R1 R2 R3 R7 R11 R16 %s', (_, { counts, options, expected }) => {
  const {
    base = 'yes_no',
    fraction = '1/2',
    at_least = false,
    also = [],
    tie = 'rejected',
    quorum: asked,
  } = options.rule
  const share = (one: { base: string; fraction: string; at_least?: boolean }) => ({
    base: bases[one.base]!,
    fraction: one.fraction,
    atLeast: one.at_least ?? false,
  })
  const rule: Rule = {
    shares: [share({ base, fraction, at_least }), ...also.map(share)],
    unit: 'heads',
    abstentions: 'apart',
    members: null,
    quorum: asked
      ? { count: asked.count, fraction: asked.fraction, atLeast: asked.at_least ?? false, number: null, unit: 'heads' }
      : null,
    tie,
    eachGroup: false,
  }
  const { yes, no, abstain = 0 } = counts
  const papers: Paper[] = Object.entries({ yes, no, abstain })
    .filter(([, count]) => count > 0)
    .map(([key, count]) => ({ key, vote: key, count, weight: count }))
  const voted = yes + no + abstain
  const turnout = { voted, present: counts.present ?? voted, eligible: counts.eligible ?? voted, groups: null }
  const found = rule.quorum && quorum(rule.quorum, turnout, null, { heads: voted, weight: voted })
  const outcome = division(papers, [], turnout, rule, null, null)
  const result = found && !found.met ? 'no_quorum' : { carried: 'passed', tie: 'tie_chair' }[outcome.type]
  expect(result ?? 'rejected').toBe(expected.result)
  if ('quorum_needed' in expected) expect(found?.needed).toBe(expected.quorum_needed)
  if ('quorum_met' in expected) expect(found?.met).toBe(expected.quorum_met)
  if ('needed' in expected) expect(outcome.needed).toBe(expected.needed)
  if ('base' in expected) expect(outcome.base).toBe(expected.base)
})

const most: Rule = {
  shares: [],
  unit: 'heads',
  abstentions: 'apart',
  members: null,
  quorum: null,
  tie: 'reported',
  eachGroup: false,
}
test.each([...of('plurality', 'seats'), ...of('approval')])(
  'R4 R5 R16 %s',
  (_, { candidates, ballots, options = {}, expected }) => {
    const valid = ballots.filter(([, marks]) => options.seats || [marks].flat().length === 1 || expected.places_left)
    const heads = (id: string) =>
      valid.reduce((all, [weight, marks]) => all + ([marks].flat().includes(id as never) ? weight : 0), 0)
    const standing = candidates.map((id) => ({ id, heads: heads(id), weight: heads(id) }))
    const cast = { heads: 1, weight: 1 }
    const turnout = { voted: 1, present: 1, eligible: 1, groups: null }
    const decision = { type: 'contest', seats: options.seats ?? 1, points: false, options: standing } as const
    const { winners, tied } = contest({ ...decision, options: standing }, cast, turnout, most, null, null)
    expect(winners).toEqual(expected.elected)
    expect(tied).toEqual(expected.tied ?? [])
  },
)

test.each(of('points', 'total', 'exact'))('B16 R16 %s', (_, { candidates, ballots, options, expected }) => {
  const config = {
    options: candidates.map((id) => ({ id })),
    total: options.total,
    cap: null,
    exact: options.exact ?? false,
    blank: false,
    winners: 1,
  }
  const kind = points(config)
  const papers = ballots.flatMap(([weight, vote]) => {
    const key = kind.key(vote)
    return key === null ? [] : [{ key, vote, count: weight, weight }]
  })
  const { tally } = kind.count(papers, { lot: null, edits: null }) as {
    tally: { cast: number; options: { id: string; points: number }[] }
  }
  expect(Object.fromEntries(tally.options.map(({ id, points }) => [id, points]))).toMatchObject(expected.score)
  expect(tally.cast).toBe(expected.valid)
})

const decimal = (text: string | number | null) => {
  if (typeof text !== 'string') return text
  const [above, below] = text.split('/').map(Number)
  return Math.round((100 * above!) / below!) / 100
}
test.each(of('rating', 'low', 'high'))('B10 R16 %s', (_, { ballots, options, expected }) => {
  const grades = Array.from({ length: options.high - options.low + 1 }, (_, n) => options.low + n)
  for (const [candidate, { n, mean, median }] of Object.entries<{ n: number; mean: string; median: string }>(
    expected.options,
  )) {
    const papers = ballots.map(([weight, vote]) => ({ key: '', vote, count: weight, weight }))
    const result = graded(papers, grades, (vote) => (vote as Record<string, number>)[candidate] ?? null)
    expect([result.rated, result.mean, result.median]).toEqual([n, decimal(mean), decimal(median)])
  }
})

test('R16 most of the cases can be asked', () => {
  const asked = [
    runOffs,
    pairwise,
    scored,
    ranked('stv', 'seats', 'lot'),
    of('greedy_pb').filter(payable),
    shares,
    motions,
  ]
  expect(asked.map((some) => some.length)).toEqual([7, 7, 6, 6, 4, 7, 25])
})
