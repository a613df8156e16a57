// The organizer's page: a meeting made, its items typed, moved and copied, its agenda taken home and brought back.
import { readFileSync } from 'node:fs'
import { expect, test } from 'playwright/test'
import { parseAgenda } from '../../shared/formats/agenda.ts'
import { formWords } from '../../shared/words/form.ts'
import { organizerWords } from '../../shared/words/organizer.ts'
import { laptop, people, phone, words } from './room.ts'
import { serve } from './served.ts'

const w = organizerWords.en

test('P a meeting is made, edited, ordered, downloaded and made again from the file', async ({ browser }) => {
  const served = await serve({ title: 'First', items: [] }, '--host', '127.0.0.1')
  const room = people(browser)
  try {
    const page = await room.open(served.organizer, { ...laptop, acceptDownloads: true })
    await page.getByLabel(w.title).fill('봄 총회')
    await page.getByRole('button', { name: w.makeDo }).click()
    await expect(page.getByText(w.noItems)).toBeVisible()

    const add = async (title: string, kind: string, options: string[] = []) => {
      await page.getByRole('button', { name: w.addItem }).click()
      await page.getByLabel(w.title, { exact: true }).last().fill(title)
      await page.getByLabel(w.kind).selectOption({ label: kind })
      for (const [n, option] of options.entries())
        await page.getByLabel(formWords.en.option(n + 1), { exact: true }).fill(option)
      await page.getByRole('button', { name: w.save }).click()
      await expect(page.getByRole('button', { name: w.duplicateItem(title) })).toBeVisible()
    }
    await add('예산안 승인', 'Motion')
    await add('어디에 심을까요?', 'Choice', ['광장', '학교'])
    await page.getByRole('button', { name: w.up('어디에 심을까요?') }).click()
    await page.getByRole('button', { name: w.duplicateItem('예산안 승인') }).click()
    await expect(page.getByRole('button', { name: w.duplicateItem('예산안 승인') })).toHaveCount(2)

    const downloading = page.waitForEvent('download')
    await page.getByRole('button', { name: w.formats.agenda }).click()
    const text = readFileSync(await (await downloading).path(), 'utf8')
    const { title, items } = parseAgenda(text)
    expect(title).toBe('봄 총회')
    expect(items.map((item) => item.title)).toEqual(['어디에 심을까요?', '예산안 승인', '예산안 승인'])

    await page
      .getByRole('button', { name: w.back })
      .or(page.getByRole('link', { name: w.back }))
      .first()
      .click()
    // A wrong file is refused with its line, and stays where it was typed.
    const wrong = text.replace('choice', 'poll')
    await page.getByLabel(w.paste).fill(wrong)
    await page.getByRole('button', { name: w.fromFileDo }).click()
    await expect(page.getByText(/Line \d+/)).toBeVisible()
    await expect(page.getByLabel(w.paste)).toHaveValue(wrong)
    await page.getByLabel(w.paste).fill(text)
    await page.getByRole('button', { name: w.fromFileDo }).click()
    await expect(page.getByRole('button', { name: w.duplicateItem('어디에 심을까요?') })).toBeVisible()
    expect(room.errors).toEqual([])
  } finally {
    await room.close()
    await served.stop()
  }
})

test('P a phone gets in at the address that the QR says', async ({ browser }) => {
  const served = await serve({ title: 'Neighbours', items: [{ title: 'Adopt the plan', kind: 'motion' }] })
  const room = people(browser)
  try {
    // On a machine without a network this is the machine itself; everywhere else it is its address in the network.
    const page = await room.open(served.meeting.join, phone)
    await expect(page.getByRole('heading', { name: words.phone.waiting })).toBeVisible()
    const plain = await room.open(new URL('/', served.meeting.join).href, phone)
    await expect(plain.getByRole('heading', { name: words.phone.waiting })).toBeVisible()
    expect(room.errors).toEqual([])
  } finally {
    await room.close()
    await served.stop()
  }
})
