// A meeting in each phase that can matter to a command, as events: to decide on, or to start a house with.
import { createHash } from 'node:crypto'
import type { Recorded } from '../server/store/store.ts'
import type { Actor, Context } from '../shared/meeting/command.ts'
import { decide } from '../shared/meeting/decide.ts'
import type { Event } from '../shared/meeting/event.ts'
import { blank, evolve } from '../shared/meeting/evolve.ts'
import { lastRound } from '../shared/meeting/meeting.ts'
import { question } from '../shared/meeting/question.ts'
import { enter } from '../shared/meeting/record.ts'

/** A phase is made by commands of the desk, and of the voters `voter1` to `voter3`, on the item in question. */
const phases = {
  'nothing shown': () => {},
  'draft shown': (stage) => stage.desk('show'),
  'another item open': (stage) => stage.desk('open', { item: 'other' }),
  open: (stage) => stage.desk('open'),
  'open, voted': (stage) => {
    stage.desk('open')
    stage.cast(1, ['word'])
  },
  released: (stage) => {
    stage.desk('open')
    stage.desk('release')
  },
  'tablet taken': (stage) => {
    stage.desk('open')
    stage.desk('release')
    stage.give({ type: 'claim', voter: 'tablet', token: 'tablet' }, { role: 'server' })
    stage.give({ type: 'join-group', group: 'A' }, { role: 'kiosk', voter: 'tablet' })
  },
  'counting down': (stage) => {
    stage.question = { seconds: 300 }
    stage.desk('open')
  },
  paused: (stage) => {
    stage.question = { seconds: 300 }
    stage.desk('open')
    stage.desk('pause')
  },
  'time is up': (stage) => {
    stage.question = { seconds: 300 }
    stage.desk('open')
    stage.now += 302_000
  },
  draining: (stage) => {
    stage.desk('open')
    stage.desk('close')
  },
  closed: (stage) => {
    stage.desk('open')
    stage.seal()
  },
  'tied, for the chair': (stage) => {
    stage.question = { kind: 'motion', rule: { tie: 'chair' } }
    stage.desk('open')
    stage.cast(2, 'yes')
    stage.cast(3, 'no')
    stage.seal()
  },
  revealed: (stage) => {
    stage.desk('open')
    stage.seal()
    stage.desk('reveal')
  },
  reopened: (stage) => {
    stage.desk('open')
    stage.seal()
    stage.desk('reopen')
  },
  void: (stage) => {
    stage.desk('open')
    stage.desk('void')
  },
  'open again': (stage) => {
    stage.desk('open')
    stage.seal()
    stage.desk('reveal')
    stage.desk('open')
  },
  archived: (stage) => {
    stage.desk('open')
    stage.seal()
    stage.desk('archive', { archived: true })
  },
} satisfies Record<string, (stage: Stage) => void>

export type PhaseName = keyof typeof phases
export const phaseNames = Object.keys(phases) as PhaseName[]

/** A meeting on the way to a phase. */
export class Stage {
  readonly meeting = blank()
  readonly events: Recorded[] = []
  /** Milliseconds since 1970. */
  now = Date.UTC(2026, 3, 2, 10)
  #ids = 0

  constructor(phase: PhaseName) {
    const groups = ['A', 'B'].map((id) => ({ id, title: `Group ${id}`, weight: 1 }))
    const made = { id: 'meeting', code: 'KWXR34', title: 'Matrix', language: 'en' as const, groups, at: this.now }
    this.#happen([{ type: 'meeting-made', ...made }])
    for (const item of ['item', 'other'])
      this.#happen([{ type: 'item-added', item, question: question(asked), to: this.meeting.items.length }])
    for (const n of [1, 2, 3]) {
      this.give(
        { type: 'seat', voter: `voter${n}`, token: createHash('sha256').update(`token${n}`).digest('hex') },
        house,
      )
      this.give({ type: 'join-group', group: 'A' }, { role: 'phone', voter: `voter${n}` })
    }
    const appointed = { scrutineer: 'scrutineer', name: 'Park', key: 'A'.repeat(43), signature: 'A'.repeat(86) }
    this.#happen([{ type: 'scrutineer-appointed', ...appointed, at: this.now }])
    phases[phase](this)
  }

  /** The id of the item's last round, or one that there is not. */
  get round(): string {
    return lastRound(this.meeting.items[0]!)?.id ?? 'none'
  }

  get context(): Context {
    return {
      now: this.now,
      present: () => 3,
      newId: () => `id${++this.#ids}`,
      newKey: () => `key${++this.#ids}`,
      digest: (text) => createHash('sha256').update(text).digest('hex'),
      pseudonym: (key, voter) => `${key} ${voter}`,
      signed: () => true,
    }
  }

  /** Changes what the item asks. */
  set question(more: object) {
    this.desk('edit-item', { id: 'item', item: { ...asked, ...more } })
  }

  desk(type: string, more: object = {}) {
    this.give({ type, item: 'item', reason: 'because', ...more }, { role: 'organizer' })
  }

  cast(voter: number, vote: unknown) {
    const cast = { type: 'cast', item: 'item', round: this.round, vote, ballot: `ballot${++this.#ids}` }
    this.give(cast, { role: 'phone', voter: `voter${voter}` })
  }

  seal() {
    this.desk('close')
    this.now += 2000
    this.give({ type: 'seal', item: 'item' }, house)
  }

  give(command: { type: string } & Record<string, unknown>, actor: Actor) {
    this.#happen(decide(this.meeting, command, actor, this.context))
  }

  #happen(events: Event[]) {
    for (const event of events) {
      const seq = this.meeting.seq + 1
      evolve(this.meeting, event, seq)
      enter(this.meeting, event, this.context.digest)
      this.events.push({ seq, event })
    }
  }
}

const house: Actor = { role: 'server' }
const asked = { title: 'In one word?', kind: 'text', visibility: 'closed' }
