// One meeting, alive: decides, commits in groups, folds, and says when something has changed.
import { type Actor, type Context, GRACE, seatIn } from '../shared/meeting/command.ts'
import { decide } from '../shared/meeting/decide.ts'
import type { Event } from '../shared/meeting/event.ts'
import { blank, copyOf, evolve } from '../shared/meeting/evolve.ts'
import {
  currentItem,
  headsOf,
  type Item,
  lastRound,
  type Meeting,
  openRound,
  type Round,
  tookPart,
} from '../shared/meeting/meeting.ts'
import { enter } from '../shared/meeting/record.ts'
import type { Storage } from '../shared/meeting/view.ts'
import type { Mine } from '../shared/protocol.ts'
import { Refusal } from '../shared/refusal.ts'
import { type Closer, Group, turns } from './group.ts'
import { Presence } from './presence.ts'
import { Saving } from './saving.ts'
import { newSeat, Seats } from './seats.ts'
import { digest, newId, newKey, pseudonym, signed } from './secrets.ts'
import type { Jump } from './sleep.ts'
import type { Recorded, Store } from './store/store.ts'

export interface RoomOptions {
  store: Store
  log: (message: string) => void
  /** Milliseconds since 1970. */
  clock?: () => number
  /** Called before anything that depends on the time: whoever watches the clock may call `jumped` now. */
  checkTime?: () => void
  /** Called when a round is open, or open again: not those of a rehearsal. */
  onopen?: () => void
  /** Least time from write to write, milliseconds; 5 where nothing is said. */
  gathering?: number
}

/** A command as it came in: only its type is known before it is parsed. */
export type Input = { type: string } & Record<string, unknown>

const house: Actor = { role: 'server' }
const opens: readonly Event['type'][] = ['round-opened', 'round-reopened']
/** A countdown that ran out while the server was down, or asleep, gets this much more. Milliseconds. */
const SECOND_CHANCE = 15_000
/** How long until sealing is tried again when the disk refused. Milliseconds. */
const RETRY = 1000

export class Room {
  readonly presence = new Presence()
  readonly seats = new Seats()
  /** When the machine last woke, milliseconds since 1970, and how long it slept; null again from the next vote on. */
  slept: { at: number; seconds: number } | null = null
  /** Called after events became durable, or when saving goes otherwise than before. */
  onchange: (events: readonly Event[]) => void = () => {}

  readonly #store: Store
  readonly log: (message: string) => void
  readonly #saving: Saving
  readonly #clock: () => number
  readonly #checkTime: () => void
  readonly #onopen: () => void
  readonly #turn: ReturnType<typeof turns>
  /** What has been decided; later commands see it. */
  #tip: Meeting
  /** What is on disk; views and acknowledgements show only this. */
  readonly #durable: Meeting
  /** What the next write takes, and what is being written. */
  #pending = new Group()
  #writing: Group | null = null
  /** Who waits for a round to be sealed. */
  #closers: Closer[] = []
  #committing: Promise<void> | null = null
  #timer: NodeJS.Timeout | undefined
  #ended = false

  private constructor(options: RoomOptions, past: readonly Recorded[]) {
    const { store, log, clock = Date.now, checkTime = () => {}, onopen = () => {}, gathering } = options
    this.#store = store
    this.log = log
    this.#saving = new Saving({
      log: (message) => log(`meeting ${this.#durable.code}: ${message}`),
      onchange: () => this.onchange([]),
      // Says what is on the wall once more: when that is saved, so will be what comes next.
      again: () => {
        this.#decided({ type: 'item-shown', item: this.#tip.current })
        this.#commit()
      },
    })
    this.#clock = clock
    this.#checkTime = checkTime
    this.#onopen = onopen
    this.#turn = turns(gathering)
    this.#durable = blank()
    for (const { event, seq } of past) this.#fold(event, seq)
    this.#tip = copyOf(this.#durable)
  }

  /** A meeting that is not recorded yet; resolves when its first events are. Throws `StoreError`. */
  static async make(options: RoomOptions, meeting: string, events: readonly Event[]): Promise<Room> {
    const batch = events.map((event, index) => ({ seq: index + 1, event }))
    await options.store.append(meeting, batch)
    return new Room(options, batch)
  }

  /** A meeting from the store, with an open round and its countdown where one was. Throws `StoreError`. */
  static async load(options: RoomOptions, meeting: string): Promise<Room> {
    const room = new Room(options, await options.store.load(meeting))
    await room.#recover()
    return room
  }

  get meeting(): Readonly<Meeting> {
    return this.#durable
  }

  get storage(): Storage {
    return this.#saving.state
  }

  now(): number {
    return this.#clock()
  }

  /**
   * Carries out a command. Resolves with the sequence number at which it is on disk; a `close` resolves when the round
   * is sealed. A repeated command waits for the first one's write. Rejects with a Refusal.
   */
  async handle(command: Input, actor: Actor): Promise<number> {
    if (this.#ended) throw new Refusal('no-meeting')
    this.#checkTime()
    for (const event of decide(this.#tip, command, actor, this.#context())) this.#decided(event)
    const { seq } = this.#tip
    const round = command.type === 'close' ? openRound(this.#tip)?.round.id : undefined
    if (seq > this.#durable.seq) {
      const group = this.#pending.events.length > 0 ? this.#pending : this.#writing!
      this.#commit()
      await group.written
    }
    if (round === undefined) return seq
    if (openRound(this.#durable)?.round.id === round)
      await new Promise<void>((resolve, reject) => this.#closers.push({ round, resolve, reject }))
    return this.#durable.seq
  }

  /** Takes a seat for a device, or for one use of a shared tablet (`claim`). The token is for its eyes only. */
  async seat(type: 'seat' | 'claim', token = newKey()): Promise<{ voter: string; token: string }> {
    const { voter, recorded } = newSeat(type, token)
    await this.handle(recorded, house)
    return { voter, token }
  }

  /** What the server knows of a voter in the round on the wall: their vote while it is open, or only that they voted. */
  mine(voter: string): Mine | null {
    const item = currentItem(this.#durable)
    const round = item && lastRound(item)
    if (!round || round.void) return null
    if (tookPart(round.box, voter)) return { round: round.id }
    const readied = round.phase === 'open' && round.key !== null
    const ballot = readied && round.ballots.get(seatIn(round, voter, { pseudonym }))
    if (!ballot) return null
    const vote = round.question.secrecy === 'secret' ? null : ballot.vote
    return { round: round.id, vote, ...(ballot.receipt !== undefined && { receipt: ballot.receipt }) }
  }

  /** Time has jumped: a countdown goes on with what was left before. */
  jumped({ by, from }: Jump) {
    this.slept = { at: this.#clock(), seconds: Math.round(by / 1000) }
    this.onchange([])
    const open = openRound(this.#tip)
    if (!open || open.round.closesAt === null) return
    this.#goOn(open, open.round.closesAt - from).catch((error: unknown) => {
      this.log(`meeting ${this.#durable.code}: the countdown could not go on: ${String(error)}`)
    })
  }

  /** For good: takes no more commands. */
  async end(): Promise<void> {
    this.#ended = true
    await this.close()
    for (const closer of this.#closers.splice(0)) closer.reject(new Refusal('no-meeting'))
  }

  /** Stops timers and waits for what is being written. */
  async close(): Promise<void> {
    clearTimeout(this.#timer)
    this.#saving.stop()
    this.onchange = () => {}
    await this.#committing
    clearTimeout(this.#timer)
  }

  #context(): Context {
    const present = (group?: string) =>
      group === undefined ? this.presence.count : headsOf(this.#tip, this.presence.voters, group)
    return { now: this.#clock(), present, newId, newKey, digest, pseudonym, signed }
  }

  #fold(event: Event, seq: number) {
    evolve(this.#durable, event, seq)
    enter(this.#durable, event, digest)
    if (event.type === 'voter-seated') this.seats.take(event.voter)
    if (event.type === 'round-opened' || event.type === 'round-reopened') this.presence.opened()
    if (event.type === 'round-closed') this.presence.closed()
    if (event.type === 'round-opened') this.slept = null
  }

  #decided(event: Event) {
    const seq = this.#tip.seq + 1
    evolve(this.#tip, event, seq)
    this.#pending.events.push({ seq, event })
  }

  #commit() {
    if (this.#pending.events.length > 0) this.#committing ??= this.#write()
  }

  /** Writes what is pending, again and again until nothing is: whatever arrives during one write goes into the next. */
  async #write(): Promise<void> {
    while (this.#pending.events.length > 0) {
      const turn = this.#turn()
      if (turn) await turn
      const group = this.#pending
      const batch = group.events
      this.#writing = group
      this.#pending = new Group()
      try {
        await this.#saving.watch(this.#store.append(this.#durable.id, batch))
      } catch {
        this.#rollBack()
        break
      }
      for (const { event, seq } of batch) this.#fold(event, seq)
      group.resolve()
      this.#announce(batch.map(({ event }) => event))
    }
    this.#committing = null
  }

  #announce(events: readonly Event[]) {
    const open = openRound(this.#durable)?.round.id
    const sealed = this.#closers.filter(({ round }) => round !== open)
    this.#closers = this.#closers.filter(({ round }) => round === open)
    for (const closer of sealed) closer.resolve()
    if (events.some((event) => event.type !== 'cast' && event.type !== 'voter-seated')) this.#schedule()
    if (!this.#durable.rehearsal && events.some(({ type }) => opens.includes(type))) this.#onopen()
    this.onchange(events)
  }

  /** The disk refused: everyone who waits is told so, and what was only decided is forgotten. */
  #rollBack() {
    const refusal = new Refusal('not-saved')
    for (const { reject } of [this.#writing!, this.#pending, ...this.#closers.splice(0)]) reject(refusal)
    this.#pending = new Group()
    this.#tip = copyOf(this.#durable)
    // After a failure of the device nothing is saved any more: no use in asking again.
    if (this.storage !== 'failed') this.#schedule(RETRY)
  }

  /** Sets the alarm for the moment the open round has to be sealed, if there is one. */
  #schedule(least = 0) {
    clearTimeout(this.#timer)
    const open = openRound(this.#durable)
    if (!open) return
    const due = sealsAt(open.round)
    if (due === null) return
    const target = { item: open.item.id, round: open.round.id }
    const wait = Math.min(Math.max(due - this.#clock(), least), 2 ** 31 - 1)
    this.#timer = setTimeout(() => {
      this.handle({ type: 'seal', ...target }, house).catch((error: unknown) => {
        if (error instanceof Refusal && error.code === 'not-closed') this.#schedule(1)
        else if (!(error instanceof Refusal)) this.log(`sealing failed: ${String(error)}`)
      })
    }, wait)
  }

  /** After a restart: mends an opening that was cut short, and gives a countdown that ran out meanwhile a second chance. */
  async #recover() {
    const open = openRound(this.#durable)
    if (!open) return
    const target = { item: open.item.id, round: open.round.id }
    if (open.round.key === null) await this.handle({ type: 'ready-box', ...target }, house)
    const { closesAt } = open.round
    const left = closesAt === null ? SECOND_CHANCE : closesAt - this.#clock()
    if (left < SECOND_CHANCE) await this.#goOn(open, left)
    this.#schedule()
  }

  async #goOn({ item, round }: { item: Item; round: Round }, before: number) {
    const left = Math.max(before, SECOND_CHANCE)
    this.log(`meeting ${this.#durable.code}: the countdown goes on with ${Math.round(left / 1000)} seconds`)
    await this.handle({ type: 'restart-countdown', item: item.id, round: round.id, left }, house)
  }
}

function sealsAt({ drainsUntil, closesAt }: { drainsUntil: number | null; closesAt: number | null }): number | null {
  return drainsUntil ?? (closesAt === null ? null : closesAt + GRACE)
}
