// Kills the server over and over under a voting hall, on one folder and port, and counts what that cost: nothing.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Line } from '../../server/rehearsal/line.ts'
import { after, percentile, rest, seeded } from '../../server/rehearsal/moment.ts'
import { keyOf, Server } from '../load/server.ts'
import { check, type Exported, type Verdict } from './check.ts'
import { Chair, Elector, impatient, type Plug } from './hall.ts'

export interface Campaign {
  kills: number
  voters: number
  seed: number
  log: (message: string) => void
}

export interface Result extends Verdict {
  kills: number
  acknowledged: number
  unknown: number
  rounds: number
  /** Seats lost, and own votes shown wrongly on the way. */
  wrongs: string[]
  /** Longest and median time from start to ready, milliseconds. */
  starts: { median: number; longest: number }
}

/** The first item is a roll call: each elector has an option of their own, which tells the ids of their seats. */
const agendaFor = (voters: number) => ({
  title: 'Under fire',
  items: [
    {
      title: 'Roll call',
      kind: 'multiple',
      secrecy: 'named',
      max: 1,
      options: Array.from({ length: voters }, (_, n) => `Seat ${n}`),
    },
    { title: 'Where to?', kind: 'choice', options: ['Hill', 'Lake', 'Sea', 'Home'] },
    { title: 'Where to, by name?', kind: 'choice', secrecy: 'named', options: ['Hill', 'Lake', 'Sea', 'Home'] },
    { title: 'Adopt', kind: 'motion', seconds: 5 },
    { title: 'Adopt, by name', kind: 'motion', secrecy: 'named' },
    { title: 'How was it?', kind: 'rating', visibility: 'live' },
  ],
})

export async function campaign({ kills, voters, seed, log }: Campaign): Promise<Result> {
  const random = seeded(seed)
  const between = (least: number, most: number) => after(least, most, random)
  const folder = mkdtempSync(join(tmpdir(), 'campaign-'))
  const agenda = join(folder, 'agenda.json')
  writeFileSync(agenda, JSON.stringify(agendaFor(voters)))
  const start = (port: number) => new Server({ data: join(folder, 'data'), agenda, port })
  let server = start(0)
  try {
    const { url, port, organizer, meetings } = await server.ready
    const { code: meeting, moderator } = meetings[0]!
    const desk = new Line<'moderator'>({ url, meeting, role: 'moderator', key: keyOf(moderator), pause: impatient })
    const rollCall = (await desk.until(() => true)).agenda[0]!.id
    const electors = Array.from({ length: voters }, () => new Elector(url, meeting))
    await Promise.all(electors.map(({ phone }) => phone.line.until(() => true, 30_000)))
    const chair = new Chair(desk, random)

    await callRoll(desk, rollCall, electors)
    const plug: Plug = { kills: 0 }
    for (const [index, elector] of electors.entries()) elector.start(rollCall, seeded(seed + index + 1), plug)
    const presiding = chair.preside()
    const starts = await fire()
    chair.stop()
    await presiding
    await chair.finish()
    await Promise.all(electors.map((elector) => elector.stop()))
    await callRoll(desk, rollCall, electors)

    const before = await exported()
    for (const line of [desk, ...electors.map(({ phone }) => phone.line)]) line.close()
    const status = await server.stop()
    server = start(port)
    await server.ready
    const again = await exported()
    const result = { ...summary(before, electors, starts), kills: plug.kills }
    if (status !== 0) result.wrongs.push(`the server ended with ${status}`)
    if (JSON.stringify(before) !== JSON.stringify(again)) result.lost.push('the export changed with a restart')
    return result

    /** Some of the shots hit a server that is still starting. */
    async function fire(): Promise<number[]> {
      const took: number[] = []
      const [life, childhood] = [between(200, 1400), between(0, 400)]
      while (plug.kills < kills) {
        await rest(life())
        plug.kills += 1
        await server.kill()
        server = start(port)
        if (plug.kills < kills && random() < 0.15) {
          await rest(childhood())
          plug.kills += 1
          await server.kill()
          server = start(port)
        }
        const from = performance.now()
        await server.ready
        took.push(performance.now() - from)
        if (plug.kills % 50 === 0) log(`${plug.kills} kills`)
      }
      return took
    }

    async function exported(): Promise<Exported> {
      const headers = { Authorization: `Bearer ${keyOf(organizer)}` }
      return (await fetch(`${url}/api/meetings/${meeting}/export/json`, { headers })).json() as Promise<Exported>
    }
  } finally {
    await server.kill()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Everyone answers with an option of their own. */
async function callRoll(desk: Line<'moderator'>, item: string, electors: readonly Elector[]) {
  const ack = await desk.send({ type: 'open', item, reason: 'roll call' })
  if (!ack.ok) throw new Error(`the roll call was refused: ${JSON.stringify(ack.refusal)}`)
  const { current } = await desk.until(({ current }) => current?.id === item && current.phase === 'open')
  const round = current!.round!.id
  const { options } = current!.config as { options: { id: string }[] }
  await Promise.all(electors.map(({ phone }, index) => phone.cast(item, round, [options[index]!.id])))
  await desk.send({ type: 'close', item, round })
  await desk.send({ type: 'reveal', item, round })
}

function summary(exported: Exported, electors: readonly Elector[], starts: number[]): Omit<Result, 'kills'> {
  const casts = electors.flatMap(({ phone }) => phone.ledger)
  const first = exported.items[0]!.rounds[0]!
  const voters = electors.map(({ phone: { ledger } }) => {
    const own = JSON.stringify(ledger[0]!.vote)
    const id = first.counted?.named?.find(({ vote }) => JSON.stringify(vote) === own)?.voter ?? 'nobody'
    return { id, ledger }
  })
  const wrongs = electors.flatMap((elector) => elector.wrongs)
  if (exported.meeting.joined !== electors.length)
    wrongs.push(`${exported.meeting.joined} seats were taken by ${electors.length} electors`)
  return {
    ...check(exported, voters),
    acknowledged: casts.filter(({ fate }) => fate === 'ok').length,
    unknown: casts.filter(({ fate }) => fate === 'unknown').length,
    rounds: exported.items.reduce((sum, { rounds }) => sum + rounds.length, 0),
    wrongs,
    starts: { median: percentile(starts, 0.5), longest: percentile(starts, 1) },
  }
}
