// Seals a round's ballots into a box that says what was voted and who took part, and no longer who voted what.
import { type Context, seatIn } from './command.ts'
import type { LogEvent } from './event.ts'
import type { Box, Item, Meeting, Round } from './meeting.ts'

/** The close of an open round. Ballots of an earlier opening of the same round stay in the box. */
export function seal(meeting: Meeting, item: Item, round: Round, context: Context): LogEvent {
  const box = boxOf(meeting, round, context)
  const voted = box.voted.length
  const present = Math.max(context.present, voted)
  return {
    type: 'round-closed',
    item: item.id,
    round: round.id,
    at: context.now,
    turnout: { eligible: Math.max(meeting.voters.size, present), present, voted },
    box,
    digest: context.digest(JSON.stringify(box)),
  }
}

function boxOf(meeting: Meeting, round: Round, context: Context): Box {
  const votes = [...round.profile].map(([key, entry]) => ({ key, ...entry })).sort((a, b) => order(a.key, b.key))
  const voters = [...meeting.voters.keys()].filter((voter) => round.ballots.has(seatIn(round, voter, context)))
  const voted = [...(round.box?.voted ?? []), ...voters].sort(order)
  if (round.question.secrecy !== 'named') return { votes, voted }
  const named = voters.map((voter) => ({ voter, vote: round.ballots.get(voter)!.vote }))
  return { votes, voted, named: [...(round.box?.named ?? []), ...named].sort((a, b) => order(a.voter, b.voter)) }
}

/** By code unit: the same on every machine and in every language. */
const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
