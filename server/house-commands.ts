// Commands that concern a connection or the house, not a meeting's record.
import * as v from 'valibot'
import { rehearsalSize } from '../shared/meeting/rehearsal.ts'
import type { Audience } from '../shared/meeting/view.ts'
import { parse, whole } from '../shared/parse.ts'
import type { Ack, ClientRole, HouseCommand } from '../shared/protocol.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Guest } from './admit.ts'
import type { Links } from './links.ts'
import { qrSvg } from './qr.ts'
import type { Rehearsals } from './rehearsal/rehearsals.ts'
import type { Rooms } from './rooms.ts'
import type { Venue } from './venue.ts'

export interface Result {
  /** What the acknowledgement says beside `ok`. */
  answer?: Partial<Pick<Extract<Ack, { ok: true }>, 'voter' | 'key' | 'link'>>
  /** Whose connections of this meeting must go. */
  turnedOut?: Audience
}

interface Entry {
  /** Null: any. */
  roles: readonly ClientRole[] | null
  carryOut(command: unknown, guest: Guest): Result | Promise<Result>
}

const rekey = v.object({ role: v.picklist(['moderator', 'projector', 'kiosk', 'scrutineer']) })
const choice = v.object({ address: v.nullable(v.pipe(v.string(), v.maxLength(100))) })
const rehearse = v.object({ voters: whole(rehearsalSize.min, rehearsalSize.max) })

interface Parts {
  rooms: Rooms
  venue: Venue
  links: Links
  rehearsals: Rehearsals
  onaddress: () => void
}

export function houseCommands({ rooms, venue, links, rehearsals, onaddress }: Parts) {
  const table: Record<HouseCommand['type'], Entry> = {
    ping: { roles: null, carryOut: () => ({}) },
    claim: {
      roles: ['kiosk'],
      async carryOut(_, guest) {
        const { voter, token } = await guest.room.seat('claim')
        release(guest)
        guest.voter = voter
        guest.room.presence.enter(voter)
        return { answer: { voter: token } }
      },
    },
    leave: {
      roles: ['kiosk'],
      carryOut(_, guest) {
        release(guest)
        return {}
      },
    },
    'choose-address': {
      roles: ['moderator', 'organizer'],
      async carryOut(command) {
        const { address } = parse(choice, command)
        if (address !== null && !venue.addresses().some((known) => known.address === address))
          throw new Refusal('invalid', { field: 'address', expected: { what: 'known' }, got: address })
        await rooms.chooseAddress(address)
        venue.chosen = address
        onaddress()
        return {}
      },
    },
    rekey: {
      roles: ['organizer'],
      async carryOut(command, { room }) {
        const { role } = parse(rekey, command)
        return { answer: { key: await rooms.rekey(room, role) }, turnedOut: role }
      },
    },
    'scrutineer-link': {
      roles: ['moderator', 'organizer'],
      carryOut(_, { room }) {
        const url = links.scrutineer(room)
        return { answer: { link: { url, qr: qrSvg(url) } } }
      },
    },
    rehearse: {
      roles: ['moderator', 'organizer'],
      async carryOut(command, { room }) {
        await rehearsals.perform(parse(rehearse, command).voters, room)
        return {}
      },
    },
    'stop-rehearsal': {
      roles: ['moderator', 'organizer'],
      async carryOut() {
        await rehearsals.stop()
        return {}
      },
    },
  }
  const entries = new Map(Object.entries(table))

  return {
    /** Null where the command is not one of the house's. Refuses `not-allowed`, `invalid`. */
    carryOut(command: { type: string }, guest: Guest): Result | Promise<Result> | null {
      const entry = entries.get(command.type)
      if (!entry) return null
      if (entry.roles && !entry.roles.includes(guest.role)) throw new Refusal('not-allowed')
      return entry.carryOut(command, guest)
    },
  }
}

/** The person at the tablet is done: the connection speaks for nobody. */
function release(guest: Guest) {
  if (guest.voter) guest.room.presence.leave(guest.voter)
  delete guest.voter
}

export type HouseCommands = ReturnType<typeof houseCommands>
