// The checker itself: it has to find what it is there for.
import { expect, test } from 'vitest'
import type { Cast, Fate } from '../../server/rehearsal/phone.ts'
import { check, type Exported, mayStand } from './check.ts'

const cast = (vote: string, fate: Fate): Cast => ({
  ...{ item: 'i', round: 'r', vote, ballot: vote, fate },
  ...{ sends: 1, sentAt: 0, answeredAt: 0, seq: 0 },
})
const voters = [
  { id: 'ann', ledger: [cast('A', 'ok'), cast('B', 'ok')] },
  { id: 'ben', ledger: [cast('A', 'ok'), cast('C', 'unknown')] },
  { id: 'cho', ledger: [cast('C', 'unknown')] },
  { id: 'dee', ledger: [cast('A', 'refused')] },
]
const sealed = (votes: Record<string, string>): Exported => {
  const named = Object.entries(votes).map(([voter, vote]) => ({ voter, vote }))
  const profile = [...new Set(Object.values(votes))].map((vote) => ({
    ...{ key: vote, vote },
    count: named.filter((line) => line.vote === vote).length,
  }))
  const counted = { ballots: named.length, profile, voted: Object.keys(votes), named }
  const round = { id: 'r', number: 1, state: 'counted', turnout: { voted: named.length }, counted }
  return { meeting: { joined: 4 }, items: [{ id: 'i', number: 1, question: { secrecy: 'named' }, rounds: [round] }] }
}
const anonymous = (exported: Exported) => {
  exported.items[0]!.rounds[0]!.counted!.named = null
  return exported
}
const right = { lost: [], doubled: [], invented: [] }

test('what may stand is the last acknowledged vote or an unknown one after it', () => {
  expect(voters.map(({ ledger }) => [...mayStand(ledger, 'r')])).toEqual([
    ['"B"'],
    ['"A"', '"C"'],
    [null, '"C"'],
    [null],
  ])
})

test.each([
  { ann: 'B', ben: 'A' },
  { ann: 'B', ben: 'C', cho: 'C' },
])('a box that may stand passes: %o', (votes) => {
  expect(check(sealed(votes), voters)).toEqual(right)
  expect(check(anonymous(sealed(votes)), voters)).toEqual(right)
})

test.each([
  ['lost', { ben: 'A' }],
  ['lost', { ann: 'A', ben: 'A' }],
  ['invented', { ann: 'B', ben: 'A', dee: 'A' }],
  ['invented', { ann: 'B', ben: 'A', eve: 'A' }],
] as const)('%s votes are found in %o', (what, votes) => {
  expect(check(sealed({ ...votes }), voters)[what]).not.toEqual([])
  expect(check(anonymous(sealed({ ...votes })), voters)[what]).not.toEqual([])
})

test('a ballot counted twice is found', () => {
  const twice = sealed({ ann: 'B', ben: 'A' })
  twice.items[0]!.rounds[0]!.counted!.profile[0]!.count = 2
  expect(check(twice, voters).doubled).not.toEqual([])
  expect(check(anonymous(twice), voters).doubled).not.toEqual([])
})

test('a round that is still open is no proof', () => {
  const open = sealed({})
  open.items[0]!.rounds[0]!.counted = null
  expect(check(open, voters).lost).not.toEqual([])
})

test.each([
  ['none', ['ann B', 'ben A']],
  ['lost', ['ben A']],
  ['lost', ['ann A', 'ben A']],
  ['doubled', ['ann B', 'ben A', 'ben C']],
] as const)('%s: of receipts, %o', (what, listed) => {
  const given = voters.map(({ id, ledger }) => ({
    id,
    ledger: ledger.map((cast) => ({ ...cast, receipt: `${id} ${cast.vote as string}` })),
  }))
  const exported = sealed({ ann: 'B', ben: 'A', cho: 'C' })
  const receipts = listed.map((code) => ({ code, key: code.slice(-1) }))
  if (what === 'lost' && listed.length > 1) receipts[0]!.code = 'ann B'
  exported.items[0]!.rounds[0]!.counted!.receipts = receipts
  const verdict = check(exported, given)
  expect(verdict).toEqual(what === 'none' ? right : { ...right, [what]: [expect.any(String)] })
})
