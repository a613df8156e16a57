// Laws of what is seen, by whom and when, whatever happens in a meeting. A failure prints its seed.
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { lastRound, type Round } from '../../shared/meeting/meeting.ts'
import { type Audience, view } from '../../shared/meeting/view.ts'
import { Refusal } from '../../shared/refusal.ts'
import { audiences, each, patience, room, rounds } from '../law.ts'
import { RandomMeeting, SECRET, text, wishes } from '../random-meeting.ts'

vi.setConfig(patience)

/** When an audience may know which way a round goes: written apart from the code that decides it. */
function mayKnow({ phase, void: voided, question: { visibility, kind } }: Round, audience: Audience): boolean {
  if (voided || audience === 'organizer') return false
  if (phase === 'revealed') return true
  // Free answers are read by the desk before anybody else sees them.
  if (audience === 'moderator' && kind === 'text') return true
  if (audience === 'results' || visibility === 'reveal') return false
  if (phase === 'closed') return true
  if (audience === 'kiosk' || visibility === 'closed') return false
  return visibility === 'live' || audience === 'phone-voted'
}

test('V1 V2 V3 V14 until an audience may know, meetings that differ in their votes alone look the same to it', () => {
  let hidden = 0
  let shown = 0
  fc.assert(
    fc.property(wishes(80), fc.integer({ min: 1, max: 3 }), (list, shift) => {
      const [one, other] = [new RandomMeeting(), new RandomMeeting()]
      for (const wish of list) {
        const given = [one.command(wish), other.command(wish, shift)] as const
        const refused = [one.give(given[0]), other.give(given[1])].map((done) => done instanceof Refusal)
        if (refused[0] !== refused[1]) {
          // A tie waits for the chair, or a lot is there to be shown, in one of them only: but the desk knows the count.
          expect(['casting-vote', 'scene']).toContain(wish.type)
          const target = one.meeting.items.find(({ id }) => given.some(({ command }) => command['item'] === id))!
          expect(target.rounds.some((round) => mayKnow(round, 'moderator'))).toBe(true)
          return
        }
        for (const audience of audiences) {
          const [left, right] = [one, other].map(({ meeting }) => text(view(meeting, audience, room)))
          const relevant =
            audience === 'results'
              ? rounds(one.meeting).map(({ round }) => round)
              : (one.meeting.items.find(({ id }) => id === one.meeting.current)?.rounds ?? [])
          if (!relevant.some((round) => mayKnow(round, audience))) {
            expect([audience, right]).toEqual([audience, left])
            hidden += 1
          } else if (left !== right) shown += 1
        }
      }
    }),
    { numRuns: 15 },
  )
  // Neither side of the law may be empty.
  expect(hidden).toBeGreaterThan(1000)
  expect(shown).toBeGreaterThan(20)
})

test('V10 B9 no view holds a secret or names a voter, and none the answer of a coin before its reveal', () => {
  each(({ meeting }) => {
    for (const audience of audiences) {
      const seen = text(view(meeting, audience, room))
      expect(seen).not.toContain(SECRET)
      expect(seen).not.toMatch(/voter\d/)
      if (audience === 'organizer') continue
      const current = meeting.items.find(({ id }) => id === meeting.current)
      const round = current && lastRound(current)
      if (audience !== 'results' && current?.kind === 'coin' && round?.phase !== 'revealed')
        expect(seen).not.toContain('"answer":"tails"')
      const known = rounds(meeting).some(
        ({ round }) => round.question.kind === 'coin' && round.phase === 'revealed' && !round.void,
      )
      if (audience === 'results' && !known) expect(seen).not.toContain('"answer":"tails"')
    }
  }, 12)
})

test('V12 an outcome is said from the close on, where the tally is seen', () => {
  each(({ meeting }) => {
    for (const audience of audiences) {
      const seen = view(meeting, audience, room)
      const list = 'items' in seen && Array.isArray(seen.items) ? seen.items.flatMap(({ rounds }) => rounds) : []
      const current = 'current' in seen && seen.current?.round ? [seen.current.round] : []
      for (const { phase, tally, outcome } of [...list, ...current])
        if (phase === 'open' || tally === null) expect(outcome).toBeNull()
    }
  }, 12)
})

test('V8 V9 phones and kiosks wait for the opening; the results page shows what was revealed or voided', () => {
  each(({ meeting }) => {
    const untouched = meeting.items.filter(({ rounds }) => rounds.length === 0).map(({ id }) => id)
    for (const audience of ['phone', 'phone-voted', 'kiosk'] as const)
      expect(untouched).not.toContain(view(meeting, audience, room).current?.id)
    const { items } = view(meeting, 'results', room)
    const listed = items.flatMap(({ rounds }) => rounds)
    const wanted = rounds(meeting).filter(({ round }) => round.phase === 'revealed' || round.void)
    expect(listed.map(({ id }) => id)).toEqual(wanted.map(({ round }) => round.id))
    for (const round of listed) expect(round.tally === null).toBe(round.void !== null)
  }, 12)
})
