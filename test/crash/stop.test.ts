// Told to end with a hall full of phones on the line: what was in flight, and how long it takes.
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { Line } from '../../server/rehearsal/line.ts'
import { rest } from '../../server/rehearsal/moment.ts'
import { Phone } from '../../server/rehearsal/phone.ts'
import { PROTOCOL } from '../../shared/protocol.ts'
import { keyOf, Server } from '../load/server.ts'
import type { Exported } from './check.ts'

vi.setConfig({ testTimeout: 60_000 })

/** How long it may take to end, in milliseconds, on a machine that has other things to do. */
const SOON = 5000
const agenda = { title: 'Out', items: [{ title: 'Go?', kind: 'choice', secrecy: 'named', options: ['Yes', 'No'] }] }

let folder: string
let server: Server
let lines: { close(): void }[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stop-'))
  writeFileSync(join(folder, 'agenda.json'), JSON.stringify(agenda))
  lines = []
})
afterEach(async () => {
  for (const line of lines) line.close()
  await server.kill()
  rmSync(folder, { recursive: true, force: true })
})

function start(port = 0) {
  server = new Server({ data: join(folder, 'data'), agenda: join(folder, 'agenda.json'), port })
  return server.ready
}

/** A phone that is let in, and then takes no more bytes off the line: not even a goodbye reaches it. */
async function deafPhone(url: string, meeting: string) {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`)
  lines.push({ close: () => socket.terminate() })
  await once(socket, 'message')
  socket.send(`40${JSON.stringify({ protocol: PROTOCOL, role: 'phone', meeting })}`)
  await once(socket, 'message')
  socket.pause()
}

/** A hall with a round open, one phone of it deaf. */
async function hall(size: number) {
  const { url, port, organizer, meetings } = await start()
  const { code: meeting, moderator } = meetings[0]!
  const pause = () => 100
  const desk = new Line<'moderator'>({ url, meeting, role: 'moderator', key: keyOf(moderator), pause })
  const phones = Array.from({ length: size }, () => new Phone({ url, meeting, pause }))
  lines.push(desk, ...phones.map(({ line }) => line))
  await Promise.all(phones.map(({ line }) => line.until(() => true)))
  await deafPhone(url, meeting)
  const item = (await desk.until(() => true)).agenda[0]!.id
  await desk.send({ type: 'open', item })
  await Promise.all(phones.map(({ line }) => line.until(({ current }) => current?.phase === 'open')))
  return { url, port, meeting, desk, phones, item, round: phones[0]!.open!.round, organizer: keyOf(organizer) }
}

/** Resolves with the exit status, or rejects where it takes too long. */
const ended = () =>
  Promise.race([server.ended(), rest(SOON).then(() => Promise.reject(new Error(`still running after ${SOON} ms`)))])

test('P2 S1 SIGTERM with 200 phones voting, and one that reads nothing, ends with 0 in seconds and loses no answered vote', async () => {
  const { url, port, meeting, desk, phones, item, round, organizer } = await hall(200)
  const casting = phones.map((phone, n) => phone.cast(item, round, n % 3 ? 'A' : 'B'))
  await Promise.race(casting)
  server.child.kill('SIGTERM')
  expect(await ended()).toBe(0)
  const answered = phones.filter(({ ledger }) => ledger[0]!.fate === 'ok').length
  expect(answered).toBeGreaterThan(0)

  await start(port)
  const casts = await Promise.all(casting)
  expect(casts.filter(({ fate }) => fate !== 'ok')).toEqual([])
  await desk.until(({ current }) => current?.phase === 'open')
  await desk.send({ type: 'close', item, round })
  const headers = { Authorization: `Bearer ${organizer}` }
  const exported = (await (await fetch(`${url}/api/meetings/${meeting}/export/json`, { headers })).json()) as Exported
  const { named } = exported.items[0]!.rounds[0]!.counted!
  expect(named!.map(({ vote }) => vote).sort()).toEqual(casts.map(({ vote }) => vote).sort())
  expect(new Set(named!.map(({ voter }) => voter)).size).toBe(phones.length)
})

test('P2 a second signal, of either kind, ends it at once', async () => {
  for (const [first, second] of [
    ['SIGTERM', 'SIGINT'],
    ['SIGINT', 'SIGTERM'],
  ] as const) {
    const { phones } = await hall(1)
    server.child.kill(first)
    // Cut off, so the first one was heard; the deaf phone still holds the server up.
    await expect.poll(() => phones[0]!.line.online).toBe(false)
    server.child.kill(second)
    await server.ended()
    expect(server.child.signalCode).toBe(second)
    for (const line of lines.splice(0)) line.close()
  }
})
