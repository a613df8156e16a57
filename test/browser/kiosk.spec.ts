// A tablet left in the middle of a ballot: the next person finds nothing of the one before.
import { expect, test } from 'playwright/test'
import { advance, laptop, people, tablet, words } from './room.ts'
import { serve } from './served.ts'

const agenda = {
  title: 'Neighbours',
  items: [{ title: 'Three projects', kind: 'multiple', options: ['Mill', 'River', 'Tower'], max: 2 }],
}

test('V M17 a tablet that nobody touches for 20 s is back at its start, and keeps nothing for whoever comes next', async ({
  browser,
}) => {
  const served = await serve(agenda)
  const room = people(browser)
  try {
    const moderator = await room.open(served.meeting.moderator, laptop)
    await advance(moderator, words.moderator.steps.show(1))
    await advance(moderator, words.moderator.steps.open)
    const kiosk = await room.open('about:blank', tablet)
    await kiosk.clock.install()
    await kiosk.goto(served.meeting.kiosk)
    const start = kiosk.getByRole('button', { name: words.kiosk.start })
    const river = kiosk.getByRole('button', { name: 'River' })
    await expect(kiosk.getByRole('heading', { name: words.kiosk.ask })).toBeVisible()
    await moderator.getByRole('button', { name: words.moderator.release }).click()
    await start.tap()
    await river.tap()
    await expect(river).toHaveAttribute('aria-pressed', 'true')
    await kiosk.clock.runFor(21_000)
    await expect(kiosk.getByRole('heading', { name: words.kiosk.ask })).toBeVisible()
    for (const leave of [() => kiosk.goBack(), () => kiosk.goForward(), () => kiosk.reload()]) {
      await leave().catch(() => null)
      if (!kiosk.url().startsWith('http')) await kiosk.goForward()
      await expect(kiosk.getByRole('heading', { name: words.kiosk.ask })).toBeVisible()
      await expect(river).toBeHidden()
    }
    await moderator.getByRole('button', { name: words.moderator.release }).click()
    await start.tap()
    await expect(river).toHaveAttribute('aria-pressed', 'false')
    expect(room.errors).toEqual([])
  } finally {
    await room.close()
    await served.stop()
  }
})
