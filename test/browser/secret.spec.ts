// A secret vote in the hand: the sentence on the paper, the choice that is not shown again, a second thought.
import { expect, test } from 'playwright/test'
import { modeWords } from '../../shared/words/mode.ts'
import { moderatorWords } from '../../shared/words/moderator.ts'
import { phoneWords } from '../../shared/words/phone.ts'
import { receiptDeskWords } from '../../shared/words/receipt-desk.ts'
import { inspect } from './look.ts'
import { advance, laptop, people, phone, wall, words } from './room.ts'
import { serve } from './served.ts'

const items = [{ title: '회장 선출 Chair', kind: 'choice', secrecy: 'secret', options: ['김하나 Kim', '이두리 Lee'] }]

for (const [language, locale] of [
  ['en', 'en-GB'],
  ['ko', 'ko-KR'],
] as const)
  test(`M33 a secret choice is not shown again once it is counted: ${language}`, async ({ browser }) => {
    const served = await serve({ title: '총회 Assembly', items }, '--host', '127.0.0.1')
    const room = people(browser)
    const w = phoneWords[language]
    try {
      const moderator = await room.open(served.meeting.moderator, laptop)
      const projector = await room.open(served.meeting.projector, { ...wall, locale })
      await advance(moderator, words.moderator.steps.show(1))
      await advance(moderator, words.moderator.steps.open)
      await expect(moderator.getByText(moderatorWords.en.secret)).toBeVisible()
      const voter = await room.open(served.meeting.join, { ...phone, locale })
      await expect(
        voter.getByText(language === 'en' ? /^Secret: .*deletes that link/ : /^비밀 투표로, .*삭제/),
      ).toBeVisible()
      await inspect(voter, `secret-${language}-1-open`)
      const choice = (title: RegExp) => voter.getByRole('main').getByRole('group').getByRole('button', { name: title })
      await choice(/Kim/).tap()
      await expect(voter.getByText(w.countedUnseen).first()).toBeVisible()
      await inspect(voter, `secret-${language}-2-counted`)
      for (const again of [false, true]) {
        if (again) await voter.reload()
        await expect(voter.getByText(w.countedUnseen).first()).toBeVisible()
        await expect(voter.getByText(/Kim|Lee/)).toHaveCount(0)
      }
      await voter.getByRole('button', { name: w.voteAgain }).tap()
      await expect(voter.locator('[aria-pressed="true"], [aria-checked="true"]').and(choice(/./))).toHaveCount(0)
      await choice(/Lee/).tap()
      await expect(voter.getByText(w.countedUnseen).first()).toBeVisible()
      await inspect(projector, `secret-${language}-3-wall`, ['light'])
      expect(await voter.evaluate(() => JSON.stringify({ ...localStorage }))).not.toMatch(/"[AB]"/)
      await advance(moderator, words.moderator.steps.close)
      await advance(moderator, words.moderator.steps.reveal)
      await expect(projector.getByText(/Lee/).first()).toBeVisible()
      await expect(voter.getByText(/Lee/).first()).toBeVisible()
      await expect(voter.getByText(w.yours('이두리 Lee'))).toHaveCount(0)
      await inspect(voter, `secret-${language}-4-revealed`)
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
  test(`M33 an item made on the spot is as secret as the moderator says: ${language}`, async ({ browser }) => {
    const served = await serve({ title: '총회 Assembly', items }, '--host', '127.0.0.1')
    const room = people(browser)
    const [w, m, r] = [moderatorWords[language], modeWords[language], receiptDeskWords[language]]
    try {
      const moderator = await room.open(served.meeting.moderator, { ...laptop, locale })
      await moderator.getByRole('button', { name: w.instant }).click()
      const dialog = moderator.getByRole('dialog', { name: w.instantTitle })
      await dialog.getByText(`${m.label}: ${m.modes.anonymous[0]}`).click()
      await dialog.getByRole('checkbox', { name: r.label }).check()
      await dialog.getByRole('radio', { name: m.modes.secret.join(' ') }).check()
      await expect(dialog.getByRole('checkbox', { name: r.label })).not.toBeChecked()
      await inspect(moderator, `instant-${language}`)
      await dialog.getByRole('button', { name: w.openNow }).click()
      await expect(moderator.getByText(w.secret)).toBeVisible()
      const voter = await room.open(served.meeting.join, { ...phone, locale })
      await expect(voter.getByText(language === 'en' ? /^Secret: / : /^비밀 투표로, /)).toBeVisible()
      expect(room.errors).toEqual([])
    } finally {
      await room.close()
      await served.stop()
    }
  })
