// The rehearsal on the moderator's page: started, watched, stopped, judged and put away; and the mark on every page of it.
import { expect, test } from 'playwright/test'
import { rehearsalWords } from '../../shared/words/rehearsal.ts'
import { inspect } from './look.ts'
import { advance, laptop, people, phone, wall, words } from './room.ts'
import { serve } from './served.ts'

const agenda = { title: 'Neighbours', language: 'en', items: [{ title: 'Adopt the plan', kind: 'motion' }] }
const figures = {
  ...{ voters: 500, seconds: 5, joined: 500, joinedIn: 5.3, votes: 1650, perSecond: 497 },
  ...{ counted: { slowest: 112, p99: 71 }, wall: { slowest: 190, p99: 150 }, memory: 108 },
  ...{ lost: 0, doubled: 0, unanswered: 0, astray: 0 },
}

test('P26 P27 the desk rehearses, and reads whether the computer holds so many', async ({ browser }) => {
  const served = await serve(agenda, '--host', '127.0.0.1')
  const room = people(browser)
  const { meeting, organizer, port } = served
  const origin = `http://127.0.0.1:${port}`
  const api = async (method: string, path: string, body: object) => {
    const headers = { Authorization: `Bearer ${organizer.split('#')[1]}` }
    const response = await fetch(`${origin}/api/rehearsals${path}`, { method, headers, body: JSON.stringify(body) })
    return (await response.json()) as { code: string; links: { projector: string } }
  }
  try {
    const small = { ...laptop, viewport: { width: 1024, height: 768 } }
    const desk = await room.open(meeting.moderator, small)
    const korean = await room.open(meeting.moderator, { ...wall, locale: 'ko-KR' })
    const [en, ko] = [rehearsalWords.en, rehearsalWords.ko]

    await desk.getByRole('combobox', { name: en.people }).selectOption('50')
    await desk.getByRole('button', { name: en.start, exact: true }).click()
    await expect(korean.getByText(ko.running(50))).toBeVisible()
    await expect(korean.getByRole('progressbar', { name: ko.progress })).toHaveJSProperty('max', 100)
    await expect(desk.getByText(en.phases.joining)).toBeVisible({ timeout: 20_000 })
    await inspect(desk, 'rehearsal-running-en')
    await korean.getByRole('button', { name: ko.stop }).click()
    await expect(desk.getByRole('combobox', { name: en.people })).toBeVisible()

    const made = await api('POST', '', { voters: 500 })
    const screens = [
      await room.open(`${origin}/${made.code}`, phone),
      await room.open(made.links.projector, wall),
      await room.open(`${origin}/${made.code}/results`, laptop),
    ]
    for (const [index, page] of screens.entries()) {
      await expect(page.getByText('REHEARSAL · 예행연습')).toBeVisible()
      await inspect(page, `rehearsal-mark-${index}`, ['light'])
    }
    await expect(desk.getByText('REHEARSAL · 예행연습')).toHaveCount(0)
    await api('PUT', `/${made.code}`, { phase: 'over', done: 1, figures })
    await expect(desk.getByText(en.go(500))).toBeVisible()
    await expect(korean.getByText(ko.go(500))).toBeVisible()
    await expect(desk.getByText('0.07 s (slowest 0.11 s)')).toBeVisible()
    await inspect(desk, 'rehearsal-go-en')
    await inspect(korean, 'rehearsal-go-ko')
    await desk.reload()
    await desk.getByRole('button', { name: en.away }).click()
    await expect(korean.getByText(ko.go(500))).toBeHidden()

    const again = await api('POST', '', { voters: 500 })
    await api('PUT', `/${again.code}`, { phase: 'over', done: 1, figures: { ...figures, lost: 2 } })
    await expect(korean.getByText(ko.noGo(500))).toBeVisible()
    await expect(korean.getByText('집계되었다고 알린 표 가운데 2표가 결과에 없습니다.')).toBeVisible()
    await inspect(korean, 'rehearsal-no-go-ko')
    await desk.getByRole('button', { name: en.away }).click()
    await advance(desk, words.moderator.steps.show(1))
    await advance(desk, words.moderator.steps.open)
    await expect(desk.getByRole('button', { name: en.start, exact: true })).toBeHidden()
    expect(room.errors).toEqual([])
  } finally {
    await room.close()
    await served.stop()
  }
})
