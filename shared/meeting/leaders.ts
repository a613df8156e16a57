// Who has most points over the whole meeting: of rounds with points that were revealed, stand, and say who voted what.
import { ballotType } from '../ballots/registry.ts'
import { currentItem, lastRound, type Meeting, type Round } from './meeting.ts'

export interface Leader {
  /** The place of the seat among all, from 0: screens make a name of it. */
  seat: number
  points: number
}

/** The picture that shows them. */
export const leaderboard = 'leaderboard'
const MOST = 10

/** Whether a round's votes earn points that can be told apart by voter. */
export const isScored = ({ question: { kind, secrecy } }: Round) =>
  secrecy === 'named' && ballotType(kind).score !== undefined

/** The ten with most points, seats in order where level; whoever has none is not among them. Shared tablets have no name. */
export function leaders(meeting: Meeting): Leader[] {
  const points = new Map<string, number>()
  for (const { rounds } of meeting.items) {
    for (const round of rounds) {
      const superseded = rounds.some(({ supersedes }) => supersedes?.round === round.id)
      if (round.phase !== 'revealed' || round.void || superseded || !isScored(round)) continue
      const { kind, config, seconds } = round.question
      for (const { voter, vote } of round.box?.named ?? [])
        points.set(voter, (points.get(voter) ?? 0) + ballotType(kind).score!(vote, config, seconds))
    }
  }
  return [...meeting.voters.values()]
    .map(({ id, via }, seat) => ({ seat, points: via === 'device' ? (points.get(id) ?? 0) : 0 }))
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points || a.seat - b.seat)
    .slice(0, MOST)
}

/** The leaders while their picture is on the wall, else null. */
export function leadersOnWall(meeting: Meeting): Leader[] | null {
  const item = currentItem(meeting)
  const round = item && lastRound(item)
  return round && !round.void && round.scene?.name === leaderboard ? leaders(meeting) : null
}
