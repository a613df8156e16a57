// Phones whose clocks are wrong, or are set in the middle of a countdown: what is left is what the server says.
import { expect, type Page, test } from 'playwright/test'
import { advance, laptop, people, phone, words } from './room.ts'
import { serve } from './served.ts'

const HOURS = 3_600_000
const agenda = { title: 'Neighbours', items: [{ title: 'Adopt the plan', kind: 'motion', seconds: 600 }] }

/** Seconds left, as a page shows them. */
async function left(page: Page): Promise<number> {
  const text = await page
    .getByText(/\b\d{1,2}:\d\d\b/)
    .first()
    .innerText()
  const [, minutes, seconds] = /(\d{1,2}):(\d\d)/.exec(text)!
  return Number(minutes) * 60 + Number(seconds)
}

test('V11 with a clock two hours off, or set while a countdown runs, a phone shows the time that is left', async ({
  browser,
}) => {
  const served = await serve(agenda)
  const room = people(browser)
  /** A phone whose clock is off by so much, and that can be set again. */
  const wrong = async (off: number) => {
    const page = await room.open('about:blank', phone)
    await page.addInitScript((off) => {
      const real = Date.now
      Object.assign(window, { off })
      Date.now = () => real() + (window as unknown as { off: number }).off
    }, off)
    await page.goto(served.meeting.join)
    return page
  }
  try {
    const moderator = await room.open(served.meeting.moderator, laptop)
    await advance(moderator, words.moderator.steps.show(1))
    await advance(moderator, words.moderator.steps.open)
    const phones = [await wrong(0), await wrong(2 * HOURS), await wrong(-2 * HOURS)]
    const agree = async () => {
      const shown = await Promise.all([moderator, ...phones].map(left))
      expect(Math.min(...shown)).toBeGreaterThan(500)
      expect(Math.max(...shown) - Math.min(...shown)).toBeLessThanOrEqual(3)
    }
    await agree()
    for (const [n, off] of [-2, 0, 2].entries()) {
      await phones[n]!.evaluate((off) => void Object.assign(window, { off }), off * HOURS)
      const before = await left(phones[n]!)
      await expect.poll(() => left(phones[n]!)).not.toBe(before)
    }
    await agree()
    for (const page of phones) {
      await page.getByRole('button', { name: 'In favour' }).tap()
      await expect(page.getByText(/Counted\. Your vote: In favour/).first()).toBeVisible()
    }
    await expect(moderator.getByText(words.moderator.participation(3, 3)).first()).toBeVisible()
    expect(room.errors).toEqual([])
  } finally {
    await room.close()
    await served.stop()
  }
})
