// A laptop whose lid is closed in the middle of a countdown: the process is held for a while, and let go on.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Line } from '../../server/rehearsal/line.ts'
import { rest } from '../../server/rehearsal/moment.ts'
import { Phone } from '../../server/rehearsal/phone.ts'
import type { ModeratorView } from '../../shared/meeting/view.ts'
import { keyOf, Server } from '../load/server.ts'

/** How long it is asleep, and how much of a countdown may go to noticing that. Milliseconds. */
const ASLEEP = 6000
const NOTICED = 3000
const item = { title: 'Go?', kind: 'choice', options: ['Yes', 'No'], seconds: 60 }

let folder: string
let server: Server
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sleep-'))
  writeFileSync(
    join(folder, 'agenda.json'),
    JSON.stringify({ title: 'Lid', items: [item, { ...item, title: 'Now?' }] }),
  )
  server = new Server({ data: join(folder, 'data'), agenda: join(folder, 'agenda.json') })
})
afterEach(async () => {
  await server.kill()
  rmSync(folder, { recursive: true, force: true })
})

test('M30 a server that was held goes on with what was left of the countdown, says so, and has all its phones and votes', {
  timeout: 60_000,
}, async () => {
  const { url, meetings } = await server.ready
  const { code: meeting, moderator } = meetings[0]!
  const desk = new Line<'moderator'>({ url, meeting, role: 'moderator', key: keyOf(moderator) })
  const phones = Array.from({ length: 20 }, () => new Phone({ url, meeting }))
  await Promise.all(phones.map(({ line }) => line.until(() => true)))
  const [first, second] = (await desk.until(() => true)).agenda
  await desk.send({ type: 'open', item: first!.id })
  await Promise.all(phones.map(({ line }) => line.until(({ current }) => current?.phase === 'open')))
  const { round } = phones[0]!.open!
  const cast = (some: Phone[], vote: string) =>
    Promise.all(some.map(async (phone) => (await phone.cast(first!.id, round, vote)).fate))
  expect(new Set(await cast(phones.slice(0, 12), 'A'))).toEqual(new Set(['ok']))

  const { current: open } = await desk.until(({ current }) => current?.phase === 'open')
  const { closesAt } = open!.round!
  const before = closesAt! - Date.now()
  server.child.kill('SIGSTOP')
  // These are on their way while nobody is there to answer.
  const late = cast(phones.slice(8), 'B')
  await rest(ASLEEP)
  server.child.kill('SIGCONT')

  const woken = ({ room, current }: ModeratorView) => room.slept !== null && current!.round!.closesAt !== closesAt
  const { room, current } = await desk.until(woken)
  const { at, seconds } = room.slept!
  expect(seconds).toBeGreaterThanOrEqual(ASLEEP / 1000 - 1)
  const left = current!.round!.closesAt! - at
  expect(left).toBeGreaterThan(before - NOTICED)
  expect(left).toBeLessThanOrEqual(item.seconds * 1000)
  expect(server.complaints).toMatch(/asleep/)

  expect(new Set(await late)).toEqual(new Set(['ok']))
  await Promise.all(phones.map(({ line }) => line.until(() => true)))
  await desk.send({ type: 'close', item: first!.id, round })
  await desk.send({ type: 'reveal', item: first!.id, round })
  const revealed = await desk.until(({ current }) => current?.phase === 'revealed')
  expect(revealed.current!.round!.tally).toMatchObject({ cast: 20, options: [{ votes: 8 }, { votes: 12 }] })

  await desk.send({ type: 'open', item: second!.id })
  await desk.until(({ room }) => room.slept === null)
  for (const line of [desk, ...phones.map((phone) => phone.line)]) line.close()
})
