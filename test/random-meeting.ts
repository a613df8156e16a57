// Meetings in which anything may happen, from numbers a property test draws: decided and folded, without a server.
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { signed } from '../server/secrets.ts'
import { kinds } from '../shared/ballots/registry.ts'
import type { Actor, Context } from '../shared/meeting/command.ts'
import { outcomeOf } from '../shared/meeting/count.ts'
import { decide } from '../shared/meeting/decide.ts'
import type { Event } from '../shared/meeting/event.ts'
import { blank, evolve } from '../shared/meeting/evolve.ts'
import { lastRound, type Meeting, type Secrecy, type Visibility } from '../shared/meeting/meeting.ts'
import { question } from '../shared/meeting/question.ts'
import { standingOfNobody } from '../shared/meeting/standing.ts'
import { Refusal } from '../shared/refusal.ts'
import { codeOf } from './receipt.ts'

/** What marks a pseudonym, key, token or ballot id, so that it is found wherever it turns up. */
export const SECRET = 'SECRET'

export const types = [
  'cast',
  'cast again',
  'open',
  'close',
  'seal',
  'reopen',
  'reveal',
  'void',
  'show',
  'pause',
  'resume',
  'extend',
  'seat',
  'release',
  'claim',
  'join-group',
  'scene',
  'edit-answers',
  'casting-vote',
  'add-item',
  'edit-item',
  'move-item',
  'remove-item',
  'edit-meeting',
  'archive',
  'restart-countdown',
  'ready-box',
] as const

/** One wish, as numbers: what it is about is found in the meeting as it then stands. */
export interface Wish {
  type: (typeof types)[number]
  item: number
  voter: number
  vote: number
  /** Milliseconds since the wish before. */
  wait: number
}

/** How often each is wished for; once where nothing is said. */
const weights: Partial<Record<Wish['type'], number>> = {
  cast: 16,
  open: 4,
  close: 4,
  seal: 6,
  reveal: 3,
  reopen: 2,
  release: 2,
  claim: 3,
  'join-group': 3,
  'casting-vote': 3,
  scene: 6,
  pause: 2,
  resume: 2,
  'restart-countdown': 3,
}
const often = types.flatMap((type) => Array<Wish['type']>(weights[type] ?? 1).fill(type))

export const wishes = (length: number) =>
  fc.array(
    fc.record({
      type: fc.constantFrom(...often),
      item: fc.nat(7),
      voter: fc.nat(5),
      vote: fc.nat(50),
      wait: fc.oneof(fc.constant(0), fc.nat(3000), fc.constant(1501)),
    }),
    { minLength: length / 2, maxLength: length },
  )

export interface Given {
  command: { type: string } & Record<string, unknown>
  actor: Actor
}

const groups = [
  { id: 'A', title: 'Panel', weight: 3 },
  { id: 'B', title: 'Residents', weight: 1 },
]

/** Ties are the chair's to decide, and more frequent by heads. */
function ruleFor(kind: string): object | undefined {
  const type = kinds.get(kind)!
  const standing = standingOfNobody(kind, type.config(type.sample.config))
  return standing && { tie: 'chair', ...(standing.type !== 'counted' && { unit: 'heads' }) }
}

/** A meeting with an item of every kind, anonymous and named, changeable and not. */
export class RandomMeeting {
  readonly meeting: Meeting = blank()
  readonly log: { seq: number; event: Event }[] = []
  readonly casts: Given[] = []
  now = 1_000_000
  #ids = 0

  constructor(visibility?: Visibility, apart = groups) {
    this.happen([
      { type: 'meeting-made', id: 'm', code: 'KWXR34', title: 'Law', language: 'en', groups: apart, at: this.now },
    ])
    const items = [...kinds].flatMap(([kind, { sample }], index) =>
      (['anonymous', 'named'] as Secrecy[]).map((secrecy) => ({
        ...sample.config,
        title: `${kind} ${secrecy}`,
        kind,
        rule: ruleFor(kind),
        secrecy,
        change: index % 2 === 0,
        receipts: index % 4 > 1 && secrecy === 'anonymous' && !kinds.get(kind)!.edits,
        visibility: visibility ?? (['live', 'own', 'closed', 'reveal'] as const)[index % 4],
        seconds: secrecy === 'named' || index % 2 ? 60 : null,
      })),
    )
    for (const kind of ['motion', 'ranking'])
      items.push({
        ...items.find((item) => item.kind === kind)!,
        title: `${kind} secret`,
        secrecy: 'secret',
        visibility: 'reveal',
        receipts: true,
      })
    for (const [to, item] of items.entries())
      this.happen([{ type: 'item-added', item: `item${to}`, question: question(item), to }])
    for (let voter = 0; voter < 4; voter++) {
      this.give({
        command: { type: 'seat', voter: `voter${voter}`, token: `${SECRET}-token-${voter}` },
        actor: { role: 'server' },
      })
      const group = groups[voter % 2]!.id
      if (apart.length === 0) continue
      this.give({ command: { type: 'join-group', group }, actor: { role: 'phone', voter: `voter${voter}` } })
    }
  }

  context(): Context {
    return {
      now: this.now,
      present: () => 2,
      newId: () => `id${++this.#ids}`,
      newKey: () => `${SECRET}-key-${++this.#ids}`,
      digest: (text) => createHash('sha256').update(text).digest('hex'),
      signed,
      // Looks like nothing of the voter, as the real one does.
      pseudonym: (key, voter) =>
        `${SECRET}-${createHash('sha256').update(`${key} ${voter}`).digest('hex').slice(0, 8)}`,
    }
  }

  happen(events: readonly Event[]) {
    for (const event of events) {
      const seq = this.meeting.seq + 1
      // A copy: what the fold keeps must not change the record.
      this.log.push(structuredClone({ seq, event }))
      evolve(this.meeting, event, seq)
    }
  }

  /** The command's events, or its refusal. */
  give({ command, actor }: Given): Event[] | Refusal {
    try {
      const events = decide(this.meeting, command, actor, this.context())
      this.happen(events)
      return events
    } catch (error) {
      if (error instanceof Refusal) return error
      throw error
    }
  }

  /** The command a wish comes to. `shift` turns every vote into another one of its kind. */
  command({ type, item: place, voter, vote, wait }: Wish, shift = 0): Given {
    this.now += wait
    const { items, voters } = this.meeting
    const current = items.find(({ id }) => id === this.meeting.current)
    const item =
      (type === 'cast' || place > 2 ? current : undefined) ?? items[(place + vote) % Math.max(items.length, 1)]
    const round = item && lastRound(item)
    const target = { item: item?.id ?? 'none', ...(vote % 2 && round && { round: round.id }) }
    const desk: Actor = { role: vote % 3 ? 'moderator' : 'organizer' }
    const house: Actor = { role: 'server' }
    const seats = [...voters.values()]
    const again = this.casts[vote % Math.max(this.casts.length, 1)]
    if (type === 'cast again' && again) return again
    const to = voter
    switch (type) {
      case 'cast':
      case 'cast again': {
        const seat = seats[(voter + vote) % seats.length]!
        const sample = kinds.get(item?.kind ?? 'motion')!.sample.votes
        const given: Given = {
          command: {
            type: 'cast',
            item: target.item,
            round: round?.id ?? 'none',
            vote: structuredClone(sample[(vote + shift) % sample.length]!.vote),
            ballot: `${SECRET}-ballot-${++this.#ids}`,
            // Some that are taken.
            receipt: codeOf(vote % 2 ? 100 + this.casts.length : 0),
          },
          actor: { role: seat.via === 'kiosk' ? 'kiosk' : 'phone', voter: seat.id },
        }
        this.casts.push(given)
        return given
      }
      case 'open':
      case 'void':
        return { command: { type, ...target, ...(vote % 4 && { reason: 'because' }) }, actor: desk }
      case 'show':
        return { command: { type, item: vote % 5 ? target.item : null }, actor: desk }
      case 'extend':
        return { command: { type, ...target, seconds: 1 + vote }, actor: desk }
      case 'seal':
        // Left to chance alone few rounds would ever close: half of these come when the grace is over.
        if (vote % 2 && round?.phase === 'open') {
          if (round.drainsUntil === null) this.give({ command: { type: 'close', ...target }, actor: desk })
          this.now += 1500
        }
        return { command: { type, ...target }, actor: house }
      case 'ready-box':
        return { command: { type, ...target }, actor: house }
      case 'restart-countdown':
        return { command: { type, ...target, left: 1 + vote }, actor: house }
      case 'seat':
      case 'claim': {
        const id = `voter${voters.size}`
        return { command: { type, voter: id, token: `${SECRET}-token-${id}` }, actor: house }
      }
      case 'join-group': {
        const seat = seats[(voter + vote) % seats.length]!
        const actor: Actor = { role: seat.via === 'kiosk' ? 'kiosk' : 'phone', voter: seat.id }
        return { command: { type, group: groups[vote % 2]!.id }, actor }
      }
      case 'scene': {
        const shown = items.find((item) => lastRound(item)?.phase === 'revealed' && !lastRound(item)?.void)
        const scene = vote % 5 ? { name: ['rounds', 'pairs', 'flip', 'list'][vote % 4]!, step: vote % 5 } : null
        return { command: { type, ...(vote % 2 && shown ? { item: shown.id } : target), scene }, actor: desk }
      }
      case 'casting-vote': {
        // Most go to a tie that waits, where there is one.
        const ties = items.flatMap(({ id, rounds }) => {
          const last = rounds.at(-1)
          const outcome = last?.turnout && !last.void ? outcomeOf(last, last.turnout) : null
          if (!outcome || !('awaits' in outcome) || !outcome.awaits) return []
          return [{ item: id, sides: 'tied' in outcome ? outcome.tied : ['yes', 'no'] }]
        })
        const tie = vote % 5 ? ties[vote % ties.length] : undefined
        const side = (tie?.sides ?? ['yes', 'no'])[vote % 2]!
        return { command: { type, ...(tie ? { item: tie.item } : target), vote: side }, actor: desk }
      }
      case 'edit-answers': {
        // Few kinds have answers to edit.
        const free = items.find(({ kind, rounds }) => kinds.get(kind)!.edits && rounds.length > 0) ?? item
        const edits = { do: vote % 3 ? 'hide' : 'show', text: `word ${vote}` }
        return { command: { type, item: free?.id ?? 'none', edits }, actor: desk }
      }
      case 'release':
        return { command: { type }, actor: desk }
      case 'add-item':
        return {
          command: { type, ...(vote % 2 && { id: `new${vote}` }), item: { title: 'New', kind: 'motion' }, to },
          actor: desk,
        }
      case 'edit-item':
        return { command: { type, id: target.item, item: { title: 'Edited', kind: 'motion' } }, actor: desk }
      case 'move-item':
        return { command: { type, id: target.item, to }, actor: desk }
      case 'remove-item':
        return { command: { type, id: target.item }, actor: desk }
      case 'edit-meeting':
        return { command: { type, title: `Title ${vote}`, language: 'ko' }, actor: { role: 'organizer' } }
      case 'archive':
        return { command: { type, archived: vote > 45 }, actor: { role: 'organizer' } }
      default:
        return { command: { type, ...target }, actor: desk }
    }
  }
}

/** A value as text, maps and all. */
export const text = (value: unknown) =>
  JSON.stringify(value, (_, part) => (part instanceof Map || part instanceof Set ? { all: [...part] } : part))
