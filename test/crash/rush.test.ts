// A hall that does one thing at the same moment: votes as a countdown ends, and comes back when the server does.
// PHONES=1000 fills the hall of the promise.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Line } from '../../server/rehearsal/line.ts'
import { rest } from '../../server/rehearsal/moment.ts'
import { Phone } from '../../server/rehearsal/phone.ts'
import { keyOf, Server } from '../load/server.ts'

vi.setConfig({ testTimeout: 90_000 })

const PHONES = Number(process.env['PHONES'] ?? 200)
/** All of them are back within so long, and no command of the moderator waits longer than that meanwhile. */
const BACK = 15_000
const UNBLOCKED = 5000
const agenda = { title: 'Rush', items: [{ title: 'Go?', kind: 'choice', options: ['Yes', 'No'], seconds: 8 }] }

let folder: string
let server: Server
let lines: { close(): void }[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rush-'))
  writeFileSync(join(folder, 'agenda.json'), JSON.stringify(agenda))
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

/** A full hall with the round open. */
async function hall() {
  const { url, port, meetings } = await start()
  const { code: meeting, moderator } = meetings[0]!
  const desk = new Line<'moderator'>({ url, meeting, role: 'moderator', key: keyOf(moderator) })
  const phones = Array.from({ length: PHONES }, () => new Phone({ url, meeting }))
  lines = [desk, ...phones.map(({ line }) => line)]
  await Promise.all(phones.map(({ line }) => line.until(() => true, 30_000)))
  const item = (await desk.until(() => true)).agenda[0]!.id
  await desk.send({ type: 'open', item })
  const open = await desk.until(({ current }) => current?.phase === 'open')
  await Promise.all(phones.map(({ line }) => line.until(({ current }) => current?.phase === 'open')))
  return { port, desk, phones, item, round: open.current!.round!.id, closesAt: open.current!.round!.closesAt! }
}

test('M13 S1 every vote of a full hall in the last second of a countdown is counted', async () => {
  const { desk, phones, item, round, closesAt } = await hall()
  await rest(closesAt - Date.now() - 1000)
  const casts = await Promise.all(
    phones.map(async (phone, n) => {
      await rest((950 * n) / PHONES)
      return phone.cast(item, round, n % 3 ? 'A' : 'B')
    }),
  )
  const slowest = Math.max(...casts.map(({ sentAt, answeredAt }) => answeredAt - sentAt))
  console.log(JSON.stringify({ phones: PHONES, slowest: Math.round(slowest) }))
  expect(casts.filter(({ fate }) => fate !== 'ok')).toEqual([])
  await desk.until(({ current }) => current?.phase === 'closed')
  await desk.send({ type: 'reveal', item, round })
  const { current } = await desk.until(({ current }) => current?.phase === 'revealed')
  const yes = casts.filter(({ vote }) => vote === 'A').length
  expect(current!.round!.tally).toMatchObject({ cast: PHONES, options: [{ votes: yes }, { votes: PHONES - yes }] })
})

test('S6 M16 a full hall is back on its seats soon after a restart, and the moderator is not kept waiting', async () => {
  const { port, desk, phones, round } = await hall()
  const seats = phones.map(({ line }) => line.voter)
  const heard = phones.map(({ line }) => line.heard.views)
  await server.kill()
  await start(port)
  const from = performance.now()
  const back = Promise.all(
    phones.map(({ line }, n) =>
      line.until(({ current }) => line.heard.views > heard[n]! && current?.round?.id === round, BACK),
    ),
  ).then(() => performance.now() - from)
  let isBack = false
  const waits: number[] = []
  const moderating = (async () => {
    while (!isBack) {
      await desk.until(() => true, BACK)
      const asked = performance.now()
      const ack = await desk.send({ type: 'ping' }, UNBLOCKED)
      expect(ack.ok).toBe(true)
      waits.push(performance.now() - asked)
      await rest(250)
    }
  })()
  const took = await back
  isBack = true
  await moderating
  console.log(JSON.stringify({ phones: PHONES, took: Math.round(took), slowest: Math.round(Math.max(...waits)) }))
  expect(phones.map(({ line }) => line.voter)).toEqual(seats)
  expect(waits.length).toBeGreaterThan(0)
})
