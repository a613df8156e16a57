// Commands that walk a round through its phases: open, close, reveal; and their undoings.
import * as v from 'valibot'
import { line, whole } from '../../parse.ts'
import { Refusal } from '../../refusal.ts'
import { type Context, command, desk, find, findRound, GRACE, id, target } from '../command.ts'
import type { Event } from '../event.ts'
import { type Item, type Meeting, openRound, type Round } from '../meeting.ts'
import { opening } from '../opening.ts'
import { quorumOf } from '../quorum.ts'
import { seal } from '../seal.ts'
import { turnoutOf } from '../turnout.ts'

const reason = v.optional(line(500))

export const roundCommands = {
  show: command({
    roles: desk,
    schema: v.object({ item: v.nullable(id) }),
    decide: (meeting, { item }) => {
      if (item !== null) find(meeting, item)
      const open = openRound(meeting)
      if (open && open.item.id !== item) throw new Refusal('already-open')
      return meeting.current === item ? [] : [{ type: 'item-shown', item }]
    },
  }),
  open: command({
    roles: desk,
    /** `reason` is needed where an earlier round stands: the new one supersedes it. `anyway`: without the quorum, too. */
    schema: v.object({ item: id, reason, anyway: v.optional(v.boolean(), false) }),
    decide: (meeting, { item: id, reason, anyway }, _, context) => {
      const item = find(meeting, id)
      if (openRound(meeting)) throw new Refusal('already-open')
      const earlier = item.rounds.findLast((round) => !round.void)
      if (earlier && reason === undefined) throw new Refusal('reason-needed')
      needQuorum(meeting, item, context, anyway)
      return opening(meeting, item, context, earlier ? { round: earlier.id, reason: reason! } : null)
    },
  }),
  close: command({
    roles: desk,
    schema: v.object(target),
    decide: (meeting, target, _, { now }) => {
      const { item, round } = open(meeting, target)
      if (round.drainsUntil !== null) return []
      // The grace of a countdown that has run out is under way; closing does not lengthen it.
      const zero = Math.min(now, round.closesAt ?? now)
      return [{ type: 'round-draining', item: item.id, round: round.id, at: now, until: zero + GRACE }]
    },
  }),
  /** By the house itself, when the grace is over. */
  seal: command({
    roles: ['server'],
    schema: v.object(target),
    decide: (meeting, target, _, context) => {
      const { item, round } = open(meeting, target)
      const due = round.drainsUntil ?? (round.closesAt === null ? Number.POSITIVE_INFINITY : round.closesAt + GRACE)
      if (context.now < due) throw new Refusal('not-closed')
      return [seal(meeting, item, round, context)]
    },
  }),
  reopen: command({
    roles: desk,
    schema: v.object(target),
    decide: (meeting, target, _, context) => {
      const { item, round } = findRound(meeting, target)
      if (openRound(meeting)) throw new Refusal('already-open')
      if (round.phase === 'revealed') throw new Refusal('is-revealed')
      // What small groups voted is known no more, so that nothing could be added to it.
      if (round.box?.small) throw new Refusal('small-groups')
      const at = { item: item.id, round: round.id, at: context.now }
      return [
        { type: 'round-reopened', ...at },
        { type: 'box-readied', round: round.id, key: context.newKey() },
      ]
    },
  }),
  reveal: command({
    roles: desk,
    /** `anyway`: although the result tells how everybody in a group voted. */
    schema: v.object({ ...target, anyway: v.optional(v.boolean(), false) }),
    decide: (meeting, { anyway, ...target }, _, { now }) => {
      const { item, round } = findRound(meeting, target)
      if (round.phase === 'revealed') return []
      if (round.phase !== 'closed') throw new Refusal('not-closed')
      const unanimous = anyway ? [] : unanimousGroups(meeting, round)
      if (unanimous.length > 0) throw new Refusal('unanimous', { got: unanimous.join(', ') })
      return [{ type: 'round-revealed', item: item.id, round: round.id, at: now }]
    },
  }),
  void: command({
    roles: desk,
    schema: v.object({ ...target, reason }),
    decide: (meeting, { reason, ...target }, _, context) => {
      const { item, round } = findRound(meeting, target)
      if (reason === undefined) throw new Refusal('reason-needed')
      const voided: Event = { type: 'round-voided', item: item.id, round: round.id, reason, at: context.now }
      return round.phase === 'open' ? [seal(meeting, item, round, context), voided] : [voided]
    },
  }),
  extend: command({
    roles: desk,
    schema: v.object({ ...target, seconds: whole(1, 3600) }),
    decide: (meeting, { seconds, ...target }, _, { now }) => {
      const { item, round } = counting(meeting, target)
      const more = seconds * 1000
      return [
        countdown(
          item,
          round,
          now,
          round.closesAt && Math.max(round.closesAt, now) + more,
          round.left && round.left + more,
        ),
      ]
    },
  }),
  pause: command({
    roles: desk,
    schema: v.object(target),
    decide: (meeting, target, _, { now }) => {
      const { item, round } = counting(meeting, target)
      if (round.closesAt === null) return []
      return [countdown(item, round, now, null, Math.max(round.closesAt - now, 1))]
    },
  }),
  resume: command({
    roles: desk,
    schema: v.object(target),
    decide: (meeting, target, _, { now }) => {
      const { item, round } = counting(meeting, target)
      if (round.left === null) return []
      return [countdown(item, round, now, now + round.left, null)]
    },
  }),
  /** By the house itself, after a restart: a countdown that ran out while nobody could vote gets `left` milliseconds more. */
  'restart-countdown': command({
    roles: ['server'],
    schema: v.object({ ...target, left: whole(1, 86_400_000) }),
    decide: (meeting, { left, ...target }, _, { now }) => {
      const { item, round } = counting(meeting, target)
      return [countdown(item, round, now, now + left, null)]
    },
  }),
  /** By the house itself: a round whose opening was cut short before its ballot box was ready. */
  'ready-box': command({
    roles: ['server'],
    schema: v.object(target),
    decide: (meeting, target, _, { newKey }) => {
      const { round } = open(meeting, target)
      return round.key === null ? [{ type: 'box-readied', round: round.id, key: newKey() }] : []
    },
  }),
}

/** Titles of groups that voted as one, where nobody is to know who voted what and the result shows the groups apart. */
function unanimousGroups({ groups }: Meeting, { question, box }: Round): string[] {
  if (question.secrecy === 'named') return []
  const agreed = (box?.groups ?? []).filter(({ votes }) => votes.length === 1)
  return groups.flatMap(({ id, title }) => (agreed.some(({ group }) => group === id) ? [title] : []))
}

/** Refuses `no-quorum` where the rule blocks, or warns and nobody has said to go on. */
function needQuorum(meeting: Meeting, { rule }: Item, { present }: Context, anyway: boolean) {
  const quorum = quorumOf(rule, turnoutOf(meeting, undefined, present), null)
  const opens = { none: true, warn: anyway, block: false }[rule.quorum?.open ?? 'none']
  if (!quorum || quorum.met || opens) return
  throw new Refusal('no-quorum', { expected: { what: 'at-least', limit: quorum.needed }, got: String(quorum.got) })
}

function open(meeting: Meeting, target: { item: string; round?: string | undefined }) {
  const found = findRound(meeting, target)
  if (found.round.phase !== 'open') throw new Refusal('not-open')
  return found
}

function counting(meeting: Meeting, target: { item: string; round?: string | undefined }) {
  const found = open(meeting, target)
  if (found.round.closesAt === null && found.round.left === null) throw new Refusal('no-countdown')
  return found
}

const countdown = (item: Item, round: Round, at: number, closesAt: number | null, left: number | null): Event => ({
  type: 'countdown-set',
  item: item.id,
  round: round.id,
  at,
  closesAt,
  left,
})
