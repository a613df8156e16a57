// What a page weighs before it can be used, from the requests a browser makes of the built server: bytes, never times.
import { type BrowserContextOptions, expect, type Page, type Response, test } from 'playwright/test'
import { Line } from '../../server/rehearsal/line.ts'
import { kinds } from '../../shared/ballots/registry.ts'
import type { Ack } from '../../shared/protocol.ts'
import { laptop, people, phone, wall } from './room.ts'
import { type Served, serve } from './served.ts'

const options = ['Lamps', 'Trees', 'Benches']
const items = [
  { title: 'Adopt the plan', kind: 'motion' },
  { title: 'First thing to do', kind: 'choice', options },
  { title: 'Several', kind: 'multiple', options, max: 2 },
  { title: 'How was it', kind: 'rating', labels: ['Bad', 'Fair', 'Good'] },
  { title: 'In order', kind: 'ranking', options, method: 'irv' },
  { title: 'Shares', kind: 'points', options, total: 10 },
  {
    title: 'Projects',
    kind: 'budget',
    budget: 10_000,
    currency: 'EUR',
    ballot: 'approval',
    max: 2,
    count: 'greedy',
    projects: options.map((title) => ({ title, cost: 4000 })),
  },
  { title: 'Statements', kind: 'grid', statements: options, labels: ['No', 'Partly', 'Yes'] },
  { title: 'How many', kind: 'number', low: 0, high: 100, step: 1 },
  { title: 'Ideas', kind: 'text' },
  { title: 'Quiz', kind: 'quiz', options, answer: 'A' },
]

interface File {
  /** Without the digest of its content. */
  name: string
  path: string
  bytes: number
  coding: string
  /** Kept for ever, without being asked again. */
  kept: boolean
}

/** Everything that a page has fetched so far. */
function watch(page: Page) {
  const files: File[] = []
  const read = (response: Response): File => {
    const headers = response.headers()
    const path = new URL(response.url()).pathname
    return {
      path,
      name: path.replace('/assets/', '').replace(/-[\w-]{8}\./, '.'),
      bytes: Number(headers['content-length']),
      coding: headers['content-encoding'] ?? '',
      kept: headers['cache-control'] === 'public, max-age=31536000, immutable',
    }
  }
  page.on('response', (response) => files.push(read(response)))
  return { sofar: () => [...files], since: (n: number) => files.slice(n) }
}

/** A page, a script and a style sheet. */
const inThree = /^\/[A-Z0-9]{6} (phone\.js phone\.css|phone\.css phone\.js)$/
const weigh = (files: File[]) => files.reduce((sum, { bytes }) => sum + bytes, 0)
const names = (files: File[]) => files.map(({ name }) => name).join(' ')
const table: string[] = []
const row = (what: string, files: File[], most: number) =>
  table.push(
    `${what.padEnd(40)} ${String(weigh(files)).padStart(6)} of ${String(most).padStart(6)} B in ${files.length}  ${names(files)}`,
  )
test.afterAll(() => console.log(table.join('\n')))

let served: Served
/** The meeting's pages on an address that browsers trust, and on a name such as a room has. */
let trusted: string
let plain: string
/** The desk, without a browser. */
let desk: Line<'moderator'>
test.beforeAll(async () => {
  const port = String(20_000 + Math.floor(Math.random() * 20_000))
  plain = `http://vote.room:${port}`
  trusted = `http://127.0.0.1:${port}`
  served = await serve({ title: 'Scales', items }, '--host', '127.0.0.1', '--port', port, '--public-url', plain)
  const key = new URL(served.meeting.moderator).hash.slice(1)
  desk = new Line({ url: trusted, role: 'moderator', meeting: served.meeting.code, key })
  await desk.until(() => true)
})
test.afterAll(async () => {
  desk?.close()
  await served.stop()
})

const here = (link: string) => link.replace(plain, trusted)

async function open(kind: string) {
  const item = desk.view!.agenda.find((item) => item.kind === kind)!.id
  expect(await desk.send({ type: 'open', item })).toMatchObject({ ok: true })
  return async () => {
    for (const type of ['close', 'reveal']) expect(await desk.send({ type, item })).toMatchObject({ ok: true })
  }
}

/** Opens a page with nothing in its cache and waits until it is of use. */
async function load(
  room: ReturnType<typeof people>,
  url: string,
  how: BrowserContextOptions,
  ready: (page: Page) => Promise<void>,
) {
  const page = await room.open('about:blank', how)
  const fetched = watch(page)
  await page.goto(url)
  await ready(page)
  const first = fetched.sofar()
  return { page, first, since: fetched.since }
}

for (const [kind, answer] of [
  ['motion', 'In favour'],
  ['choice', 'Lamps'],
] as const)
  test(`V17 the phone can vote on a ${kind} after 30 kB in three requests, and what comes later comes later`, async ({
    browser,
  }) => {
    const room = people(browser)
    const end = await open(kind)
    try {
      const button = (page: Page) => page.getByRole('button', { name: answer })
      const ready = (page: Page) => button(page).waitFor()
      const { page, first, since } = await load(room, here(served.meeting.join), phone, ready)
      row(`phone, until a ${kind} can be voted on`, first, 30_000)
      expect(names(first)).toMatch(inThree)
      expect(weigh(first)).toBeLessThanOrEqual(30_000)
      expect(first.map(({ coding }) => coding)).toEqual(['br', 'br', 'br'])
      expect(first.map(({ kept }) => kept)).toEqual([false, true, true])
      await button(page).tap()
      await expect(page.getByText(/Counted/).first()).toBeVisible()
      await expect.poll(() => names(since(3))).toMatch(/around.*Count/)

      const { first: zipped } = await load(room, served.meeting.join, phone, ready)
      row('the same on a plain-http name', zipped, 32_500)
      expect(zipped.map(({ coding }) => coding)).toEqual(['gzip', 'gzip', 'gzip'])
      expect(weigh(zipped)).toBeLessThanOrEqual(32_500)

      await page.goto('about:blank')
      await page.goto(here(served.meeting.join))
      await ready(page)
      const travelled = () =>
        performance.getEntriesByType('resource').map((entry) => (entry as PerformanceResourceTiming).transferSize)
      expect(new Set(await page.evaluate(travelled))).toEqual(new Set([0]))
      expect(room.errors).toEqual([])
    } finally {
      await end()
      await room.close()
    }
  })

/** Parts of several papers, fetched with the first of them. */
const common = /^(CastBar|Stepper)\./
/** Bytes of a paper with its words and its looks. */
const most: Record<string, number> = { budget: 4000, ranking: 4000 }

test('V17 the paper of any other kind comes when it is shown and weighs 3 kB, a long one 4 kB', async ({ browser }) => {
  const room = people(browser)
  try {
    for (const kind of kinds.keys()) {
      if (kind === 'motion' || kind === 'choice') continue
      const end = await open(kind)
      const { first } = await load(room, here(served.meeting.join), phone, async (page) => {
        const main = page.getByRole('main')
        await main.getByRole('group').or(main.getByRole('textbox')).first().waitFor()
      })
      const [page, paper] = [first.slice(0, 3), first.slice(3)]
      expect(names(page)).toMatch(inThree)
      const own = paper.filter(({ name }) => !common.test(name))
      const shared = paper.filter(({ name }) => common.test(name))
      row(kind, own, most[kind] ?? 3000)
      if (shared.length > 0) row('  shared with others', shared, 2000)
      expect(weigh(own), kind).toBeLessThanOrEqual(most[kind] ?? 3000)
      expect(weigh(shared), kind).toBeLessThanOrEqual(2000)
      expect(names(own), kind).toMatch(/^((Phone|words|paper-words|numeral)\.(js|css) ?){2,4}$/)
      await end()
    }
    expect(room.errors).toEqual([])
  } finally {
    await room.close()
  }
})

test('V17 no page weighs more than it may before its first picture', async ({ browser }) => {
  const room = people(browser)
  try {
    const { meeting, organizer } = served
    const { link } = (await desk.send({ type: 'scrutineer-link' })) as Extract<Ack, { ok: true }>
    const pages: [name: string, url: string, how: BrowserContextOptions, bytes: number][] = [
      ['projector', meeting.projector, wall, 60_000],
      ['moderator', meeting.moderator, laptop, 80_000],
      ['kiosk', meeting.kiosk, phone, 60_000],
      ['scrutineer', link!.url, phone, 60_000],
      ['results', `${meeting.join}/results`, phone, 80_000],
      ['organizer', organizer, laptop, 120_000],
    ]
    for (const [name, url, how, bytes] of pages) {
      const { page, first } = await load(room, here(url), how, (page) => page.getByText('Scales').first().waitFor())
      // What the page itself names is what its first picture needs; the rest comes after it.
      const html = await (await page.request.get(page.url())).text()
      const needed = first.filter(
        ({ path }) => path === first[0]!.path || (html.includes(path) && path !== '/icon.svg'),
      )
      row(name, needed, bytes)
      expect(weigh(needed), name).toBeLessThanOrEqual(bytes)
      expect(needed.length, name).toBeGreaterThan(2)
      expect(new Set(needed.map(({ name, coding }) => coding || name))).toEqual(new Set(['br']))
      expect(needed.slice(1).map(({ kept }) => kept)).toEqual(needed.slice(1).map(() => true))
      expect(names(first), name).not.toContain('polling')
    }
    expect(room.errors).toEqual([])
  } finally {
    await room.close()
  }
})
