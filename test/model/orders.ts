// What each command does to the reference, and when it is refused: section M of SPEC.md and the table of section P.
import { decides, QUORUM, type Question, votes } from './papers.ts'
import { type By, GRACE, groups, no, type Reference, type Round, type Said } from './reference.ts'
import { outcome, scenes, sees } from './sight.ts'

interface Order {
  roles: readonly string[]
  /** False where a field is missing or out of bounds. */
  fits?: (said: Said) => boolean
  /** False where it was so already. */
  act: (meeting: Reference, said: Said, by: By) => unknown
}

const desk = ['moderator', 'organizer']
const voters = ['phone', 'kiosk']
const house = ['server']

/** The round a desk means: the last one of the item, if it stands. */
function roundOf(meeting: Reference, { item, round }: Said): Round {
  const last = meeting.item(item).rounds.at(-1)
  if (!last || last.void !== null) return no('not-open')
  return round === undefined || round === last.name ? last : no('other-round')
}

function openOf(meeting: Reference, said: Said): Round {
  const round = roundOf(meeting, said)
  return round.phase === 'open' ? round : no('not-open')
}

function countingOf(meeting: Reference, said: Said): Round {
  const round = openOf(meeting, said)
  return round.closesAt === null && round.left === null ? no('no-countdown') : round
}

const seated = (meeting: Reference, { role, voter = '' }: By) =>
  meeting.seats.get(voter) ?? no(role === 'kiosk' ? 'kiosk-not-released' : 'not-allowed')

const known = (item: unknown) => ((item as Question).kind in votes ? (item as Question) : no('unknown-kind'))

const fresh = { phase: 'open', void: null, left: null, until: null, turnout: null, chair: null, scene: null } as const

export const orders: Record<string, Order> = {
  seat: {
    roles: house,
    act: (meeting, { voter }) => meeting.seats.set(voter as string, { only: null, group: null }),
  },
  release: {
    roles: desk,
    act: (meeting) => (meeting.open ? ++meeting.released : no('not-open')),
  },
  claim: {
    roles: house,
    act(meeting, { voter }) {
      const { name } = meeting.open ?? no('not-open')
      if (meeting.released === 0) no('kiosk-not-released')
      meeting.released -= 1
      meeting.seats.set(voter as string, { only: name, group: null })
    },
  },
  'join-group': {
    roles: voters,
    act(meeting, { group }, by) {
      const seat = seated(meeting, by)
      if (seat.group === group) return false
      if (!meeting.grouped || !groups.some(({ id }) => id === group)) no('invalid')
      if (meeting.rounds.some((round) => round.votes.has(by.voter!))) no('already-voted')
      seat.group = group as string
    },
  },
  cast: {
    roles: voters,
    fits: ({ ballot }) => ballot !== '',
    act(meeting, { item, round: name, vote, ballot, replaces = [] }, by) {
      const { only, group } = seated(meeting, by)
      const round = meeting.item(item).rounds.at(-1)
      if (round?.name !== name || round!.void !== null || (only !== null && only !== name)) return no('other-round')
      const { question, phase, votes: cast } = round!
      const earlier = cast.get(by.voter!)
      if (phase !== 'open') no(earlier ? 'already-voted' : 'too-late')
      if (earlier?.ballots.includes(ballot as string) && !earlier.sealed) return false
      if (meeting.now > meeting.lastMoment(round!)) no('too-late')
      if (earlier && (earlier.sealed || !question.change || only !== null)) no('already-voted')
      if (meeting.grouped && group === null) no('no-group')
      if (!votes[question.kind].some((one) => String(one) === String(vote))) no('invalid')
      const weight = groups.find(({ id }) => id === group)?.weight ?? 1
      const ballots = [...(earlier?.ballots ?? []), ...(replaces as string[]), ballot as string]
      cast.set(by.voter!, { vote, weight, ballots, sealed: false })
    },
  },
  show: {
    roles: desk,
    act(meeting, { item = null }) {
      if (item !== null) meeting.item(item)
      if (meeting.open && meeting.open.item !== item) no('already-open')
      if (meeting.current === item) return false
      meeting.current = item
    },
  },
  open: {
    roles: desk,
    act(meeting, { item: id, reason, anyway }) {
      const { question, rounds } = meeting.item(id)
      if (meeting.open) no('already-open')
      const standing = rounds.findLast((round) => round.void === null)
      if (standing && reason === undefined) no('reason-needed')
      const few = decides(question) && question.quorum !== null && meeting.seen.size < QUORUM
      if (few && !(question.quorum === 'warn' && anyway)) no('no-quorum')
      rounds.push({
        ...fresh,
        name: `${id}#${rounds.length + 1}`,
        item: id as string,
        question,
        supersedes: standing ? { round: standing.name, reason: reason as string } : null,
        closesAt: question.seconds === null ? null : meeting.now + question.seconds * 1000,
        votes: new Map(),
        hidden: [],
      })
      meeting.current = id as string
    },
  },
  close: {
    roles: desk,
    act(meeting, said) {
      const round = openOf(meeting, said)
      if (round.until !== null) return false
      round.until = Math.min(meeting.now, round.closesAt ?? meeting.now) + GRACE
      round.closesAt = round.left = null
    },
  },
  seal: {
    roles: house,
    act(meeting, said) {
      const round = openOf(meeting, said)
      if (meeting.now < meeting.lastMoment(round)) no('not-closed')
      meeting.seal(round)
    },
  },
  reopen: {
    roles: desk,
    act(meeting, said) {
      const round = roundOf(meeting, said)
      if (meeting.open) no('already-open')
      if (round.phase === 'revealed') no('is-revealed')
      round.phase = 'open'
      round.turnout = null
      meeting.current = round.item
    },
  },
  reveal: {
    roles: desk,
    act(meeting, said) {
      const round = roundOf(meeting, said)
      if (round.phase === 'revealed') return false
      if (round.phase === 'open') no('not-closed')
      round.phase = 'revealed'
    },
  },
  void: {
    roles: desk,
    act(meeting, said) {
      const round = roundOf(meeting, said)
      if (said['reason'] === undefined) no('reason-needed')
      if (round.phase === 'open') meeting.seal(round)
      round.void = said['reason'] as string
    },
  },
  pause: {
    roles: desk,
    act(meeting, said) {
      const round = countingOf(meeting, said)
      if (round.closesAt === null) return false
      round.left = Math.max(round.closesAt - meeting.now, 1)
      round.closesAt = null
    },
  },
  resume: {
    roles: desk,
    act(meeting, said) {
      const round = countingOf(meeting, said)
      if (round.left === null) return false
      round.closesAt = meeting.now + round.left
      round.left = null
    },
  },
  extend: {
    roles: desk,
    fits: ({ seconds }) => Number(seconds) >= 1,
    act(meeting, said) {
      const round = countingOf(meeting, said)
      const more = Number(said['seconds']) * 1000
      if (round.left !== null) round.left += more
      else round.closesAt = Math.max(round.closesAt!, meeting.now) + more
    },
  },
  scene: {
    roles: desk,
    act(meeting, said) {
      const round = roundOf(meeting, said)
      if (round.phase !== 'revealed') no('not-revealed')
      const { name } = (said['scene'] as { name: string } | null) ?? { name: null }
      if (name !== null && !scenes(round).includes(name)) no('invalid')
      if (round.scene === name) return false
      round.scene = name
    },
  },
  'casting-vote': {
    roles: desk,
    act(meeting, said) {
      const round = roundOf(meeting, said)
      if (round.phase === 'open') no('not-closed')
      if (!sees(round, 'moderator')) no('not-revealed')
      if (round.chair !== null) return round.chair === said['vote'] ? false : no('already-voted')
      const { awaits } = outcome(round)
      if (awaits.length === 0) no('no-tie')
      if (!awaits.includes(said['vote'] as string)) no('invalid')
      round.chair = said['vote'] as string
    },
  },
  'edit-answers': {
    roles: desk,
    act(meeting, said) {
      const round = roundOf(meeting, said)
      if (round.question.kind !== 'text') no('not-allowed')
      const { do: step, text } = said['edits'] as { do: string; text: string }
      round.hidden = [...round.hidden.filter((other) => other !== text), ...(step === 'hide' ? [text] : [])]
    },
  },
  'add-item': {
    roles: desk,
    act({ items }, { id, item, to }) {
      if (items.some((other) => other.id === id)) return false
      items.splice((to as number | undefined) ?? items.length, 0, {
        id: id as string,
        question: known(item),
        rounds: [],
      })
    },
  },
  'edit-item': {
    roles: desk,
    act(meeting, { id, item }) {
      const edited = meeting.item(id)
      if (meeting.open?.item === id) no('item-open')
      edited.question = known(item)
    },
  },
  'move-item': {
    roles: desk,
    act(meeting, { id, to }) {
      const moved = meeting.item(id)
      const place = Math.min(to as number, meeting.items.length - 1)
      if (meeting.items.indexOf(moved) === place) return false
      meeting.items = meeting.items.filter((item) => item !== moved)
      meeting.items.splice(place, 0, moved)
    },
  },
  'remove-item': {
    roles: desk,
    act(meeting, { id }) {
      if (meeting.item(id).rounds.length > 0) no('item-used')
      meeting.items = meeting.items.filter((item) => item.id !== id)
      if (meeting.current === id) meeting.current = null
    },
  },
  'edit-meeting': {
    roles: ['organizer'],
    act: (meeting, { title }) => {
      meeting.title = title as string
    },
  },
  archive: {
    roles: ['organizer'],
    act(meeting, { archived }) {
      if (meeting.open) no('already-open')
      if (meeting.archived === archived) return false
      meeting.archived = archived as boolean
    },
  },
}
