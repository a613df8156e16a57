// What needs no crowd: a view of few and of many votes, and a start with many ballots stored. CPU of this process.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { percentile } from '../../server/rehearsal/moment.ts'
import { Room } from '../../server/room.ts'
import { digest, newId, newKey, pseudonym, signed } from '../../server/secrets.ts'
import { fileStore } from '../../server/store/file.ts'
import { parseAgenda } from '../../shared/formats/agenda.ts'
import type { Context } from '../../shared/meeting/command.ts'
import { decide } from '../../shared/meeting/decide.ts'
import type { Event } from '../../shared/meeting/event.ts'
import { blank, evolve } from '../../shared/meeting/evolve.ts'
import type { Meeting } from '../../shared/meeting/meeting.ts'
import { type Surroundings, view } from '../../shared/meeting/view.ts'
import { figure, type Verdict } from './report.ts'
import { votes } from './sides.ts'

const BALLOTS = 100_000

/** Milliseconds of CPU. */
function cost(call: () => unknown): number {
  const before = process.cpuUsage()
  call()
  return passed(before)
}
function passed(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** A live round in which so many have voted, and how it came to be. */
function history(size: number): { meeting: Meeting; events: Event[] } {
  const meeting = blank()
  const events: Event[] = []
  const context: Context = { now: Date.now(), present: () => size, newId, newKey, digest, pseudonym, signed }
  const happen = (event: Event) => {
    evolve(meeting, event, meeting.seq + 1)
    events.push(event)
  }
  const options = votes.map((id) => `Place ${id}`)
  const agenda = { title: 'Many', items: [{ title: 'One of five', kind: 'choice', visibility: 'live', options }] }
  const [question] = parseAgenda(JSON.stringify(agenda)).items
  happen({ type: 'meeting-made', id: 'many', code: 'ACD346', title: 'Many', language: 'en', at: 0 })
  happen({ type: 'item-added', item: 'one', question: question!, to: 0 })
  const seats = Array.from({ length: size }, newId)
  for (const id of seats) happen({ type: 'voter-seated', voter: { id, via: 'device', token: digest(id) } })
  for (const event of decide(meeting, { type: 'open', item: 'one' } as never, { role: 'moderator' }, context))
    happen(event)
  const round = meeting.items[0]!.rounds[0]!.id
  seats.forEach((voter, index) => {
    const cast = { type: 'cast', item: 'one', round, vote: votes[index % votes.length], ballot: newId() }
    for (const event of decide(meeting, cast, { role: 'phone', voter }, context)) happen(event)
  })
  return { meeting, events }
}

/** A view for the wall and one for the desk, as text: the work of a tick. */
export function ticks(sizes: readonly number[] = [100, 1000, 10_000, BALLOTS]): Verdict {
  const meetings = sizes.map((size) => history(size).meeting)
  const spent = meetings.map((): number[] => [])
  for (let turn = 0; turn < 40; turn++)
    meetings.forEach((meeting, index) => {
      const room = around(meeting)
      const work = () => {
        for (let times = 0; times < 50; times++)
          for (const audience of ['projector', 'moderator'] as const) JSON.stringify(view(meeting, audience, room))
      }
      spent[index]!.push((cost(work) * 1000) / 50)
    })
  // The lowest: what else runs on the machine only ever adds.
  const least = spent.map((all) => percentile(all.slice(10), 0.1))
  const growth = least.at(-1)! / least[0]!
  return {
    what: `CPU of a tick, ${sizes.map(figure).join(', ')} votes cast`,
    target: 'flat within 10 %',
    value: `${least.map(figure).join(', ')} µs (${figure(growth)} ×)`,
    reached: growth <= 1.1,
  }
}

const around = ({ voters }: Meeting): Surroundings => ({
  join: { url: 'http://192.168.0.20:8080/ACD346', address: '192.168.0.20:8080', qr: '/ACD346/qr.svg' },
  addresses: [{ address: '192.168.0.20', name: 'wlan0', chosen: true }],
  present: voters.size,
  groups: [],
  connected: { phones: voters.size, kiosks: 0, projectors: 1, moderators: 1 },
  storage: 'ok',
  slept: null,
  guessing: false,
  reached: true,
  lost: null,
  rehearsal: null,
})

/** A meeting taken up again with so many ballots in an open round, to reading its files and parsing their lines. */
export async function restart(size = BALLOTS, repeat = 3): Promise<Verdict> {
  const folder = mkdtempSync(join(tmpdir(), 'spotvote-bench-'))
  const store = await fileStore(folder, {})
  try {
    const batch = history(size).events.map((event, index) => ({ seq: index + 1, event }))
    for (let at = 0; at < batch.length; at += 20_000) await store.append('many', batch.slice(at, at + 20_000))
    const files = join(folder, 'meetings')
    const paths = readdirSync(files).filter((name) => /\.(journal|segment)$/.test(name))
    const parse = () => {
      for (const path of paths)
        for (const line of readFileSync(join(files, path), 'utf8').split('\n')) if (line) JSON.parse(line)
    }
    const [loading, reading]: [number[], number[]] = [[], []]
    for (let turn = 0; turn < repeat; turn++) {
      reading.push(cost(parse))
      const before = process.cpuUsage()
      const room = await Room.load({ store, log: () => {} } as never, 'many')
      loading.push(passed(before))
      if (room.meeting.items[0]!.rounds[0]!.ballots.size !== size) throw new Error('ballots are missing')
      await room.close()
    }
    const [took, least] = [percentile(loading, 0.5), percentile(reading, 0.5)]
    return {
      what: `start with ${figure(size)} ballots stored, to reading and parsing the same bytes`,
      target: '≤ 2 ×',
      value: `${figure(took)} / ${figure(least)} ms (${figure(took / least)} ×)`,
      reached: took <= 2 * least,
    }
  } finally {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
