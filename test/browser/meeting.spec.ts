// One meeting with everybody in it: moderator, wall, three phones and a tablet, over plain http as in a hall.
import { expect, test } from 'playwright/test'
import { advance, laptop, people, phone, tablet, wall, words } from './room.ts'
import { serve } from './served.ts'

const agenda = {
  title: 'Neighbours',
  items: [
    { title: 'Where to plant?', kind: 'choice', options: ['Square', 'School', 'River'] },
    { title: 'Adopt the plan', kind: 'motion' },
    { title: 'Two projects', kind: 'multiple', options: ['Bench', 'Lamp', 'Tree', 'Path'], max: 2 },
    { title: 'How was it?', kind: 'rating', labels: ['bad', 'good'] },
  ],
}

const places: [place: string, args: string[]][] = [
  ['loopback', ['--host', '127.0.0.1']],
  ['the network address', []],
]

for (const [place, args] of places)
  test(`V a whole meeting on ${place}: join, vote in every kind, change, kiosk, reveal, results`, async ({
    browser,
  }) => {
    const served = await serve(agenda, ...args)
    // All at the address of the QR: without a network that is this machine's own name for itself.
    const { origin } = new URL(served.meeting.join)
    const at = (link: string) => origin + link.slice(new URL(link).origin.length)
    const room = people(browser)
    try {
      const { meeting } = served
      const moderator = await room.open(at(meeting.moderator), laptop)
      const projector = await room.open(at(meeting.projector), wall)
      const phones = await Promise.all([1, 2, 3].map(() => room.open(meeting.join, phone)))
      const kiosk = await room.open(at(meeting.kiosk), tablet)
      await expect(projector.getByText(words.projector.joined(3))).toBeVisible()
      await expect(phones[0]!.getByRole('heading', { name: words.phone.waiting })).toBeVisible()

      await advance(moderator, words.moderator.steps.show(1))
      await expect(projector.getByRole('heading', { name: 'Where to plant?' })).toBeVisible()
      await advance(moderator, words.moderator.steps.open)
      for (const [n, choice] of ['Square', 'Square', 'River'].entries()) {
        await phones[n]!.getByRole('button', { name: choice }).tap()
        await expect(phones[n]!.getByText(/Counted\. Your vote/).first()).toBeVisible()
      }
      await expect(projector.getByText(words.projector.participation(3, 3))).toBeVisible()
      // Direction stays hidden, and a vote can be changed.
      await expect(projector.getByText('67%')).toBeHidden()
      await phones[2]!.getByRole('button', { name: 'School' }).tap()
      await expect(phones[2]!.getByText('Counted. Your vote: B School').first()).toBeVisible()

      // The desk lets one person vote on the tablet, once.
      await expect(kiosk.getByRole('heading', { name: words.kiosk.ask })).toBeVisible()
      await moderator.getByRole('button', { name: words.moderator.release }).click()
      await kiosk.getByRole('button', { name: words.kiosk.start }).tap()
      await kiosk.getByRole('button', { name: 'River' }).tap()
      await expect(kiosk.getByRole('heading', { name: words.kiosk.thanks })).toBeVisible()
      await expect(kiosk.getByRole('heading', { name: words.kiosk.ask })).toBeVisible({ timeout: 8000 })
      await expect(kiosk.getByText('River')).toBeHidden()
      await kiosk.goBack({ timeout: 2000 }).catch(() => null)
      await expect(kiosk.getByRole('heading', { name: words.kiosk.ask })).toBeVisible()
      await expect(projector.getByText(words.projector.participation(4, 4))).toBeVisible()

      // A reload keeps seat and vote.
      await phones[0]!.reload()
      await expect(phones[0]!.getByText('Counted. Your vote: A Square').first()).toBeVisible()

      await advance(moderator, words.moderator.steps.close)
      await expect(phones[1]!.getByText(words.phone.closed).first()).toBeVisible()
      await advance(moderator, words.moderator.steps.reveal)
      await expect(projector.getByText('Square', { exact: false }).first()).toBeVisible()
      await expect(phones[1]!.getByText('Most votes: 2.').first()).toBeVisible()

      await advance(moderator, words.moderator.steps.next(2), 'PageDown')
      await advance(moderator, words.moderator.steps.open, 'PageDown')
      await phones[0]!.getByRole('button', { name: 'In favour' }).tap()
      await phones[1]!.getByRole('button', { name: 'In favour' }).tap()
      await phones[2]!.getByRole('button', { name: 'Against' }).tap()
      await expect(projector.getByText(/3 of \d present have voted/)).toBeVisible()
      await advance(moderator, words.moderator.steps.close, 'PageDown')
      // Back undoes a close before the reveal; whoever voted stays counted.
      await moderator.getByRole('button', { name: words.moderator.steps.reveal }).waitFor()
      await expect(moderator.getByRole('button', { name: words.moderator.undoClose })).toBeEnabled()
      await moderator.keyboard.press('Backspace')
      await expect(
        phones[0]!
          .getByText(words.phone.elsewhere)
          .or(phones[0]!.getByText(/Counted/))
          .first(),
      ).toBeVisible()
      await advance(moderator, words.moderator.steps.close)
      await advance(moderator, words.moderator.steps.reveal)
      await expect(projector.getByText('Carried', { exact: true })).toBeVisible()
      await expect(projector.getByText(/^2 in favour, 1 against\./)).toBeVisible()

      await advance(moderator, words.moderator.steps.next(3))
      await advance(moderator, words.moderator.steps.open)
      for (const page of phones) {
        await page.getByRole('button', { name: 'Lamp' }).tap()
        await page.getByRole('button', { name: 'Tree' }).tap()
        await page.getByRole('button', { name: /^Vote/ }).tap()
        await expect(page.getByText(/Counted\. Your vote/).first()).toBeVisible()
      }
      await advance(moderator, words.moderator.steps.close)
      await advance(moderator, words.moderator.steps.reveal)

      await advance(moderator, words.moderator.steps.next(4))
      await advance(moderator, words.moderator.steps.open)
      for (const [n, page] of phones.entries()) await page.getByRole('button', { name: String(n + 3) }).tap()
      await expect(projector.getByText(/3 of \d present have voted/)).toBeVisible()
      await advance(moderator, words.moderator.steps.close)
      await advance(moderator, words.moderator.steps.reveal)
      await expect(projector.getByText('4.00')).toBeVisible()

      const results = await room.open(`${origin}/${meeting.code}/results`, phone)
      await expect(results.getByText('Carried', { exact: true })).toBeVisible()
      expect(room.errors).toEqual([])
    } finally {
      await room.close()
      await served.stop()
    }
  })

test('P keys leave the address bar at once, and a page reloaded keeps its role', async ({ browser }) => {
  const served = await serve(agenda, '--host', '127.0.0.1')
  const room = people(browser)
  try {
    for (const link of [served.meeting.moderator, served.meeting.projector, served.meeting.kiosk, served.organizer]) {
      const key = link.split('#')[1]!
      const page = await room.open('about:blank')
      const asked: string[] = []
      page.on('request', (request) => asked.push(`${request.url()} ${request.headers()['referer'] ?? ''}`))
      await page.goto(link)
      await expect.poll(() => page.url()).not.toContain('#')
      await page.reload()
      await expect(page.locator('body')).not.toContainText('link is not valid')
      expect(await page.content()).not.toContain(key)
      expect(page.url()).not.toContain(key)
      // Nor does the way back lead to it, nor does any other address or referrer hold it: the fragment never travels.
      await page.goBack()
      expect(page.url()).not.toContain(key)
      expect(asked.length).toBeGreaterThan(2)
      expect(asked.filter((address) => address.replace(`#${key}`, '').includes(key))).toEqual([])
      expect(asked.filter((address) => !address.endsWith(' ')).map((address) => address.split(' ')[1])).toEqual([])
    }
  } finally {
    await room.close()
    await served.stop()
  }
})

test('P a plain-http name is no secure context, and everything works on it', async ({ browser }) => {
  const port = 20_000 + Math.floor(Math.random() * 20_000)
  const served = await serve(
    agenda,
    '--host',
    '127.0.0.1',
    '--port',
    String(port),
    '--public-url',
    `http://vote.room:${port}`,
  )
  const room = people(browser)
  try {
    const page = await room.open(served.meeting.join, phone)
    expect(await page.evaluate(() => isSecureContext)).toBe(false)
    await expect(page.getByRole('heading', { name: words.phone.waiting })).toBeVisible()
    const moderator = await room.open(served.meeting.moderator, laptop)
    await advance(moderator, words.moderator.steps.show(1))
    await advance(moderator, words.moderator.steps.open)
    await page.getByRole('button', { name: 'School' }).tap()
    await expect(page.getByText('Counted. Your vote: B School').first()).toBeVisible()
    expect(room.errors).toEqual([])
  } finally {
    await room.close()
    await served.stop()
  }
})
