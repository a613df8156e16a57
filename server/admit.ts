// Who is asking: meeting, role and seat, from a handshake or a bearer key. The only authentication there is.
import * as v from 'valibot'
import { parse } from '../shared/parse.ts'
import { type ClientRole, PROTOCOL } from '../shared/protocol.ts'
import { Refusal } from '../shared/refusal.ts'
import { readSeatCode } from './code.ts'
import type { Limits } from './limits.ts'
import type { Room } from './room.ts'
import type { Rooms } from './rooms.ts'
import { sameKey } from './secrets.ts'

export interface Guest {
  room: Room
  role: ClientRole
  /** The seat this connection speaks for. */
  voter?: string
  /** The token of that seat, or its code, for the device to keep. */
  token?: string
  /** The code to take the seat along with; null where it has none. */
  code?: string | null
}

const text = v.optional(v.pipe(v.string(), v.maxLength(100)))
const roles = [
  'phone',
  'kiosk',
  'projector',
  'moderator',
  'organizer',
  'scrutineer',
  'results',
] as const satisfies ClientRole[]
const handshake = v.object({
  protocol: v.number(),
  meeting: text,
  role: v.picklist(roles),
  key: text,
  voter: text,
  newcomer: v.optional(v.pipe(v.string(), v.minLength(32), v.maxLength(32))),
})

type Seated = Pick<Guest, 'voter' | 'token' | 'code'>

export function admission(rooms: Rooms, limits: Limits) {
  /** Seats on their way to the disk, by meeting and what their newcomer brought. */
  const underway = new Map<string, Promise<Seated>>()

  /** Refuses `bad-key`; a guesser hears `slow-down`. A right key always passes. */
  function check(key: string | undefined, right: string) {
    if (key !== undefined && sameKey(key, right)) return
    throw new Refusal(limits.wrongSecrets.take() ? 'bad-key' : 'slow-down')
  }

  /** The meeting with a code; without one, the only one that runs. Refuses `no-meeting`, `which-meeting`, `slow-down`. */
  function find(code: string | undefined): Room {
    try {
      return rooms.find(code)
    } catch (error) {
      if (code && !limits.wrongSecrets.take()) throw new Refusal('slow-down')
      throw error
    }
  }

  /**
   * A phone's seat: the one its token or seat code is for, else a new one, which is on disk before this resolves. Who
   * types a code wants that seat and no other: a wrong one is refused `no-seat`, a guesser hears `slow-down`. A newcomer
   * brings the token: whoever missed the answer and asks again is on the seat that was taken.
   */
  async function seat(room: Room, secret: string | undefined, newcomer: string | undefined): Promise<Seated> {
    const typed = secret === undefined ? null : readSeatCode(secret)
    for (const token of [typed ?? secret, newcomer]) {
      const voter = token === undefined ? undefined : room.seats.voterOf(token)
      if (voter && token) return { voter, token, code: room.seats.codeOf(voter, token) }
      if (typed) throw new Refusal(limits.wrongSecrets.take() ? 'no-seat' : 'slow-down')
    }
    if (room.meeting.archived) return {}
    const name = newcomer && `${room.meeting.id} ${newcomer}`
    const taking = (name && underway.get(name)) || take(room, newcomer)
    if (!name) return taking
    underway.set(name, taking)
    return taking.finally(() => underway.delete(name))
  }

  async function take(room: Room, newcomer: string | undefined): Promise<Seated> {
    // A rehearsal's phones are the house's own.
    if (!room.meeting.rehearsal && !limits.seats.take()) throw new Refusal('slow-down')
    const taken = await room.seat('seat', newcomer)
    return { ...taken, code: room.seats.codeOf(taken.voter, taken.token) }
  }

  return {
    find,
    /** From a socket's handshake. Refuses `protocol`, `no-meeting`, `which-meeting`, `bad-key`, `no-seat`, `slow-down`, `not-saved`. */
    async guest(input: unknown): Promise<Guest> {
      const { protocol, meeting, role, key, voter: token, newcomer } = parse(handshake, input)
      if (protocol !== PROTOCOL) throw new Refusal('protocol')
      const room = find(meeting)
      if (role === 'results') return { room, role }
      if (role === 'phone') return { room, role, ...(await seat(room, token, newcomer)) }
      check(key, role === 'organizer' ? rooms.organizerKey : rooms.keys(room)[role])
      const voter = role === 'kiosk' && token !== undefined ? room.seats.voterOf(token) : undefined
      return { room, role, ...(voter && room.meeting.voters.get(voter)?.via === 'kiosk' && { voter }) }
    },
    /** From an `Authorization: Bearer` header. Refuses `bad-key`, `slow-down`. */
    organizer(header: string | undefined) {
      check(/^Bearer (\S+)$/.exec(header ?? '')?.[1], rooms.organizerKey)
    },
  }
}

export type Admission = ReturnType<typeof admission>
