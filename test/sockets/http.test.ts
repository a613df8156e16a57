// Over HTTP: whose name it answers to, what it sends along, the API, and what lies behind no path.
import { request } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { BODY_LIMIT } from '../../server/api.ts'
import { formats } from '../../server/exports/index.ts'
import { PROTOCOL } from '../../shared/protocol.ts'
import { cast, deskOf } from '../acts.ts'
import { Client, type House, sampleAgenda, start } from '../harness.ts'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

let house: House
beforeAll(async () => {
  house = await start()
})
afterAll(() => house.stop())

interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  text: string
}

/** As it stands on the wire: nothing is made tidy on the way. */
function ask(
  path: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string } = {},
) {
  return new Promise<Answer>((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: house.port, path, method, headers, agent: false }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () =>
        resolve({ status: answer.statusCode!, headers: answer.headers, text: Buffer.concat(chunks).toString() }),
      )
    })
    asked.on('upgrade', (answer, socket) => {
      socket.destroy()
      resolve({ status: answer.statusCode!, headers: answer.headers, text: '' })
    })
    asked.on('error', reject)
    asked.end(body)
  })
}
/** Sends a request line as it is. */
function wire(line: string, host = true) {
  return new Promise<{ status: number; text: string }>((resolve) => {
    const socket = connect(house.port, '127.0.0.1')
    let text = ''
    socket.on('data', (chunk) => {
      text += chunk
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve({ status: Number(/^HTTP\/1\.\d (\d{3})/.exec(text)?.[1]), text }))
    const close = host ? () => {} : () => socket.end()
    socket.write(`${line}\r\n${host ? `Host: 127.0.0.1:${house.port}\r\nConnection: close\r\n` : ''}\r\n`, close)
  })
}

const organizer = () => ({ authorization: `Bearer ${house.app.rooms.organizerKey}` })
const api = (method: string, path: string, body?: unknown, headers: Record<string, string> = organizer()) =>
  ask(`/api/meetings${path}`, {
    method,
    headers,
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
const code = () => house.room.meeting.code
const refusalIn = ({ text }: Answer) => JSON.parse(text).refusal

describe('P5 strangers', () => {
  const polling = '/socket.io/?EIO=4&transport=polling'
  const upgrade = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
  }
  const socket = '/socket.io/?EIO=4&transport=websocket'
  const own = () => `127.0.0.1:${house.port}`
  const origins = [
    'http://evil.example',
    'null',
    'https://127.0.0.1',
    'http://127.0.0.1.evil.example',
    'file://',
    'http://127.0.0.1:1',
    'http://user@127.0.0.1',
  ]
  const hosts = [
    'evil.example',
    '127.0.0.1.evil.example',
    '127.0.0.1:1',
    '10.9.9.9',
    'localhost@evil.example',
    'x'.repeat(3000),
  ]

  test.each(origins)('P5 the origin %s is refused everywhere', async (origin) => {
    for (const path of ['/', '/healthz', `/${code()}`, '/api/meetings', '/phone.html'])
      expect([path, (await ask(path, { headers: { ...organizer(), origin } })).status]).toEqual([path, 403])
    expect((await ask(polling, { headers: { origin } })).status).toBe(403)
    expect((await ask(socket, { headers: { ...upgrade, origin } })).status).toBe(400)
    const client = new Client(
      house.url,
      { protocol: PROTOCOL, role: 'phone' },
      { extraHeaders: { origin }, reconnection: false },
    )
    const failed = new Promise((resolve) => client.socket.once('connect_error', resolve))
    expect(await failed).toBeInstanceOf(Error)
    client.close()
  })

  test.each(hosts)('P5 the host %s is refused everywhere', async (host) => {
    for (const path of ['/', '/healthz', `/${code()}`, '/api/meetings', '/phone.html'])
      expect([path, (await ask(path, { headers: { ...organizer(), host } })).status]).toEqual([path, 421])
    expect((await ask(polling, { headers: { host } })).status).toBe(403)
    expect((await ask(socket, { headers: { ...upgrade, host } })).status).toBe(400)
  })

  test('P5 no host at all is refused', async () => {
    for (const host of ['', 'Host:\r\n', 'Host: \r\n'])
      expect([host, [400, 421]]).toEqual([
        host,
        expect.arrayContaining([(await wire(`GET / HTTP/1.1\r\n${host}`, false)).status]),
      ])
    expect((await wire('GET / HTTP/1.0', false)).status).toBe(421)
  })

  test('P5 its own names and pages are not', async () => {
    for (const host of [own(), `localhost:${house.port}`, `LOCALHOST:${house.port}`])
      expect((await ask('/healthz', { headers: { host, origin: `http://${own()}` } })).status).toBe(200)
    expect((await ask(polling, { headers: { origin: `http://${own()}` } })).status).toBe(200)
    expect((await ask(socket, { headers: { ...upgrade, origin: `http://${own()}` } })).status).toBe(101)
  })
})

test('P6 every answer carries the same headers', async () => {
  const expected = {
    'content-security-policy':
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
  }
  const answers = [
    await ask('/'),
    await ask('/phone.html'),
    await ask('/healthz'),
    await ask('/no/such/thing'),
    await ask('/api/meetings'),
    await api('GET', ''),
    await ask('/', { method: 'DELETE' }),
    await ask('/', { headers: { host: 'evil.example' } }),
    await ask('/', { headers: { origin: 'null' } }),
  ]
  for (const { headers } of answers) {
    expect(headers).toMatchObject(expected)
    // Right for plain http: a browser must not be asked for https.
    expect(headers['strict-transport-security']).toBeUndefined()
    expect(headers['access-control-allow-origin']).toBeUndefined()
    expect(headers['x-powered-by']).toBeUndefined()
  }
})

describe('P4 addresses', () => {
  test('P4 lead to their pages', async () => {
    const page = async (path: string) => (await ask(path)).text
    const file = {
      phone: await page('/phone.html'),
      projector: await page('/projector.html'),
      moderator: await page('/moderator.html'),
      kiosk: await page('/kiosk.html'),
      organizer: await page('/organizer.html'),
    }
    expect(new Set(Object.values(file)).size).toBe(5)
    const at = (place = '') => page(`/${code()}${place}`)
    expect([await page('/'), await at(), await page(`/${code().toLowerCase()}`)]).toEqual([
      file.phone,
      file.phone,
      file.phone,
    ])
    expect([await at('/screen'), await at('/moderate'), await at('/kiosk')]).toEqual([
      file.projector,
      file.moderator,
      file.kiosk,
    ])
    expect(await page('/organize')).toBe(file.organizer)
    expect(await at('/screen?x=1')).toBe(file.projector)
  })

  test('P4 and there are no others', async () => {
    for (const path of [
      '/AAAAA',
      '/AAAAAAA',
      '/0O1IL2',
      '/screen',
      '/moderate',
      `/${code()}/admin`,
      `/${code()}/screen/x`,
      '/organize/x',
      '/metrics',
      '/api',
      '/package.json',
      '/server/main.ts',
    ])
      expect([path, (await ask(path)).status]).toEqual([path, 404])
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])
      expect((await ask('/', { method })).status).toBe(405)
  })

  test('P4 health says whether the disk takes votes', async () => {
    expect(JSON.parse((await ask('/healthz')).text)).toEqual({ ok: true, meetings: house.app.rooms.all().length })
  })
})

describe('P7 paths', () => {
  const up = [
    '..',
    '%2e%2e',
    '%2E%2e',
    '.%2e',
    '..%00',
    '..%c0%af',
    '%252e%252e',
    '..;',
    '...',
    '..%5c',
    '%c0%ae%c0%ae',
    '..%u2216',
    '..\\',
    '. .',
  ]
  const slash = ['/', '%2f', '%5c', '\\', '//', '%252f', '/./', '%c0%af']
  const targets = ['package.json', 'server/main.ts', 'etc/passwd', '.git/config', 'SPEC.md']
  const paths = up.flatMap((dots) =>
    slash.flatMap((by) => targets.map((target) => `/${`${dots}${by}`.repeat(3)}${target}`)),
  )
  const odd = [
    '//',
    '///',
    '//evil.example/',
    '/%',
    '/%0',
    '/%00',
    '/%ff%fe',
    '/phone.html%00.js',
    '/phone.html/',
    '/phone.html/..',
    '/.',
    '/..',
    '/?',
    '/#',
    '/*',
    '*',
    '/\\\\server\\share',
    '/C:/Windows/win.ini',
    '/assets/../../package.json',
    '/assets/..%2f..%2fpackage.json',
    '/con',
    '/nul',
    `/${'a/'.repeat(2000)}`,
    `/${'%41'.repeat(2000)}`,
    '/http://evil.example/',
    '/;/phone.html',
    '/.env',
    '/.git/HEAD',
    '/node_modules/vite/package.json',
  ]

  test(`P7 ${paths.length} ways up lead nowhere`, async () => {
    const outside = /"dependencies"|root:|\[core\]|composition root|Numbered rules/
    for (const path of paths) {
      const { status, text } = await wire(`GET ${path} HTTP/1.1`)
      expect([path, [400, 404].includes(status)]).toEqual([path, true])
      expect(text).not.toMatch(outside)
    }
  })

  test.each(odd)('P7 %s is answered', async (path) => {
    const { status, text } = await wire(`GET ${path} HTTP/1.1`)
    expect([200, 400, 404]).toContain(status)
    expect(text).not.toMatch(/"dependencies"|root:|\[core\]/)
    if (status === 200) expect(text).toMatch(/<!doctype html>/i)
  })

  test.each(['bytes=5-3', 'bytes=-1', 'bytes=999999999-', 'bytes=0-0,2-1', 'bytes=abc', 'lines=1', 'bytes=1e9-2'])(
    'P7 the range %s of a page is answered',
    async (range) => {
      const { status } = await ask('/phone.html', { headers: { range } })
      expect(status).toBe(200)
    },
  )

  test('P7 what is no HTTP ends its connection at most', async () => {
    for (const text of [
      '',
      'GET',
      'GET / HTTP/9.9',
      '\u0000\u0001',
      'GET / HTTP/1.1\r\nHost: x\r\nHost: y',
      `GET / HTTP/1.1\r\nX: ${'y'.repeat(20_000)}`,
      'POST /api/meetings HTTP/1.1\r\nContent-Length: -1',
      'GET / HTTP/1.0',
    ])
      await wire(text, false)
    expect((await ask('/healthz')).status).toBe(200)
    expect(house.logged.filter((line) => line.includes('bug'))).toEqual([])
  })
})

describe('P8 the API', () => {
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
    expect((await api('GET', '', undefined, organizer())).status).toBe(200)
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
    for (const { name, type, extension } of formats.values()) {
      const { status, headers, text } = await api('GET', `/${code()}/export/${name}`)
      expect([name, status, headers['content-type']]).toEqual([name, 200, type])
      expect(headers['content-disposition']).toBe(`attachment; filename*=UTF-8''Neighbours%20${code()}.${extension}`)
      expect(headers['cache-control']).toBe('no-store')
      expect(text.length).toBeGreaterThan(50)
    }
    const unknown = await api('GET', `/${code()}/export/pdf`)
    expect([unknown.status, refusalIn(unknown)]).toMatchObject([400, { code: 'invalid', field: 'format', got: 'pdf' }])
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
})
