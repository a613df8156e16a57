// One meeting's connections, by audience: who hears which view, and who is here.
import type { Event } from '../shared/meeting/event.ts'
import { headsOf, openRound } from '../shared/meeting/meeting.ts'
import type { Audience, Surroundings, View } from '../shared/meeting/view.ts'
import type { Envelope } from '../shared/protocol.ts'
import type { Guest } from './admit.ts'
import { Publisher } from './publish.ts'
import type { Room } from './room.ts'
import type { Venue } from './venue.ts'

/** One connection, as far as a desk needs to know it. */
export interface Line {
  data: { guest: Guest; audience: Audience }
  join(name: string): unknown
  leave(name: string): unknown
  emit(event: 'view', view: View, envelope: Envelope): unknown
}

/** All connections, by the name of their audience. */
export interface Wire {
  send(name: string, view: View, envelope: Envelope): void
  size(name: string): number
  lines(name: string): Line[]
}

/** What is the same for all meetings. */
export type OfHouse = Pick<Surroundings, 'rehearsal' | 'guessing' | 'reached' | 'lost'>

export class Desk {
  readonly #room: Room
  readonly #venue: Venue
  readonly #house: () => OfHouse
  readonly #wire: Wire
  readonly #publisher: Publisher
  readonly #connected: Surroundings['connected'] = { phones: 0, kiosks: 0, projectors: 0, moderators: 0 }

  constructor(room: Room, venue: Venue, house: () => OfHouse, wire: Wire) {
    this.#room = room
    this.#venue = venue
    this.#house = house
    this.#wire = wire
    this.#publisher = new Publisher(room, {
      surroundings: () => this.surroundings(),
      send: (audience, view) => wire.send(this.name(audience), view, { now: room.now() }),
      listened: (audience) => wire.size(this.name(audience)) > 0,
    })
    room.onchange = (events) => this.#changed(events)
  }

  /** What an audience of this meeting is called on the wire. */
  name(audience: Audience): string {
    return `${this.#room.meeting.id} ${audience}`
  }

  surroundings(): Surroundings {
    return {
      join: this.#venue.join(this.#room.meeting.code),
      addresses: this.#venue.addresses(),
      present: this.#room.presence.count,
      groups: this.#room.meeting.groups.map(({ id }) => ({
        id,
        present: headsOf(this.#room.meeting, this.#room.presence.voters, id),
      })),
      connected: { ...this.#connected },
      storage: this.#room.storage,
      slept: this.#room.slept,
      ...this.#house(),
    }
  }

  /** A connection comes in and sees what the others see, with what is its own beside it. */
  enter(line: Line) {
    const { role, voter, token, code = null } = line.data.guest
    if (voter) this.#room.presence.enter(voter)
    this.#count(role, 1)
    const mine = voter ? this.#room.mine(voter) : null
    line.data.audience = role === 'phone' && mine && this.#ownVisible() ? 'phone-voted' : role
    line.join(this.name(line.data.audience))
    const group = this.#room.meeting.groups.length > 0 && {
      group: this.#room.meeting.voters.get(voter ?? '')?.group ?? null,
    }
    const own = voter
      ? {
          mine,
          ...group,
          ...(role === 'phone' && token && { voter: token, place: this.#room.seats.place(voter), code }),
        }
      : {}
    this.#show(line, own)
  }

  leave({ data: { guest } }: Line) {
    if (guest.voter) this.#room.presence.leave(guest.voter)
    this.#count(guest.role, -1)
  }

  /** What an audience sees now. */
  seen<A extends Audience>(audience: A): View<A> {
    return this.#publisher.latest(audience) as View<A>
  }

  /** What the others of its audience see, for a connection that missed it. */
  show(line: Line) {
    this.#show(line, {})
  }

  /** A phone whose vote is in may see what only voters see. */
  voted(line: Line) {
    const { audience, guest } = line.data
    if (audience !== 'phone' || !guest.voter || !this.#ownVisible()) return
    // The vote that was confirmed may be one of a round that has made way for this one in the same write.
    if (!this.#room.mine(guest.voter)) return
    this.#move(line, 'phone-voted')
    this.#show(line, {})
  }

  /** The way in, the storage or who is connected changed. */
  surroundingsChanged() {
    this.#publisher.changed([])
  }

  close() {
    this.#publisher.stop()
  }

  #changed(events: readonly Event[]) {
    if (events.some((event) => event.type === 'round-opened'))
      for (const line of this.#wire.lines(this.name('phone-voted'))) this.#move(line, 'phone')
    // A phone that came while the round was closed may have a vote in it.
    if (events.some((event) => event.type === 'round-reopened') && this.#ownVisible()) {
      const voted = new Set(openRound(this.#room.meeting)!.round.box?.voted)
      for (const line of this.#wire.lines(this.name('phone')))
        if (voted.has(line.data.guest.voter ?? '')) this.#move(line, 'phone-voted')
    }
    this.#publisher.changed(events)
  }

  #show(line: Line, own: Omit<Envelope, 'now'>) {
    line.emit('view', this.seen(line.data.audience), { now: this.#room.now(), ...own })
  }

  #move(line: Line, audience: Audience) {
    line.leave(this.name(line.data.audience))
    line.join(this.name(audience))
    line.data.audience = audience
  }

  #ownVisible() {
    return openRound(this.#room.meeting)?.round.question.visibility === 'own'
  }

  #count(role: Guest['role'], by: 1 | -1) {
    const place = `${role}s` as keyof Surroundings['connected']
    if (place in this.#connected) this.#connected[place] += by
    this.#publisher.changed([])
  }
}
