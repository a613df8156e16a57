// What the wall says of an item, and how shares are said.
import { expect, test } from 'vitest'
import { standing } from '../../client/projector/standing.ts'
import { winnersOf } from '../../client/tallies.ts'
import { question } from '../../shared/meeting/question.ts'
import type { ItemView, RoundView } from '../../shared/meeting/view.ts'
import { shareText } from '../../shared/words/tally.ts'

const options = ['Benches along the river bank', 'Lights in the underpass', 'Trees'].map((title, index) => ({
  id: 'ABC'[index]!,
  title,
  description: '',
}))

const round = (fields: Partial<RoundView> = {}): RoundView => ({
  id: 'r1',
  number: 1,
  phase: 'open',
  fingerprint: 'K7QP-3MNA',
  head: 'K7QP-3MNA-CDEF',
  seed: null,
  scene: null,
  scenes: [],
  uncounted: false,
  edits: null,
  closesAt: null,
  left: null,
  closing: false,
  openedAt: 0,
  closedAt: null,
  turnout: { eligible: 43, present: 40, voted: 27 },
  tally: null,
  outcome: null,
  void: null,
  supersedes: null,
  ...fields,
})

const item = (fields: Partial<RoundView> | null, description = ''): ItemView => ({
  id: 'i1',
  number: 1,
  title: 'What first?',
  description,
  kind: 'choice',
  config: { options },
  visibility: 'reveal',
  secrecy: 'anonymous',
  change: true,
  receipts: false,
  seconds: null,
  rule: question({ title: 'x', kind: 'choice', options: ['a', 'b'] }).rule,
  phase: 'draft',
  round: fields && round(fields),
})

const headline = (fields: Partial<RoundView> | null) => standing(item(fields), 'en').headline

test('the wall says every phase in words', () => {
  expect(headline(null)).toBe('Voting opens shortly')
  expect(headline({})).toBe('Voting is open')
  expect(headline({ closing: true })).toBe('Closing – last votes are coming in')
  expect(headline({ phase: 'closed' })).toBe('Voting is closed')
  expect(headline({ phase: 'revealed' })).toBe('Result')
})

test('a void round says so with its reason, whatever its phase', () => {
  const said = standing(item({ phase: 'closed', void: { reason: 'No quorum' } }), 'en')
  expect(said).toEqual({ headline: 'This vote is void', detail: 'Reason: No quorum' })
})

test('a rating that nobody gave is no result', () => {
  const nobody = { eligible: 3, present: 3, voted: 0 }
  expect(headline({ phase: 'revealed', turnout: nobody })).toBe('No votes were cast')
})

test('a result states its denominator', () => {
  expect(standing(item({ phase: 'revealed' }), 'en').detail).toContain('27 of 40 present voted')
})

const votes = { by: 'votes' as const, awaits: null, quorum: null, lot: null, measures: [] }
const won = { ...votes, type: 'won' as const, tied: [], advance: [], votes: 9 }

test('beside the tally letters stand for long titles; read aloud the titles are whole', () => {
  const outcome = { ...won, winners: ['A', 'B'], seats: 2 }
  const revealed = item({ phase: 'revealed', outcome })
  expect(standing(revealed, 'en', true).headline).toBe('A, B')
  expect(standing(revealed, 'en').headline).toBe('Benches along the river bank, Lights in the underpass')
})

test('one winner is named in full, and so are several short ones', () => {
  const elected = (winners: string[]) =>
    item({ phase: 'revealed', outcome: { ...won, winners, seats: winners.length } })
  expect(standing(elected(['A']), 'en', true).headline).toBe('Benches along the river bank')
  expect(standing(elected(['B', 'C']), 'en', true).headline).toBe('Lights in the underpass, Trees')
})

test('a long description ends between words and says that it goes on', () => {
  const said = standing(item(null, 'word '.repeat(200)), 'en').detail
  expect(said).toMatch(/word…$/)
  expect(said.length).toBeLessThan(230)
})

test('the side that prevailed is emphasised, and neither in a tie', () => {
  const division = {
    ...votes,
    unit: 'heads' as const,
    yes: 2,
    no: 1,
    abstain: 0,
    base: 3,
    needed: 2,
    margin: 1,
    level: false,
  }
  expect(winnersOf({ type: 'carried', ...division })).toEqual(['yes'])
  expect(winnersOf({ type: 'rejected', ...division, yes: 3, no: 7 })).toEqual(['no'])
  // Two thirds were needed: nobody prevailed with fewer votes.
  expect(winnersOf({ type: 'rejected', ...division, yes: 7, no: 5 })).toEqual([])
  expect(winnersOf({ type: 'tie', ...division })).toEqual([])
  expect(winnersOf(null)).toEqual([])
})

test('a share is a whole percentage, never NaN, and a vote never rounds away', () => {
  expect(shareText(1, 3, 'en')).toBe('33%')
  expect(shareText(0, 3, 'en')).toBe('0%')
  expect(shareText(0, 0, 'en')).toBe('')
  expect(shareText(1, 1000, 'en')).toBe('<1%')
})
