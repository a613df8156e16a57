// Over HTTP: whose name it answers to, what it sends along, and which addresses there are.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { PROTOCOL } from '../../shared/protocol.ts'
import { Client, type House, start } from '../harness.ts'
import { ask, organizer, wire } from '../wire.ts'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

let house: House
beforeAll(async () => {
  house = await start()
})
afterAll(() => house.stop())

const code = () => house.room.meeting.code

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
      expect([path, (await ask(house, path, { headers: { ...organizer(house), origin } })).status]).toEqual([path, 403])
    expect((await ask(house, polling, { headers: { origin } })).status).toBe(403)
    expect((await ask(house, socket, { headers: { ...upgrade, origin } })).status).toBe(400)
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
      expect([path, (await ask(house, path, { headers: { ...organizer(house), host } })).status]).toEqual([path, 421])
    expect((await ask(house, polling, { headers: { host } })).status).toBe(403)
    expect((await ask(house, socket, { headers: { ...upgrade, host } })).status).toBe(400)
  })

  test('P5 no host at all is refused', async () => {
    for (const host of ['', 'Host:\r\n', 'Host: \r\n'])
      expect([host, [400, 421]]).toEqual([
        host,
        expect.arrayContaining([(await wire(house, `GET / HTTP/1.1\r\n${host}`, false)).status]),
      ])
    expect((await wire(house, 'GET / HTTP/1.0', false)).status).toBe(421)
  })

  test('P5 its own names and pages are not', async () => {
    for (const host of [own(), `localhost:${house.port}`, `LOCALHOST:${house.port}`])
      expect((await ask(house, '/healthz', { headers: { host, origin: `http://${own()}` } })).status).toBe(200)
    expect((await ask(house, polling, { headers: { origin: `http://${own()}` } })).status).toBe(200)
    expect((await ask(house, socket, { headers: { ...upgrade, origin: `http://${own()}` } })).status).toBe(101)
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
    await ask(house, '/'),
    await ask(house, '/phone.html'),
    await ask(house, '/healthz'),
    await ask(house, '/no/such/thing'),
    await ask(house, '/api/meetings'),
    await ask(house, '/api/meetings', { headers: organizer(house) }),
    await ask(house, '/', { method: 'DELETE' }),
    await ask(house, '/', { headers: { host: 'evil.example' } }),
    await ask(house, '/', { headers: { origin: 'null' } }),
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
    // Less what the phone's page brings along (P32).
    const page = async (path: string) =>
      (await ask(house, path)).text.replace(/<script type="application.*<\/script>/, '')
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

      '/api',
      '/package.json',
      '/server/main.ts',
    ])
      expect([path, (await ask(house, path)).status]).toEqual([path, 404])
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])
      expect((await ask(house, '/', { method })).status).toBe(405)
  })

  test('P4 health says whether the disk takes votes', async () => {
    expect(JSON.parse((await ask(house, '/healthz')).text)).toEqual({
      ok: true,
      meetings: house.app.rooms.all().length,
    })
  })
})
