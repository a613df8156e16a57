// The people of a meeting as pages of a real browser, each in a context of their own.
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright/test'
import { alarmWords } from '../../shared/words/alarms.ts'
import { aroundWords } from '../../shared/words/around.ts'
import { kioskWords } from '../../shared/words/kiosk.ts'
import { moderatorWords } from '../../shared/words/moderator.ts'
import { phoneWords } from '../../shared/words/phone.ts'
import { projectorWords } from '../../shared/words/projector.ts'

export const words = {
  kiosk: kioskWords.en,
  moderator: { ...moderatorWords.en, ...alarmWords.en },
  phone: { ...phoneWords.en, ...aroundWords.en },
  projector: projectorWords.en,
}

/** A phone of the smaller sort, English unless told otherwise. */
export const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
  locale: 'en-GB',
}
export const wall: BrowserContextOptions = { viewport: { width: 1920, height: 1080 }, locale: 'en-GB' }
export const laptop: BrowserContextOptions = { viewport: { width: 1280, height: 800 }, locale: 'en-GB' }
export const tablet: BrowserContextOptions = { ...phone, viewport: { width: 810, height: 1080 } }

/** Opens pages and closes them together; whatever a page logs as an error is kept, and must be nothing. */
export function people(browser: Browser) {
  const contexts: BrowserContext[] = []
  const errors: string[] = []

  async function open(url: string, options: BrowserContextOptions = laptop): Promise<Page> {
    const context = await browser.newContext(options)
    contexts.push(context)
    const page = await context.newPage()
    page.on('pageerror', (error) => errors.push(String(error)))
    page.on('console', (message) => {
      // A browser reports a lost connection as an error; that is what some of these tests are about.
      if (message.type() === 'error' && !/WebSocket|ERR_|Failed to load resource/.test(message.text()))
        errors.push(message.text())
    })
    await page.goto(url)
    return page
  }

  return {
    errors,
    open,
    async close() {
      await Promise.all(contexts.map((context) => context.close()))
    },
  }
}

/** Presses the moderator's one key and waits until the step it takes is there to be taken, by the button's name. */
export async function advance(moderator: Page, from: string | RegExp, key = 'Space') {
  const button = moderator.getByRole('button', { name: from })
  await button.waitFor()
  await moderator.waitForFunction(
    (name) => {
      const buttons = [...document.querySelectorAll('button')]
      const found = buttons.find((button) => new RegExp(name).test(button.textContent ?? ''))
      return found && !found.disabled && found.ariaDisabled !== 'true'
    },
    typeof from === 'string' ? from : from.source,
  )
  await moderator.keyboard.press(key)
  await button.waitFor({ state: 'hidden' })
}
