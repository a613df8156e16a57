// Seals a round's ballots into a box that says what was voted and who took part, and no longer who voted what.
import type { Entry } from '../ballots/ballot.ts'
import { type Context, seatIn } from './command.ts'
import type { LogEvent } from './event.ts'
import type { Box, Item, Meeting, Round } from './meeting.ts'
import { decidedBySmall } from './small.ts'
import { turnoutOf } from './turnout.ts'

/** The close of an open round. Ballots of an earlier opening of the same round stay in the box. */
export function seal(meeting: Meeting, item: Item, round: Round, context: Context): LogEvent {
  const voters = [...meeting.voters.keys()].filter((voter) => round.ballots.has(seatIn(round, voter, context)))
  const voted = [...(round.box?.voted ?? []), ...voters].sort(order)
  const turnout = turnoutOf(meeting, round, context.present, voted)
  const small = decidedBySmall(round, turnout)
  const box = { ...boxOf(round, voters, voted, small), ...(small && { small }), salt: context.newId() }
  return {
    type: 'round-closed',
    item: item.id,
    round: round.id,
    at: context.now,
    turnout,
    box,
    digest: context.digest(JSON.stringify(box)),
  }
}

function boxOf(round: Round, voters: readonly string[], voted: string[], small: Box['small'] = []): Box {
  const votes = sorted(round.profile)
  const groups = [...round.groups]
    .filter(([group, profile]) => profile.size > 0 && !small.some((one) => one.group === group))
    .map(([group, profile]) => ({ group, votes: sorted(profile) }))
    .sort((a, b) => order(a.group, b.group))
  const apart = groups.length > 0 && { groups }
  if (round.question.secrecy !== 'named') return { votes, ...apart, voted, ...receiptsOf(round) }
  const named = voters.map((voter) => ({ voter, vote: round.ballots.get(voter)!.vote }))
  return {
    votes,
    ...apart,
    voted,
    named: [...(round.box?.named ?? []), ...named].sort((a, b) => order(a.voter, b.voter)),
  }
}

/** Codes are random, so that their order says nothing of who voted when. */
function receiptsOf({ question, ballots, box }: Round): Pick<Box, 'receipts'> {
  if (!question.receipts) return {}
  const given = [...ballots.values()].map(({ receipt, key }) => ({ code: receipt!, key }))
  return { receipts: [...(box?.receipts ?? []), ...given].sort((a, b) => order(a.code, b.code)) }
}

const sorted = (profile: ReadonlyMap<string, Entry<unknown>>) =>
  [...profile].map(([key, entry]) => ({ key, ...entry })).sort((a, b) => order(a.key, b.key))

/** By code unit: the same on every machine and in every language. */
const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
