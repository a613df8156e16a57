// Looking at a page as a machine can: axe in both colour schemes, nothing wider than the screen, and a picture to keep.
import axe, { type AxeResults } from 'axe-core'
import { expect, type Page } from 'playwright/test'

declare global {
  interface Window {
    axe: typeof axe
  }
}

const artifacts = 'test/artifacts/screens'
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Runs axe in a page, where it is put once: putting it there takes longer than looking. */
async function look(page: Page): Promise<AxeResults> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  return page.evaluate((values) => window.axe.run({ runOnly: { type: 'tag', values } }), tags)
}

/** Runs axe on a page in these colour schemes and keeps a picture of it. */
export async function inspect(page: Page, name: string, schemes: readonly ('light' | 'dark')[] = ['light', 'dark']) {
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations } = await look(page)
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join('\n  ')}`)
    expect.soft(found, `${name} ${colorScheme}`).toEqual([])
    if (colorScheme === schemes[0]) await keep(page, name)
  }
}

/** Keeps a picture of a page, on which nothing may be wider than the screen. */
export async function keep(page: Page, name: string) {
  await page.screenshot({ path: `${artifacts}/${name}.png` })
  const [wide, room] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ])
  expect.soft(wide, `${name} is wider than the screen`).toBeLessThanOrEqual(room!)
}
