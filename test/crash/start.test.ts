// The built server as a process: how it ends, and what it says where it can't start.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Line } from '../../server/rehearsal/line.ts'
import { Phone } from '../../server/rehearsal/phone.ts'
import { keyOf, Server, type ServerOptions } from '../load/server.ts'
import type { Exported } from './check.ts'

// Each test starts servers of its own, on a machine that may have other things to do.
vi.setConfig({ testTimeout: 60_000 })

let folder: string
let servers: Server[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'start-'))
  servers = []
  writeFileSync(join(folder, 'agenda.json'), JSON.stringify(agenda))
})
afterEach(async () => {
  for (const server of servers) await server.kill()
  rmSync(folder, { recursive: true, force: true })
})

const agenda = { title: 'Fire', items: [{ title: 'Go?', kind: 'choice', secrecy: 'named', options: ['Yes', 'No'] }] }

function start(options: Partial<ServerOptions> = {}): Server {
  const server = new Server({ data: join(folder, 'data'), agenda: join(folder, 'agenda.json'), ...options })
  servers.push(server)
  return server
}

/** Starts a server that must not run: its exit status and the one line it leaves. */
async function refused(options: Partial<ServerOptions> = {}): Promise<string> {
  const server = start(options)
  expect(await server.ended(), server.complaints).toBe(2)
  expect(server.complaints.trim().split('\n'), server.complaints).toHaveLength(1)
  return server.complaints
}

/** A server with its moderator. */
async function desk(server: Server) {
  const { url, port, meetings, organizer } = await server.ready
  const { code: meeting, moderator } = meetings[0]!
  const line = new Line<'moderator'>({ url, meeting, role: 'moderator', key: keyOf(moderator) })
  const { agenda } = await line.until(() => true)
  return { url, port, meeting, line, organizer: keyOf(organizer), item: agenda[0]!.id }
}

async function openRound(line: Line<'moderator'>, item: string): Promise<string> {
  await line.send({ type: 'open', item })
  return (await line.until(({ current }) => current?.phase === 'open')).current!.round!.id
}

const journal = () => {
  const meetings = join(folder, 'data/meetings')
  return join(meetings, readdirSync(meetings).find((name) => name.endsWith('.journal'))!)
}

test('P2 S1 SIGTERM in the middle of voting ends with 0, and every vote that was acknowledged is there', async () => {
  const server = start()
  const { url, port, meeting, line, item, organizer } = await desk(server)
  const phones = Array.from({ length: 40 }, () => new Phone({ url, meeting }))
  await Promise.all(phones.map((phone) => phone.line.until(() => true)))
  const round = await openRound(line, item)
  const casting = phones.map((phone, n) => phone.cast(item, round, n % 3 ? 'A' : 'B'))
  await Promise.race(casting)
  expect(await server.stop()).toBe(0)

  const again = start({ port })
  await again.ready
  const casts = await Promise.all(casting)
  expect(casts.every(({ fate }) => fate === 'ok')).toBe(true)
  await line.until(({ current }) => current?.phase === 'open')
  await line.send({ type: 'close', item, round })
  const headers = { Authorization: `Bearer ${organizer}` }
  const exported = (await (await fetch(`${url}/api/meetings/${meeting}/export/json`, { headers })).json()) as Exported
  const { named } = exported.items[0]!.rounds[0]!.counted!
  expect(named!.map(({ vote }) => vote).sort()).toEqual(casts.map(({ vote }) => vote).sort())
  expect(new Set(named!.map(({ voter }) => voter)).size).toBe(phones.length)
  for (const each of [line, ...phones.map((phone) => phone.line)]) each.close()
})

test('P2 S7 a second server on the same folder exits with 2 and one line; the first goes on', async () => {
  const { line } = await desk(start())
  expect(await refused()).toContain(join(folder, 'data'))
  expect(await line.send({ type: 'ping' })).toMatchObject({ ok: true })
  line.close()
})

test('P2 a port in use exits with 2 and one line that names it', async () => {
  const other = createServer()
  const port = await new Promise<number>((listening) =>
    other.listen(0, '127.0.0.1', () => listening((other.address() as { port: number }).port)),
  )
  expect(await refused({ port })).toContain(String(port))
  await new Promise((closed) => other.close(closed))
})

test('S7 P2 a journal damaged in the middle exits with 2, names the file and keeps a copy', async () => {
  const server = start()
  await server.ready
  await server.stop()
  const bytes = readFileSync(journal())
  bytes[Math.floor(bytes.length / 2)]! ^= 1
  writeFileSync(journal(), bytes)
  expect(await refused()).toContain(journal())
  const copies = readdirSync(join(folder, 'data/meetings')).filter((name) => name.includes('.damaged-'))
  expect(copies).toHaveLength(1)
  expect(readFileSync(journal()).equals(bytes)).toBe(true)
})

test('S7 P2 a journal of a later version exits with 2 and stays as it is', async () => {
  const server = start()
  await server.ready
  await server.stop()
  const newer = readFileSync(journal(), 'utf8').replace('"format":1', '"format":2')
  writeFileSync(journal(), newer)
  expect(await refused()).toContain(journal())
  expect(readFileSync(journal(), 'utf8')).toBe(newer)
})

test('S7 P2 a file in the place of the data folder exits with 2 and one line', async () => {
  writeFileSync(join(folder, 'data'), 'not a folder')
  expect(await refused()).toContain(join(folder, 'data'))
})

test('P4 callers are turned away, not left hanging, while the house is being opened', async () => {
  const server = start()
  const { port } = await server.ready
  await server.stop()
  const again = start({ port })
  const answers: string[] = []
  let running = true
  const ready = again.ready.finally(() => {
    running = false
  })
  while (running) {
    const response = await fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(3000) }).catch(
      (error: Error) => error.name,
    )
    answers.push(typeof response === 'string' ? response : 'answered')
  }
  await ready
  expect(answers).not.toContain('TimeoutError')
})
