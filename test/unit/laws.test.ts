// Laws that hold in every meeting, whatever happens in it. A failure prints its seed.
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { commands, decide } from '../../shared/meeting/decide.ts'
import { blank, evolve } from '../../shared/meeting/evolve.ts'
import { type Meeting, openRound, type Phase } from '../../shared/meeting/meeting.ts'
import { view } from '../../shared/meeting/view.ts'
import { Refusal } from '../../shared/refusal.ts'
import { each, patience, room, rounds } from '../law.ts'
import { type Given, RandomMeeting, text, types, wishes } from '../random-meeting.ts'

vi.setConfig(patience)

test('the random meetings get somewhere', () => {
  const seen = new Map<string, number>()
  const count = (name: string) => seen.set(name, (seen.get(name) ?? 0) + 1)
  each((_, events, { command }) => {
    if (!(events instanceof Refusal)) for (const { type } of events) count(type)
    count(events instanceof Refusal ? `${command.type} refused` : command.type)
  }, 250)
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
    role: fc.constantFrom('phone', 'kiosk', 'projector', 'moderator', 'organizer', 'scrutineer', 'results', 'server'),
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
