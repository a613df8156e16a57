// The links of the house, with their keys. Phones and tablets come over the network; the laptop's own screens need not.
import type { Room } from './room.ts'
import type { Rooms } from './rooms.ts'
import type { Venue } from './venue.ts'

export interface MeetingLinks {
  join: string
  projector: string
  moderator: string
  kiosk: string
  results: string
}

export function houseLinks(rooms: Rooms, venue: Venue) {
  /** Where a phone gets through; where none does, at least this computer does. */
  const outside = () => venue.origin() ?? venue.localOrigin()

  return {
    outside,
    organizer: (origin = venue.localOrigin()) => `${origin}/organize#${rooms.organizerKey}`,
    /** For a person to come in by as a scrutineer: told to the desk that asks, and to nobody else. */
    scrutineer: (room: Room) => `${outside()}/${room.meeting.code}/scrutineer#${rooms.keys(room).scrutineer}`,
    /** `origin`: what the laptop's own screens open, so that they outlive a change of address. */
    meeting(room: Room, origin = venue.localOrigin()): MeetingLinks {
      const { code } = room.meeting
      const keys = rooms.keys(room)
      return {
        join: `${outside()}/${code}`,
        projector: `${origin}/${code}/screen#${keys.projector}`,
        moderator: `${origin}/${code}/moderate#${keys.moderator}`,
        kiosk: `${outside()}/${code}/kiosk#${keys.kiosk}`,
        results: `${outside()}/${code}/results`,
      }
    },
  }
}

export type Links = ReturnType<typeof houseLinks>
