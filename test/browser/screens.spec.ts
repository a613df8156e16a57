// Every screen in every phase, in both languages and both colour schemes: nothing axe objects to, nothing cut off.
import { expect, type Page, test } from 'playwright/test'
import { inspect } from './look.ts'
import { advance, laptop, people, phone, tablet, wall, words } from './room.ts'
import { serve } from './served.ts'

const long = (n: number) => `${n}번 골목길 보행로 정비와 어르신 쉼터 설치 및 야간 조명 개선 시범 사업`.slice(0, 40)

const agenda = {
  title: '은하수동 주민총회',
  language: 'ko',
  items: [
    { title: '2027년 자치계획안을 승인하시겠습니까?', kind: 'motion', description: '지난 회의에서 논의한 안입니다.' },
    {
      title: '가장 먼저 할 일',
      kind: 'choice',
      options: Array.from({ length: 12 }, (_, n) => long(n + 1)),
      visibility: 'live',
    },
    {
      title: '사업 3개를 골라 주세요',
      kind: 'multiple',
      options: Array.from({ length: 32 }, (_, n) => long(n + 1)),
      max: 3,
      winners: 3,
    },
    { title: '오늘 총회는 어떠셨습니까?', kind: 'rating', labels: ['매우 나쁨', '나쁨', '보통', '좋음', '매우 좋음'] },
  ],
}

test('V every screen in every phase, in both languages and schemes', async ({ browser }) => {
  test.setTimeout(600_000)
  // An address such as a room has: the wall shows the way in, and the pages here come over loopback.
  const served = await serve(agenda, '--host', '127.0.0.1', '--public-url', 'http://192.168.0.12:8080')
  const room = people(browser)
  const { meeting, organizer, port } = served
  try {
    const ko = { locale: 'ko-KR' }
    const screens: [string, Page][] = []
    const add = async (name: string, url: string, options: object) => {
      const page = await room.open(url.replace('http://192.168.0.12:8080', `http://127.0.0.1:${port}`), options)
      screens.push([name, page])
      return page
    }
    const withLanguage = (link: string) => link.replace(/(#|$)/, '?lang=en$1')
    const moderator = await add('moderator-en', meeting.moderator, laptop)
    await add('moderator-ko-phone', meeting.moderator, { ...phone, ...ko })
    await add('projector-ko', meeting.projector, wall)
    await add('projector-en', withLanguage(meeting.projector), { viewport: { width: 1024, height: 768 } })
    const voter = await add('phone-ko', meeting.join, { ...phone, ...ko })
    const other = await add('phone-en', meeting.join, { ...phone, viewport: { width: 320, height: 568 } })
    await add('kiosk-ko', meeting.kiosk, { ...tablet, ...ko })
    await add('results-en', `http://127.0.0.1:${port}/${meeting.code}/results`, phone)
    await add('results-ko', `http://127.0.0.1:${port}/${meeting.code}/results`, { ...laptop, ...ko })
    await add('organizer-en', organizer, laptop)
    await add('organizer-ko', organizer, { ...phone, ...ko })
    const all = async (phase: string, only = '') => {
      // Colours are those of both languages: axe reads the dark ones in English.
      for (const [name, page] of screens)
        if (name.startsWith(only))
          await inspect(page, `${phase}-${name}`, name.includes('-en') ? ['light', 'dark'] : ['light'])
    }
    await expect(voter.getByRole('heading', { name: '입장했습니다.' })).toBeVisible()
    await all('0-join')
    for (const [n, item] of agenda.items.entries()) {
      const { show, next, open, close, reveal } = words.moderator.steps
      await advance(moderator, n === 0 ? show(1) : next(n + 1))
      if (n === 0) await all('1-draft', 'projector')
      await advance(moderator, open)
      await expect(voter.getByRole('heading', { name: item.title })).toBeVisible()
      await all(`${n}-2-open`, n === 0 ? '' : 'p')
      // With 32 options the type is smaller.
      if (n !== 2) for (const [name, page] of screens) if (name.startsWith('projector')) await readable(page)
      await vote(voter, n)
      await vote(other, n)
      await expect(other.getByText(/Counted/).first()).toBeVisible()
      if (n === 0) await all('0-3-voted', 'p')
      await advance(moderator, close)
      await expect(other.getByText(words.phone.closed).first()).toBeVisible()
      if (n === 0) await all('0-4-closed')
      await advance(moderator, reveal)
      await expect(other.getByText(words.phone.closed)).toBeHidden()
      await all(`${n}-5-revealed`, n === 0 || n === 3 ? '' : 'p')
    }
    expect(room.errors).toEqual([])
  } finally {
    await room.close()
    await served.stop()
  }
})

/** The wall as the last row needs it, in hundredths of its height. */
async function readable(wall: Page) {
  const [question, options, qr] = await wall.evaluate(() => {
    const size = (selector: string) => Number.parseFloat(getComputedStyle(document.querySelector(selector)!).fontSize)
    const height = document.querySelector('.way-in img')!.getBoundingClientRect().height
    return [size('h1'), size('.tally'), height].map((pixels) => (100 * pixels) / innerHeight)
  })
  const rounding = 0.001
  expect(question).toBeGreaterThanOrEqual(5 - rounding)
  expect(options).toBeGreaterThanOrEqual(3.7 - rounding)
  expect(qr).toBeGreaterThanOrEqual(18)
}

/** Votes in the nth item of the agenda. */
async function vote(page: Page, n: number) {
  if (n === 0) return page.getByRole('button', { name: /찬성|In favour/ }).tap()
  if (n === 3) return page.getByRole('button', { name: /매우 좋음/ }).tap()
  await page.getByRole('button', { name: long(2) }).tap()
  if (n === 2) await page.getByRole('button', { name: /^(투표하기|Vote)/ }).tap()
}
