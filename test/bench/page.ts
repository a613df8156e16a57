// How soon a phone can vote on a bad link: 400 kbit/s and 400 ms, as Chromium emulates them, against the time the same
// link takes for 30 kB in three requests. Both in one run, in turn; medians of three.
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright/test'
import { findChromium } from '../../scripts/browser.mjs'
import { Line } from '../../server/rehearsal/line.ts'
import { percentile } from '../../server/rehearsal/moment.ts'
import { phone } from '../browser/room.ts'
import { serve } from '../browser/served.ts'

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '3' } } })
const BYTES_PER_SECOND = 400_000 / 8
const LATENCY = 400
const TARGET = 1.25

/** Three files of 10 kB that no coding makes smaller: a page, its script and its style sheet. */
const part = (head: string, foot: string) =>
  head +
  randomBytes(5000)
    .toString('hex')
    .slice(head.length + foot.length) +
  foot
const files: Record<string, [type: string, body: string]> = {
  '/': ['text/html', part('<!doctype html><script src=/a.js></script><link rel=stylesheet href=/a.css><!--', '-->')],
  '/a.js': ['text/javascript', part('/*', '*/')],
  '/a.css': ['text/css', part('/*', '*/')],
}
const plain = createServer((request, response) => {
  const [type, body] = files[request.url ?? ''] ?? ['text/plain', '']
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(body)
})
await new Promise<void>((listening) => plain.listen(0, '127.0.0.1', listening))

const port = String(20_000 + Math.floor(Math.random() * 20_000))
const name = `http://vote.room:${port}`
const agenda = { title: 'Neighbours', items: [{ title: 'Adopt the plan', kind: 'motion' }] }
const served = await serve(agenda, '--host', '127.0.0.1', '--port', port, '--public-url', name)
const desk = new Line<'moderator'>({
  url: `http://127.0.0.1:${port}`,
  role: 'moderator',
  meeting: served.meeting.code,
  key: new URL(served.meeting.moderator).hash.slice(1),
})
await desk.until(() => true)
await desk.send({ type: 'open', item: desk.view!.agenda[0]!.id })

const executablePath = findChromium()
if (!executablePath) throw new Error('There is no Chromium. Run: npm run browser')
const args = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--host-resolver-rules=MAP vote.room 127.0.0.1',
]
const browser = await chromium.launch({ executablePath, args })

/** By the page's own clock, milliseconds: when it had come whole, or the first frame with a button in it. */
const whole = () => (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming).loadEventEnd || null
const tappable = () => (window as unknown as { tappable?: number }).tappable ?? null
/** Runs in the page before anything of its own. */
function watch() {
  new MutationObserver((_, observer) => {
    if (!document.querySelector('main button')) return
    observer.disconnect()
    requestAnimationFrame((at) => Object.assign(window, { tappable: at }))
  }).observe(document, { childList: true, subtree: true })
}

/** Milliseconds from asking for a page until it is of use, nothing of it in the cache. */
async function time(url: string, when: () => number | null): Promise<number> {
  const context = await browser.newContext(phone)
  try {
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    await session.send('Network.enable')
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: LATENCY,
      downloadThroughput: BYTES_PER_SECOND,
      uploadThroughput: BYTES_PER_SECOND,
    })
    await page.addInitScript(watch)
    await page.goto(url, { waitUntil: 'load' })
    return (await page.waitForFunction(when)).jsonValue() as Promise<number>
  } finally {
    await context.close()
  }
}

const took: { bare: number[]; gzip: number[]; brotli: number[] } = { bare: [], gzip: [], brotli: [] }
for (let round = 0; round < Number(values.rounds); round++) {
  took.bare.push(await time(`http://127.0.0.1:${(plain.address() as AddressInfo).port}/`, whole))
  took.gzip.push(await time(served.meeting.join, tappable))
  took.brotli.push(await time(served.meeting.join.replace(name, `http://127.0.0.1:${port}`), tappable))
}
await browser.close()
desk.close()
await served.stop()
plain.close()

const median = (times: number[]) => Math.round(percentile(times, 0.5))
const [bare, gzip, brotli] = [median(took.bare), median(took.gzip), median(took.brotli)]
console.log(
  `30 kB in three requests ${bare} ms; a tap is possible after ${gzip} ms (gzip, plain http), ${brotli} ms (brotli)`,
)
const ratio = { gzip: Number((gzip / bare).toFixed(2)), brotli: Number((brotli / bare).toFixed(2)) }
console.log(JSON.stringify({ bare, gzip, brotli, ratio, target: TARGET, reached: ratio.gzip <= TARGET }))
