// Kills the server over and over under a voting hall, on one folder and port, and counts what that cost: nothing.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { check as recount } from '../../recount/check.ts'
import { told } from '../../recount/words.ts'
import { Line } from '../../server/rehearsal/line.ts'
import { rest, seeded } from '../../server/rehearsal/moment.ts'
import { keyOf } from '../load/server.ts'
import { check, type Exported, type Verdict } from './check.ts'
import { Chair, Elector, impatient } from './hall.ts'
import { Lives } from './lives.ts'
import { type Aim, aimsFor, shuffled, unnamed } from './points.ts'

/** Share of the kills that are at a named point; the others come at any time. */
const NAMED = 0.7

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
  /** Named points at which it died, and those that it did not come to in time. */
  hits: Aim[]
  missed: Aim[]
  /** From start to ready, milliseconds. */
  starts: number[]
  /** How often it was told to end, rather than killed. */
  stops: number
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
    { title: 'Where to?', kind: 'choice', receipts: true, options: ['Hill', 'Lake', 'Sea', 'Home'] },
    { title: 'Where to, by name?', kind: 'choice', secrecy: 'named', options: ['Hill', 'Lake', 'Sea', 'Home'] },
    { title: 'Adopt', kind: 'motion', seconds: 5 },
    { title: 'Adopt, by name', kind: 'motion', secrecy: 'named' },
    { title: 'How was it?', kind: 'rating', visibility: 'live', receipts: true },
  ],
})

export async function campaign({ kills, voters, seed, log }: Campaign): Promise<Result> {
  const random = seeded(seed)
  const folder = mkdtempSync(join(tmpdir(), 'campaign-'))
  const agenda = join(folder, 'agenda.json')
  writeFileSync(agenda, JSON.stringify(agendaFor(voters)))
  const lives = new Lives(folder, agenda, shuffled(aimsFor(seed, Math.floor(kills * NAMED)), random), random)
  try {
    await lives.beBorn()
    const { url, organizer, meetings } = await lives.begin()
    const { code: meeting, moderator } = meetings[0]!
    const desk = new Line<'moderator'>({ url, meeting, role: 'moderator', key: keyOf(moderator), pause: impatient })
    const rollCall = (await desk.until(() => true)).agenda[0]!.id
    const electors = Array.from({ length: voters }, () => new Elector(url, meeting))
    await Promise.all(electors.map(({ phone }) => phone.line.until(() => true, 30_000)))
    const chair = new Chair(desk, random)

    await callRoll(desk, rollCall, electors)
    for (const [index, elector] of electors.entries()) elector.start(rollCall, seeded(seed + index + 1), lives)
    const presiding = chair.preside()
    while (lives.kills < kills) {
      await lives.live()
      if (lives.kills % 10 === 0) log(`${lives.kills} kills`)
    }
    await lives.begin()
    chair.stop()
    await presiding
    await chair.finish()
    await Promise.all(electors.map((elector) => elector.stop()))
    await callRoll(desk, rollCall, electors)

    const text = await exported()
    const before = JSON.parse(text) as Exported
    for (const line of [desk, ...electors.map(({ phone }) => phone.line)]) line.close()
    const status = await lives.stop()
    await lives.begin()
    const again = await exported()
    const disagreeing = recount(text).filter(({ says }) => says === 'wrong')
    const { hits, missed, starts, stops } = lives
    const result = { ...summary(before, electors), kills: lives.kills, hits, missed, starts, stops }
    result.wrongs.push(...lives.wrongs, ...unnamed(readFileSync(lives.log, 'utf8')))
    if (status !== 0) result.wrongs.push(`the server ended with ${status}`)
    result.wrongs.push(...disagreeing.map((finding) => `counted again: ${told(finding, 'en')}`))
    if (text !== again) result.lost.push('the export changed with a restart')
    return result

    async function exported(): Promise<string> {
      const headers = { Authorization: `Bearer ${keyOf(organizer)}` }
      return (await fetch(`${url}/api/meetings/${meeting}/export/json`, { headers })).text()
    }
  } finally {
    await lives.kill()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Everyone answers with an option of their own. */
async function callRoll(desk: Line<'moderator'>, item: string, electors: readonly Elector[]) {
  await must(desk, { type: 'open', item, reason: 'roll call' })
  const { current } = await desk.until(({ current }) => current?.id === item && current.phase === 'open')
  const round = current!.round!.id
  const { options } = current!.config as { options: { id: string }[] }
  await Promise.all(electors.map(({ phone }, index) => phone.cast(item, round, [options[index]!.id])))
  await must(desk, { type: 'close', item, round })
  await must(desk, { type: 'reveal', item, round })
}

/** Carries out a command while nothing is killed; a desk that has asked too often waits. Throws where it is refused. */
async function must(desk: Line<'moderator'>, command: { type: string } & Record<string, unknown>) {
  for (;;) {
    const ack = await desk.send(command)
    if (ack.ok) return
    if (ack.refusal.code !== 'slow-down') throw new Error(`${command.type} was refused: ${JSON.stringify(ack.refusal)}`)
    await rest(500)
  }
}

function summary(exported: Exported, electors: readonly Elector[]) {
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
  }
}
