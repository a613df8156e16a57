// Rehearsals over the API: made, reported on, concluded or taken back by whoever directs one from outside.
import * as v from 'valibot'
import { judge, rehearsalPhases, rehearsalSize } from '../../shared/meeting/rehearsal.ts'
import { parse, whole } from '../../shared/parse.ts'
import type { Room } from '../room.ts'
import type { Rooms } from '../rooms.ts'
import { parseJson, type Request, type Route } from '../route.ts'
import type { Rehearsals } from './rehearsals.ts'

const size = whole(rehearsalSize.min, rehearsalSize.max)
const begin = v.strictObject({ voters: size, meeting: v.optional(v.pipe(v.string(), v.maxLength(20))) })

const measure = v.pipe(v.number(), v.minValue(0))
const delay = v.strictObject({ slowest: measure, p99: measure })
const figures = v.strictObject({
  ...{ voters: size, seconds: measure, joined: measure, joinedIn: measure, votes: measure, perSecond: measure },
  ...{ counted: delay, wall: delay, memory: measure },
  ...{ lost: measure, doubled: measure, unanswered: measure, astray: measure },
})
const report = v.strictObject({
  phase: v.picklist(rehearsalPhases),
  done: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  figures: v.optional(figures),
})

export function rehearsalRoutes(
  rooms: Rooms,
  rehearsals: Rehearsals,
  describe: (room: Room, origin: string) => object,
): Route[] {
  /** Whose agenda it is: that of the meeting named, else of the only one that runs. */
  function rehearsed(code: string | undefined): Room | undefined {
    if (code !== undefined) return rooms.find(code)
    const running = rooms.all().filter((room) => !room.meeting.archived)
    return running.length === 1 ? running[0] : undefined
  }

  const read = async ({ body }: Request) => parseJson(await body())

  return [
    [
      'POST',
      /^\/api\/rehearsals$/,
      async (request) => {
        const { voters, meeting } = parse(begin, await read(request))
        const room = await rehearsals.begin(voters, rehearsed(meeting))
        return { status: 201, body: describe(room, request.origin) }
      },
    ],
    [
      'PUT',
      /^\/api\/rehearsals\/(\w+)$/,
      async (request, [code]) => {
        const { figures, ...progress } = parse(report, await read(request))
        const answer = rehearsals.report(code!, progress)
        if (figures) await rehearsals.conclude(code!, judge(figures))
        return { status: 200, body: answer }
      },
    ],
    [
      'DELETE',
      /^\/api\/rehearsals\/(\w+)$/,
      async (_, [code]) => {
        await rehearsals.cancel(code!)
        return { status: 200, body: {} }
      },
    ],
  ]
}
