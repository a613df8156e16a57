// The record held against what the screens said: by `spotvote verify`, and by the recount page from disk without a network.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright'
import { pageWords } from '../../recount/page/words.ts'
import { verdict } from '../../recount/words.ts'
import type { ItemView } from '../../shared/meeting/view.ts'

const main = fileURLToPath(new URL('../../dist/server/main.js', import.meta.url))
const w = pageWords.ko

/** What somebody in the last row could have photographed: the wall, and their own phone. */
export interface Photograph {
  item: number
  round: number
  /** What came of it, in Korean; null where the round decides nothing. */
  headline: string | null
  head: string
}

export async function photograph(wall: Page, phone: Page, { number, round }: ItemView): Promise<Photograph> {
  const [, head = ''] = /기록 코드 ([A-Z0-9-]{14})/.exec((await wall.locator('footer').textContent()) ?? '') ?? []
  const headline = round!.outcome && (await phone.locator('.headline').first().textContent())
  return { item: number, round: round!.number, headline, head }
}

/** One line a difference. */
export async function held(
  browser: Browser,
  json: Buffer,
  recount: Buffer,
  photographs: readonly Photograph[],
): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'held-'))
  const [file, html] = [join(folder, 'export.json'), join(folder, 'recount.html')]
  const context = await browser.newContext({ locale: 'ko-KR', offline: true })
  const problems: string[] = []
  try {
    writeFileSync(file, json)
    writeFileSync(html, recount)
    const args = ['verify', file, '--head', photographs.at(-1)!.head, '--json']
    const { stdout } = await promisify(execFile)(process.execPath, [main, ...args]).catch((error) => error)
    if (!JSON.parse(stdout).agrees) problems.push(`verify: ${stdout}`)

    const page = await context.newPage()
    page.on('console', (message) => problems.push(`the recount page complained: ${message.text()}`))
    await page.goto(pathToFileURL(html).href)
    await page.locator('main[data-checked]').waitFor()
    const wrong = await page.locator('.findings.wrong li').allTextContents()
    problems.push(...wrong.map((finding) => `the recount page: ${finding}`))
    for (const { item, round, headline, head } of photographs) {
      await page.getByLabel(w.head).fill(head)
      const answer = await page.getByRole('status').textContent()
      if (!answer?.includes(verdict([{ says: 'right', code: 'photo' }], 'ko')))
        problems.push(`item ${item}, round ${round}: the page does not know the head ${head}: ${answer}`)
      const card = page.locator('article').filter({ hasText: new RegExp(`^${w.item(item, round)}`) })
      for (const side of ['here', 'file']) {
        const there = await card.locator(`.${side} .headline`).textContent()
        if (headline !== null && there !== headline)
          problems.push(`item ${item}, round ${round}: the phone said “${headline}”, the page ${side} “${there}”`)
      }
    }
  } finally {
    await context.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return problems
}
