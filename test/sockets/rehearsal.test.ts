// A rehearsal on a real server with a real crowd: what the desk is told, what others see, what is left of it.
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fileStore } from '../../server/store/file.ts'
import type { Audience } from '../../shared/meeting/view.ts'
import type { ClientRole } from '../../shared/protocol.ts'
import { deskOf } from '../acts.ts'
import { type House, start } from '../harness.ts'
import { clientRoles } from '../roles.ts'
import { ask, organizer } from '../wire.ts'

vi.setConfig({ testTimeout: 60_000 })

let folder: string
let house: House

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spotvote-rehearsal-'))
  house = await start({ store: await fileStore(folder) })
})
afterEach(async () => {
  await house.stop()
  await rm(folder, { recursive: true })
})

/** Every file of the data folder, with what is in it. */
const kept = () =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.includes('.'))
    .sort()
    .map((name) => [name, readFileSync(join(folder, name), 'latin1')])

interface Body {
  code: string
  memory: number
  refusal: { code: string; field?: string }
  links: Record<'moderator' | 'projector' | 'kiosk', string>
  link: { url: string }
}

async function api(method: string, path: string, body?: unknown) {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) }
  const { status, text } = await ask(house, path, { method, headers: organizer(house), ...sent })
  return { status, body: JSON.parse(text) as Body }
}

test('P26 the desk rehearses: phones join and vote, the verdict stays, and no trace of it', async () => {
  const desk = await house.join('moderator')
  const before = kept()
  await desk.do({ type: 'rehearse', voters: 30 })
  // Pressed twice.
  await desk.do({ type: 'rehearse', voters: 50 })
  await desk.until(({ room }) => room.rehearsal?.phase === 'joining', 30_000)
  expect(kept().length).toBeGreaterThan(before.length)
  const { room } = await desk.until(({ room }) => room.rehearsal?.phase === 'over', 50_000)
  const { rehearsal } = room
  expect(rehearsal).toMatchObject({ voters: 30, done: 1 })
  expect(rehearsal!.verdict).toMatchObject({ joined: 30, lost: 0, doubled: 0, unanswered: 0, astray: 0 })
  expect(rehearsal!.verdict!.votes).toBeGreaterThanOrEqual(90)
  expect(rehearsal!.verdict!.wall.slowest).toBeGreaterThanOrEqual(rehearsal!.verdict!.wall.p99)
  expect(rehearsal!.verdict!.counted.slowest).toBeGreaterThan(0)
  const done = desk.views.flatMap((view) => view.room.rehearsal?.done ?? [])
  expect(done).toEqual(done.toSorted((a, b) => a - b))
  expect(new Set(done).size).toBeGreaterThan(5)
  await vi.waitFor(() => expect(kept()).toEqual(before), 10_000)
  // Nobody's seat, and no vote, in the meeting that was rehearsed for.
  expect(desk.view).toMatchObject({ joined: 0, history: [] })
  await desk.do({ type: 'stop-rehearsal' })
  await desk.until((view) => view.room.rehearsal === null)
  expect(house.logged).toEqual([])
})

test('P26 a vote that is opened ends it: its phones are gone, and it is', async () => {
  const desk = await deskOf(house)
  await desk.moderator.do({ type: 'rehearse', voters: 20 })
  await desk.moderator.until(({ room }) => room.rehearsal?.phase === 'joining', 30_000)
  await desk.open()
  await desk.moderator.until(({ room, current }) => room.rehearsal === null && current?.phase === 'open')
  await vi.waitFor(
    () => expect(kept().filter(([name]) => !name!.includes(house.room.meeting.id))).toHaveLength(1),
    10_000,
  )
  expect(await desk.moderator.refused({ type: 'rehearse', voters: 20 })).toBe('already-open')
  expect((await api('POST', '/api/rehearsals', { voters: 20 })).body.refusal.code).toBe('already-open')
  expect(desk.moderator.view.room.connected.phones).toBe(0)
})

test('P26 one that somebody else directs: made, marked for every audience, reported on, concluded', async () => {
  const desk = await house.join('moderator')
  const { status, body } = await api('POST', '/api/rehearsals', { voters: 10 })
  expect(status).toBe(201)
  const { code } = body
  const asked = await api('POST', `/api/meetings/${code}/commands`, { type: 'scrutineer-link' })
  const links: Record<string, string> = { ...body.links, scrutineer: asked.body.link.url }
  const keys: Partial<Record<ClientRole, string>> = Object.fromEntries(
    Object.entries(links).map(([role, link]) => [role, link.split('#')[1]]),
  )
  for (const role of clientRoles) {
    const key = keys[role]
    const client = await house.join(role as Audience & ClientRole, { meeting: code, ...(key && { key }) })
    expect([role, client.view.meeting]).toEqual([
      role,
      expect.objectContaining({ rehearsal: true, title: 'Rehearsal: Neighbours' }),
    ])
  }
  expect(desk.view.meeting.rehearsal).toBe(false)
  const file = await ask(house, `/api/meetings/${code}/export/csv`, { headers: organizer(house) })
  expect(decodeURIComponent(String(file.headers['content-disposition']))).toContain('Rehearsal: Neighbours')
  // It is no meeting among the others, and whoever brings no code comes to the real one.
  expect((await api('GET', '/api/meetings')).body).toHaveLength(1)
  expect((await ask(house, '/healthz')).text).toContain('"meetings":1')
  const phone = await house.join('phone', { meeting: '' })
  expect(phone.view.meeting.code).toBe(house.room.meeting.code)

  const path = `/api/rehearsals/${code}`
  expect((await api('PUT', path, { phase: 'voting', done: 0.5 })).body.memory).toBeGreaterThan(1)
  await desk.until(({ room }) => room.rehearsal?.done === 0.5)
  const delay = { slowest: 20, p99: 10 }
  const figures = {
    ...{ voters: 10, seconds: 2, joined: 10, joinedIn: 2, votes: 30, perSecond: 10 },
    ...{ counted: delay, wall: delay, memory: 100, lost: 1, doubled: 0, unanswered: 0, astray: 0 },
  }
  expect(
    (await api('PUT', path, { phase: 'over', done: 1, figures: { ...figures, lost: 'no' } })).body.refusal,
  ).toMatchObject({ code: 'invalid', field: 'figures.lost' })
  await api('PUT', path, { phase: 'over', done: 1, figures })
  const over = await desk.until(({ room }) => room.rehearsal?.phase === 'over')
  // Whoever reports does not judge.
  expect(over.room.rehearsal!.verdict).toEqual({ ...figures, go: false, flaw: 'lost' })
  expect(await api('PUT', path, { phase: 'over', done: 1 })).toMatchObject({ status: 404 })
  await expect(house.join('phone', { meeting: code })).rejects.toMatchObject({ code: 'no-meeting' })
})

test('P26 one that is stopped from the desk, or taken back by whoever directs it, is gone', async () => {
  const desk = await house.join('moderator')
  const before = kept()
  const { code } = (await api('POST', '/api/rehearsals', { voters: 10 })).body
  const phone = await house.join('phone', { meeting: code })
  const turnedOut = new Promise((resolve) => phone.socket.once('disconnect', resolve))
  expect((await api('POST', '/api/rehearsals', { voters: 10 })).body.refusal.code).toBe('rehearsing')
  await desk.do({ type: 'stop-rehearsal' })
  expect(await turnedOut).toBe('io server disconnect')
  expect(kept()).toEqual(before)
  const again = await api('POST', '/api/rehearsals', { voters: 10, meeting: house.room.meeting.code })
  await desk.until(({ room }) => room.rehearsal?.voters === 10)
  expect(await api('DELETE', `/api/rehearsals/${again.body.code}`)).toEqual({ status: 200, body: {} })
  await desk.until(({ room }) => room.rehearsal === null)
  expect(kept()).toEqual(before)
})

test('P26 one that runs when the server ends goes with it', async () => {
  const own = join(folder, 'own')
  const other = await start({ store: await fileStore(own) })
  const desk = await other.join('moderator')
  await desk.do({ type: 'rehearse', voters: 5 })
  expect(readdirSync(join(own, 'meetings')).length).toBeGreaterThan(1)
  await other.stop()
  expect(readdirSync(join(own, 'meetings'))).toEqual([`${other.room.meeting.id}.journal`])
})

test.each<[string, string, string, unknown, object]>([
  ['no number', 'POST', '', {}, { field: 'voters' }],
  ['nobody', 'POST', '', { voters: 0 }, { field: 'voters' }],
  ['too many', 'POST', '', { voters: 10_001 }, { field: 'voters' }],
  ['a meeting that is not there', 'POST', '', { voters: 5, meeting: 'ACDEFG' }, { code: 'no-meeting' }],
  ['what nobody asked for', 'POST', '', { voters: 5, crowd: 'sh' }, { field: 'crowd' }],
  ['a report on nothing', 'PUT', '/ACDEFG', { phase: 'voting', done: 0.5 }, { code: 'no-meeting' }],
  ['a phase nobody knows', 'PUT', '/ACDEFG', { phase: 'x', done: 0.5 }, { field: 'phase' }],
  ['the end of nothing', 'DELETE', '/ACDEFG', undefined, { code: 'no-meeting' }],
])('P9 P26 refused: %s', async (_, method, place, body, refusal) => {
  expect((await api(method, `/api/rehearsals${place}`, body)).body.refusal).toMatchObject(refusal)
  const strange = await ask(house, `/api/rehearsals${place}`, { method, headers: { authorization: 'Bearer x' } })
  expect(strange.status).toBe(401)
  expect(house.app.rooms.all()).toEqual([house.room])
})
