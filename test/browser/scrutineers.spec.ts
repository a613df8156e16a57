// Scrutineers with phones in their hands: appointed at the desk, signing a close, and red when the record was changed.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BrowserContextOptions, expect, type Page, test } from 'playwright/test'
import { headerLine, link, readChain, sha256 } from '../../server/store/chain.ts'
import { moderatorWords } from '../../shared/words/moderator.ts'
import { scrutineerWords } from '../../shared/words/scrutineer.ts'
import { inspect, keep } from './look.ts'
import { advance, laptop, people, phone, wall } from './room.ts'
import { type Served, serve } from './served.ts'

const agenda = {
  title: '은하수동 주민총회 Assembly',
  items: [
    { title: '자치계획안 승인의 건 Adopt the plan', kind: 'motion', rule: { tie: 'lot' } },
    { title: '어디에 심을까요? Where to plant?', kind: 'choice', options: ['광장 Square', '학교 School'] },
  ],
}

/** A name that must stay text. */
const tag = '<b>이두리</b>'

const head = /^[A-Z3-9]{4}-[A-Z3-9]{4}-[A-Z3-9]{4}$/

/** What somebody with the laptop and an evening to spare can do: other words in the journal, and the chain made to fit. */
function rewrite(data: string) {
  const folder = join(data, 'meetings')
  const path = join(folder, readdirSync(folder).find((name) => name.endsWith('.journal'))!)
  const { header, links } = readChain(readFileSync(path), path)
  const events = links.map(({ seq, event }) => ({
    seq,
    event:
      event.type === 'round-opened' ? { ...event, question: { ...event.question, title: 'Another question' } } : event,
  }))
  writeFileSync(path, `${headerLine(header!)}\n${link(sha256(headerLine(header!)), events).text}`)
}

for (const [language, locale] of [
  ['en', 'en-GB'],
  ['ko', 'ko-KR'],
] as const)
  test.describe(language, () => {
    const w = scrutineerWords[language]
    const { steps } = moderatorWords[language]
    let served: Served
    test.beforeEach(async () => {
      served = await serve({ ...agenda, language }, '--host', '127.0.0.1')
    })
    test.afterEach(() => served.stop())

    const speaking = (options: BrowserContextOptions) => ({ ...options, locale })

    /** Has the desk ask for the link, and a person take office by it. */
    async function appoint(room: ReturnType<typeof people>, moderator: Page, name: string, look = false) {
      await moderator.getByRole('button', { name: w.desk.appoint }).click()
      const dialog = moderator.getByRole('dialog')
      await expect(dialog.getByRole('img', { name: w.desk.qr })).toBeVisible()
      const url = (await dialog.getByRole('link').getAttribute('href'))!
      if (look) await inspect(moderator, `scrutineers-${language}-1-link`, ['light'])
      await dialog.getByRole('button', { name: w.desk.close }).click()
      const page = await room.open(url, speaking(phone))
      if (look) await inspect(page, `scrutineers-${language}-2-office`)
      await page.getByLabel(w.name).fill(name)
      await page.getByRole('button', { name: w.signOn }).tap()
      await expect(page.getByRole('heading', { name: w.you(name) })).toBeVisible()
      return page
    }

    test(`M37 M38 two take office and sign a close; desk and wall show it: ${language}`, async ({ browser }) => {
      const room = people(browser)
      try {
        const moderator = await room.open(served.meeting.moderator, speaking(laptop))
        const projector = await room.open(served.meeting.projector, speaking(wall))
        const [kim, lee] = [await appoint(room, moderator, '김하나', true), await appoint(room, moderator, tag)]
        // The same short form of the key on phone and desk.
        const key = await kim.locator('.code').first().innerText()
        await expect(moderator.getByText(key)).toBeVisible()
        await expect(kim.getByText(w.nothingOn)).toBeVisible()

        await advance(moderator, steps.show(1))
        await advance(moderator, steps.open)
        await expect(kim.getByRole('listitem').first()).toContainText(w.what.opened)
        await inspect(kim, `scrutineers-${language}-3-open`, ['light'])
        await advance(moderator, steps.close)
        const sign = kim.getByRole('button', { name: w.sign, exact: true })
        await expect(kim.getByText(w.same, { exact: true }).last()).toBeVisible()
        const code = await kim.locator('.head').innerText()
        expect(code).toMatch(head)
        await expect(projector.getByText(code)).toBeVisible()
        await inspect(kim, `scrutineers-${language}-4-close`)
        const put = (letters: string) =>
          kim.locator('.head').evaluate((line, letters) => (line.firstChild!.nodeValue = letters), letters)
        await put('WWWW-MMMM-WWWW')
        await keep(kim, `scrutineers-${language}-4-widest`)
        await put(code)
        await sign.tap()
        await expect(kim.getByText(w.allSigned)).toBeVisible()
        await expect(kim.getByText(w.signedMark)).toBeVisible()
        await expect(moderator.getByText(w.desk.signed(1, 2))).toBeVisible()
        await expect(moderator.getByText(w.desk.missing(tag))).toBeVisible()
        await inspect(moderator, `scrutineers-${language}-5-desk`)
        await advance(moderator, steps.reveal)
        await expect(projector.getByText(w.wall(1))).toBeVisible()
        // The wall has gone on; the close can still be signed, and is said to be that of the close.
        await expect(lee.getByText(w.passed)).toBeVisible()
        await lee.getByRole('button', { name: w.sign, exact: true }).tap()
        await expect(moderator.getByText(w.desk.signed(2, 2))).toBeVisible()
        await expect(projector.getByText(w.wall(2))).toBeVisible()
        await inspect(projector, `scrutineers-${language}-6-wall`, ['light'])

        // A reload, and a page opened again without its key, are the same scrutineer.
        await kim.reload()
        await expect(kim.getByRole('heading', { name: w.you('김하나') })).toBeVisible()
        await kim.evaluate(() => sessionStorage.clear())
        await kim.reload()
        await expect(kim.getByText(w.allSigned)).toBeVisible()
        await inspect(kim, `scrutineers-${language}-7-signed`)

        await moderator.getByRole('button', { name: w.desk.dismissThis('김하나') }).click()
        await moderator.getByRole('dialog').getByRole('button', { name: w.desk.dismissDo }).click()
        await expect(kim.getByText(w.dismissed)).toBeVisible()
        await expect(moderator.getByText(key)).toHaveCount(0)
        await inspect(kim, `scrutineers-${language}-8-dismissed`, ['light'])
        expect(room.errors).toEqual([])
      } finally {
        await room.close()
      }
    })

    test(`V22 a record that was changed is red on the phone, and stays so; the desk is told: ${language}`, async ({
      browser,
    }) => {
      const room = people(browser)
      try {
        const moderator = await room.open(served.meeting.moderator, speaking(laptop))
        const kim = await appoint(room, moderator, '김하나')
        await advance(moderator, steps.show(1))
        await advance(moderator, steps.open)
        await advance(moderator, steps.close)
        await kim.getByRole('button', { name: w.sign, exact: true }).tap()
        await expect(kim.getByText(w.allSigned)).toBeVisible()
        // A restart changes nothing that the phone holds.
        await served.crash()
        await advance(moderator, steps.reveal)
        await expect(kim.getByRole('listitem').first()).toContainText(w.what.revealed)
        await expect(kim.getByRole('alert')).toHaveCount(0)
        const held = await kim.getByRole('listitem').last().locator('.code').innerText()
        expect(held).toMatch(head)

        await served.crash(rewrite)
        const alarm = kim.getByRole('alert')
        await expect(alarm.getByRole('heading', { name: w.alarm })).toBeVisible()
        await expect(alarm.getByText(held)).toBeVisible()
        await expect(alarm.getByText(w.told)).toBeVisible()
        await expect(kim).toHaveTitle(new RegExp(w.alarm))
        const shown = await alarm.locator('dd').last().innerText()
        expect(shown).toMatch(head)
        expect(shown).not.toBe(held)
        await expect(moderator.getByText(w.desk.mismatch('김하나'))).toBeVisible()
        await expect(moderator.getByText(w.desk.mismatchHeld(held, shown))).toBeVisible()
        await inspect(kim, `scrutineers-${language}-9-alarm`)
        await inspect(moderator, `scrutineers-${language}-10-desk-alarm`, ['light'])
        await kim.reload()
        await expect(alarm.getByText(held)).toBeVisible()
        expect(room.errors).toEqual([])
      } finally {
        await room.close()
      }
    })
  })

test('V22 where the browser stores nothing, the page says so and works until it is closed', async ({ browser }) => {
  const served = await serve(agenda, '--host', '127.0.0.1')
  const room = people(browser)
  const w = scrutineerWords.en
  try {
    const moderator = await room.open(served.meeting.moderator, laptop)
    await moderator.getByRole('button', { name: w.desk.appoint }).click()
    const url = (await moderator.getByRole('dialog').getByRole('link').getAttribute('href'))!
    const page = await room.open('about:blank', phone)
    await page.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('refused', 'QuotaExceededError')
      }
    })
    await page.goto(url)
    await expect(page.getByText(w.notKept)).toBeVisible()
    await page.getByLabel(w.name).fill('Kim')
    await page.getByRole('button', { name: w.signOn }).tap()
    await expect(page.getByRole('heading', { name: w.you('Kim') })).toBeVisible()
    await moderator.getByRole('dialog').getByRole('button', { name: w.desk.close }).click()
    await advance(moderator, moderatorWords.en.steps.show(1))
    await advance(moderator, moderatorWords.en.steps.open)
    await advance(moderator, moderatorWords.en.steps.close)
    await page.getByRole('button', { name: w.sign, exact: true }).tap()
    await expect(page.getByText(w.allSigned)).toBeVisible()
    await inspect(page, 'scrutineers-en-11-unkept', ['light'])
    expect(room.errors).toEqual([])
  } finally {
    await room.close()
    await served.stop()
  }
})
