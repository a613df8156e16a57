// Laws of counting and forgetting, whatever happens in a meeting. A failure prints its seed.
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { ballotType, kinds } from '../../shared/ballots/registry.ts'
import type { Event } from '../../shared/meeting/event.ts'
import { type Item, lastRound, type Round, votedIn } from '../../shared/meeting/meeting.ts'
import { view } from '../../shared/meeting/view.ts'
import { Refusal } from '../../shared/refusal.ts'
import { each, patience, room, rounds } from '../law.ts'
import { RandomMeeting, SECRET, text, wishes } from '../random-meeting.ts'

vi.setConfig(patience)

/** Counts anew: what was sealed earlier, and the ballots that stand. */
function recount({ question, ballots, box, phase }: Round) {
  const type = ballotType(question.kind)
  const counts = new Map<string, number>()
  for (const { key, count } of box?.votes ?? []) counts.set(key, count)
  if (phase === 'open')
    for (const { vote } of ballots.values()) counts.set(type.key(vote), (counts.get(type.key(vote)) ?? 0) + 1)
  return counts
}

test('M10 M11 the profile is the ballots counted anew, one for each who voted', () => {
  each(({ meeting }) => {
    for (const { round } of rounds(meeting)) {
      const counted = new Map([...round.profile].map(([key, { count }]) => [key, count]))
      expect(counted).toEqual(recount(round))
      expect([...counted.values()].reduce((sum, count) => sum + count, 0)).toBe(votedIn(round))
    }
  })
})

test('M10 M11 M20 the count is that of the votes each voter was told are counted', () => {
  fc.assert(
    fc.property(wishes(150), (list) => {
      const run = new RandomMeeting()
      const told = new Map<string, Map<string, string>>()
      const ballots = new Set<unknown>()
      for (const wish of list) {
        const given = run.command(wish)
        const { command, actor } = given
        const events = run.give(given)
        if (command.type === 'cast' && !(events instanceof Refusal) && !ballots.has(command['ballot'])) {
          const votes = told.get(String(command['round'])) ?? new Map()
          votes.set(actor.voter, text(command['vote']))
          told.set(String(command['round']), votes)
          ballots.add(command['ballot'])
        }
        for (const { round } of rounds(run.meeting)) {
          const votes = [...(told.get(round.id) ?? new Map()).values()].sort()
          const stored = [...round.profile.values()].flatMap(({ vote, count }) => Array(count).fill(text(vote))).sort()
          expect(stored).toEqual(votes)
          if (round.phase === 'open' || !round.box?.named) continue
          expect(round.box.named.map(({ voter, vote }) => [voter, text(vote)])).toEqual(
            [...(told.get(round.id) ?? [])].sort(),
          )
        }
      }
    }),
    { numRuns: 25 },
  )
})

test('M19 after the close an anonymous round knows no pseudonym, ballot id, key or order', () => {
  const sorted = (list: readonly string[]) => [...list].sort()
  each(({ meeting }) => {
    for (const { round } of rounds(meeting)) {
      if (round.phase === 'open') continue
      expect([round.key, round.ballots.size]).toEqual([null, 0])
      expect(text(round)).not.toContain(SECRET)
      const { votes, voted, named } = round.box!
      expect(votes.map(({ key }) => key)).toEqual(sorted(votes.map(({ key }) => key)))
      expect([...round.profile.keys()]).toEqual(votes.map(({ key }) => key))
      expect(voted).toEqual(sorted(voted))
      expect(named !== undefined).toBe(round.question.secrecy === 'named')
    }
  })
})

test('M19 in whatever order they voted, the box and its digest are the same', () => {
  const order = fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 })
  fc.assert(
    fc.property(
      order,
      order,
      fc.array(fc.nat(9), { minLength: 4, maxLength: 4 }),
      fc.nat(7),
      (one, other, votes, item) => {
        const sealed = (order: number[]) => {
          const run = new RandomMeeting()
          const [target] = run.meeting.items.slice(item) as [Item]
          const desk = { role: 'moderator' } as const
          run.give({ command: { type: 'open', item: target.id }, actor: desk })
          const { id: round, question } = lastRound(target)!
          const sample = kinds.get(question.kind)!.sample.votes
          for (const voter of order)
            run.give({
              command: {
                type: 'cast',
                item: target.id,
                round,
                vote: sample[votes[voter]! % sample.length]!.vote,
                ballot: `b${voter}`,
              },
              actor: { role: 'phone', voter: `voter${voter}` },
            })
          run.give({ command: { type: 'close', item: target.id }, actor: desk })
          run.now += 1500
          const [closed] = run.give({
            command: { type: 'seal', item: target.id },
            actor: { role: 'server' },
          }) as Event[]
          return closed
        }
        expect(text(sealed(other))).toBe(text(sealed(one)))
      },
    ),
  )
})

test('M24 voted ≤ present ≤ eligible, in every view', () => {
  each(({ meeting }) => {
    for (const { round } of rounds(meeting)) {
      if (round.phase === 'open') continue
      expect(round.turnout!.voted).toBe(votedIn(round))
    }
    const turnout = view(meeting, 'projector', room).current?.round?.turnout
    if (!turnout) return
    expect(turnout.voted).toBeLessThanOrEqual(turnout.present)
    expect(turnout.present).toBeLessThanOrEqual(turnout.eligible)
  })
})
