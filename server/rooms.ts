// All meetings of the house: opens them from the store, makes new ones, finds them by code, keeps their keys.
import type { Agenda } from '../shared/formats/agenda.ts'
import type { Event } from '../shared/meeting/event.ts'
import { Refusal } from '../shared/refusal.ts'
import { newCode, readCode } from './code.ts'
import { Room, type RoomOptions } from './room.ts'
import { newId, newKey } from './secrets.ts'
import type { Jump } from './sleep.ts'
import type { House } from './store/store.ts'

export type KeyedRole = 'moderator' | 'projector' | 'kiosk' | 'scrutineer'
export type Keys = House['meetings'][string]

export class Rooms {
  readonly #options: RoomOptions
  #house: House
  /** Resolves when no change is being written. */
  #changing = Promise.resolve()
  readonly #rooms = new Map<string, Room>()
  /** Keys of rehearsals, which are never written down. */
  readonly #passing: House['meetings'] = {}
  /** Called for every room there is and every one that is made; and for one that is removed. */
  #oncome: (room: Room) => void = () => {}
  #ongo: (room: Room) => void = () => {}

  private constructor(options: RoomOptions, house: House) {
    this.#options = options
    this.#house = house
  }

  /** Opens every meeting in the store, and removes what a rehearsal left there. Throws `StoreError`. */
  static async open(options: RoomOptions): Promise<Rooms> {
    const { store } = options
    const house = (await store.house()) ?? { format: 1, organizer: newKey(), address: null, meetings: {} }
    const rooms = new Rooms(options, house)
    for (const id of await store.list()) {
      const room = await Room.load(options, id)
      if (room.meeting.rehearsal) {
        await room.end()
        await store.remove(id)
        continue
      }
      rooms.#keys(id)
      rooms.#add(room)
    }
    await store.saveHouse(house)
    return rooms
  }

  get organizerKey(): string {
    return this.#house.organizer
  }
  get address(): string | null {
    return this.#house.address
  }

  /** Without a rehearsal: only who knows its code finds that. */
  all(): Room[] {
    return [...this.#rooms.values()].filter((room) => !room.meeting.rehearsal)
  }

  each(oncome: (room: Room) => void, ongo: (room: Room) => void) {
    this.#oncome = oncome
    this.#ongo = ongo
    for (const room of this.#rooms.values()) oncome(room)
  }

  /** The meeting with a code; without one, the only meeting that runs. Refuses `no-meeting`, `which-meeting`. */
  find(typed: string | undefined): Room {
    if (typed) {
      const code = readCode(typed)
      const room = code && this.#rooms.get(code)
      if (!room) throw new Refusal('no-meeting')
      return room
    }
    const running = this.all().filter((room) => !room.meeting.archived)
    if (running.length > 1) throw new Refusal('which-meeting')
    if (!running[0]) throw new Refusal('no-meeting')
    return running[0]
  }

  /** The running meeting that was made from this source, if any: a restart with the same agenda goes on with it. */
  from(source: string): Room | undefined {
    return this.all().find((room) => !room.meeting.archived && this.keys(room).source === source)
  }

  /** Makes a meeting, whole or not at all. `source`: digest of the file it comes from. Throws `StoreError`. */
  async make(agenda: Agenda, source: string | null = null): Promise<Room> {
    const id = newId()
    await this.#change(({ meetings }) => {
      meetings[id] = { ...newKeys(), source }
    })
    return this.#make(id, agenda)
  }

  /** Makes a meeting that is not to last. Throws `StoreError`. */
  rehearse(agenda: Agenda): Promise<Room> {
    const id = newId()
    this.#passing[id] = newKeys()
    return this.#make(id, agenda, { rehearsal: true })
  }

  /** Ends a meeting and destroys what is kept of it. Throws `StoreError`. */
  async remove(room: Room) {
    const { id, code } = room.meeting
    this.#rooms.delete(code)
    delete this.#passing[id]
    await room.end()
    this.#ongo(room)
    await this.#options.store.remove(id)
  }

  keys(room: Room): Keys {
    return this.#keys(room.meeting.id)
  }

  /**
   * A new key for a role; the old one is worth nothing from now on. Refuses `no-meeting` where it has been removed.
   * Throws `StoreError`: then all is as it was.
   */
  async rekey(room: Room, role: KeyedRole): Promise<string> {
    const { id, code } = room.meeting
    if (this.#rooms.get(code) !== room) throw new Refusal('no-meeting')
    const key = newKey()
    if (this.#passing[id]) this.#passing[id][role] = key
    else
      await this.#change(({ meetings }) => {
        meetings[id]![role] = key
      })
    return key
  }

  /** Throws `StoreError`: then all is as it was. */
  async chooseAddress(address: string | null) {
    await this.#change((house) => {
      house.address = address
    })
  }

  /** Time has jumped, for all of them. */
  jumped(jump: Jump) {
    for (const room of this.all()) room.jumped(jump)
  }

  async close() {
    await Promise.all([...this.#rooms.values()].map((room) => room.close()))
  }

  async #make(id: string, { title, language, groups, items }: Agenda, mark?: { rehearsal: true }): Promise<Room> {
    const code = newCode((code) => this.#rooms.has(code))
    const at = (this.#options.clock ?? Date.now)()
    const agenda = items.map((question) => ({ item: newId(), question }))
    const made: Event = { type: 'meeting-made', id, code, title, language, groups, ...mark, items: agenda, at }
    const room = await Room.make(this.#options, id, [made])
    this.#add(room)
    return room
  }

  #keys(id: string): Keys {
    if (this.#passing[id]) return this.#passing[id]
    const kept = this.#house.meetings[id]
    // Earlier versions knew fewer roles.
    const keys = kept?.scrutineer ? kept : { ...newKeys(), ...kept }
    this.#house.meetings[id] = keys
    return keys
  }

  /** Changes what is kept of the house once that is on disk, one change after the other. */
  #change(change: (house: House) => void): Promise<void> {
    const changing = this.#changing.then(async () => {
      const next = structuredClone(this.#house)
      change(next)
      await this.#options.store.saveHouse(next)
      this.#house = next
    })
    this.#changing = changing.catch(() => {})
    return changing
  }

  #add(room: Room) {
    this.#rooms.set(room.meeting.code, room)
    this.#oncome(room)
  }
}

const newKeys = (): Keys => ({
  moderator: newKey(),
  projector: newKey(),
  kiosk: newKey(),
  scrutineer: newKey(),
  source: null,
})
