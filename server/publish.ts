// Views on their way out: built once for an audience, sent only when they say something new, and never in a flood.

import { countOf } from '../shared/meeting/count.ts'
import type { Event } from '../shared/meeting/event.ts'
import { currentItem, lastRound, openRound } from '../shared/meeting/meeting.ts'
import { type Audience, type Surroundings, type View, view } from '../shared/meeting/view.ts'
import type { Room } from './room.ts'

/** Least time between two views to one audience, in milliseconds: when a phase changes, and when only counts do. */
const pace: Record<Audience, { phase: number; count: number }> = {
  phone: { phase: 50, count: 1000 },
  'phone-voted': { phase: 50, count: 1000 },
  kiosk: { phase: 50, count: 1000 },
  projector: { phase: 50, count: 100 },
  moderator: { phase: 50, count: 100 },
  organizer: { phase: 100, count: 1000 },
  scrutineer: { phase: 50, count: Number.POSITIVE_INFINITY },
  results: { phase: 200, count: Number.POSITIVE_INFINITY },
}

const audiences = Object.keys(pace) as Audience[]

/** Events that change only how many: everything else is a phase. A tablet taken up is one less to take. */
const isCount = (event: Event) =>
  event.type === 'cast' || (event.type === 'voter-seated' && event.voter.via === 'device')

interface Line {
  /** The view as it was last built. */
  view: View | null
  /** What the audience was last told, as text without its sequence number. */
  said: string
  sentAt: number
  /** When a new view is due; null while there is nothing new. */
  dueAt: number | null
}

export class Publisher {
  readonly #room: Room
  readonly #surroundings: () => Surroundings
  readonly #send: (audience: Audience, view: View) => void
  readonly #listened: (audience: Audience) => boolean
  readonly #lines: Record<Audience, Line>
  /** Rounds that could not be counted, once they are in the log. */
  readonly #uncounted = new Set<string>()
  #timer: NodeJS.Timeout | undefined
  #timerAt = Number.POSITIVE_INFINITY

  constructor(
    room: Room,
    out: {
      surroundings: () => Surroundings
      send: (audience: Audience, view: View) => void
      /** Whether anybody of this audience is connected. */
      listened: (audience: Audience) => boolean
    },
  ) {
    this.#room = room
    this.#surroundings = out.surroundings
    this.#send = out.send
    this.#listened = out.listened
    const line = (): Line => ({ view: null, said: '', sentAt: 0, dueAt: null })
    this.#lines = Object.fromEntries(audiences.map((audience) => [audience, line()])) as Record<Audience, Line>
  }

  /** Something became durable, or (no events) the surroundings changed. */
  changed(events: readonly Event[]) {
    const phase = !events.every(isCount)
    for (const audience of audiences) {
      if (phase) this.#due(audience, 'phase')
      else if (events.length === 0 ? !audience.startsWith('phone') : this.#hearsCounts(audience))
        this.#due(audience, 'count')
    }
  }

  /** The view for somebody who has just come: what the others of the audience see. */
  latest(audience: Audience): View {
    const line = this.#lines[audience]
    if (line.view && line.dueAt === null) return line.view
    line.view = this.#build(audience)
    // One of them now knows more than the others: whatever comes next is news to somebody.
    line.said = line.dueAt === null ? said(line.view) : ''
    return line.view
  }

  stop() {
    clearTimeout(this.#timer)
  }

  /** Phones hear phases; votes of others only where the item shows them live. */
  #hearsCounts(audience: Audience): boolean {
    const open = openRound(this.#room.meeting)
    const visibility = open?.round.question.visibility
    if (audience === 'phone') return visibility === 'live'
    if (audience === 'phone-voted') return visibility === 'live' || visibility === 'own'
    return Number.isFinite(pace[audience].count)
  }

  #due(audience: Audience, what: 'phase' | 'count') {
    const line = this.#lines[audience]
    const at = line.sentAt + pace[audience][what]
    line.dueAt = Math.min(line.dueAt ?? at, at)
    this.#alarm(line.dueAt)
  }

  #alarm(at: number) {
    if (at >= this.#timerAt) return
    clearTimeout(this.#timer)
    this.#timerAt = at
    this.#timer = setTimeout(() => this.#flush(), Math.max(0, at - performance.now()))
  }

  #flush() {
    this.#timerAt = Number.POSITIVE_INFINITY
    const now = performance.now()
    for (const audience of audiences) {
      const line = this.#lines[audience]
      if (line.dueAt === null) continue
      if (line.dueAt > now) this.#alarm(line.dueAt)
      else this.#guarded(() => this.#publish(audience, now))
    }
  }

  #publish(audience: Audience, now: number) {
    const line = this.#lines[audience]
    if (!this.#listened(audience)) {
      Object.assign(line, { view: null, dueAt: null, said: '' })
      return
    }
    line.dueAt = null
    const view = this.#build(audience)
    line.view = view
    const news = said(view)
    if (news === line.said) return
    Object.assign(line, { said: news, sentAt: now })
    this.#send(audience, view)
  }

  #build(audience: Audience): View {
    const built = view(this.#room.meeting, audience, this.#surroundings())
    if ('current' in built && built.current?.round?.uncounted) this.#complain()
    return built
  }

  #complain() {
    const item = currentItem(this.#room.meeting)
    const round = item && lastRound(item)
    if (!round?.turnout || this.#uncounted.has(round.id)) return
    this.#uncounted.add(round.id)
    const { problem } = countOf(round, round.turnout)
    this.#room.log(`bug: round ${round.id} could not be counted: ${problem instanceof Error ? problem.stack : problem}`)
  }

  /** One audience whose view cannot be made keeps nobody else from theirs. */
  #guarded(task: () => void) {
    try {
      task()
    } catch (error) {
      this.#room.log(`bug: ${error instanceof Error ? error.stack : String(error)}`)
    }
  }
}

/** Without the number: a phone must not hear of every vote because the count of events went up. */
const said = (view: View) => JSON.stringify({ ...view, seq: 0 })
