// `npm run bench:count`: what counting costs, as ratios to sorting the same ballots, and how it grows.

import { percentile, type Random, seeded } from '../../server/rehearsal/moment.ts'
import { anyVote } from '../../server/rehearsal/votes.ts'
import { counting, type Entry } from '../../shared/ballots/ballot.ts'
import { ballotType, kinds } from '../../shared/ballots/registry.ts'
import { equalShares } from '../../shared/counting/equal-shares.ts'
import { irv } from '../../shared/counting/irv.ts'
import { approvals } from '../../shared/counting/market.ts'
import { pairwise } from '../../shared/counting/pairwise.ts'
import type { RankedBallot } from '../../shared/counting/ranked.ts'
import { whole } from '../../shared/counting/rational.ts'
import { schulze } from '../../shared/counting/schulze.ts'
import { stv } from '../../shared/counting/stv.ts'

const random = seeded(20261122)

/** Milliseconds of CPU of one call, the median of `times`. */
function cost(call: () => unknown, times = 3): number {
  const spent = Array.from({ length: times }, () => {
    const before = process.cpuUsage()
    call()
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  })
  return percentile(spent, 0.5)
}

const figure = (value: number) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3))
const line = (...cells: (string | number)[]) =>
  console.log(`| ${cells.map((cell) => (typeof cell === 'number' ? figure(cell) : cell)).join(' | ')} |`)

/** Ballots of weight one over these options: some are more popular, some are left out. */
function ranked(options: readonly string[], count: number, chance: Random): RankedBallot[] {
  return Array.from({ length: count }, () => {
    const order = options.map((id, place) => ({ id, at: chance() + place * 0.06 })).sort((a, b) => a.at - b.at)
    return { weight: whole(1), ranks: order.slice(0, 1 + Math.floor(chance() * options.length)).map(({ id }) => [id]) }
  })
}

const options = [...'ABCDEFGH']
const methods: Record<string, (ballots: RankedBallot[]) => unknown> = {
  'instant run-off': (ballots) => irv(options, ballots),
  Schulze: (ballots) => schulze(pairwise(options, ballots)),
  'Scottish STV, 3 seats': (ballots) => stv(options, ballots, { seats: 3 }),
}

console.log('## Ranked ballots, 8 options\n')
line('ballots', 'distinct', 'sorting them, ms', ...Object.keys(methods).map((name) => `${name}, ms (× sorting)`))
line(...Array<string>(3 + Object.keys(methods).length).fill('---'))
for (const count of [1000, 10_000, 100_000]) {
  const ballots = ranked(options, count, random)
  const texts = ballots.map(({ ranks }) => JSON.stringify(ranks))
  const sorting = cost(() => texts.toSorted())
  const spent = Object.values(methods).map((method) => cost(() => method(ballots)))
  line(count, new Set(texts).size, sorting, ...spent.map((ms) => `${figure(ms)} (${figure(ms / sorting)})`))
}
{
  const once = ranked(options, 10_000, random)
  const often = once.map((ballot) => ({ ...ballot, weight: whole(1000) }))
  const ratios = Object.values(methods).map((method) => cost(() => method(often), 9) / cost(() => method(once), 9))
  line('10,000 × 1,000 copies', '', '', ...ratios.map((ratio) => `× ${figure(ratio)} of 10,000 × 1`))
}

console.log('\n## Equal shares, 100 projects, approvals of 3 to 10, cost utilities, Add1U\n')
line('voters', 'step', 'sorting, ms', 'equal shares, ms', '× sorting', 'funded')
line(...Array<string>(6).fill('---'))
for (const voters of [100, 1000, 10_000]) {
  const projects = Array.from({ length: 100 }, (_, place) => ({
    id: `p${place}`,
    cost: whole(1_000_000 * (1 + Math.floor(random() * 60))),
  }))
  const ballots = Array.from({ length: voters }, () => {
    const size = 3 + Math.floor(random() * 8)
    const ids = Array.from({ length: size }, () => `p${Math.floor(random() ** 1.6 * 100)}`)
    return { weight: whole(1), marks: approvals([...new Set(ids)]) }
  })
  const budget = whole(500_000_000)
  const step = whole(50_000)
  const sorting = cost(() => ballots.map(({ marks }) => JSON.stringify([...marks.keys()])).sort())
  let funded = 0
  const spent = cost(() => {
    funded = equalShares(projects, ballots, budget, { completion: 'add1u', step }).funded.length
  }, 1)
  line(voters, Number(step.n), sorting, spent, spent / sorting, funded)
}

const titles = (count: number) => Array.from({ length: count }, (_, n) => `Option ${n + 1}`)
/** Settings under which hardly two voters agree. */
const large: Record<string, object> = {
  choice: { options: titles(50) },
  multiple: { options: titles(50), max: 8, winners: 3 },
  ranking: { options: titles(12) },
  budget: { projects: titles(50).map((title, n) => ({ title, cost: 1000 * (n + 1) })), budget: 100_000, max: 8 },
  points: { options: titles(12), total: 20, cap: null, exact: false, winners: 1 },
  number: { low: 0, high: 1_000_000, step: 1 },
  grid: { statements: titles(9), low: 1, high: 5, labels: [] },
}

console.log('\n## One picture of an open round with 10,000 ballots\n')
line('kind', 'distinct votes', 'CPU, ms (median of 30)')
line('---', '---', '---')
for (const [kind, { sample }] of kinds) {
  const type = ballotType(kind)
  const config = type.config({ ...sample.config, ...large[kind] })
  const profile = new Map<string, Entry<unknown>>()
  for (let voter = 0; voter < 10_000; voter++) {
    const drawn = kind === 'text' ? [`answer ${voter}`] : anyVote({ kind, config }, random)
    const vote = type.vote(drawn, config)
    const key = type.key(vote)
    const entry = profile.get(key) ?? { vote, count: 0, weight: 0 }
    profile.set(key, { vote, count: entry.count + 1, weight: entry.weight + 1 })
  }
  line(
    kind,
    profile.size,
    cost(() => JSON.stringify(type.tally(profile, config, counting())), 30),
  )
}
