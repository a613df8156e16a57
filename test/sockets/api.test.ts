// The organizer's API: meetings listed, made, commanded and taken home.
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { BODY_LIMIT } from '../../server/api.ts'
import { formats } from '../../server/exports/index.ts'
import { cast, deskOf } from '../acts.ts'
import { type House, sampleAgenda, start } from '../harness.ts'
import { type Answer, ask, organizer } from '../wire.ts'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

let house: House
beforeAll(async () => {
  house = await start()
})
afterAll(() => house.stop())

const api = (method: string, path: string, body?: unknown, headers: Record<string, string> = organizer(house)) =>
  ask(house, `/api/meetings${path}`, {
    method,
    headers,
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
const code = () => house.room.meeting.code
const refusalIn = ({ text }: Answer) => JSON.parse(text).refusal

test('P8 opens to the organizer’s key alone, before it reads anything', async () => {
  const keys = house.keys()
  const wrong = [
    undefined,
    '',
    'Basic x',
    `Bearer ${keys.moderator}`,
    `Bearer ${keys.kiosk}`,
    house.app.rooms.organizerKey,
    'Bearer  ',
    'Bearer a b',
  ]
  for (const authorization of wrong) {
    const headers: Record<string, string> = authorization === undefined ? {} : { authorization }
    const answer = await api('POST', '', '{ not even an agenda', headers)
    expect([authorization, answer.status, refusalIn(answer)]).toEqual([authorization, 401, { code: 'bad-key' }])
  }
  for (const path of ['', `/${code()}/export/json`, `/${code()}/commands`])
    expect((await api('GET', path, undefined, {})).status).toBe(401)
  expect((await api('GET', '', undefined, organizer(house))).status).toBe(200)
})

test('P8 lists and makes meetings, with links that work', async () => {
  const made = await api('POST', '', { ...sampleAgenda, title: '주민총회', language: 'ko' })
  expect(made.status).toBe(201)
  const meeting = JSON.parse(made.text)
  expect(meeting).toEqual({
    code: expect.stringMatching(/^[ACDEFGHJKMNPQRTUVWXY34679]{6}$/),
    title: '주민총회',
    language: 'ko',
    archived: false,
    items: 4,
    joined: 0,
    madeAt: expect.any(Number),
    links: {
      join: expect.stringMatching(`/${meeting.code}$`),
      projector: expect.stringMatching(`/${meeting.code}/screen#`),
      moderator: expect.stringMatching(`/${meeting.code}/moderate#`),
      kiosk: expect.stringMatching(`/${meeting.code}/kiosk#`),
      results: expect.stringMatching(`/${meeting.code}/results$`),
    },
  })
  const listed = JSON.parse((await api('GET', '')).text)
  expect(listed.map(({ code }: { code: string }) => code)).toEqual([code(), meeting.code])
  const [, key] = meeting.links.moderator.split('#')
  const moderator = await house.join('moderator', { meeting: meeting.code, key })
  expect(moderator.view.meeting.title).toBe('주민총회')
  expect((await house.store.list()).length).toBe(2)
})

test('P8 commands a meeting as the organizer', async () => {
  const command = (body: unknown) => api('POST', `/${code()}/commands`, body)
  const id = house.room.meeting.items[0]!.id
  const done = await command({ type: 'open', item: id })
  expect([done.status, JSON.parse(done.text)]).toEqual([
    200,
    { ok: true, seq: house.room.meeting.seq, now: expect.any(Number) },
  ])
  const refused = await command({ type: 'open', item: id })
  expect([refused.status, refusalIn(refused)]).toEqual([400, { code: 'already-open' }])
  for (const [type, refusal] of [
    ['cast', 'not-allowed'],
    ['claim', 'not-allowed'],
    ['seal', 'not-allowed'],
    ['nonsense', 'unknown-command'],
  ])
    expect(refusalIn(await command({ type }))).toEqual({ code: refusal })
  await command({ type: 'void', item: id, reason: 'only a test' })
  const kiosk = await house.join('kiosk')
  const gone = new Promise((resolve) => kiosk.socket.once('disconnect', resolve))
  expect(JSON.parse((await command({ type: 'rekey', role: 'kiosk' })).text).key).toBe(house.keys().kiosk)
  await gone
  kiosk.close()
})

test('P8 P19 exports in every format, named after the meeting', async () => {
  const desk = await deskOf(house)
  await desk.open(1)
  await cast(house, await house.join('phone'), 'yes', 1)
  await desk.close(1)
  for (const { name, type, extension, file } of [...formats.values()].filter(({ ofRound }) => !ofRound)) {
    const { status, headers, text } = await api('GET', `/${code()}/export/${name}`)
    expect([name, status, headers['content-type']]).toEqual([name, 200, type])
    const called = file?.(code()) ?? `Neighbours%20${code()}`
    expect(headers['content-disposition']).toBe(`attachment; filename*=UTF-8''${called}.${extension}`)
    expect(headers['cache-control']).toBe('no-store')
    expect(text.length).toBeGreaterThan(50)
  }
  const unknown = await api('GET', `/${code()}/export/pdf`)
  expect([unknown.status, refusalIn(unknown)]).toMatchObject([400, { code: 'invalid', field: 'format', got: 'pdf' }])
})

test('P8 P19 exports one round for other programs, by the numbers of item and round', async () => {
  const item = { title: 'Chair', kind: 'ranking', options: ['Ada', 'Grace', 'Mary'] }
  const ranked = await start({ agenda: { ...sampleAgenda, items: [item] } })
  try {
    const path = `/api/meetings/${ranked.room.meeting.code}/export`
    const get = (query: string) => ask(ranked, `${path}/${query}`, { method: 'GET', headers: organizer(ranked) })
    expect([(await get('preflib')).status, refusalIn(await get('preflib')).field]).toEqual([400, 'item'])
    const desk = await deskOf(ranked)
    await desk.open(0)
    await cast(ranked, await ranked.join('phone'), ['B', 'A'], 0)
    await desk.close(0)
    const { status, headers, text } = await get('preflib?item=1&round=1')
    expect([status, headers['content-disposition']]).toEqual([200, expect.stringMatching(/%201%201\.soi$/)])
    expect(text).toMatch(/\n1: 2,1\n$/)
    expect((await get('preflib')).text).toBe(text)
    for (const [query, field] of [
      ['preflib?item=2', 'item'],
      ['preflib?item=0', 'item'],
      ['preflib?item=x', 'item'],
      ['preflib?round=2', 'round'],
      ['preflib?place=1', 'place'],
      ['json?item=1', 'item'],
    ])
      expect([query, refusalIn(await get(query!))]).toMatchObject([query, { code: 'invalid', field }])
  } finally {
    await ranked.stop()
  }
})

test('P8 knows no other address, method or meeting', async () => {
  const other = code() === 'AAAAAA' ? 'CCCCCC' : 'AAAAAA'
  expect((await api('GET', `/${other}/export/json`)).status).toBe(404)
  expect((await api('POST', `/${other}/commands`, { type: 'ping' })).status).toBe(404)
  expect((await api('DELETE', '')).status).toBe(405)
  expect((await api('PUT', `/${code()}/commands`)).status).toBe(405)
  for (const path of ['/', `/${code()}`, `/${code()}/export/../../..`, `/${code()}/export/json/x`, '/%2e%2e'])
    expect([path, (await api('GET', path)).status]).toEqual([path, 404])
})

test('P9 a wrong agenda or body is refused whole', async () => {
  const before = house.app.rooms.all().length
  const agenda = await api('POST', '', 'title: Spring\nitems:\n  - title: Adopt\n    kind: motion\n    colour: red\n')
  expect([agenda.status, refusalIn(agenda)]).toEqual([
    400,
    { code: 'invalid', field: 'items[0].colour', line: 5, expected: { what: 'known' }, got: '"colour"' },
  ])
  const kind = await api('POST', '', 'title: x\nitems:\n  - title: y\n    kind: lottery\n')
  expect([kind.status, refusalIn(kind)]).toMatchObject([400, { code: 'unknown-kind', line: 4, got: 'lottery' }])
  for (const text of ['', '[]', '{}', 'null', '{ "title": ', '\u0000', '&a [*a]', 'title: x\nitems: 7'])
    expect([text, (await api('POST', '', text)).status]).toEqual([text, 400])
  for (const body of ['', 'not json', 'null', '[]', '{}', '{"type":7}', '{"type":null}'])
    expect([body, refusalIn(await api('POST', `/${code()}/commands`, body)).code]).toEqual([body, 'invalid'])
  expect(house.app.rooms.all().length).toBe(before)
})

test('P9 what is too long is refused', async () => {
  const body = await api('POST', '', `title: ${'x'.repeat(BODY_LIMIT)}`)
  expect(body.status).toBe(400)
  expect(refusalIn(body)).toEqual({
    code: 'invalid',
    field: 'body',
    expected: { what: 'shorter', limit: BODY_LIMIT },
  })
  const agenda = await api('POST', '', `title: ${'x'.repeat(500_000)}`)
  expect(refusalIn(agenda)).toMatchObject({ code: 'invalid', field: 'agenda', expected: { limit: 500_000 } })
})

test('P13 wrong keys are slowed down, the right one passes', async () => {
  const tries = await Promise.all(
    Array.from({ length: 40 }, () => api('GET', '', undefined, { authorization: 'Bearer guess' })),
  )
  const statuses = tries.map(({ status }) => status)
  expect(new Set(statuses)).toEqual(new Set([401, 429]))
  expect((await api('GET', '')).status).toBe(200)
})
