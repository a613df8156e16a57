// The built server on disks that fail: a real one that is full, and one that reports an error.
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Line } from '../../server/rehearsal/line.ts'
import { Phone } from '../../server/rehearsal/phone.ts'
import { possibleWays, ways } from '../faults/small-disk.ts'
import { keyOf, Server } from '../load/server.ts'

vi.setConfig({ testTimeout: 60_000 })

let folder: string
const releases: (() => unknown)[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'full-'))
})
afterEach(async () => {
  for (const release of releases.splice(0).reverse()) await release()
  rmSync(folder, { recursive: true, force: true })
})

const agenda = { title: 'Full', items: [{ title: 'Go?', kind: 'choice', options: ['Yes', 'No'] }] }

function fill(file: string) {
  try {
    for (let size = 0; size < 4096; size++) appendFileSync(file, Buffer.alloc(4096))
  } catch {
    // Full.
  }
}

interface Place {
  under?: string[]
  env?: NodeJS.ProcessEnv
}

/** A server with its desk, one phone and an open vote. */
async function voting(place: Place = {}) {
  const data = join(folder, 'data')
  const file = join(folder, 'agenda.json')
  writeFileSync(file, JSON.stringify(agenda))
  const start = (port = 0) => {
    const server = new Server({ data, agenda: file, port, ...place })
    releases.push(() => server.kill())
    return server
  }
  const server = start()
  const { url, port, meetings } = await server.ready
  const { code: meeting, moderator } = meetings[0]!
  const desk = new Line<'moderator'>({ url, meeting, role: 'moderator', key: keyOf(moderator) })
  const phone = new Phone({ url, meeting })
  releases.push(() => [desk, phone.line].map((each) => each.close()))
  const item = (await desk.until(() => true)).agenda[0]!.id
  await phone.line.until(() => true)
  await desk.send({ type: 'open', item })
  const { current } = await desk.until(({ current }) => current?.phase === 'open')
  const round = current!.round!.id
  const cast = (vote: string, n: number) =>
    phone.line.send({ type: 'cast', item, round, vote, ballot: String(n).padStart(60, '-') })
  const health = async () => (await fetch(`${url}/healthz`)).status
  /** Closes, reveals, and answers the tally. */
  const result = async () => {
    await desk.send({ type: 'close', item, round })
    await desk.send({ type: 'reveal', item, round })
    return (await desk.until(({ current }) => current?.phase === 'revealed')).current!.round!.tally
  }
  return { server, again: () => start(port), desk, cast, health, result }
}

const unsaved = { ok: false, refusal: { code: 'not-saved' } }

// Where there is nowhere to mount a small disk this rests on the disk in memory; a line says so.
for (const way of possibleWays)
  test(`S2 S9 on a full disk ${way} a vote is refused as not saved; once there is room it counts, without a restart`, async () => {
    const disk = ways[way](join(folder, 'data'))
    releases.push(() => disk.release())
    const { server, desk, cast, health, result } = await voting({ under: disk.under })
    const filler = join(disk.seen(server.child.pid!), 'filler')
    fill(filler)
    // The last page of the journal has room for a few.
    let [count, answer] = [0, await cast('A', 0)]
    while (answer.ok && count < 16) answer = await cast('A', ++count)
    expect(answer).toMatchObject(unsaved)
    await desk.until(({ room }) => room.storage === 'failing', 2000)
    expect(await health()).toBe(503)
    rmSync(filler)
    expect(await cast('B', count)).toMatchObject({ ok: true })
    const { current } = await desk.until(({ room }) => room.storage === 'ok', 2000)
    expect(current!.round!.turnout!.voted).toBe(1)
    expect(await result()).toMatchObject({ cast: 1, options: [{ votes: 0 }, { votes: 1 }] })
    expect(await server.stop()).toBe(0)
  })

test('S9 S6 after an error of the device nothing is saved until a restart, and then all is there that was counted', async () => {
  const order = join(folder, 'order')
  const preload = fileURLToPath(new URL('../faults/failing-fs.mjs', import.meta.url))
  const env = { FAULT_FILE: order, NODE_OPTIONS: `--import ${preload}` }
  const { server, again, desk, cast, health, result } = await voting({ env })
  expect(await cast('A', 0)).toMatchObject({ ok: true })
  writeFileSync(order, 'EIO')
  expect(await cast('B', 1)).toMatchObject(unsaved)
  await desk.until(({ room }) => room.storage === 'failed', 2000)
  rmSync(order)
  expect(await cast('B', 1)).toMatchObject(unsaved)
  expect(await health()).toBe(503)
  expect(await server.stop()).toBe(0)
  await again().ready
  await desk.until(({ room }) => room.storage === 'ok')
  expect(await health()).toBe(200)
  await vi.waitFor(async () => expect(await cast('B', 1)).toMatchObject({ ok: true }), 5000)
  expect(await result()).toMatchObject({ cast: 1, options: [{ votes: 0 }, { votes: 1 }] })
})
