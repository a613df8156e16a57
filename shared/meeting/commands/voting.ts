// Commands by which a vote comes in, from a phone or a shared tablet.
import * as v from 'valibot'
import { ballotType } from '../../ballots/registry.ts'
import { Refusal } from '../../refusal.ts'
import { type Actor, type Context, command, desk, find, GRACE, id, seatIn } from '../command.ts'
import { type Ballot, lastRound, type Meeting, openRound, type Round, tookPart, type Voter } from '../meeting.ts'
import { isReceipt, LETTERS } from '../receipt.ts'

export const votingCommands = {
  cast: command({
    roles: ['phone', 'kiosk'],
    /** `replaces`: ballots of this device that were not answered yet, so that one on a slower way cannot undo this one. */
    schema: v.object({
      ...{ item: id, round: id, vote: v.unknown(), ballot: id },
      replaces: v.optional(v.pipe(v.array(id), v.maxLength(20)), []),
      receipt: v.optional(v.unknown()),
    }),
    decide: (meeting, { item: itemId, round: roundId, vote: input, ballot, replaces, receipt }, actor, context) => {
      const voter = seated(meeting, actor)
      const item = find(meeting, itemId)
      const round = item.rounds.find((round) => round.id === roundId)
      if (!round) throw new Refusal('other-round')
      if (voter.via === 'kiosk' && voter.round !== roundId) throw new Refusal('other-round')
      if (round !== lastRound(item) || round.void) throw new Refusal('other-round')
      // A ballot whose answer was lost may come again after the close: only that its voter took part is still known.
      if (round.phase !== 'open') throw new Refusal(tookPart(round.box, voter.id) ? 'already-voted' : 'too-late')
      const seat = seatIn(round, voter.id, context)
      const earlier = round.ballots.get(seat)
      if (earlier && (earlier.id === ballot || earlier.earlier.includes(ballot))) return []
      if (context.now > lastMoment(round)) throw new Refusal('too-late')
      if (tookPart(round.box, voter.id)) throw new Refusal('already-voted')
      if (earlier && (!round.question.change || voter.via === 'kiosk')) throw new Refusal('already-voted')
      const group = meeting.groups.find(({ id }) => id === voter.group)
      if (meeting.groups.length > 0 && !group) throw new Refusal('no-group')
      const { kind, config } = round.question
      const type = ballotType(kind)
      const vote = type.timed?.(config)
        ? type.vote(input, config, Math.max(0, Math.floor((context.now - round.openedAt) / 100)))
        : type.vote(input, config)
      const more = {
        ...(group && round.rule.eachGroup && { group: group.id }),
        ...(replaces.length > 0 && { replaces }),
        ...(round.question.receipts && { receipt: taking(round, receipt, earlier) }),
      }
      return [{ type: 'cast', item: item.id, round: round.id, seat, ballot, vote, weight: group?.weight ?? 1, ...more }]
    },
  }),
  /** A voter says which group they are of: until their first vote, so that nobody votes for two. */
  'join-group': command({
    roles: ['phone', 'kiosk'],
    schema: v.object({ group: id }),
    decide: (meeting, { group }, actor, context) => {
      const voter = seated(meeting, actor)
      if (voter.group === group) return []
      if (!meeting.groups.some(({ id }) => id === group))
        throw new Refusal('invalid', { field: 'group', expected: { what: 'known' }, got: group })
      if (hasVoted(meeting, voter.id, context)) throw new Refusal('already-voted')
      return [{ type: 'voter-grouped', voter: voter.id, group }]
    },
  }),
  /** By the house itself, when a device comes without a seat of this meeting. */
  seat: command({
    roles: ['server'],
    schema: v.object({ voter: id, token: id, code: v.optional(id) }),
    decide: (_, { voter, token, code }) => [
      { type: 'voter-seated', voter: { id: voter, via: 'device', token, ...(code !== undefined && { code }) } },
    ],
  }),
  /** The desk lets one person vote on a shared tablet in the round that is open. */
  release: command({
    roles: desk,
    schema: v.object({}),
    decide: (meeting) => {
      if (!openRound(meeting)) throw new Refusal('not-open')
      return [{ type: 'kiosk-released', count: meeting.released + 1 }]
    },
  }),
  /** By the house itself, when someone taps "start" on a shared tablet: takes up a release. */
  claim: command({
    roles: ['server'],
    schema: v.object({ voter: id, token: id }),
    decide: (meeting, { voter, token }) => {
      const open = openRound(meeting)
      if (!open) throw new Refusal('not-open')
      if (meeting.released === 0) throw new Refusal('kiosk-not-released')
      return [{ type: 'voter-seated', voter: { id: voter, via: 'kiosk', token, round: open.round.id } }]
    },
  }),
}

/** The code of a ballot's receipt, which no other ballot of the round has. Refuses `invalid` and `receipt-taken`. */
function taking(round: Round, code: unknown, earlier: Ballot | undefined): string {
  if (!isReceipt(code))
    throw new Refusal('invalid', { field: 'receipt', expected: { what: 'exactly', limit: LETTERS } })
  if (round.receipts.has(code) && code !== earlier?.receipt) throw new Refusal('receipt-taken')
  return code
}

function seated(meeting: Meeting, actor: Actor): Voter {
  const voter = actor.voter === undefined ? undefined : meeting.voters.get(actor.voter)
  if (!voter) throw new Refusal(actor.role === 'kiosk' ? 'kiosk-not-released' : 'not-allowed')
  return voter
}

const hasVoted = (meeting: Meeting, voter: string, context: Context) =>
  meeting.items.some(({ rounds }) =>
    rounds.some(
      (round) =>
        tookPart(round.box, voter) ||
        (round.phase === 'open' && round.key !== null && round.ballots.has(seatIn(round, voter, context))),
    ),
  )

/** Until when a ballot of this round is taken, by the server's clock. */
function lastMoment(round: Round): number {
  if (round.drainsUntil !== null) return round.drainsUntil
  return round.closesAt === null ? Number.POSITIVE_INFINITY : round.closesAt + GRACE
}
