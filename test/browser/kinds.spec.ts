// Every kind of ballot on phones and walls, in both languages: open, voted, revealed, and each picture of its result.
import { readFileSync } from 'node:fs'
import { expect, type Page, test } from 'playwright/test'
import { nextStep } from '../../client/moderator/step.ts'
import { Line } from '../../server/rehearsal/line.ts'
import { seeded } from '../../server/rehearsal/moment.ts'
import { anyVote } from '../../server/rehearsal/votes.ts'
import { agendaFile, parseAgenda } from '../../shared/formats/agenda.ts'
import { moderatorWords } from '../../shared/words/moderator.ts'
import { keyOf } from '../load/server.ts'
import { inspect, keep } from './look.ts'
import { fillIn } from './papers.ts'
import { laptop, people, phone } from './room.ts'
import { serve } from './served.ts'

const w = moderatorWords.en
const small = { ...phone, viewport: { width: 360, height: 740 } }
const korean = { locale: 'ko-KR' }

/** Items in the first of two halves of the agenda. */
const HALF = 5

/** The agenda of all kinds, for voters who are all alike. */
const agenda = () => {
  const written = parseAgenda(readFileSync(new URL('../../agendas/every-kind.ko.yaml', import.meta.url), 'utf8'))
  return { ...written, groups: [] }
}

/** A room that goes through items of the agenda: two phones, two walls, a desk, and a line that takes its steps at once. */
async function hall(browser: Parameters<typeof people>[0], from = 0, to?: number) {
  const { items: all, ...rest } = agenda()
  const items = all.slice(from, to)
  const served = await serve(
    agendaFile({ ...rest, items }),
    '--host',
    '127.0.0.1',
    '--public-url',
    'http://192.168.0.12:8080',
  )
  const room = people(browser)
  const { meeting, port } = served
  const url = `http://127.0.0.1:${port}`
  const here = (link: string) => link.replace('http://192.168.0.12:8080', url)
  const desk = new Line<'moderator'>({ url, role: 'moderator', meeting: meeting.code, key: keyOf(meeting.moderator) })
  const moderator = await room.open(here(meeting.moderator), laptop)
  const walls: [string, Page][] = [
    ['wall-ko', await room.open(here(meeting.projector), { ...laptop, viewport: { width: 1920, height: 1080 } })],
    [
      'wall-en',
      await room.open(here(meeting.projector).replace('#', '?lang=en#'), { viewport: { width: 1024, height: 768 } }),
    ],
  ]
  const voters: [string, Page][] = [
    ['phone-ko', await room.open(here(meeting.join), { ...small, ...korean })],
    ['phone-en', await room.open(here(meeting.join), phone)],
  ]
  return {
    items,
    moderator,
    walls,
    voters,
    room,
    /** Takes these steps with the nth item. */
    async step(n: number, ...types: string[]) {
      const { agenda } = await desk.until(() => true)
      for (const type of types) expect(await desk.send({ type, item: agenda[n]!.id }), type).toMatchObject({ ok: true })
    },
    /** Once the nth sort of picture is on the wall, goes on to the last of its sort. */
    async walk(sort: number) {
      await desk.until(({ current }) => current!.round!.scene?.name === current!.round!.scenes[sort - 1]!.name)
      const stepOf = () => JSON.stringify(nextStep(desk.view!))
      for (let step = nextStep(desk.view!); step.name === 'scene'; step = nextStep(desk.view!)) {
        const before = stepOf()
        expect(await desk.send({ ...step.command! })).toMatchObject({ ok: true })
        await desk.until(() => stepOf() !== before)
      }
    },
    async stop() {
      desk.close()
      await room.close()
      await served.stop()
    },
  }
}

/** Waits until a phone or a wall says what came of the item. */
async function revealed(page: Page, { title }: { title: string }) {
  await page.getByRole('heading', { name: title }).first().waitFor()
  await page.locator('.band .reveal').or(page.locator('.page .tally')).first().waitFor()
}

// Side by side: together they are the longest of the browser's tests.
test.describe.configure({ mode: 'parallel' })

for (const [part, from, to] of [
  ['the first', 0, HALF],
  ['the other', HALF, undefined],
] as const)
  test(`V every kind, on phone and wall, in both languages: ${part} half`, async ({ browser }) => {
    test.setTimeout(240_000)
    const { items, moderator, walls, voters, room, step, walk, stop } = await hall(browser, from, to)
    const random = seeded(7)
    try {
      for (const [n, item] of items.entries()) {
        const look = async (pages: [string, Page][], phase: string) => {
          // Axe reads one language of a pair, in turn. Walls are light whatever the machine prefers, one phone is dark.
          for (const [at, [name, page]] of pages.entries()) {
            const title = `kind-${from + n + 1}-${phase}-${name}`
            if ((n + at) % 2 === 1) await keep(page, title)
            else await inspect(page, title, [name === 'phone-en' ? 'dark' : 'light'])
          }
        }
        await step(n, 'show', 'open')
        for (const [name, page] of voters) {
          await page.getByRole('heading', { name: item.title }).waitFor()
          const language = name === 'phone-ko' ? 'ko' : 'en'
          if (name === 'phone-ko') await look([[name, page]], '1-open')
          await fillIn(page, item, anyVote(item, random), language)
          await page
            .getByText(language === 'ko' ? /투표 완료/ : /Counted\./)
            .first()
            .waitFor()
        }
        await look([...walls, ...voters], '2-voted')
        await step(n, 'close', 'reveal')
        for (const [, page] of [...walls, ...voters]) await revealed(page, item)
        await look([...walls, ...voters], '3-revealed')
        const pictures = moderator.getByRole('group', { name: w.onWall }).getByRole('button')
        for (let at = 1; at < (await pictures.count()); at++) {
          await pictures.nth(at).click()
          await expect(pictures.nth(at)).toHaveAttribute('aria-pressed', 'true')
          await walk(at)
          await look(walls, `4-scene-${at}`)
        }
        await inspect(moderator, `kind-${from + n + 1}-5-moderator`, ['light'])
      }
      expect(room.errors).toEqual([])
    } finally {
      await stop()
    }
  })

test('B6 V every kind where nobody votes', async ({ browser }) => {
  test.setTimeout(240_000)
  const { items, walls, voters, room, step, stop } = await hall(browser)
  try {
    for (const [n, item] of items.entries()) {
      await step(n, 'show', 'open', 'close', 'reveal')
      for (const [, page] of [...walls, ...voters]) await revealed(page, item)
      await keep(walls[n % 2]![1], `kind-${n + 1}-6-nobody-wall`)
      await keep(voters[n % 2]![1], `kind-${n + 1}-6-nobody-phone`)
      for (const [, page] of [...walls, ...voters])
        expect(await page.locator('body').textContent()).not.toMatch(/\b(NaN|undefined|Infinity|null)\b/)
    }
    expect(room.errors).toEqual([])
  } finally {
    await stop()
  }
})
