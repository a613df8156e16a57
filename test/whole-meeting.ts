// A meeting with every kind, every method, every mode and everything that can happen to a round, in its record.
import { kinds } from '../shared/ballots/registry.ts'
import type { Language } from '../shared/meeting/meeting.ts'
import { question } from '../shared/meeting/question.ts'
import { type Record, record } from './record.ts'
import { last as lastMoment, scrutineer } from './scrutineer.ts'

const options = ['도서관', 'Playground <b>', 'A "new" path']
const groups = [
  { id: 'A', title: 'Panel', weight: 3 },
  { id: 'B', title: 'Residents', weight: 1 },
]

interface Held {
  settings: { [field: string]: unknown }
  votes: readonly unknown[]
}

const samples: Held[] = [...kinds].map(([kind, { sample }]) => ({
  settings: { title: `Sample of ${kind}`, kind, ...sample.config },
  votes: sample.votes.flatMap(({ vote, count }) => Array<unknown>(Math.min(count, 4)).fill(vote)),
}))

const orders = [['A', 'B'], ['A', 'B', 'C'], ['B'], ['C', 'B'], ['C', 'A'], ['B', 'A']]
const methods: Held[] = ['irv', 'schulze', 'borda', 'stv'].map((method) => ({
  settings: { title: `By ${method}`, kind: 'ranking', options, method, ...(method === 'stv' && { seats: 2 }) },
  votes: orders,
}))

const projects = [40, 30, 50, 20].map((cost, at) => ({ title: `Project ${at + 1}`, cost: cost * 1000 }))
const budgets: Held[] = [
  { settings: { ballot: 'approval', count: 'greedy' }, votes: [['A'], ['A', 'B'], ['C'], ['B', 'D']] },
  { settings: { ballot: 'knapsack', count: 'equal-shares' }, votes: [['A'], ['B', 'D'], ['B'], ['D']] },
  { settings: { ballot: 'points', count: 'both' }, votes: [{ A: 60, C: 40 }, { B: 100 }, { D: 10, A: 20 }] },
].map(({ settings, votes }) => ({
  settings: {
    title: `Budget by ${settings.ballot}`,
    kind: 'budget',
    projects,
    budget: 90_000,
    ...settings,
    ...(settings.count !== 'greedy' && { step: 10_000 }),
  },
  votes,
}))

const motions: Held[] = [
  {
    settings: { title: 'By groups', rule: { preset: 'two-thirds', eachGroup: true } },
    votes: cycle(['yes', 'yes', 'no', 'yes'], 14),
  },
  {
    settings: { title: 'By name', secrecy: 'named', rule: 'absolute-majority' },
    votes: cycle(['yes', 'no', 'yes'], 9),
  },
  { settings: { title: 'In secret', secrecy: 'secret', rule: 'unanimity' }, votes: cycle(['yes'], 7) },
  { settings: { title: 'With receipts', receipts: true }, votes: cycle(['yes', 'no', 'abstain', 'yes'], 9) },
  { settings: { title: 'With a quorum', rule: { quorum: { number: 12 } } }, votes: cycle(['yes', 'no'], 9) },
].map(({ settings, votes }) => ({ settings: { kind: 'motion', ...settings }, votes }))

const ties: Held[] = ['lot', 'chair', 'reported'].map((tie) => ({
  settings: { title: `Tie: ${tie}`, kind: 'choice', options, rule: { tie, unit: 'heads' } },
  votes: ['A', 'A', 'B', 'B'],
}))

function cycle(votes: readonly unknown[], length: number): unknown[] {
  return Array.from({ length }, (_, n) => votes[n % votes.length])
}

/** Everything but the last item is revealed; that one is open. */
export function wholeMeeting(language: Language = 'en'): Record {
  const held = [...samples, ...methods, ...budgets, ...motions, ...ties]
  const open = { title: 'Still open', kind: 'motion' }
  const secret = { title: 'Not shown yet', kind: 'motion', secrecy: 'secret' }
  const run = record(
    language,
    [...held.map(({ settings }) => settings), secret, open].map((each) => question(each)),
    14,
    groups,
  )
  const hand = scrutineer('Kim', 'KWXR34')
  run.act(0, hand.signOn())
  for (const [item, { settings, votes }] of held.entries()) {
    run.open(item, [...votes])
    run.close(item)
    if (settings['title'] === 'By name') run.act(item, hand.coSign(lastMoment(run.meeting.record.moments)))
    run.act(item, { type: 'reveal', anyway: true })
    if (settings['title'] === 'Tie: chair') run.act(item, { type: 'casting-vote', vote: 'B' })
    if (settings['kind'] === 'text')
      run.act(item, { type: 'edit-answers', edits: { do: 'hide', text: String((votes[0] as string[])[0]) } })
  }
  const last = held.length
  run.void(0, 'An option was missing')
  run.open(0, [...held[0]!.votes])
  run.close(0)
  run.reopen(0)
  run.close(0)
  run.reveal(0)
  run.open(1, [...held[1]!.votes].slice(0, 3), 'Asked for again')
  run.close(1)
  run.act(1, { type: 'reveal', anyway: true })
  run.open(last, ['yes', 'no'])
  run.close(last)
  run.open(last + 1, ['yes', 'no', 'yes'])
  return run
}
