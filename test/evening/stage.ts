// The hall of the evening: the built server, a crowd of scripted phones, and everybody who has a real browser.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BrowserContextOptions, chromium, type Page } from 'playwright'
import { findChromium } from '../../scripts/browser.mjs'
import { Phone } from '../../server/rehearsal/phone.ts'
import { agendaFile, parseAgenda } from '../../shared/formats/agenda.ts'
import type { Language, Secrecy } from '../../shared/meeting/meeting.ts'
import { people } from '../browser/room.ts'
import { keyOf, Server } from '../load/server.ts'

const inRepository = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))

/** What the join screen shows: an address as a hall would have it. The browsers themselves go by loopback. */
const shown = 'http://192.168.0.20:8080'
const korean: BrowserContextOptions = { locale: 'ko-KR' }
const hand = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true }
const small = { width: 1120, height: 630 }

/** The same agenda with every vote in one mode; answers the path of the new file. */
function inMode(path: string, secrecy: Secrecy, folder: string): string {
  const agenda = parseAgenda(readFileSync(path, 'utf8'))
  const more = secrecy === 'secret' ? { secrecy, visibility: 'reveal' as const } : { secrecy }
  const other = join(folder, 'agenda.yaml')
  writeFileSync(other, agendaFile({ ...agenda, items: agenda.items.map((item) => ({ ...item, ...more })) }))
  return other
}

interface Person {
  name: string
  page: Page
  language: Language
}

export async function openStage({
  phones,
  pictures,
  agenda = 'agendas/residents-assembly.ko.yaml',
  name = 'evening',
  secrecy,
}: {
  phones: number
  pictures: boolean
  agenda?: string
  /** Of the folder the pictures go to. */
  name?: string
  /** Of all items; as the agenda has it where nothing is said. */
  secrecy?: Secrecy | undefined
}) {
  const folder = mkdtempSync(join(tmpdir(), 'evening-'))
  const artifacts = inRepository(`test/artifacts/${name}`)
  rmSync(artifacts, { recursive: true, force: true })
  for (const place of [artifacts, inRepository('docs/pictures')]) mkdirSync(place, { recursive: true })
  const start = (port: number) =>
    new Server({
      data: join(folder, 'data'),
      agenda: secrecy ? inMode(inRepository(agenda), secrecy, folder) : inRepository(agenda),
      port,
      args: ['--public-url', shown],
    })
  let server = start(0)
  const { port, organizer, meetings } = await server.ready
  const { code: meeting, ...links } = meetings[0]!
  const url = `http://127.0.0.1:${port}`
  const here = (link: string) => link.replace(new URL(link).origin, url)

  const executablePath = findChromium()
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--lang=ko-KR'],
  })
  const room = people(browser)
  const crowd = Array.from({ length: phones }, () => new Phone({ url, meeting }))
  await Promise.all(crowd.map(({ line }) => line.until(() => true, 30_000)))
  const seats = crowd.map(({ line }) => line.voter)

  const open = (link: string, options: BrowserContextOptions) => room.open(here(link), { ...korean, ...options })
  const moderator = await open(links.moderator, { viewport: { width: 1280, height: 800 } })
  const wall = await open(links.projector, { viewport: { width: 1920, height: 1080 } })
  const kiosk = await open(links.kiosk, { ...hand, viewport: { width: 810, height: 1080 } })
  const persons: Person[] = [
    { name: 'browser 1', language: 'ko', page: await open(links.join, hand) },
    { name: 'browser 2', language: 'en', page: await open(links.join, { ...hand, locale: 'en-GB' }) },
    { name: 'browser 3', language: 'ko', page: await open(links.join, { ...hand, colorScheme: 'dark' }) },
  ]

  /** Keeps what a page shows; `as` names a picture for the documentation, made only when asked for. */
  async function shoot(page: Page, name: string, as?: string) {
    await page.screenshot({ path: join(artifacts, `${name}.png`) })
    if (!as || !pictures) return
    const size = page.viewportSize()!
    if (size.width > small.width) await page.setViewportSize(small)
    await page.screenshot({
      path: join(inRepository('docs/pictures'), `${as}.png`),
      scale: 'css',
      animations: 'disabled',
    })
    await page.setViewportSize(size)
  }

  return {
    ...{ browser, moderator, wall, kiosk, persons, crowd, room, open, links, shoot },
    kill: () => server.kill(),
    /** On the same port and folder. */
    async restart() {
      server = start(port)
      await server.ready
    },
    /** Waits until every scripted phone is back in an open round, each on its own seat. */
    async back(round: string): Promise<boolean> {
      const open = crowd.map(({ line }) => line.until(({ current }) => current?.round?.id === round, 30_000))
      await Promise.all(open)
      return crowd.every(({ line }, index) => line.voter === seats[index])
    },
    async download(format: string): Promise<Buffer> {
      const headers = { Authorization: `Bearer ${keyOf(organizer)}` }
      const response = await fetch(`${url}/api/meetings/${meeting}/export/${format}`, { headers })
      if (!response.ok) throw new Error(`${format}: ${response.status} ${await response.text()}`)
      return Buffer.from(await response.arrayBuffer())
    },
    async close(): Promise<number | null> {
      for (const { line } of crowd) line.close()
      await room.close()
      await browser.close()
      const status = await server.stop()
      rmSync(folder, { recursive: true, force: true })
      return status
    },
  }
}
