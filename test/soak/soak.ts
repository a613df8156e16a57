// A busy evening that does not end: question after question, and phones with lives of their own; what it costs.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { audit, type Exported } from '../../server/rehearsal/audit.ts'
import { percentile, rest, seeded } from '../../server/rehearsal/moment.ts'
import { keyOf, Server } from '../load/server.ts'
import { Hall } from './hall.ts'
import { questions } from './questions.ts'
import { type Growth, growth, look, type Sample } from './samples.ts'

export interface Soak {
  minutes: number
  phones: number
  seed: number
  /** Seconds a question takes. */
  pace: number
  log: (message: string) => void
}

export interface Soaked {
  rounds: number
  voids: number
  votes: number
  acknowledged: number
  lost: number
  doubled: number
  /** Phones that did not show in time what the room was doing, summed over all rounds. */
  astray: number
  growth: Growth
  /** Milliseconds the event loop was late in a window, p99: in the middle of all windows, and in the worst. */
  delay: { median: number; worst: number }
  journal: { bytes: number; perEvent: number }
  /** Of one core. */
  cpu: number
  /** One line a thing that was not as it should be. */
  wrongs: string[]
}

/** Milliseconds between two looks. */
const BEAT = 5000

export async function soak({ minutes, phones, seed, pace, log }: Soak): Promise<Soaked> {
  const folder = mkdtempSync(join(tmpdir(), 'soak-'))
  const [data, agenda] = [join(folder, 'data'), join(folder, 'agenda.json')]
  writeFileSync(agenda, JSON.stringify(questions(Math.max(5, Math.round(pace / 2)))))
  const server = new Server({ data, agenda })
  const samples: Sample[] = []
  const evening = { rounds: 0, voids: 0, votes: 0, acknowledged: 0, lost: 0, doubled: 0, astray: 0 }
  const wrongs: string[] = []
  try {
    const { url, organizer, meetings } = await server.ready
    const links = meetings[0]!
    const random = seeded(seed)
    const before = await look(url, server.child.pid!, data)
    const keys = { moderator: keyOf(links.moderator), projector: keyOf(links.projector) }
    const hall = new Hall({ url, meeting: links.code, ...keys, phones, random })
    await hall.fill()
    const [from, work] = [performance.now(), server.worked()]
    const looking = setInterval(
      () =>
        void look(url, server.child.pid!, data).then(
          (sample) => samples.push(sample),
          () => {},
        ),
      Math.min(BEAT, pace * 1000),
    )
    const until = from + minutes * 60_000
    try {
      for (let n = 0; performance.now() < until; n++) {
        const pause = rest(pace * 1000)
        const { round, told, isVoid, astray } = await hall.question(n, pace * 450)
        const exported = await exportedFrom(url, links.code, keyOf(organizer))
        const { lost, doubled } = audit(only(exported, round), new Map([[round, told]]))
        if (lost + doubled > 0) wrongs.push(`question ${n + 1}: ${lost} votes lost, ${doubled} doubled`)
        evening.rounds += 1
        evening.voids += isVoid ? 1 : 0
        evening.votes += told.flat().length
        evening.acknowledged += told.flat().filter(({ fate }) => fate === 'ok').length
        evening.lost += lost
        evening.doubled += doubled
        evening.astray += astray
        log(
          JSON.stringify({ minute: Math.round((performance.now() - from) / 6000) / 10, ...evening, ...samples.at(-1) }),
        )
        await pause
      }
    } catch (error) {
      wrongs.push(`after ${evening.rounds} questions it went no further: ${error}`)
    }
    clearInterval(looking)
    const cpu = (server.worked() - work) / (performance.now() - from)
    hall.empty()
    const after = await settled(url, server.child.pid!, data)
    if (after.files > before.files + 2) wrongs.push(`everybody has left, and ${after.files} files are open`)
    if (/Warning|bug|failed/.test(server.complaints)) wrongs.push(`the server said: ${server.complaints}`)
    const status = await server.stop()
    if (status !== 0) wrongs.push(`the server ended with ${status}`)
    const delays = samples.map(({ delay }) => delay * 1000)
    return {
      ...evening,
      growth: growth(samples),
      delay: { median: Math.round(percentile(delays, 0.5)), worst: Math.round(percentile(delays, 1)) },
      journal: { bytes: after.journal, perEvent: Math.round(after.journal / after.events) },
      cpu: Math.round(cpu * 1000) / 1000,
      wrongs,
    }
  } finally {
    await server.kill()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function exportedFrom(url: string, meeting: string, organizer: string): Promise<Exported> {
  const headers = { Authorization: `Bearer ${organizer}` }
  return (await fetch(`${url}/api/meetings/${meeting}/export/json`, { headers })).json() as Promise<Exported>
}

/** An export with one round in it. */
const only = ({ items }: Exported, round: string): Exported => ({
  items: items.map((item) => ({ ...item, rounds: item.rounds.filter(({ id }) => id === round) })),
})

/** The last look, when the server has noticed that everybody has gone. */
async function settled(url: string, pid: number, data: string): Promise<Sample> {
  for (;;) {
    const sample = await look(url, pid, data)
    if (sample.connections === 0) return sample
    await rest(200)
  }
}
