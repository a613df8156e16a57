// Hostile texts in every field that people can type, on every screen: shown as text, and the layout holds.
import { type Browser, expect, type Page, test } from 'playwright/test'
import { Line } from '../../server/rehearsal/line.ts'
import { seeded } from '../../server/rehearsal/moment.ts'
import { Phone } from '../../server/rehearsal/phone.ts'
import { anyVote } from '../../server/rehearsal/votes.ts'
import { tidy } from '../../shared/tidy.ts'
import { corpus, filled, markup } from './corpus.ts'
import { laptop, people, phone, tablet, wall, words } from './room.ts'
import { serve } from './served.ts'

let next = 0
/** The next text of the corpus, short or as long as its field takes it. */
const text = (length = 40) => filled(next++, length)
const options = (count: number, length = 60) =>
  Array.from({ length: count }, (_, n) => ({ title: `${n} ${text(length)}`, description: text(200) }))

const agenda = {
  title: `<i>${corpus[0]} ${corpus[6]} ${filled(9, 140)}`,
  groups: [corpus[0]!.slice(0, 60), corpus[7]!.slice(0, 60), `${corpus[6]} `.slice(0, 60)],
  items: [
    { title: `${markup[0]} ${text(200)}`, description: markup.join('\n'), kind: 'motion', rule: 'two-thirds-present' },
    { title: corpus[7]!, description: text(4000), kind: 'choice', options: options(6), visibility: 'live' },
    { title: text(300), kind: 'ranking', options: options(5), visibility: 'live' },
    {
      title: corpus[8]!,
      kind: 'budget',
      budget: 10_000,
      currency: '<b>€\u202e',
      ballot: 'approval',
      count: 'both',
      projects: options(5, 190).map((project) => ({ ...project, cost: 3000 })),
    },
    {
      title: corpus[10]!,
      kind: 'grid',
      statements: options(3),
      labels: [markup[1]!.slice(0, 60), corpus[9]!.slice(0, 60)],
    },
    { title: corpus[9]!, kind: 'number', low: 0, high: 100, unit: '<u>km\u202e\u0301\u0301' },
    { title: '__proto__', kind: 'text', answers: 3, length: 200, visibility: 'live' },
    { title: corpus[12]!, kind: 'quiz', options: options(4), answer: 'A', secrecy: 'named' },
  ],
}

/** Pages that tell of every script, dialog and breach of their policy. */
async function audience(browser: Browser) {
  const room = people(browser)
  const alarms: string[] = []
  return {
    ...room,
    alarms,
    async open(name: string, url: string, options: object): Promise<Page> {
      const page = await room.open('about:blank', options)
      page.on('dialog', (dialog) => {
        alarms.push(`${name}: ${dialog.message()}`)
        void dialog.dismiss()
      })
      page.on('request', (request) => {
        if (!/^http:\/\/127\.0\.0\.1:|^data:/.test(request.url())) alarms.push(`${name} asked for ${request.url()}`)
      })
      await page.exposeFunction('alarm', (what: string) => alarms.push(`${name}: ${what}`))
      await page.addInitScript(() => {
        const { alarm } = window as unknown as { alarm: (what: string) => void }
        document.addEventListener('securitypolicyviolation', (event) =>
          alarm(`${event.violatedDirective} ${event.blockedURI}`),
        )
        Object.defineProperty(window, 'hit', { set: (value) => alarm(`script ${value}`) })
      })
      await page.goto(url)
      return page
    },
  }
}

/** What is wrong with the layout of a page, in words. */
const broken = (page: Page) =>
  page.evaluate(() => {
    const found: string[] = []
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth > clientWidth) found.push(`${scrollWidth} wide on a screen of ${clientWidth}`)
    const header = document.querySelector('.page > header:has(.meeting)')
    if (header && header.clientHeight > innerHeight / 6) found.push('the header takes the page')
    for (const part of document.querySelectorAll('.join > img, .join .code, .join .joined')) {
      const { top, right, bottom } = part.getBoundingClientRect()
      if (top < 0 || bottom > innerHeight || right > innerWidth) found.push(`${part.className || 'the QR'} is cut`)
    }
    const stage = document.querySelector('.stage')
    if (!stage) return found
    const { bottom } = stage.lastElementChild!.getBoundingClientRect()
    if (bottom > innerHeight + 1) found.push(`the foot ends at ${bottom} of ${innerHeight}`)
    const foot = stage.querySelector('footer')!
    for (const part of foot.querySelectorAll<HTMLElement>('*'))
      if (part.scrollWidth > part.clientWidth + 1) found.push(`cut: ${part.textContent}`)
    const lines = Math.round(foot.clientHeight / (1.2 * Number.parseFloat(getComputedStyle(foot).fontSize)))
    if (lines > 4) found.push(`the foot has ${lines} lines`)
    // The quiet zone of the picture, a tenth of it on each side, may lie over the margins and under other things.
    const qr = stage.querySelector('.way-in img')!.getBoundingClientRect()
    if (qr.right > innerWidth + qr.width / 10 || qr.top < -qr.height / 10) found.push('the QR is cut')
    for (const part of stage.querySelectorAll('.tally *, h1, .band *, .kicker, footer *')) {
      const box = part.getBoundingClientRect()
      const over = Math.min(box.right, qr.right) - Math.max(box.left, qr.left)
      const under = Math.min(box.bottom, qr.bottom) - Math.max(box.top, qr.top)
      if (over > qr.width / 10 && under > qr.height / 10)
        found.push(`${part.className || part.tagName} lies over the QR`)
    }
    return [...new Set(found)]
  })

test('V18 hostile texts in every field, on every screen', async ({ browser }) => {
  test.setTimeout(240_000)
  const served = await serve(agenda, '--host', '127.0.0.1', '--public-url', 'http://192.168.0.12:8080')
  const { meeting, organizer, port } = served
  const url = `http://127.0.0.1:${port}`
  const here = (link: string) => link.replace('http://192.168.0.12:8080', url)
  const { alarms, errors, open, close } = await audience(browser)
  const key = new URL(meeting.moderator).hash.slice(1)
  const desk = new Line<'moderator'>({ url, role: 'moderator', meeting: meeting.code, key })
  const voters = Array.from({ length: 4 }, () => new Phone({ url, meeting: meeting.code }))
  const random = seeded(4)
  const send = async (command: { type: string } & Record<string, unknown>) =>
    expect(await desk.send(command), command.type).toMatchObject({ ok: true })
  try {
    await desk.until(() => true)
    const walls: [string, Page][] = [
      ['wall', await open('wall', here(meeting.projector), wall)],
      [
        'small wall',
        await open('small wall', here(meeting.projector), { ...wall, viewport: { width: 1024, height: 768 } }),
      ],
    ]
    const hand = await open('phone', here(meeting.join), { ...phone, viewport: { width: 360, height: 740 } })
    const tabletPage = await open('kiosk', here(meeting.kiosk), tablet)
    const moderator = await open('moderator', here(meeting.moderator), laptop)
    const pages: [string, Page][] = [...walls, ['phone', hand], ['moderator', moderator], ['kiosk', tabletPage]]
    const look = async (phase: string, some = pages) => {
      for (const [name, page] of some) {
        const wrong = await broken(page)
        expect.soft(wrong, `${name} ${phase}`).toEqual([])
        if (wrong.length === 0 && !process.env['PICTURES']) continue
        await page.screenshot({ path: `test/artifacts/texts/${phase}-${name.replace(' ', '-')}.png` })
      }
    }
    const title = tidy(agenda.title)
    for (const [name, page] of pages) await expect(page.getByText(title).first(), name).toBeVisible()
    for (const [n, voter] of voters.entries()) {
      await voter.line.until(() => true)
      await voter.line.send({ type: 'join-group', group: 'ABC'[n % 3]! })
    }
    await look('0-join')

    const first = desk.view!.agenda[0]!.id
    await send({ type: 'show', item: first })
    await send({ type: 'open', item: first })
    const groups = hand.getByRole('main').getByRole('button')
    await expect(groups.first()).toContainText(corpus[0]!.slice(0, 60).trim())
    await look('0-groups', [['phone', hand]])
    await groups.first().tap()
    await send({ type: 'release' })
    await tabletPage.getByRole('button', { name: words.kiosk.start }).tap()
    await tabletPage.getByRole('main').getByRole('button').first().tap()
    await expect(tabletPage.getByText(markup[0]!).first()).toBeVisible()
    await look('0-kiosk', [['kiosk', tabletPage]])

    for (const [n, { id: item, kind }] of desk.view!.agenda.entries()) {
      if (n > 0) {
        await send({ type: 'show', item })
        await send({ type: 'open', item })
      }
      const { current } = await voters[0]!.line.until(
        (view) => view.current?.id === item && view.current.phase === 'open',
      )
      const round = current!.round!.id
      for (const [v, voter] of voters.entries()) {
        const vote = kind === 'text' ? [v, v + 4, v + 8].map((at) => filled(at, 150)) : anyVote(current!, random)
        await voter.cast(item, round, vote)
      }
      const heading = tidy(agenda.items[n]!.title)
      for (const [name, page] of [...walls, pages[2]!, pages[3]!])
        await expect(page.getByRole('heading', { name: heading, exact: true }).first(), `${name} ${kind}`).toBeVisible()
      await expect(hand.getByRole('main').getByRole('group').or(hand.getByRole('textbox')).first()).toBeVisible()
      await look(`${n + 1}-open`, pages.slice(0, 4))
      await send({ type: 'close', item })
      await send({ type: 'reveal', item })
      await expect(hand.locator('.tally').first()).toBeVisible()
      for (const [, page] of walls) await expect(page.locator('.open')).toHaveCount(0)
      await look(`${n + 1}-revealed`, pages.slice(0, 4))
    }

    // What the desk says when it has a vote held again, and when it takes one back.
    const item = desk.view!.agenda[0]!.id
    await send({ type: 'show', item })
    await send({ type: 'open', item, reason: `${markup[0]} ${filled(9, 400)}` })
    await expect(hand.getByText(/This vote is held again/)).toBeVisible()
    await look('9-again', pages.slice(0, 4))
    await send({ type: 'void', item, reason: `${markup[0]} ${filled(8, 400)}` })
    await expect(hand.getByText(words.phone.voided, { exact: true })).toBeVisible()
    await look('9-void', pages.slice(0, 4))

    const results = await open('results', `${url}/${meeting.code}/results`, {
      ...phone,
      viewport: { width: 360, height: 740 },
    })
    await expect(results.getByText(tidy(agenda.items[3]!.title)).first()).toBeVisible()
    const office = await open('organizer', here(organizer), laptop)
    await office.getByRole('button', { name: /^Edit/ }).click()
    await expect(office.getByText(tidy(agenda.items[0]!.title)).first()).toBeVisible()
    await look('9-last', [
      ['results', results],
      ['organizer', office],
    ])
    expect(alarms).toEqual([])
    expect(errors).toEqual([])
  } finally {
    desk.close()
    for (const { line } of voters) line.close()
    await close()
    await served.stop()
  }
})
