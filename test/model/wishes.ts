// What might happen in a meeting, as numbers a property draws: what they are about is found in the meeting as it then stands.
import fc from 'fast-check'
import { kinds, misfit, type Question, votes } from './papers.ts'
import { type By, GRACE, type Reference, type Round, type Said } from './reference.ts'
import { outcome, scenes } from './sight.ts'

/** How often each is wished for. */
const weights = {
  cast: 14,
  'cast again': 4,
  open: 6,
  close: 4,
  reopen: 3,
  reveal: 4,
  void: 2,
  show: 1,
  pause: 2,
  resume: 2,
  extend: 2,
  seal: 1,
  seat: 2,
  release: 2,
  claim: 3,
  'join-group': 4,
  scene: 3,
  'casting-vote': 8,
  'edit-answers': 2,
  'add-item': 1,
  'edit-item': 1,
  'move-item': 1,
  'remove-item': 1,
  'edit-meeting': 1,
  archive: 1,
  nonsense: 1,
  // Not commands.
  wait: 6,
  come: 3,
  go: 2,
  restart: 1,
  sleep: 1,
} as const
export type Type = keyof typeof weights
export const types = Object.keys(weights) as Type[]
const often = types.flatMap((type) => Array<Type>(weights[type]).fill(type))

export interface Wish {
  type: Type
  /** In one breath with the one before, before any of them is recorded. */
  together: boolean
  /** Which of the following writes fails: the first or the second one. */
  fails: 0 | 1 | null
  /** Which item, voter, vote: taken modulo what there is. */
  a: number
  b: number
  c: number
}
export interface Run {
  ground: number
  grouped: boolean
  questions: Question[]
  wishes: Wish[]
}

const seldom = (times: number) => fc.nat(times - 1).map((number) => number === 0)
const question: fc.Arbitrary<Question> = fc.record({
  title: fc.constant('As it was'),
  kind: fc.constantFrom(...kinds),
  visibility: fc.constantFrom('live', 'own', 'closed', 'reveal'),
  secrecy: fc.constantFrom('anonymous', 'named'),
  change: fc.boolean(),
  seconds: fc.constantFrom(null, null, 5, 60),
  quorum: fc.constantFrom(null, null, null, 'block', 'warn'),
})
const wish: fc.Arbitrary<Wish> = fc.record({
  type: fc.constantFrom(...often),
  together: seldom(5),
  fails: fc.nat(79).map((number) => (number > 1 ? null : (number as 0 | 1))),
  a: fc.nat(99),
  b: fc.nat(99),
  c: fc.nat(99),
})
/** Of 40 wishes in the mean. */
export const runs: fc.Arbitrary<Run> = fc.record({
  ground: fc.nat(199),
  grouped: seldom(3),
  questions: fc.array(question, { minLength: 2, maxLength: 3, size: 'max' }),
  wishes: fc.array(wish, { minLength: 24, maxLength: 66, size: 'max' }),
})

/** What a wish comes to, and who says it. `casts`: what was cast so far, to be sent again. */
export function commandOf(
  wish: Wish,
  meeting: Reference,
  casts: { said: Said; by: By }[],
  name: string,
): { said: Said; by: By } {
  const { type, a, b, c } = wish
  const wall = meeting.items.find(({ id }) => id === meeting.current)
  const any = meeting.items[a % Math.max(meeting.items.length, 1)]
  // Most of it concerns what is on the wall, and the last round of that.
  const made = c % 5 ? meeting.items.find(({ rounds }) => madeFor(type, rounds.at(-1))) : undefined
  const item = made ?? (b % 6 && type !== 'open' ? (wall ?? any) : any)
  const last = item?.rounds.at(-1)
  const meant = c % 3 ? item?.rounds.at(c % 11 ? -1 : -2)?.name : undefined
  const target = { item: item?.id ?? 'none', ...(meant !== undefined && { round: meant }) }
  const reason = c % 4 ? { reason: `reason ${c}` } : {}
  const voters = [...meeting.seats.keys()]
  const voter = voters[a % 9] ?? voters[a % Math.max(voters.length, 1)] ?? 'nobody'
  const seat = { role: meeting.seats.get(voter)?.only ? 'kiosk' : 'phone', voter }
  const desk: By = { role: b % 13 ? (c % 2 ? 'moderator' : 'organizer') : 'phone', ...(b % 13 === 0 && { voter }) }
  switch (type) {
    case 'cast again':
    case 'cast': {
      const again = casts[c % Math.max(casts.length, 1)]
      if (type === 'cast again' && again) return again
      if (meeting.grouped && c % 4 && meeting.seats.get(voter)?.group === null)
        return { said: { type: 'join-group', group: 'AB'[b % 2] }, by: seat }
      const paper = votes[last?.question.kind ?? 'motion']
      const vote = b % 19 ? paper[c % paper.length] : misfit
      const ballot = b % 23 ? name : ''
      const round = (b % 11 ? last : item?.rounds.at(-2))?.name ?? 'none#1'
      const late = a % 5 ? {} : { replaces: [`late ${name}`] }
      const said: Said = { type: 'cast', item: target.item, round, vote, ballot, ...late }
      return { said, by: b % 17 ? seat : { role: b % 2 ? 'kiosk' : 'moderator' } }
    }
    case 'join-group':
      return { said: { type, group: c % 9 ? 'AB'[c % 2] : 'C' }, by: seat }
    case 'seat':
    case 'claim':
      return { said: { type, voter: name }, by: { role: 'server' } }
    case 'seal':
      return { said: { type, ...target }, by: { role: b % 2 ? 'server' : 'moderator' } }
    default:
      return { said: { type, ...fields(wish, last, target, reason) } as Said, by: desk }
  }
}

/** The fields of what a desk says; `target` where it is about a round. */
function fields({ type, a, b, c }: Wish, last: Round | undefined, target: object & { item: string }, reason: object) {
  switch (type) {
    case 'open':
      return { item: target.item, ...reason, ...(b % 3 > 0 && { anyway: true }) }
    case 'void':
      return { ...target, ...reason }
    case 'show':
      return { item: c % 5 ? target.item : null }
    case 'extend':
      return { ...target, seconds: c % 10 }
    case 'scene':
      return { ...target, scene: b % 5 ? { name: ['cloud', 'list', 'leaderboard'][a % 3], step: 0 } : null }
    case 'casting-vote': {
      const level = last && b % 5 ? waits(last) : []
      return { ...target, vote: level[a % level.length] ?? ['yes', 'no', 'A', 'B'][a % 4] }
    }
    case 'edit-answers':
      return { ...target, edits: { do: a % 3 ? 'hide' : 'show', text: c % 2 ? 'tree' : 'bench' } }
    case 'add-item':
      return { id: `new${a % 5}`, item: another(a, c), ...(b % 2 && { to: 0 }) }
    case 'edit-item':
      return { id: target.item, item: another(a, c) }
    case 'move-item':
      return { id: target.item, to: a % 5 }
    case 'remove-item':
      return { id: target.item }
    case 'edit-meeting':
      return { title: `Title ${c}`, language: 'ko' }
    case 'archive':
      return { archived: b % 3 > 0 }
    case 'release':
    case 'nonsense':
      return {}
    default:
      return target
  }
}

const voting: readonly Type[] = ['cast', 'close', 'pause', 'resume', 'extend', 'release', 'claim']
const judging: readonly Type[] = ['reveal', 'reopen', 'scene', 'casting-vote', 'archive', 'open']

/** Left to chance alone little would ever be voted on: most wishes that can't be met make way for what has to come first. */
export function likely({ type, a, b, c }: Wish, meeting: Reference): Type {
  if ((a + b + c) % 4 === 0) return type
  if (meeting.archived) return 'archive'
  if (type === 'join-group' && !meeting.grouped) return 'cast'
  const wall = meeting.items.find(({ id }) => id === meeting.current)?.rounds.at(-1)
  if (meeting.open) {
    if (meeting.open.until !== null && c % 3) return 'wait'
    return judging.includes(type) ? (c % 3 ? 'close' : 'cast') : type
  }
  if (voting.includes(type)) return 'open'
  return wall?.phase === 'closed' && (type === 'scene' || type === 'casting-vote') && c % 3 ? 'reveal' : type
}

/** Between what the chair has to choose. */
const waits = (round: Round) => (round.turnout && round.void === null ? outcome(round).awaits : [])

/** Whether a round is one of the few that a wish can be met of. */
function madeFor(type: Type, round: Round | undefined): boolean {
  if (!round || round.void !== null) return false
  if (type === 'casting-vote') return waits(round).length > 0 || round.chair !== null
  if (type === 'scene') return round.phase === 'revealed' && scenes(round).length > 0
  return type === 'edit-answers' && round.question.kind === 'text'
}

/** Milliseconds: around the grace of a close and the end of a countdown, or any. */
export const spans = [1, 500, GRACE, GRACE + 1, 5000, 6501, 60_000, 61_500] as const

function another(a: number, c: number): Question {
  const kind = a % 11 ? kinds[a % kinds.length]! : ('nonsense' as 'motion')
  return {
    title: `Another ${c}`,
    kind,
    visibility: (['live', 'own', 'closed', 'reveal'] as const)[c % 4]!,
    secrecy: a % 2 ? 'named' : 'anonymous',
    change: c % 3 > 0,
    seconds: c % 5 ? null : 5,
    quorum: null,
  }
}
