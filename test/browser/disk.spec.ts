// What voters and the desk read while the host's disk is full, and after it has reported an error, in both languages.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, type Page, test } from 'playwright/test'
import { alarmWords } from '../../shared/words/alarms.ts'
import { refusalText } from '../../shared/words/refusal.ts'
import { inspect } from './look.ts'
import { advance, laptop, people, phone, words } from './room.ts'
import { serveIn } from './served.ts'

const agenda = { title: 'Neighbours', items: [{ title: 'Adopt the plan', kind: 'motion' }] }
const preload = fileURLToPath(new URL('../faults/failing-fs.mjs', import.meta.url))
const languages = ['en', 'ko'] as const
/** The colours are the same in both languages. */
const schemes = { en: ['light', 'dark'], ko: ['light'] } as const
const locale = { en: 'en-GB', ko: 'ko-KR' }

/** As it stands on a page, which joins words with spaces of its own. */
const seen = (page: Page, text: string) => page.getByText(text).locator('visible=true').first()

test('S2 S9 a full disk, then a broken one: voters keep their page, the desk is told what to do, nothing is lost', async ({
  browser,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'spotvote-disk-'))
  const order = join(folder, 'order')
  const served = await serveIn(
    { FAULT_FILE: order, NODE_OPTIONS: `--import ${preload}` },
    agenda,
    '--host',
    '127.0.0.1',
  )
  const room = people(browser)
  try {
    const moderator = await room.open(served.meeting.moderator, laptop)
    const koreanDesk = await room.open(served.meeting.moderator, { ...laptop, locale: locale.ko })
    const desks = { en: moderator, ko: koreanDesk }
    await advance(moderator, words.moderator.steps.show(1))
    await advance(moderator, words.moderator.steps.open)
    const phones = {
      en: await room.open(served.meeting.join, phone),
      ko: await room.open(served.meeting.join, { ...phone, locale: locale.ko }),
    }
    await phones.en.getByRole('button', { name: 'In favour' }).tap()
    await expect(phones.en.getByText(/Counted\. Your vote: In favour/).first()).toBeVisible()

    writeFileSync(order, 'ENOSPC')
    await phones.en.getByRole('button', { name: 'Against' }).tap()
    await phones.ko.getByRole('button', { name: '찬성' }).tap()
    for (const language of languages) {
      await expect(seen(desks[language], alarmWords[language].storage.failing)).toBeVisible({ timeout: 2000 })
      await expect(seen(phones[language], refusalText({ code: 'not-saved' }, language))).toBeVisible()
      await inspect(desks[language], `disk-full-moderator-${language}`, schemes[language])
      await inspect(phones[language], `disk-full-phone-${language}`, schemes[language])
    }
    // What was counted before stands until the change is saved.
    await expect(moderator.getByText(words.moderator.participation(1, 2)).first()).toBeVisible()
    rmSync(order)
    await expect(phones.en.getByText(/Counted\. Your vote: Against/).first()).toBeVisible({ timeout: 10_000 })
    await expect(moderator.getByText(words.moderator.participation(2, 2)).first()).toBeVisible({ timeout: 10_000 })
    for (const language of languages)
      await expect(seen(desks[language], alarmWords[language].storage.failing)).toBeHidden()

    writeFileSync(order, 'EIO')
    await phones.ko.getByRole('button', { name: '반대' }).tap()
    for (const language of languages) {
      const { failed, failedDo } = alarmWords[language].storage
      await expect(seen(desks[language], failed)).toBeVisible({ timeout: 2000 })
      await expect(desks[language].getByRole('alert').getByRole('listitem')).toHaveText(failedDo)
      await inspect(desks[language], `disk-broken-moderator-${language}`, schemes[language])
    }
    await expect(seen(phones.ko, refusalText({ code: 'not-saved' }, 'ko'))).toBeVisible()
    await moderator.keyboard.press('Space')
    await expect(moderator.getByText(words.moderator.notSaved)).toBeVisible()
    rmSync(order)
    await served.crash()
    for (const language of languages)
      await expect(seen(desks[language], alarmWords[language].storage.failed)).toBeHidden({ timeout: 15_000 })
    await advance(moderator, words.moderator.steps.close)
    await advance(moderator, words.moderator.steps.reveal)
    await expect(phones.ko.getByText(/찬성 0표, 반대 2표|반대 2/).first()).toBeVisible()
    expect(room.errors).toEqual([])
  } finally {
    await room.close()
    await served.stop()
    rmSync(folder, { recursive: true, force: true })
  }
})
