// The two that are compared: the built product with its files on disk, and the bare floor. Both hold rounds.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Line } from '../../server/rehearsal/line.ts'
import { instant } from '../../server/rehearsal/moment.ts'
import type { View } from '../../shared/meeting/view.ts'
import { PROTOCOL } from '../../shared/protocol.ts'
import { keyOf, Server } from '../load/server.ts'

/** Moments at which the projector heard of everything up to an event. */
type Told = { seq: number; at: number }[]

interface Open {
  /** What a phone sends, but for its vote. */
  command: object
  /** What phones have on their screens once they know of it. */
  sign: string
  /** What a phone that has voted is told on coming back. */
  mine: string
}

export interface Side {
  name: 'product' | 'floor'
  server: Server
  port: number
  auth: Record<string, unknown>
  told: Told
  /** Waits until the projector has heard of an event. */
  shown(seq: number): Promise<unknown>
  /** `live`: phones hear the tally too, once a second. */
  open(live: boolean): Promise<Open>
  /** Answers what is then on the phones' screens. */
  close(): Promise<string>
  /** The result to everybody; answers what is then on their screens. */
  reveal(): Promise<string>
  /** Votes by option, as the projector shows them after the reveal; null where nobody counts. */
  counted(): Promise<Record<string, number> | null>
  end(): Promise<void>
}

export const votes = [...'ABCDE']
const options = votes.map((id) => `Place ${id}`)
/** Rounds that one server may hold of each sort. */
const ROUNDS = 4

const onScreen = (phase: string, round: string) => `"phase":"${phase}","round":{"id":"${round}"`

function listening(line: Line<'projector'>): Told {
  const told: Told = []
  line.onview = ({ seq }) => told.push({ seq, at: instant() })
  return told
}

export async function openProduct(under: string[]): Promise<Side & { sample(): Promise<View<'phone'>> }> {
  const folder = mkdtempSync(join(tmpdir(), 'spotvote-bench-'))
  const item = (visibility: string) => ({ title: 'One of five', kind: 'choice', options, visibility })
  const items = [...Array(ROUNDS).fill(item('reveal')), ...Array(ROUNDS).fill(item('live'))]
  writeFileSync(join(folder, 'agenda.json'), JSON.stringify({ title: 'A hall full of phones', items }))
  const server = new Server({
    data: join(folder, 'data'),
    agenda: join(folder, 'agenda.json'),
    under,
    watched: true,
  })
  const { url, port, meetings } = await server.ready
  const { code: meeting, moderator, projector } = meetings[0]!
  const desk = new Line<'moderator'>({ url, meeting, role: 'moderator', key: keyOf(moderator) })
  const wall = new Line<'projector'>({ url, meeting, role: 'projector', key: keyOf(projector) })
  const told = listening(wall)
  const { agenda } = await desk.until(() => true)
  const left = { reveal: agenda.slice(0, ROUNDS), live: agenda.slice(ROUNDS) }
  let now = { item: '', round: '' }

  async function act(type: string, more: object = {}) {
    const ack = await desk.send({ type, ...now, ...more }, 30_000)
    if (!ack.ok) throw new Error(`${type}: ${JSON.stringify(ack.refusal)}`)
  }

  return {
    name: 'product',
    server,
    port,
    auth: { protocol: PROTOCOL, role: 'phone', meeting },
    told,
    shown: (number) => wall.until(({ seq }) => seq >= number),
    async open(live) {
      const { id } = left[live ? 'live' : 'reveal'].shift()!
      await act('open', { item: id, round: undefined })
      const { current } = await desk.until(({ current }) => current?.id === id && current.phase === 'open')
      now = { item: id, round: current!.round!.id }
      const mine = `"mine":{"round":"${now.round}","vote":`
      return { command: { type: 'cast', ...now }, sign: onScreen('open', now.round), mine }
    },
    async close() {
      await act('close')
      return onScreen('closed', now.round)
    },
    async reveal() {
      await act('reveal')
      return onScreen('revealed', now.round)
    },
    async counted() {
      const revealed = ({ current }: View<'projector'>) => current?.id === now.item && current.phase === 'revealed'
      const { current } = await wall.until(revealed)
      const { options: rows } = current!.round!.tally as { options: { id: string; votes: number }[] }
      return Object.fromEntries(rows.map(({ id, votes }) => [id, votes]))
    },
    async sample() {
      const phone = new Line<'phone'>({ url, meeting, role: 'phone' })
      const view = await phone.until(() => true)
      phone.close()
      return view
    },
    async end() {
      for (const line of [desk, wall]) line.close()
      const status = await server.stop()
      rmSync(folder, { recursive: true, force: true })
      if (status !== 0) throw new Error(`the server ended with ${status}: ${server.complaints}`)
    },
  }
}

/** `result`: what the product tells phones at a reveal, so that the floor broadcasts as many bytes. */
export async function openFloor(under: string[], result: View<'phone'>): Promise<Side> {
  const server = new Server({ data: '', floor: true, under, watched: true })
  const { url, port } = await server.ready
  const wall = new Line<'projector'>({ url, meeting: '', role: 'projector' })
  const told = listening(wall)
  await wall.until(() => true)
  let reveals = 0
  const act = (type: string, more: object) => wall.send({ type, ...more }, 30_000)
  return {
    name: 'floor',
    server,
    port,
    auth: { role: 'phone' },
    told,
    shown: (number) => wall.until(({ seq }) => seq >= number),
    async open(live) {
      if (live) await act('live', { every: 1000 })
      return { command: { type: 'cast', item: 'i'.repeat(16), round: 'r'.repeat(16) }, sign: '', mine: '' }
    },
    async close() {
      await act('live', { every: 0 })
      return ''
    },
    async reveal() {
      const seq = 1e9 + reveals++
      await act('say', { view: { ...result, seq } })
      return `"seq":${seq},`
    },
    counted: async () => null,
    async end() {
      wall.close()
      await server.stop()
    },
  }
}
