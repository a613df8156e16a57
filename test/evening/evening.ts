// `npm run evening`: a residents' assembly from the first "you're in" to the exported spreadsheet, server killed once.
// With `--pictures` it also renews the pictures of the documentation, with `--secrecy MODE` every vote is held in that mode.
import { parseArgs } from 'node:util'
import type { Page } from 'playwright'
import { rest, seeded } from '../../server/rehearsal/moment.ts'
import { anyVote } from '../../server/rehearsal/votes.ts'
import { secrecies } from '../../shared/meeting/meeting.ts'
import type { ItemView } from '../../shared/meeting/view.ts'
import { kioskWords } from '../../shared/words/kiosk.ts'
import { moderatorWords } from '../../shared/words/moderator.ts'
import { advance } from '../browser/room.ts'
import { compareCsv, compareJson, compareXlsx, type Exported } from './agree.ts'
import { Book } from './book.ts'
import { counted, tap } from './hand.ts'
import { held, type Photograph, photograph } from './held.ts'
import { openStage } from './stage.ts'

const { values } = parseArgs({
  options: {
    phones: { type: 'string', default: '300' },
    pictures: { type: 'boolean', default: false },
    secrecy: { type: 'string' },
  },
})
const phones = Number(values.phones)
const w = moderatorWords.ko
const random = seeded(20261122)
const book = new Book()
const began = performance.now()
const problems: string[] = []
/** After each reveal. */
const photographs: Photograph[] = []
const say = (what: string) => console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${what}`)

const secrecy = secrecies.find((mode) => mode === values.secrecy)
const stage = await openStage({ phones, pictures: values.pictures, secrecy })
const { moderator, wall, kiosk, persons, crowd, shoot } = stage

try {
  await evening()
} catch (error) {
  const pages = { moderator, wall, kiosk, ...Object.fromEntries(persons.map(({ name, page }) => [name, page])) }
  for (const [name, page] of Object.entries(pages)) await shoot(page, `failed-${name}`).catch(() => {})
  problems.push(error instanceof Error ? (error.stack ?? error.message) : String(error))
}
problems.push(...stage.room.errors.map((error) => `a page complained: ${error}`))
const status = await stage.close()
if (status !== 0) problems.push(`the server ended with ${status}`)
say(problems.length === 0 ? 'the exports say exactly what was sent' : `${problems.length} problems`)
for (const problem of problems) console.error(problem)
process.exit(problems.length === 0 ? 0 : 1)

async function evening() {
  say(`${phones} scripted phones, ${persons.length} in a browser, a wall, a moderator and a tablet are here`)
  await wall
    .getByText(`${phones + persons.length}명 입장`)
    .first()
    .waitFor()
  await shoot(wall, '01-join', 'join')

  // 1: a trial, one of five, the bars moving as the votes come in.
  await advance(moderator, w.steps.show(1))
  await open()
  const casting = vote({ within: 4000 })
  await rest(2500)
  await shoot(wall, '02-choice-live')
  await casting
  await end('03-choice')

  // 2: a motion; one person votes on the tablet that the desk released.
  await next(2)
  await open()
  await shoot(persons[0]!.page, '04-phone-motion')
  await vote({})
  await tablet()
  await shoot(wall, '06-motion-open')
  await shoot(moderator, '07-moderator', 'moderator')
  await end('08-motion', 'revealed')
  await shoot(persons[0]!.page, '09-phone-result')
  await shoot(persons[1]!.page, '10-phone-result-english')

  // 3: a rating.
  await next(3)
  await open()
  await vote({})
  await end('11-rating')

  // 4: a motion against the clock, closed before it runs out.
  await next(4)
  await open()
  await vote({})
  await shoot(wall, '12-countdown')
  await end('13-motion-countdown')

  // 5: three of thirty-two, and the plug is pulled.
  await next(5)
  await plug()
  await end('17-multiple', 'projects')

  // 6: the countdown closes by itself.
  await next(6)
  const { round } = await open()
  await vote({ within: 20_000 })
  await moderator.getByRole('button', { name: w.steps.reveal }).waitFor({ timeout: 90_000 })
  say('the countdown closed the round')
  await press(w.steps.reveal)
  await revealed(round!.id, '18-choice')

  // 7: void with a reason, and voted again.
  await next(7)
  await again()
  await end('20-motion-again')

  // 8 to 10: several of six, a roll call, eleven grades with phones that see the mean after their own vote.
  for (const number of [8, 9, 10]) {
    await next(number)
    await open()
    await vote({})
    if (number === 9) await shoot(persons[1]!.page, '21-phone-named-english')
    if (number === 10) await shoot(persons[2]!.page, '22-phone-rating-dark')
    await end(`23-item-${number}`)
  }
  await moderator.getByRole('button', { name: w.steps.end }).waitFor()

  const results = await stage.open(stage.links.join + '/results', { viewport: { width: 1280, height: 900 } })
  await results.getByRole('heading', { level: 1 }).waitFor()
  await results.screenshot({ path: 'test/artifacts/evening/24-results.png', fullPage: true })
  await takeHome()
}

/** Takes the moderator's step of this name with the Space key. */
async function press(step: string) {
  await advance(moderator, step)
}

async function next(number: number) {
  await press(w.steps.next(number))
}

/** Opens the item on the wall; all phones know of it. */
async function open(step: string = w.steps.open): Promise<ItemView> {
  const before = crowd[0]!.line.view?.current?.round?.id
  await press(step)
  return seeOpened(before)
}

async function seeOpened(before: string | undefined): Promise<ItemView> {
  const views = await Promise.all(
    crowd.map(({ line }) =>
      line.until(({ current }) => current?.phase === 'open' && current.round!.id !== before, 15_000),
    ),
  )
  const item = views[0]!.current!
  book.open(item)
  say(`item ${item.number}, round ${item.round!.number} is open: ${item.title}`)
  return item
}

interface Turnout {
  /** Milliseconds the votes are spread over. */
  within?: number
  /** Which of the crowd vote. */
  some?: typeof crowd
  browsers?: boolean
}

/** Nineteen of twenty vote, every tenth of them changes their mind; the browsers vote as well. */
async function vote({ within = 1500, some = crowd, browsers = true }: Turnout) {
  const item = crowd[0]!.open!.item
  const round = item.round!.id
  const scripted = some.map(async (phone) => {
    const [takesPart, changes, delay] = [random() < 0.95, random() < 0.1, random() * within]
    const votes = [anyVote(item, random), anyVote(item, random)]
    if (!takesPart) return
    await rest(delay)
    await phone.cast(item.id, round, votes[0])
    if (changes) await phone.cast(item.id, round, votes[1])
  })
  if (browsers)
    for (const { name, page, language } of persons) {
      const choice = anyVote(item, random)
      await tap(page, item, choice, language)
      await counted(page, language)
      book.vote(round, name, choice)
    }
  await Promise.all(scripted)
}

/** Closes and reveals what is open, and waits until everybody sees it. */
async function end(name: string, picture?: string) {
  const round = crowd[0]!.open!.round
  await press(w.steps.close)
  await press(w.steps.reveal)
  await revealed(round, name, picture)
}

async function revealed(round: string, name: string, picture?: string) {
  const seen = crowd.map(({ line }) =>
    line.until(({ current }) => current?.round?.id === round && current.phase === 'revealed'),
  )
  await Promise.all(seen)
  // The reveal is one calm movement on the wall.
  await rest(2500)
  await shoot(wall, name, picture)
  photographs.push(await photograph(wall, persons[0]!.page, crowd[0]!.line.view!.current!))
}

/** One release, one person, one ballot; then nothing of them is left. */
async function tablet() {
  const item = crowd[0]!.open!.item
  const k = kioskWords.ko
  await kiosk.getByRole('heading', { name: k.ask }).waitFor()
  await moderator.getByRole('button', { name: w.release }).click()
  await kiosk.getByRole('button', { name: k.start }).tap()
  await kiosk.getByRole('main').getByRole('group').waitFor()
  await shoot(kiosk, '05-kiosk')
  await tap(kiosk, item, 'no', 'ko')
  await kiosk.getByRole('heading', { name: k.thanks }).waitFor()
  book.vote(item.round!.id, 'tablet', 'no')
  await kiosk.getByRole('heading', { name: k.ask }).waitFor()
  say('one person voted on the tablet')
}

/** Half the votes are in when the server is killed; one thumb taps while it is gone. */
async function plug() {
  const item = await open()
  const round = item.round!.id
  const half = Math.floor(crowd.length / 2)
  const [early, ...late] = persons
  const first = anyVote(item, random)
  await undecided(early!.page)
  await tap(early!.page, item, first, early!.language)
  await counted(early!.page, early!.language)
  book.vote(round, early!.name, first)
  await vote({ some: crowd.slice(0, half), browsers: false })
  await shoot(wall, '15-multiple-open')
  // These are on their way when it happens.
  const caught = crowd.slice(half, half + 30).map((phone) => phone.cast(item.id, round, anyVote(item, random)))
  await stage.kill()
  say('the server was killed with kill -9')
  const unsent = late.map(async ({ name, page, language }) => {
    const choice = anyVote(item, random)
    await tap(page, item, choice, language)
    await shoot(page, `16-unsent-${language}`)
    await counted(page, language)
    book.vote(round, name, choice)
  })
  await rest(1500)
  await stage.restart()
  const restarted = performance.now()
  if (!(await stage.back(round))) problems.push('a phone came back to another seat')
  await Promise.all([...caught, ...unsent])
  say(`everybody is back ${((performance.now() - restarted) / 1000).toFixed(1)} s after it was up again`)
  await vote({ some: crowd.slice(half + 30), browsers: false })
}

/** Two of three are ticked, and then both are not. */
async function undecided(page: Page) {
  const paper = page.getByRole('main').getByRole('group').getByRole('button')
  const toggle = async () => {
    for (const place of [1, 3]) await paper.nth(place).tap()
  }
  await toggle()
  await shoot(page, '14-phone-multiple', 'phone')
  await toggle()
}

/** The round is voided while it is open, and the vote is held again. */
async function again() {
  const { round } = await open()
  await vote({})
  await moderator.getByRole('button', { name: w.void }).click()
  const dialog = moderator.getByRole('dialog')
  await dialog.getByRole('textbox').fill('자료집 오기로 인한 재투표')
  await dialog.getByRole('button', { name: w.voidDo }).click()
  await dialog.waitFor({ state: 'hidden' })
  book.voided(round!.id)
  await rest(500)
  await shoot(wall, '19-void')
  await open()
  await vote({})
}

async function takeHome() {
  book.close(crowd)
  const formats = ['json', 'csv', 'xlsx', 'recount']
  const [json, csv, xlsx, recount] = await Promise.all(formats.map((format) => stage.download(format)))
  const exported = JSON.parse(json!.toString('utf8')) as Exported
  const expected = phones + persons.length + 1
  if (exported.meeting.joined !== expected)
    problems.push(`${exported.meeting.joined} seats were taken, ${expected} people were here`)
  problems.push(...book.failures, ...compareJson(exported, book))
  problems.push(...compareCsv(csv!.toString('utf8'), exported), ...compareXlsx(xlsx!, exported))
  problems.push(...(await held(stage.browser, json!, recount!, photographs)))
  console.log('\n item round  state    voters  ballots in the export')
  for (const { number, rounds } of exported.items)
    for (const { id, number: round, state, counted } of rounds) {
      const sent = book.rounds.get(id)?.votes.size ?? 0
      console.log(
        `${number}`.padStart(5),
        `${round}`.padStart(5),
        ` ${state.padEnd(8)}`,
        `${sent}`.padStart(6),
        `${counted?.ballots}`.padStart(8),
      )
    }
  console.log()
}
