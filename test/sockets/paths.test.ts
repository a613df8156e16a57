// What lies behind no path, however it is written, and requests that are none.
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type House, start } from '../harness.ts'
import { ask, organizer, wire } from '../wire.ts'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

let house: House
beforeAll(async () => {
  house = await start()
})
afterAll(() => house.stop())

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
    const { status, text } = await wire(house, `GET ${path} HTTP/1.1`)
    expect([path, [400, 404].includes(status)]).toEqual([path, true])
    expect(text).not.toMatch(outside)
  }
})

/** The same ways, from where something is served: pages, pictures, exports, commands, with the organizer's key. */
const ways = up.flatMap((dots) => slash.map((by) => `${dots}${by}`.repeat(2)))
const roots = [
  (way: string) => `/assets/${way}package.json`,
  (way: string) => `/pictures/${way}SPEC.md`,
  (way: string) => `/${house.room.meeting.code}/${way}phone.html`,
  (way: string) => `/api/meetings/${house.room.meeting.code}/export/${way}json`,
  (way: string) => `/api/meetings/${way}export/json`,
  (way: string) => `/api/${way}package.json`,
]

test(`P7 P8 ${ways.length * roots.length} ways out of pages, pictures and exports lead nowhere`, async () => {
  expect(ways.length).toBeGreaterThanOrEqual(100)
  const key = `Authorization: ${organizer(house).authorization}`
  for (const root of roots)
    await Promise.all(
      ways.map(async (way) => {
        const path = root(way)
        const { status, text } = await wire(house, `GET ${path} HTTP/1.1\r\n${key}`)
        expect([path, [400, 404].includes(status)]).toEqual([path, true])
        expect(text).not.toMatch(/"dependencies"|spotvote-export|Numbered rules|<!doctype html>/i)
      }),
    )
  expect(house.logged.filter((line) => line.includes('bug'))).toEqual([])
})

test.each(odd)('P7 %s is answered', async (path) => {
  const { status, text } = await wire(house, `GET ${path} HTTP/1.1`)
  expect([200, 400, 404]).toContain(status)
  expect(text).not.toMatch(/"dependencies"|root:|\[core\]/)
  if (status === 200) expect(text).toMatch(/<!doctype html>/i)
})

test.each(['bytes=5-3', 'bytes=-1', 'bytes=999999999-', 'bytes=0-0,2-1', 'bytes=abc', 'lines=1', 'bytes=1e9-2'])(
  'P7 the range %s of a page is answered',
  async (range) => {
    const { status } = await ask(house, '/phone.html', { headers: { range } })
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
    await wire(house, text, false)
  expect((await ask(house, '/healthz')).status).toBe(200)
  expect(house.logged.filter((line) => line.includes('bug'))).toEqual([])
})
