// The second half of `npm run evening`: a meeting of two groups that uses every kind of ballot. Each count is shown
// step by step, and each result is counted again by `spotvote count`, from three formats.
import { parseArgs } from 'node:util'
import { rest, seeded } from '../../server/rehearsal/moment.ts'
import { anyVote } from '../../server/rehearsal/votes.ts'
import { ballotType } from '../../shared/ballots/registry.ts'
import type { ItemView } from '../../shared/meeting/view.ts'
import { moderatorWords } from '../../shared/words/moderator.ts'
import { fillIn } from '../browser/papers.ts'
import { advance } from '../browser/room.ts'
import { compareCsv, compareJson, compareXlsx, type Exported } from './agree.ts'
import { Book } from './book.ts'
import { counted } from './hand.ts'
import { held, type Photograph, photograph } from './held.ts'
import { recounted } from './recount.ts'
import { openStage } from './stage.ts'

const { values } = parseArgs({
  options: { phones: { type: 'string', default: '200' }, pictures: { type: 'boolean', default: false } },
})
const phones = Number(values.phones)
const w = moderatorWords.ko
const random = seeded(20261123)
const book = new Book()
const began = performance.now()
/** Pictures for the documentation: by item and scene, or phone. */
const documented: Record<string, string> = { '1 3': 'shares', '3 1': 'transfers', '3 phone': 'order' }
const problems: string[] = []
/** After each reveal. */
const photographs: Photograph[] = []
const say = (what: string) => console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${what}`)

const stage = await openStage({
  phones,
  pictures: values.pictures,
  agenda: 'agendas/every-kind.ko.yaml',
  name: 'every-kind',
})
const { moderator, wall, persons, crowd, shoot } = stage

try {
  await evening()
} catch (error) {
  await shoot(moderator, 'failed-moderator').catch(() => {})
  await shoot(wall, 'failed-wall').catch(() => {})
  for (const { name, page } of persons) await shoot(page, `failed-${name}`).catch(() => {})
  problems.push(error instanceof Error ? (error.stack ?? error.message) : String(error))
}
problems.push(...stage.room.errors.map((error) => `a page complained: ${error}`))
const status = await stage.close()
if (status !== 0) problems.push(`the server ended with ${status}`)
say(problems.length === 0 ? 'every count says the same, wherever it is made' : `${problems.length} problems`)
for (const problem of problems) console.error(problem)
process.exit(problems.length === 0 ? 0 : 1)

async function evening() {
  const english = await stage.open(`${stage.links.projector.replace('#', '?lang=en#')}`, {
    viewport: { width: 1024, height: 768 },
  })
  await Promise.all(crowd.map(({ line }, n) => line.send({ type: 'join-group', group: n % 3 ? 'B' : 'A' })))
  for (const [n, { page, language }] of persons.entries()) {
    if (n === 0) await shoot(page, '00-phone-group')
    await page.getByRole('button', { name: n % 2 ? '일반주민' : '주민위원' }).tap()
    await page.getByRole('heading', { name: language === 'ko' ? '입장했습니다' : /You/ }).waitFor()
  }
  const items = await agendaLength()
  for (let number = 1; number <= items; number++) {
    await advance(moderator, number === 1 ? w.steps.show(1) : w.steps.next(number))
    const item = await open(number)
    await vote(item)
    await shoot(wall, `${number}-1-open`)
    await advance(moderator, w.steps.close)
    await advance(moderator, w.steps.reveal)
    await Promise.all(
      crowd.map(({ line }) =>
        line.until(({ current }) => current?.number === number && current.phase === 'revealed', 20_000),
      ),
    )
    await rest(2500)
    await shoot(wall, `${number}-2-revealed`)
    photographs.push(await photograph(wall, persons[0]!.page, crowd[0]!.line.view!.current!))
    await shoot(english, `${number}-2-revealed-english`)
    await heard(number, english)
    for (const { name, page } of persons) await shoot(page, `${number}-3-${name}`)
    await scenes(number, english)
  }
  await takeHome()
}

/** Items on the agenda, without the way in. */
async function agendaLength(): Promise<number> {
  return (await moderator.getByRole('navigation').getByRole('listitem').count()) - 1
}

async function open(number: number): Promise<ItemView> {
  const button = moderator.getByRole('button', { name: w.steps.open })
  await button.waitFor()
  await advance(moderator, w.steps.open)
  const views = await Promise.all(
    crowd.map(({ line }) =>
      line.until(({ current }) => current?.phase === 'open' && current.number === number, 15_000),
    ),
  )
  const item = views[0]!.current!
  book.open(item)
  say(`item ${number} is open: ${item.title}`)
  return item
}

async function vote(item: ItemView) {
  const round = item.round!.id
  const scripted = crowd.map(async (phone) => {
    const [takesPart, choice, delay] = [random() < 0.95, anyVote(item, random), random() * 1500]
    if (!takesPart) return
    await rest(delay)
    await phone.cast(item.id, round, choice)
  })
  for (const { name, page, language } of persons) {
    const choice = anyVote(item, random)
    await page.getByRole('heading', { name: item.title }).waitFor()
    await fillIn(page, item, choice, language)
    await counted(page, language)
    await shoot(page, `${item.number}-0-${name}`, name === 'browser 1' ? documented[`${item.number} phone`] : undefined)
    book.vote(round, name, choice)
  }
  await Promise.all(scripted)
}

/** Both walls say in their language what the phones were told: in these words, whatever the product's catalogue holds. */
async function heard(number: number, english: typeof wall) {
  const { config, round } = crowd[0]!.line.view!.current!
  const outcome = round!.outcome
  if (!outcome) return
  const title = (id: string) =>
    (config as { options: { id: string; title: string }[] }).options.find((o) => o.id === id)!.title
  const expected = (korean: boolean): string[] => {
    if (outcome.type === 'carried') return [korean ? '가결' : 'Carried']
    if (outcome.type === 'rejected') return [korean ? '부결' : 'Rejected']
    if (!('winners' in outcome) || outcome.type !== 'won') return []
    const many = outcome.winners.length
    return many > 3 ? [korean ? `${many}개 선정` : `${many} chosen`] : outcome.winners.map(title)
  }
  for (const [page, korean] of [
    [wall, true],
    [english, false],
  ] as const) {
    const said = (await page.locator('.headline').first().textContent()) ?? ''
    const missing = expected(korean).filter((text) => !said.includes(text))
    if (missing.length > 0) problems.push(`item ${number}: the wall says "${said}" and not ${missing.join(', ')}`)
  }
}

/** Puts every picture of the result on the wall and walks it with the one key. */
async function scenes(number: number, english: typeof wall) {
  const view = crowd[0]!.line.view!.current!
  const words = ballotType(view.kind).words.ko
  const offered = moderator.getByRole('group', { name: w.onWall }).getByRole('button')
  const names = await offered.allTextContents()
  for (const [place, name] of names.entries()) {
    if (place === 0) continue
    await offered.nth(place).click()
    await rest(600)
    let step = 1
    await shoot(wall, `${number}-4-scene-${place}-${step}`)
    while (await moderator.locator('[data-step="scene"]').isVisible()) {
      await moderator.locator('[data-step="scene"]:not([aria-disabled="true"])').waitFor()
      const before = await moderator.locator('[data-step]').textContent()
      await moderator.keyboard.press('Space')
      await moderator.waitForFunction((text) => document.querySelector('[data-step]')?.textContent !== text, before)
      step += 1
    }
    await rest(800)
    await shoot(wall, `${number}-4-scene-${place}-${step}`, documented[`${number} ${place}`])
    await shoot(english, `${number}-4-scene-${place}-${step}-english`)
    say(`  ${words.name}: ${name.trim()}, ${step} ${step === 1 ? 'picture' : 'pictures'}`)
  }
  if (names.length > 0) await offered.first().click()
}

async function takeHome() {
  book.close(crowd)
  const formats = ['json', 'csv', 'xlsx', 'recount']
  const [json, csv, xlsx, recount] = await Promise.all(formats.map((format) => stage.download(format)))
  const exported = JSON.parse(json!.toString('utf8')) as Exported
  problems.push(...book.failures, ...compareJson(exported, book))
  problems.push(...compareCsv(csv!.toString('utf8'), exported), ...compareXlsx(xlsx!, exported))
  problems.push(...(await recounted(json!, exported, (format) => stage.download(format), say)))
  problems.push(...(await held(stage.browser, json!, recount!, photographs)))
}
