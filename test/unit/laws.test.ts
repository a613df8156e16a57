// Laws that hold in every meeting, whatever happens in it. A failure prints its seed.
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import type { BallotType } from '../../shared/ballots/ballot.ts'
import { ballotType, kinds } from '../../shared/ballots/registry.ts'
import { commands, decide } from '../../shared/meeting/decide.ts'
import type { Event } from '../../shared/meeting/event.ts'
import { blank, evolve } from '../../shared/meeting/evolve.ts'
import {
  type Item,
  lastRound,
  type Meeting,
  openRound,
  type Phase,
  type Round,
  votedIn,
} from '../../shared/meeting/meeting.ts'
import { type Audience, type Surroundings, view } from '../../shared/meeting/view.ts'
import { Refusal } from '../../shared/refusal.ts'
import { coin } from '../coin.ts'
import { type Given, RandomMeeting, SECRET, text, types, wishes } from '../random-meeting.ts'

kinds.set('coin', coin as BallotType)
// A busy machine needs longer than it takes here.
vi.setConfig({ testTimeout: 30_000 })

const audiences: Audience[] = ['phone', 'phone-voted', 'kiosk', 'projector', 'moderator', 'organizer', 'results']
const room: Surroundings = {
  join: null,
  addresses: [],
  present: 2,
  connected: { phones: 2, kiosks: 0, projectors: 1, moderators: 1 },
  storage: 'ok',
}
const rounds = (meeting: Meeting) => meeting.items.flatMap((item) => item.rounds.map((round) => ({ item, round })))

/** Lets a meeting of wishes happen, with a look at it after each command. */
function each(law: (run: RandomMeeting, events: Event[] | Refusal, given: Given) => void, runs = 25) {
  fc.assert(
    fc.property(wishes(120), (list) => {
      const run = new RandomMeeting()
      for (const wish of list) {
        const given = run.command(wish)
        law(run, run.give(given), given)
      }
    }),
    { numRuns: runs },
  )
}

test('the random meetings get somewhere', () => {
  const seen = new Map<string, number>()
  const count = (name: string) => seen.set(name, (seen.get(name) ?? 0) + 1)
  each((_, events, { command }) => {
    if (!(events instanceof Refusal)) for (const { type } of events) count(type)
    count(events instanceof Refusal ? `${command.type} refused` : command.type)
  }, 100)
  for (const type of types) expect([type, seen.get(type.replace(' again', '')) ?? 0]).not.toEqual([type, 0])
  for (const type of [
    'round-closed',
    'round-revealed',
    'round-reopened',
    'round-voided',
    'voter-seated',
    'cast refused',
  ])
    expect([type, (seen.get(type) ?? 0) > 0]).toEqual([type, true])
})

test('M1 replaying what happened gives the same meeting', () => {
  fc.assert(
    fc.property(wishes(120), (list) => {
      const run = new RandomMeeting()
      for (const wish of list) run.give(run.command(wish))
      const replayed = blank()
      for (const { event, seq } of structuredClone(run.log)) evolve(replayed, event, seq)
      expect(replayed).toEqual(run.meeting)
      expect(text(replayed)).toBe(text(run.meeting))
    }),
    { numRuns: 40 },
  )
})

test('M2 sequence numbers strictly increase', () => {
  each(({ log, meeting }) => {
    expect(log.at(-1)!.seq).toBe(meeting.seq)
    if (log.length > 1) expect(log.at(-1)!.seq).toBeGreaterThan(log.at(-2)!.seq)
  })
})

test('M3 one round at most is open, and it is on the wall', () => {
  each(({ meeting }) => {
    const open = rounds(meeting).filter(({ round }) => round.phase === 'open' && !round.void)
    expect(open.length).toBeLessThanOrEqual(1)
    if (open[0]) {
      expect(meeting.current).toBe(open[0].item.id)
      expect(openRound(meeting)?.round).toBe(open[0].round)
    }
  })
})

test('M4 phases go forward, and back only from closed to open', () => {
  const allowed = ['draft open', 'open closed', 'closed open', 'closed revealed']
  fc.assert(
    fc.property(wishes(120), (list) => {
      const run = new RandomMeeting()
      const phases = new Map<string, Phase>()
      for (const wish of list) {
        run.give(run.command(wish))
        for (const { round } of rounds(run.meeting)) {
          const step = `${phases.get(round.id) ?? 'draft'} ${round.phase}`
          if (phases.get(round.id) !== round.phase) expect(allowed).toContain(step)
          phases.set(round.id, round.phase)
        }
      }
    }),
    { numRuns: 25 },
  )
})

test('M5 M6 a round keeps its question and rule, and never leaves the record', () => {
  fc.assert(
    fc.property(wishes(120), (list) => {
      const run = new RandomMeeting()
      const opened = new Map<string, string>()
      for (const wish of list) {
        run.give(run.command(wish))
        const now = new Map(
          rounds(run.meeting).map(({ round }) => [round.id, text([round.question, round.rule, round.number])]),
        )
        for (const [id, frozen] of opened) expect(now.get(id)).toBe(frozen)
        for (const [id, frozen] of now) opened.set(id, frozen)
      }
    }),
    { numRuns: 25 },
  )
})

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

test('M8 only a standing round is superseded, for a reason that is kept', () => {
  each(({ meeting }) => {
    for (const { item, round } of rounds(meeting)) {
      const standing = item.rounds
        .slice(0, item.rounds.indexOf(round))
        .filter((other) => !other.void || other.void.at > round.openedAt)
      if (round.supersedes) expect(standing.map(({ id }) => id)).toContain(round.supersedes.round)
      else expect(standing).toEqual([])
    }
  })
})

test('M7 what is void was given a reason and is not on the wall as a result', () => {
  each(({ meeting }) => {
    for (const { round } of rounds(meeting)) if (round.void) expect(round.void.reason).toBe('because')
    const shown = view(meeting, 'projector', room).current
    if (shown?.round?.void) expect([shown.phase, shown.round.tally, shown.round.outcome]).toEqual(['draft', null, null])
  })
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

test('M18 a command repeated at once changes nothing', () => {
  // A claim is the house's own and takes a new seat each time.
  const addsUp = ({ command }: Given) =>
    ['release', 'extend', 'claim'].includes(command.type) || (command.type === 'add-item' && !command['id'])
  const state = (meeting: Meeting) => text({ ...meeting, seq: 0 })
  each((run, events, given) => {
    if (events instanceof Refusal || addsUp(given)) return
    const before = state(run.meeting)
    run.give(given)
    expect(state(run.meeting)).toBe(before)
  })
})

test('M21 an archived meeting changes by nothing but taking it out of the archive', () => {
  each((run, _, given) => {
    if (!run.meeting.archived) return
    expect(openRound(run.meeting)).toBeUndefined()
    if (given.command.type === 'archive') return
    expect(run.give(given)).toMatchObject({ code: expect.stringMatching(/^archived$/) })
  })
})

test('M25 whatever is asked, the answer is events or a refusal, and asking alone changes nothing', () => {
  const garbage = fc.oneof(
    fc.jsonValue(),
    fc.string(),
    fc.integer(),
    fc.constantFrom('item0', 'item1', 'id1', 'id2', null, '', '__proto__', 'x'.repeat(65)),
  )
  const fields = [
    'item',
    'round',
    'vote',
    'ballot',
    'reason',
    'seconds',
    'to',
    'id',
    'title',
    'language',
    'archived',
    'left',
    'voter',
    'token',
    '__proto__',
    'constructor',
  ]
  const anything = fc.record({
    type: fc.oneof(
      fc.constantFrom(...Object.keys(commands)),
      fc.string(),
      fc.constantFrom('constructor', '__proto__', 'toString'),
    ),
    fields: fc.dictionary(fc.constantFrom(...fields), garbage),
    role: fc.constantFrom('phone', 'kiosk', 'projector', 'moderator', 'organizer', 'results', 'server'),
    voter: fc.option(fc.constantFrom('voter0', 'voter1', 'nobody'), { nil: undefined }),
  })
  fc.assert(
    fc.property(wishes(40), fc.array(anything, { minLength: 20, maxLength: 40 }), (list, asked) => {
      const run = new RandomMeeting()
      for (const wish of list) run.give(run.command(wish))
      const before = text(run.meeting)
      for (const { type, fields, role, voter } of asked)
        try {
          const events = decide(
            run.meeting,
            { ...fields, type },
            { role: role as 'phone', ...(voter && { voter }) },
            run.context(),
          )
          expect(Array.isArray(events)).toBe(true)
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal)
        }
      expect(text(run.meeting)).toBe(before)
    }),
    { numRuns: 60 },
  )
})

/** When an audience may know which way a round goes: written apart from the code that decides it. */
function mayKnow({ phase, void: voided, question: { visibility } }: Round, audience: Audience): boolean {
  if (voided || audience === 'organizer') return false
  if (phase === 'revealed') return true
  if (audience === 'results' || visibility === 'reveal') return false
  if (phase === 'closed') return true
  if (audience === 'kiosk' || visibility === 'closed') return false
  return visibility === 'live' || audience === 'phone-voted'
}

test('V1 V2 V3 until an audience may know, meetings that differ in their votes alone look the same to it', () => {
  let hidden = 0
  let shown = 0
  fc.assert(
    fc.property(wishes(80), fc.integer({ min: 1, max: 3 }), (list, shift) => {
      const [one, other] = [new RandomMeeting(), new RandomMeeting()]
      for (const wish of list) {
        const done = [one.give(one.command(wish)), other.give(other.command(wish, shift))]
        expect(text(done[1] instanceof Refusal)).toBe(text(done[0] instanceof Refusal))
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
