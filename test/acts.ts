// What tests on real sockets do again and again: open, cast, close, reveal.
import { lastRound } from '../shared/meeting/meeting.ts'
import type { Client, House } from './harness.ts'

let made = 0
/** A ballot id as a phone would make it. */
export const newBallot = () => `ballot-${++made}`

export const itemOf = (house: House, n = 0) => house.room.meeting.items[n]!.id
export const roundOf = (house: House, n = 0) => lastRound(house.room.meeting.items[n]!)!

/** A desk at work: every act is a command of a moderator's own socket. */
export async function deskOf(house: House) {
  const moderator = await house.join('moderator')
  const act = (type: string, n: number, more: object = {}) => moderator.do({ type, item: itemOf(house, n), ...more })
  return {
    moderator,
    act,
    /** Opens an item; resolves with the round's id when it is open. */
    async open(n = 0, reason?: string) {
      await act('open', n, { reason })
      return roundOf(house, n).id
    },
    /** Resolves when the round is sealed, about a second and a half later. */
    close: (n = 0) => act('close', n),
    reveal: (n = 0) => act('reveal', n),
    void: (n = 0, reason = 'a mistake') => act('void', n, { reason }),
  }
}

/** A cast as a phone sends it. */
export const casting = (house: House, vote: unknown, n = 0, ballot = newBallot()) => ({
  type: 'cast',
  item: itemOf(house, n),
  round: roundOf(house, n).id,
  vote,
  ballot,
})

export const cast = (house: House, client: Client, vote: unknown, n = 0, ballot = newBallot()) =>
  client.do(casting(house, vote, n, ballot))

/** Votes by option in the last round of an item, as it stands on the server. */
export const counted = (house: House, n = 0) =>
  Object.fromEntries([...roundOf(house, n).profile].map(([key, { count }]) => [key, count]))

export const phones = (house: House, count: number) =>
  Promise.all(Array.from({ length: count }, () => house.join('phone')))

/** A clock the test can move on; it also runs by itself, unless it is stopped. */
export function movedClock({ stopped = false } = {}) {
  const from = Date.now()
  let ahead = 0
  return {
    clock: () => (stopped ? from : Date.now()) + ahead,
    pass(ms: number) {
      ahead += ms
    },
  }
}

/** An agenda of motions, one for each of these settings. */
export const motions = (...settings: object[]) => ({
  title: 'Motions',
  items: settings.map((more, n) => ({ title: `Motion ${n + 1}`, kind: 'motion', ...more })),
})
