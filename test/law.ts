// What tests of laws share: random meetings with a look after each command, and the room they are seen from.
import fc from 'fast-check'
import type { BallotType } from '../shared/ballots/ballot.ts'
import { kinds } from '../shared/ballots/registry.ts'
import type { Event } from '../shared/meeting/event.ts'
import type { Meeting } from '../shared/meeting/meeting.ts'
import type { Audience, Surroundings } from '../shared/meeting/view.ts'
import type { Refusal } from '../shared/refusal.ts'
import { coin } from './coin.ts'
import { type Given, RandomMeeting, wishes } from './random-meeting.ts'

// Laws hold for kinds that are yet to come.
kinds.set('coin', coin as BallotType)

/** A busy machine needs longer than a test usually may. Milliseconds. */
export const patience = { testTimeout: 30_000 }

export const audiences: Audience[] = [
  'phone',
  'phone-voted',
  'kiosk',
  'projector',
  'moderator',
  'organizer',
  'scrutineer',
  'results',
]
export const room: Surroundings = {
  join: null,
  addresses: [],
  present: 2,
  groups: [],
  connected: { phones: 2, kiosks: 0, projectors: 1, moderators: 1 },
  storage: 'ok',
  slept: null,
  guessing: false,
  reached: true,
  lost: null,
  rehearsal: null,
}
export const rounds = (meeting: Meeting) =>
  meeting.items.flatMap((item) => item.rounds.map((round) => ({ item, round })))

/** Lets a meeting of wishes happen, with a look at it after each command. */
export function each(law: (run: RandomMeeting, events: Event[] | Refusal, given: Given) => void, runs = 25) {
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
