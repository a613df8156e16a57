// The recount page, opened from disk with the network off: what agrees, two hundred forgeries, and the wall beside it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, type BrowserContextOptions, expect, type Page, test } from 'playwright/test'
import { pageWords } from '../../recount/page/words.ts'
import { verdict } from '../../recount/words.ts'
import { recountPage } from '../../scripts/recount-page.mjs'
import { json } from '../../server/exports/json.ts'
import { forgeries } from '../forgeries.ts'
import { wholeMeeting } from '../whole-meeting.ts'
import { inspect } from './look.ts'
import { advance, laptop, people, phone, wall, words } from './room.ts'
import { serve } from './served.ts'

const folder = mkdtempSync(join(tmpdir(), 'recount-'))
test.afterAll(() => rmSync(folder, { recursive: true }))

/** A page from disk in a browser that has no network; whatever it asks for or complains of is kept. */
async function fromDisk(browser: Browser, name: string, page: string, options: BrowserContextOptions) {
  const file = join(folder, name)
  writeFileSync(file, page)
  const context = await browser.newContext({ ...options, offline: true })
  const opened = await context.newPage()
  const complaints: string[] = []
  opened.on('console', (message) => complaints.push(message.text()))
  opened.on('pageerror', (error) => complaints.push(String(error)))
  opened.on('request', (request) => {
    if (request.url() !== pathToFileURL(file).href) complaints.push(request.url())
  })
  await opened.goto(pathToFileURL(file).href)
  return { page: opened, complaints, close: () => context.close() }
}

const give = (page: Page, text: string | Buffer) =>
  page.setInputFiles('#file', { name: 'export.json', mimeType: 'application/json', buffer: Buffer.from(text) })
const checked = (page: Page) => page.locator('main[data-checked]')

/** Puts one file after the other into the page; of each the first thing it says that does not agree. */
async function namedEach(texts: readonly string[]): Promise<string[]> {
  const [chosen, answer] = [document.querySelector<HTMLInputElement>('#file')!, document.querySelector('main')!]
  const said: string[] = []
  for (const text of texts) {
    const checked = new Promise((resolve) => new MutationObserver(resolve).observe(answer, { childList: true }))
    const files = new DataTransfer()
    files.items.add(new File([text], 'forged.json'))
    chosen.files = files.files
    chosen.dispatchEvent(new Event('change'))
    await checked
    const wrong = answer.querySelector('.verdict.wrong') && answer.querySelector('.findings.wrong li')
    said.push(wrong?.textContent ?? '')
  }
  return said
}

test('P36 agrees for every kind, method and mode, in English on a laptop and in Korean on a phone', async ({
  browser,
}) => {
  test.setTimeout(300_000)
  const empty = await recountPage()
  for (const [language, device, options] of [
    ['en', 'laptop', laptop],
    ['ko', 'phone', { ...phone, deviceScaleFactor: 1 }],
  ] as const) {
    const run = wholeMeeting(language)
    const text = String(json.write(run.meeting))
    const locale = language === 'en' ? 'en-GB' : 'ko-KR'
    const { page, complaints, close } = await fromDisk(browser, 'empty.html', empty, { ...options, locale })
    const w = pageWords[language]
    await expect(page.getByText(w.waiting)).toBeVisible()
    await inspect(page, `recount-${device}-${language}-1-empty`, ['light'])
    await give(page, text)
    await expect(page.getByRole('status')).toContainText(verdict([], language))
    expect(await checked(page).getAttribute('data-checked')).toBe('0')
    await expect(page.locator('.findings.wrong')).toHaveCount(0)
    await expect(page.locator('tr.differs')).toHaveCount(0)
    await page.getByLabel(w.head).fill(run.meeting.record.moments.at(-2)!.head.toLowerCase().replaceAll('-', ''))
    await expect(page.getByRole('status')).toContainText(verdict([{ says: 'right', code: 'photo' }], language))
    await inspect(page, `recount-${device}-${language}-2-agrees`)
    // Every counted round has a headline of its own beside the recorded one, and they are the same.
    const sides = await page
      .locator('.sides')
      .evaluateAll((all) => all.map((side) => [...side.querySelectorAll('.headline')].map((each) => each.textContent)))
    expect(sides.length).toBeGreaterThan(20)
    for (const [here, file] of sides) if (here !== w.nothing) expect(here).toBe(file)
    await page.getByLabel(w.head).fill('AAAA-AAAA-AAAA')
    await give(page, text.replace('"type": "carried"', '"type": "rejected"'))
    await expect(page.locator('.verdict.wrong')).toBeVisible()
    await inspect(page, `recount-${device}-${language}-3-differs`)
    expect(complaints).toEqual([])
    await close()
  }
})

test('P36 names each of two hundred forgeries', async ({ browser }) => {
  const run = wholeMeeting()
  const text = String(json.write(run.meeting))
  const { page, complaints, close } = await fromDisk(browser, 'forged.html', await recountPage(), laptop)
  const all = forgeries(text, 200)
  const { head } = run.meeting.record.moments.at(-1)!
  const missed: string[] = []
  for (const [clever, typed] of [
    [false, ''],
    [true, head],
  ] as const) {
    await page.locator('#head').fill(typed)
    const those = all.filter((forgery) => forgery.clever === clever)
    const said = await page.evaluate(
      namedEach,
      those.map(({ text }) => text),
    )
    for (const [n, { kind }] of those.entries()) if (!said[n]) missed.push(kind)
  }
  expect(missed).toEqual([])
  await page.locator('#head').fill('')
  await give(page, Buffer.from([0x7b, 0xff, 0xfe]))
  await expect(page.locator('.verdict.wrong')).toBeVisible()
  await give(page, text)
  await expect(page.locator('.verdict.right')).toBeVisible()
  expect(complaints).toEqual([])
  await close()
})

test('P36 the page of an export says what the wall said', async ({ browser }) => {
  const items = [{ title: 'Plant </script><b> a tree', kind: 'motion' }]
  const served = await serve({ title: 'Assembly', items }, '--host', '127.0.0.1')
  const room = people(browser)
  try {
    const moderator = await room.open(served.meeting.moderator, laptop)
    const projector = await room.open(served.meeting.projector, wall)
    await advance(moderator, words.moderator.steps.show(1))
    await advance(moderator, words.moderator.steps.open)
    const voter = await room.open(served.meeting.join, phone)
    await voter.getByRole('button', { name: 'In favour' }).tap()
    await expect(voter.getByText(words.phone.counted('In favour')).first()).toBeVisible()
    await advance(moderator, words.moderator.steps.close)
    await advance(moderator, words.moderator.steps.reveal)
    const headline = await projector.locator('.headline').first().textContent()
    const [, head] = /Record ([A-Z0-9-]{14})/.exec((await projector.locator('body').textContent()) ?? '') ?? []
    const key = served.organizer.split('#')[1]
    const answer = await fetch(`http://127.0.0.1:${served.port}/api/meetings/${served.meeting.code}/export/recount`, {
      headers: { authorization: `Bearer ${key}` },
    })
    expect(answer.headers.get('content-disposition')).toContain(`${served.meeting.code}-recount.html`)
    const { page, complaints, close } = await fromDisk(browser, 'own.html', await answer.text(), laptop)
    await expect(page.locator('.verdict.right')).toBeVisible()
    await expect(page.locator('.here .headline')).toHaveText(headline!)
    await expect(page.locator('.file .headline')).toHaveText(headline!)
    await page.locator('#head').fill(head!)
    await expect(page.getByRole('status')).toContainText(verdict([{ says: 'right', code: 'photo' }], 'en'))
    await inspect(page, 'recount-wall', ['light'])
    expect(complaints).toEqual([])
    await close()
    expect(room.errors).toEqual([])
  } finally {
    await room.close()
    await served.stop()
  }
})
