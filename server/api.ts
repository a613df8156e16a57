// The organizer's API: meetings listed, made, commanded and exported. The bearer key is the organizer's.
import * as v from 'valibot'
import { parseAgenda } from '../shared/formats/agenda.ts'
import { parse, whole } from '../shared/parse.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Admission } from './admit.ts'
import type { Part } from './exports/format.ts'
import { formats } from './exports/index.ts'
import type { HouseCommands } from './house-commands.ts'
import type { Links } from './links.ts'
import { type Pictures, picture } from './pictures.ts'
import type { Rehearsals } from './rehearsal/rehearsals.ts'
import { rehearsalRoutes } from './rehearsal/routes.ts'
import type { Room } from './room.ts'
import type { KeyedRole, Rooms } from './rooms.ts'
import { type Answer, parseJson, type Request, type Route } from './route.ts'

/** Bytes: an agenda of 500,000 characters, most of them Korean. Reading one holds up the room for about a second at worst. */
export const BODY_LIMIT = 1_500_000

export interface ApiOptions {
  rooms: Rooms
  admission: Admission
  commands: HouseCommands
  rehearsals: Rehearsals
  links: Links
  pictures: Pictures
  /** Turns out those who hold an old key. */
  turnOut: (room: Room, role: KeyedRole) => void
}

const command = v.looseObject({ type: v.pipe(v.string(), v.maxLength(40)) })

const number = v.optional(v.pipe(v.string(), v.transform(Number), whole(1, 100_000)))
const part = v.strictObject({ item: number, round: number })
const noPart = v.strictObject({})

export function openApi({ rooms, admission, commands, rehearsals, links, pictures, turnOut }: ApiOptions) {
  const describe = (room: Room, origin: string) => {
    const { code, title, language, archived, items, voters, madeAt } = room.meeting
    const of = { title, language, archived, items: items.length, joined: voters.size, madeAt }
    return { code, ...of, links: links.meeting(room, origin) }
  }

  const routes: Route[] = [
    [
      'GET',
      /^\/api\/meetings$/,
      async ({ origin }) => ({ status: 200, body: rooms.all().map((room) => describe(room, origin)) }),
    ],
    [
      'POST',
      /^\/api\/meetings$/,
      async ({ origin, body }) => {
        const room = await rooms.make(parseAgenda(await body()))
        return { status: 201, body: describe(room, origin) }
      },
    ],
    [
      'POST',
      /^\/api\/meetings\/(\w+)\/commands$/,
      async ({ body }, [code]) => {
        const room = rooms.find(code!)
        return { status: 200, body: await carryOut(room, parse(command, parseJson(await body()))) }
      },
    ],
    [
      'POST',
      /^\/api\/pictures$/,
      async (request) => {
        const kept = picture(await request.picture())
        await pictures.keep(kept)
        return { status: 201, body: { picture: kept.name } }
      },
    ],
    [
      'GET',
      /^\/api\/meetings\/(\w+)\/export\/([\w-]+)$/,
      async ({ query }, [code, name]) => {
        const { meeting } = rooms.find(code!)
        const format = formats.get(name!)
        if (!format) {
          const of = [...formats.keys()]
          throw new Refusal('invalid', { field: 'format', expected: { what: 'one-of', of }, got: name! })
        }
        const { item, round }: Part = parse(format.ofRound ? part : noPart, Object.fromEntries(query))
        const content = await format.write(meeting, { item, round })
        const words = [meeting.title, meeting.code, item, round].filter((word) => word !== undefined)
        const named = format.file?.(meeting.code) ?? words.join(' ')
        const file = { name: `${named}.${format.extension}`, type: format.type, content }
        return { status: 200, file }
      },
    ],
    ...rehearsalRoutes(rooms, rehearsals, describe),
  ]

  async function carryOut(room: Room, input: { type: string }) {
    const now = () => room.now()
    const guest = { room, role: 'organizer' as const }
    const own = await commands.carryOut(input, guest)
    if (own?.turnedOut) turnOut(room, own.turnedOut as KeyedRole)
    if (own) return { ok: true, seq: room.meeting.seq, now: now(), ...own.answer }
    const seq = await room.handle(input, { role: 'organizer' })
    return { ok: true, seq, now: now() }
  }

  return {
    /** Refuses `bad-key`, `slow-down`, `no-meeting`, `invalid`, and what a command refuses. */
    async answer(method: string, path: string, request: Request): Promise<Answer> {
      admission.organizer(request.authorization)
      const there = routes.filter(([, pattern]) => pattern.test(path))
      const route = there.find(([allowed]) => allowed === method)
      if (!route) return { status: there.length > 0 ? 405 : 404, body: {} }
      return route[2](request, route[1].exec(path)!.slice(1))
    },
  }
}

export type Api = ReturnType<typeof openApi>
