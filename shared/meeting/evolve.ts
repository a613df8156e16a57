// Folds one event into a meeting, in place: no questions asked, decide.ts has asked them.
import type { Entry } from '../ballots/ballot.ts'
import { ballotType } from '../ballots/registry.ts'
import type { Event } from './event.ts'
import type { Ballot, Box, Item, Meeting, Question, Round } from './meeting.ts'
import { completed, ruleFor } from './rule.ts'
import { standingOfNobody } from './standing.ts'

type Fold = { [T in Event['type']]: (meeting: Meeting, event: Extract<Event, { type: T }>) => void }

/** A meeting nothing has happened to. */
export const blank = (): Meeting => ({
  id: '',
  code: '',
  title: '',
  language: 'en',
  madeAt: 0,
  archived: false,
  rehearsal: false,
  items: [],
  groups: [],
  current: null,
  voters: new Map(),
  released: 0,
  scrutineers: [],
  mismatches: [],
  seq: 0,
  record: { hash: '', entries: [], moments: [] },
})

/**
 * Another fold of the same events, that goes on by itself. What no event changes in place (voters, ballots, boxes,
 * questions) the two have in common, so that this costs little however many have voted.
 */
export function copyOf(meeting: Meeting): Meeting {
  const items = meeting.items.map((item) => ({ ...item, rounds: item.rounds.map(copyOfRound) }))
  return { ...meeting, items, voters: new Map(meeting.voters) }
}

const copyOfRound = (round: Round): Round => ({
  ...round,
  ballots: new Map(round.ballots),
  profile: copyOfProfile(round.profile),
  groups: new Map([...round.groups].map(([group, profile]) => [group, copyOfProfile(profile)])),
  receipts: new Set(round.receipts),
})

const copyOfProfile = (profile: Round['profile']) => new Map([...profile].map(([key, entry]) => [key, { ...entry }]))

export function evolve(meeting: Meeting, event: Event, seq: number): void {
  const fold = folds[event.type] as (meeting: Meeting, event: Event) => void
  fold(meeting, event)
  meeting.seq = seq
}

const folds: Fold = {
  'meeting-made': (meeting, { id, code, title, language, groups = [], rehearsal = false, items = [], at }) => {
    Object.assign(meeting, { id, code, title, language, groups, rehearsal, madeAt: at })
    meeting.items = items.map(({ item, question }) => ({ id: item, ...ruled(question), rounds: [] }))
  },
  'meeting-edited': (meeting, { title, language }) => {
    Object.assign(meeting, { title, language })
  },
  'meeting-archived': (meeting, { archived }) => {
    meeting.archived = archived
  },
  'item-added': (meeting, { item, question, to }) => {
    meeting.items.splice(to, 0, { id: item, ...ruled(question), rounds: [] })
  },
  'item-edited': (meeting, { item, question }) => {
    Object.assign(itemOf(meeting, item), ruled(question))
  },
  'item-moved': (meeting, { item, to }) => {
    const moved = itemOf(meeting, item)
    meeting.items = meeting.items.filter((other) => other !== moved)
    meeting.items.splice(to, 0, moved)
  },
  'item-removed': (meeting, { item }) => {
    meeting.items = meeting.items.filter((other) => other.id !== item)
    if (meeting.current === item) meeting.current = null
  },
  'item-shown': (meeting, { item }) => {
    meeting.current = item
  },
  'voter-seated': (meeting, { voter }) => {
    meeting.voters.set(voter.id, voter)
    if (voter.via === 'kiosk') meeting.released -= 1
  },
  'voter-grouped': (meeting, { voter, group }) => {
    // A seat of its own: the one that was seated is that of other folds of the same event too.
    meeting.voters.set(voter, { ...meeting.voters.get(voter)!, group })
  },
  'kiosk-released': (meeting, { count }) => {
    meeting.released = count
  },
  'round-opened': (
    meeting,
    { item, round, number, question, rule, fingerprint = '', lot = null, at, closesAt, supersedes },
  ) => {
    itemOf(meeting, item).rounds.push({
      id: round,
      number,
      question: ruled(question),
      rule: completed(rule),
      fingerprint,
      lot,
      phase: 'open',
      openedAt: at,
      closesAt,
      left: null,
      drainsUntil: null,
      closedAt: null,
      revealedAt: null,
      turnout: null,
      void: null,
      chair: null,
      scene: null,
      edits: null,
      supersedes,
      key: null,
      ballots: new Map(),
      box: null,
      digest: null,
      signatures: [],
      profile: new Map(),
      groups: new Map(),
      receipts: new Set(),
    })
    meeting.current = item
  },
  'countdown-set': (meeting, { item, round, closesAt, left }) => {
    Object.assign(roundOf(meeting, item, round), { closesAt, left })
  },
  'round-draining': (meeting, { item, round, until }) => {
    Object.assign(roundOf(meeting, item, round), { drainsUntil: until, closesAt: null, left: null })
  },
  'round-closed': (meeting, { item, round: id, at, turnout, box, digest }) => {
    const round = roundOf(meeting, item, id)
    const ended = { closesAt: null, left: null, drainsUntil: null, key: null, ballots: new Map() }
    Object.assign(round, { phase: 'closed', closedAt: at, turnout, box, digest, ...ended })
    round.profile = profileOf(box.votes)
    round.groups = new Map((box.groups ?? []).map(({ group, votes }) => [group, profileOf(votes)]))
    round.receipts = new Set(box.receipts?.map(({ code }) => code))
    meeting.released = 0
  },
  'round-reopened': (meeting, { item, round }) => {
    // A casting vote was given to a tie that may be none when the round is closed again.
    Object.assign(roundOf(meeting, item, round), { phase: 'open', closedAt: null, turnout: null, chair: null })
    meeting.current = item
  },
  'round-revealed': (meeting, { item, round, at }) => {
    Object.assign(roundOf(meeting, item, round), { phase: 'revealed', revealedAt: at })
  },
  'round-voided': (meeting, { item, round, reason, at }) => {
    roundOf(meeting, item, round).void = { reason, at }
  },
  'chair-voted': (meeting, { item, round, vote }) => {
    roundOf(meeting, item, round).chair = vote
  },
  'answers-edited': (meeting, { item, round, edits }) => {
    roundOf(meeting, item, round).edits = edits
  },
  'scene-shown': (meeting, { item, round, scene }) => {
    roundOf(meeting, item, round).scene = scene
  },
  'scrutineer-appointed': (meeting, { scrutineer, name, key }) => {
    meeting.scrutineers = [...meeting.scrutineers, { id: scrutineer, name, key, dismissed: false }]
  },
  'scrutineer-dismissed': (meeting, { scrutineer: id }) => {
    meeting.scrutineers = meeting.scrutineers.map((one) => (one.id === id ? { ...one, dismissed: true } : one))
  },
  'co-signed': (meeting, { item, round: id, scrutineer, head, signature, at }) => {
    const round = roundOf(meeting, item, id)
    round.signatures = [...round.signatures, { scrutineer, signature, head, at }]
  },
  'mismatch-reported': (meeting, { scrutineer, n, held, shown, at }) => {
    meeting.mismatches = [...meeting.mismatches, { scrutineer, n, held, shown, at }]
  },
  'box-readied': (meeting, { round: id, key }) => {
    for (const item of meeting.items) for (const round of item.rounds) if (round.id === id) round.key = key
  },
  cast: (meeting, { item, round: id, seat, ballot, vote, weight, group, replaces = none, receipt }) => {
    const round = roundOf(meeting, item, id)
    const earlier = round.ballots.get(seat)
    if (earlier) countIn(round, earlier, -1)
    const key = ballotType(round.question.kind).key(vote)
    const first = !earlier && replaces.length === 0
    const known = first ? none : [...new Set([...(earlier ? [...earlier.earlier, earlier.id] : []), ...replaces])]
    const before = known.length > KNOWN ? known.slice(-KNOWN) : known
    const next: Ballot = { id: ballot, vote, weight, key, earlier: before }
    if (group !== undefined) next.group = group
    if (earlier?.receipt !== undefined) round.receipts.delete(earlier.receipt)
    if (receipt !== undefined) {
      next.receipt = receipt
      round.receipts.add(receipt)
    }
    round.ballots.set(seat, next)
    countIn(round, next, 1)
  },
}

/** Of nearly every ballot there is no earlier one. */
const none: readonly string[] = []
/** Earlier ballots of one seat that are remembered: five times what a phone can have on its way. */
const KNOWN = 100

/** A question as version 0.1 recorded it had no rule but that of its kind, and gave no receipts. */
const ruled = (question: Question): Question => ({
  ...question,
  receipts: question.receipts ?? false,
  rule: question.rule ?? ruleFor(standingOfNobody(question.kind, question.config)),
})

function itemOf(meeting: Meeting, id: string): Item {
  const item = meeting.items.find((item) => item.id === id)
  if (!item) throw new Error(`the journal speaks of item ${id}, which is not there`)
  return item
}

function roundOf(meeting: Meeting, item: string, id: string): Round {
  const round = itemOf(meeting, item).rounds.find((round) => round.id === id)
  if (!round) throw new Error(`the journal speaks of round ${id}, which is not there`)
  return round
}

function countIn({ profile, groups }: Round, ballot: Ballot, sign: 1 | -1) {
  count(profile, ballot, sign)
  if (ballot.group === undefined) return
  const group = groups.get(ballot.group) ?? new Map()
  groups.set(ballot.group, group)
  count(group, ballot, sign)
}

/** Adds a ballot to a profile (`sign` 1) or takes it out (-1). */
function count(profile: Map<string, Entry<unknown>>, { key, vote, weight }: Ballot, sign: 1 | -1) {
  const entry = profile.get(key) ?? { vote, count: 0, weight: 0 }
  entry.count += sign
  entry.weight += sign * weight
  if (entry.count === 0) profile.delete(key)
  else profile.set(key, entry)
}

function profileOf(votes: Box['votes']): Map<string, Entry<unknown>> {
  return new Map(votes.map((entry) => [entry.key, { vote: entry.vote, count: entry.count, weight: entry.weight }]))
}
