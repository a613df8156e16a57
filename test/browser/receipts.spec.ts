// A receipt in the hand: the code on the phone and the tablet, and the vote found again in the list, on paper too.
import { readFileSync } from 'node:fs'
import { expect, type Page, test } from 'playwright/test'
import { parseAgenda } from '../../shared/formats/agenda.ts'
import { kioskWords } from '../../shared/words/kiosk.ts'
import { modeWords } from '../../shared/words/mode.ts'
import { moderatorWords } from '../../shared/words/moderator.ts'
import { organizerWords } from '../../shared/words/organizer.ts'
import { phoneWords } from '../../shared/words/phone.ts'
import { projectorWords } from '../../shared/words/projector.ts'
import { receiptWords } from '../../shared/words/receipt.ts'
import { receiptDeskWords } from '../../shared/words/receipt-desk.ts'
import { receiptsWords } from '../../shared/words/receipts.ts'
import { inspect, keep } from './look.ts'
import { advance, laptop, people, phone, tablet, wall, words } from './room.ts'
import { serve } from './served.ts'

const options = ['김하나 Kim', '이두리 Lee', '박세영 Park']
const items = [
  { title: '회장 선출 Chair', kind: 'choice', options, receipts: true },
  { title: '순위 Order', kind: 'ranking', options, receipts: true, secrecy: 'secret' },
]
const shape = /^[ACDEFGHJKMNPQRTUVWXY34679]{4}-[ACDEFGHJKMNPQRTUVWXY34679]{4}$/

const codeOn = async (page: Page) => {
  // A fingerprint looks the same.
  const shown = page.locator('strong').filter({ hasText: shape })
  await expect(shown).toBeVisible()
  return (await shown.textContent())!
}

for (const [language, locale] of [
  ['en', 'en-GB'],
  ['ko', 'ko-KR'],
] as const)
  test(`V23 M39 a vote is found again by its receipt: ${language}`, async ({ browser }) => {
    const served = await serve({ title: '총회 Assembly', language, items }, '--host', '127.0.0.1')
    const room = people(browser)
    const [w, own, list] = [phoneWords[language], receiptWords[language], receiptsWords[language]]
    try {
      const moderator = await room.open(served.meeting.moderator, laptop)
      const projector = await room.open(served.meeting.projector, { ...wall, locale })
      const voter = await room.open(served.meeting.join, { ...phone, locale })
      const other = await room.open(served.meeting.join, { ...phone, locale: 'en-GB' })
      const kiosk = await room.open(served.meeting.kiosk, { ...tablet, locale })
      await advance(moderator, words.moderator.steps.show(1))
      await advance(moderator, words.moderator.steps.open)
      await expect(moderator.getByText(receiptDeskWords.en.given)).toBeVisible()
      await expect(projector.getByText(projectorWords[language].receipts)).toBeVisible()

      const button = (page: Page, name: RegExp) => page.getByRole('main').getByRole('button', { name })
      await expect(voter.getByText(own.caution)).toBeVisible()
      await inspect(voter, `receipt-${language}-1-open`)
      const before = await button(voter, /Park/).boundingBox()
      await button(voter, /Kim/).tap()
      const first = await codeOn(voter)
      // Nothing moves under the finger of whoever taps again.
      expect((await button(voter, /Park/).boundingBox())!.y).toBe(before!.y)
      await button(voter, /Lee/).tap()
      await expect(voter.getByText(w.counted('B 이두리 Lee')).first()).toBeVisible()
      await expect(voter.getByText(first)).toHaveCount(0)
      const code = await codeOn(voter)
      await inspect(voter, `receipt-${language}-2-counted`)
      await voter.reload()
      expect(await codeOn(voter)).toBe(code)
      await button(other, /Kim/).tap()
      const theirs = await codeOn(other)
      expect(theirs).not.toBe(code)

      await moderator.getByRole('button', { name: words.moderator.release }).click()
      await kiosk.getByRole('button', { name: kioskWords[language].start }).tap()
      await button(kiosk, /Park/).tap()
      const third = await codeOn(kiosk)
      await expect(kiosk.getByText(own.kiosk)).toBeVisible()
      await inspect(kiosk, `receipt-${language}-3-kiosk`)
      await kiosk.getByRole('button', { name: kioskWords[language].done }).tap()
      await expect(kiosk.getByText(shape)).toHaveCount(0)
      expect(await kiosk.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain(
        'receipts',
      )

      await inspect(projector, `receipt-${language}-4-wall`, ['light'])
      await advance(moderator, words.moderator.steps.close)
      await expect(voter.getByText(code)).toBeVisible()
      await inspect(voter, `receipt-${language}-5-closed`)
      await advance(moderator, words.moderator.steps.reveal)
      await expect(voter.getByText(code)).toBeVisible()
      await inspect(voter, `receipt-${language}-6-revealed`)

      await voter.getByRole('link', { name: own.list }).tap()
      await expect(voter.getByText(code)).toHaveCount(0)
      await voter.getByText(list.title).tap()
      await expect(voter.getByRole('row')).toHaveCount(4)
      await inspect(voter, `receipt-${language}-7-list`)
      await voter.getByRole('button', { name: code }).tap()
      await expect(voter.getByRole('row', { name: `${code} B 이두리 Lee` })).toBeVisible()
      await expect(voter.getByRole('row')).toHaveCount(2)
      const search = voter.getByRole('searchbox', { name: list.search })
      for (const [typed, found] of [
        [theirs.toLowerCase().replace('-', ' '), `${theirs} A 김하나 Kim`],
        [third, `${third} C 박세영 Park`],
      ]) {
        await search.fill(typed!)
        await expect(voter.getByRole('row', { name: found! })).toBeVisible()
        await expect(voter.getByRole('row')).toHaveCount(2)
      }
      await search.fill(first)
      await expect(voter.getByText(list.none)).toBeVisible()
      await expect(voter.getByRole('row')).toHaveCount(0)
      await search.fill('')
      await voter.emulateMedia({ media: 'print', colorScheme: 'light' })
      await expect(voter.getByRole('table')).toBeVisible()
      await expect(search).toBeHidden()
      await keep(voter, `receipt-${language}-8-print`)
      expect(room.errors).toEqual([])
    } finally {
      await room.close()
      await served.stop()
    }
  })

test('V23 M33 a secret ranking is not shown again, its receipt is; what the phone kept is there when the next vote is over', async ({
  browser,
}) => {
  const served = await serve({ title: '총회 Assembly', language: 'en', items }, '--host', '127.0.0.1')
  const room = people(browser)
  try {
    const moderator = await room.open(served.meeting.moderator, laptop)
    const voter = await room.open(served.meeting.join, phone)
    await advance(moderator, words.moderator.steps.show(1))
    await advance(moderator, words.moderator.steps.open)
    await voter.getByRole('main').getByRole('button', { name: /Kim/ }).tap()
    const first = await codeOn(voter)
    await advance(moderator, words.moderator.steps.close)
    await advance(moderator, words.moderator.steps.reveal)
    await advance(moderator, words.moderator.steps.next(2))
    await expect(moderator.getByText(receiptDeskWords.en.why)).toBeVisible()
    await advance(moderator, words.moderator.steps.open)
    for (const name of [/Park/, /Kim/]) await voter.getByRole('main').getByRole('button', { name }).first().tap()
    await voter.getByRole('button', { name: /Cast|Vote/ }).tap()
    const second = await codeOn(voter)
    await inspect(voter, 'receipt-secret-counted')
    await expect(voter.getByText(/Park/)).toHaveCount(0)
    await voter.reload()
    expect(await codeOn(voter)).toBe(second)
    await advance(moderator, words.moderator.steps.close)
    await advance(moderator, words.moderator.steps.reveal)
    await voter.getByRole('link', { name: receiptWords.en.list }).tap()
    for (const [n, code] of [first, second].entries()) {
      await voter.getByText(receiptsWords.en.title).nth(n).tap()
      await voter.getByRole('button', { name: code }).tap()
    }
    await expect(voter.getByRole('row', { name: `${second} 1. C 박세영 Park, 2. A 김하나 Kim` })).toBeVisible()
    await expect(voter.getByRole('row', { name: `${first} A 김하나 Kim` })).toBeVisible()
    await inspect(voter, 'receipt-secret-list')
    expect(room.errors).toEqual([])
  } finally {
    await room.close()
    await served.stop()
  }
})

for (const [language, locale] of [
  ['en', 'en-GB'],
  ['ko', 'ko-KR'],
] as const)
  test(`M39 whoever prepares a vote is told what a receipt gives away, and a secret one has none unless they ask again: ${language}`, async ({
    browser,
  }) => {
    const asked = [
      { title: '회장 Chair', kind: 'motion', receipts: true },
      { title: '이사 Board', kind: 'motion', secrecy: 'secret' },
    ]
    const served = await serve({ title: '총회 Assembly', language, items: asked }, '--host', '127.0.0.1')
    const room = people(browser)
    const [w, own] = [organizerWords[language], receiptDeskWords[language]]
    try {
      const page = await room.open(served.organizer, { ...laptop, locale })
      await page
        .getByRole('button', { name: '총회 Assembly' })
        .or(page.getByRole('link', { name: '총회 Assembly' }))
        .first()
        .click()
      await page.getByRole('button', { name: w.editAloud('회장 Chair') }).click()
      const box = page.getByRole('checkbox', { name: own.label })
      const secrecy = (name: 'anonymous' | 'secret' | 'named') =>
        page.getByRole('radio', { name: modeWords[language].modes[name].join(' ') })
      await expect(box).toBeChecked()
      await expect(page.getByText(own.why)).toBeVisible()
      await secrecy('named').check()
      await expect(box).toBeHidden()
      await secrecy('anonymous').check()
      await expect(box).toBeChecked()
      await secrecy('secret').check()
      await expect(box).not.toBeChecked()
      await expect(page.getByText(own.off)).toBeVisible()
      await box.check()
      await box.scrollIntoViewIfNeeded()
      await inspect(page, `receipt-${language}-organizer`)
      await page.getByRole('button', { name: w.save }).click()
      const downloading = page.waitForEvent('download')
      await page.getByRole('button', { name: w.formats.agenda }).click()
      const text = readFileSync(await (await downloading).path(), 'utf8')
      expect(parseAgenda(text).items.map(({ secrecy, receipts }) => [secrecy, receipts])).toEqual([
        ['secret', true],
        ['secret', false],
      ])
      const moderator = await room.open(served.meeting.moderator, { ...laptop, locale })
      await advance(moderator, moderatorWords[language].steps.show(1))
      await expect(moderator.getByText(own.given)).toContainText(own.why)
      await inspect(moderator, `receipt-${language}-desk`)
      expect(room.errors).toEqual([])
    } finally {
      await room.close()
      await served.stop()
    }
  })
