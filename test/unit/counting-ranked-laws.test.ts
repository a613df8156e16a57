// Laws of ranked counting on random elections, ids and marks of every awkward kind. A failure prints its seed.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { borda } from '../../shared/counting/borda.ts'
import { type IrvRule, irv } from '../../shared/counting/irv.ts'
import { beats, pairwise } from '../../shared/counting/pairwise.ts'
import { merge, type RankedBallot, type Ranks } from '../../shared/counting/ranked.ts'
import { compare, minus, plus, ratio, sum, times, whole, zero } from '../../shared/counting/rational.ts'
import { schulze, strongestPath } from '../../shared/counting/schulze.ts'
import { type StvRule, stv } from '../../shared/counting/stv.ts'
import { electAgain, strengthAgain } from '../ranked.ts'

const all = ['A', '10', '9', '__proto__', 'constructor']
const mark = fc.constantFrom(...all, 'nobody')
const rank = fc.oneof(
  { weight: 9, arbitrary: mark.map((id) => [id]) },
  { weight: 1, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: fc.tuple(mark, mark) },
)
const ranks: fc.Arbitrary<Ranks> = fc.array(rank, { maxLength: 6 })
const ballots = fc.array(fc.record({ weight: fc.integer({ min: 0, max: 4 }).map(whole), ranks }), { maxLength: 14 })
const options = fc.integer({ min: 1, max: all.length }).map((count) => all.slice(0, count))
const irvRule: fc.Arbitrary<IrvRule> = fc.record(
  {
    overvote: fc.constantFrom('exhaust', 'skip', 'exhaust-if-multiple'),
    duplicate: fc.constantFrom('skip', 'exhaust'),
    maxSkips: fc.integer({ min: 0, max: 2 }),
    tie: fc.constantFrom('previous', 'none'),
    order: fc.shuffledSubarray(all, { minLength: all.length }),
    batch: fc.boolean(),
    untilTwo: fc.boolean(),
    firstOut: fc.subarray(all, { maxLength: 2 }),
    finalTie: fc.constantFrom('lot', 'report'),
  },
  { requiredKeys: [] },
)
const stvRule: fc.Arbitrary<StvRule> = fc.record(
  {
    seats: fc.integer({ min: 1, max: 4 }),
    rule: fc.constantFrom('scottish', 'exact'),
    lot: fc.shuffledSubarray(all, { minLength: all.length }),
    withdrawn: fc.subarray(all, { maxLength: 2 }),
  },
  { requiredKeys: ['seats'] },
)
const bordaRule = fc.record({
  scheme: fc.constantFrom('n-1', 'n', 'dowdall', 'modified'),
  unranked: fc.constantFrom('zero', 'mean'),
})

/** Everything the methods say of an election, as text: the same where two results are the same. */
const counts = (
  options: string[],
  ballots: RankedBallot[],
  rules: [IrvRule, StvRule, typeof bordaRule extends fc.Arbitrary<infer R> ? R : never],
) =>
  JSON.stringify(
    [
      irv(options, ballots, rules[0]),
      schulze(pairwise(options, ballots)),
      borda(options, ballots, rules[2]),
      stv(options, ballots, rules[1]),
    ],
    (_, value) => (value instanceof Map ? [...value] : typeof value === 'bigint' ? String(value) : value),
  )
const rules = fc.tuple(irvRule, stvRule, bordaRule)
const check = <T extends [unknown, ...unknown[]]>(
  arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> },
  law: (...given: T) => void,
) => fc.assert(fc.property(...arbitraries, law), { numRuns: 300 })

test('anonymity: the order of the ballots is irrelevant, and so is gathering equal ones', () => {
  check([options, ballots, rules, fc.infiniteStream(fc.nat())], (options, ballots, rules, random) => {
    const key = new Map(ballots.map((ballot) => [ballot, random.next().value]))
    const shuffled = [...ballots].sort((a, b) => key.get(a)! - key.get(b)!)
    expect(counts(options, shuffled, rules)).toBe(counts(options, ballots, rules))
    expect(counts(options, merge(ballots), rules)).toBe(counts(options, ballots, rules))
  })
})

test('neutrality: renaming the options renames the result', () => {
  check(
    [options, ballots, rules, fc.shuffledSubarray(all, { minLength: all.length })],
    (options, ballots, rules, names) => {
      const rename = (id: string) => `<${names[all.indexOf(id)] ?? id}>`
      const renamed = ballots.map(({ weight, ranks }) => ({ weight, ranks: ranks.map((rank) => rank.map(rename)) }))
      const [{ order, firstOut, ...irvRule }, { lot, withdrawn, ...stvRule }, bordaRule] = rules
      const result = counts(options.map(rename), renamed, [
        { ...irvRule, ...(order && { order: order.map(rename) }), ...(firstOut && { firstOut: firstOut.map(rename) }) },
        { ...stvRule, ...(lot && { lot: lot.map(rename) }), ...(withdrawn && { withdrawn: withdrawn.map(rename) }) },
        bordaRule,
      ])
      const back = result.replace(/<(\w+)>/g, (_, name) => all[names.indexOf(name)] ?? name)
      expect(back).toBe(counts(options, ballots, rules))
    },
  )
})

test('neutrality: where a lot is drawn, the order of the list does not decide who wins', () => {
  check(
    [options, ballots, rules, fc.shuffledSubarray(all, { minLength: all.length })],
    (options, ballots, rules, drawn) => {
      const listed = drawn.filter((id) => options.includes(id))
      const irvRule = { ...rules[0], order: rules[0].order ?? all }
      const stvRule = { ...rules[1], lot: rules[1].lot ?? all }
      expect(irv(listed, ballots, irvRule).winner).toBe(irv(options, ballots, irvRule).winner)
      expect(stv(listed, ballots, stvRule).elected.toSorted()).toEqual(
        stv(options, ballots, stvRule).elected.toSorted(),
      )
      const winners = (options: string[]) => schulze(pairwise(options, ballots)).winners.toSorted()
      expect(winners(listed)).toEqual(winners(options))
    },
  )
})

test('a weight of k is k copies', () => {
  check([options, ballots, rules], (options, ballots, rules) => {
    const copies = ballots.flatMap(({ weight, ranks }) =>
      Array.from({ length: Number(weight.n) }, () => ({ weight: whole(1), ranks })),
    )
    expect(counts(options, copies, rules)).toBe(counts(options, ballots, rules))
  })
})

test('instant run-off: ballots are with someone, inactive or blank, and arrive where they were sent', () => {
  check([options, ballots, irvRule], (options, ballots, rule) => {
    const { rounds } = irv(options, ballots, rule)
    const marked = sum(ballots.filter(({ ranks }) => ranks.flat().length > 0).map(({ weight }) => weight))
    for (const [at, { votes, active, inactive, eliminated, transfers }] of rounds.entries()) {
      expect(sum(votes.values())).toEqual(active)
      expect(plus(active, sum(Object.values(inactive)))).toEqual(marked)
      const next = rounds[at + 1]
      if (!next) continue
      expect([...next.votes.keys()]).toEqual([...votes.keys()].filter((id) => !eliminated.includes(id)))
      for (const from of eliminated)
        expect(sum(transfers.filter((one) => one.from === from).map(({ amount }) => amount))).toEqual(votes.get(from))
      for (const [id, count] of next.votes) {
        const received = sum(transfers.filter(({ to }) => to === id).map(({ amount }) => amount))
        expect(minus(count, votes.get(id)!)).toEqual(received)
      }
    }
  })
})

test('instant run-off: later-no-harm, what stands below the winner changes nothing', () => {
  check([options, ballots, irvRule, ranks], (options, ballots, rule, tail) => {
    const { winner } = irv(options, ballots, rule)
    fc.pre(winner !== null)
    const extended = ballots.map(({ weight, ranks }) => {
      const place = ranks.findIndex((rank) => rank.length === 1 && rank[0] === winner)
      return { weight, ranks: place < 0 ? ranks : [...ranks.slice(0, place + 1), ...tail] }
    })
    expect(irv(options, extended, rule).winner).toBe(winner)
  })
})

test('instant run-off: batches and going on until two remain elect the same', () => {
  check([options, ballots, irvRule, fc.boolean(), fc.boolean()], (options, ballots, rule, batch, untilTwo) => {
    const plain = { ...rule, tie: 'none' as const, finalTie: 'lot' as const }
    expect(irv(options, ballots, { ...plain, batch, untilTwo }).winner).toBe(irv(options, ballots, plain).winner)
  })
})

test('instant run-off: as a counter that starts anew each round', () => {
  check([options, ballots, irvRule], (options, ballots, rule) => {
    const { winner, tied } = irv(options, ballots, rule)
    expect({ winner, tied }).toEqual(electAgain(options, ballots, rule))
  })
})

test('Schulze: strengths are those of the strongest of all paths, and one such path is named', () => {
  check([options, ballots], (options, ballots) => {
    const result = schulze(pairwise(options, ballots))
    const { d, p } = result
    for (const a of options)
      for (const b of options) {
        if (a === b) continue
        const strength = p.get(a)!.get(b)!
        expect(strength).toEqual(strengthAgain(d, a, b))
        const path = strongestPath(result, a, b)
        expect(path === null).toBe(compare(strength, zero) === 0)
        if (path === null) continue
        expect([path[0], path.at(-1)]).toEqual([a, b])
        const links = path.slice(1).map((to, at) => d.get(path[at]!)!.get(to)!)
        expect(links.reduce((weakest, link) => (compare(link, weakest) < 0 ? link : weakest))).toEqual(strength)
      }
  })
})

test('Schulze: winners are in the Smith set, a Condorcet winner alone; nobody stands above one who is stronger', () => {
  check([options, ballots], (options, ballots) => {
    const { condorcetWinner, smithSet, winners, order, p } = schulze(pairwise(options, ballots))
    for (const winner of winners) expect(smithSet).toContain(winner)
    if (condorcetWinner !== null) expect([smithSet, winners]).toEqual([[condorcetWinner], [condorcetWinner]])
    expect(order.flat().toSorted()).toEqual(options.toSorted())
    for (const [at, group] of order.entries())
      for (const above of group)
        for (const below of order.slice(at).flat()) if (above !== below) expect(beats(p, below, above)).toBe(false)
  })
})

test('Schulze: monotonicity, a winner raised to the top of a ballot still wins', () => {
  check([options, ballots, fc.nat(), fc.nat()], (options, ballots, which, whose) => {
    fc.pre(ballots.length > 0)
    const { winners } = schulze(pairwise(options, ballots))
    const winner = winners[which % winners.length]!
    const raised = ballots.map(({ weight, ranks }, at) =>
      at === whose % ballots.length ? { weight, ranks: [[winner], ...ranks] } : { weight, ranks },
    )
    expect(schulze(pairwise(options, raised)).winners).toContain(winner)
  })
})

test('Borda: every ballot deals out all points where unranked options get the mean', () => {
  check([options, ballots, fc.constantFrom('n-1', 'n', 'dowdall')], (options, ballots, scheme) => {
    const { score } = borda(options, ballots, { scheme, unranked: 'mean' })
    const n = options.length
    const points = {
      'n-1': whole((n * (n - 1)) / 2),
      n: whole((n * (n + 1)) / 2),
      dowdall: sum(options.map((_, at) => ratio(1n, BigInt(at + 1)))),
    }
    expect(sum(score.values())).toEqual(times(points[scheme], sum(ballots.map(({ weight }) => weight))))
  })
})

test('STV: votes, not transferable and lost add up at every stage to the last decimal', () => {
  check([options, ballots, stvRule], (options, ballots, rule) => {
    const { valid, quota, stages } = stv(options, ballots, rule)
    for (const { votes, notTransferable, lost, action, who } of stages) {
      expect(plus(plus(sum(votes.values()), notTransferable), lost)).toEqual(valid)
      for (const count of [...votes.values(), notTransferable, lost])
        expect(compare(count, zero)).toBeGreaterThanOrEqual(0)
      if (rule.rule === 'exact') expect(lost).toEqual(zero)
      else for (const count of votes.values()) expect(100_000n % count.d).toBe(0n)
      if (action === 'surplus') expect(votes.get(who!)).toEqual(quota)
      if (action === 'exclude') expect(votes.get(who!)).toEqual(zero)
    }
  })
})

test('STV: every place is filled, by the quota or at the end; the excluded stay out', () => {
  check([options, ballots, stvRule], (options, ballots, rule) => {
    const { valid, quota, elected, filled, stages, lots } = stv(options, ballots, rule)
    const standing = options.filter((id) => !rule.withdrawn?.includes(id))
    expect(elected).toHaveLength(compare(valid, zero) > 0 ? Math.min(rule.seats, standing.length) : 0)
    expect(new Set(elected).size).toBe(elected.length)
    expect(stages.flatMap((stage) => stage.elected).concat(filled)).toEqual(elected)
    for (const { votes, elected } of stages)
      for (const id of elected) expect(compare(votes.get(id)!, quota)).toBeGreaterThanOrEqual(0)
    for (const { action, who } of stages) if (action === 'exclude') expect(elected).not.toContain(who)
    expect(compare(times(quota, whole(rule.seats + 1)), valid)).toBeGreaterThan(0)
    expect(lots.map(({ stage }) => stages[stage - 1]!.lot)).toEqual(lots.map(({ tied }) => tied))
  })
})

test('STV for one place elects as instant run-off does', () => {
  check([options, ballots, stvRule], (options, ballots, { seats: _, lot = all, ...rule }) => {
    const standing = options.filter((id) => !rule.withdrawn?.includes(id))
    const { elected } = stv(options, ballots, { ...rule, lot, seats: 1 })
    expect(elected[0] ?? null).toBe(irv(standing, ballots, { order: lot }).winner)
  })
})

test('refuses options listed twice or more than 1,000, weights below zero or too fine, no seat, a default that is no option', () => {
  const ballot = (n: bigint, d = 1n) => [{ weight: ratio(n, d), ranks: [['A']] }]
  for (const count of [irv, pairwise, borda]) {
    expect(() => count(['A', 'A'], [])).toThrow(RangeError)
    expect(() =>
      count(
        Array.from({ length: 1001 }, (_, id) => String(id)),
        [],
      ),
    ).toThrow(RangeError)
    expect(() => count(['A'], ballot(-1n))).toThrow(RangeError)
    expect(() => count(['A'], ballot(1n, 7n ** 2000n))).toThrow(RangeError)
  }
  expect(() => stv(['A'], [], { seats: 0 })).toThrow(RangeError)
  expect(() => stv(['A'], [], { seats: 1.5 })).toThrow(RangeError)
  expect(() => schulze(pairwise(['A'], []), { default: 'B' })).toThrow(RangeError)
})
