// The sentence on the ballot: every mode has its own, and each thing it says is true of what is stored and shown.
import { expect, test } from 'vitest'
import { seatIn } from '../../shared/meeting/command.ts'
import { languages, type Question, secrecies, visibilities } from '../../shared/meeting/meeting.ts'
import { question } from '../../shared/meeting/question.ts'
import { view } from '../../shared/meeting/view.ts'
import { Refusal } from '../../shared/refusal.ts'
import { report } from '../../shared/report.ts'
import { privacy } from '../../shared/words/privacy.ts'
import { room } from '../law.ts'
import { record } from '../record.ts'
import { groups } from '../ruled.ts'

/** Every mode that a motion can be put to the vote in. */
const modes = secrecies.flatMap((secrecy) =>
  visibilities.flatMap((visibility) =>
    [false, true].flatMap((eachGroup) =>
      [false, true].flatMap((receipts) => {
        try {
          return [question({ title: 'M', kind: 'motion', secrecy, visibility, receipts, rule: { eachGroup } })]
        } catch (error) {
          if (error instanceof Refusal) return []
          throw error
        }
      }),
    ),
  ),
)

const claims = {
  named: /go on the record|기록에 남고/,
  link: /could tell which vote is yours; after the close, it deletes that link|알아낼 수 있으나 마감 후 그 연결 정보를 삭제/,
  unseen: /not shown on this device again|접수된 뒤에는 선택한 내용을 이 기기에 다시 표시하지 않/,
  hidden: /no screen shows how the votes stand|어느 화면에도 득표가 표시되지 않/,
  live: /as votes come in|투표 중에 공개/,
  own: /phones that voted see|투표한 휴대전화에/,
  apart: /what each group decides|소속별 가부/,
  receipts: /code of your receipt|확인증의 코드/,
}

/** What is so, from a meeting held in that mode: twelve voters of two groups in turn. */
function facts(given: Question): Record<keyof typeof claims, boolean> {
  const run = record('en', [given], 12, groups)
  run.open(0, ['yes', 'no', 'no', ...Array(9).fill('yes')])
  const round = run.meeting.items[0]!.rounds[0]!
  const ballots = [...round.ballots.values()]
  const tallies = () =>
    (['phone', 'phone-voted', 'projector', 'moderator'] as const).filter(
      (audience) => view(run.meeting, audience, room).current?.round?.tally != null,
    )
  const open = tallies()
  const pseudonym = (key: string, voter: string) => `${key}-${voter}`
  const linked = () =>
    [...run.meeting.voters.keys()].some((voter) => {
      try {
        return round.ballots.has(seatIn(round, voter, { pseudonym }))
      } catch {
        return false
      }
    })
  const before = linked()
  run.close(0)
  const closed = tallies()
  run.reveal(0)
  const { counted } = report(run.meeting).items[0]!.rounds[0]!
  const after = linked() || counted!.named !== null
  const { measures } = counted!.outcome as { measures: { group: string | null }[] }
  return {
    named: counted!.named !== null,
    link: before && !after,
    unseen: given.secrecy === 'secret' && !given.receipts,
    hidden: given.secrecy === 'secret' && open.length + closed.length === 0,
    live: open.includes('phone') && open.includes('projector'),
    own: open.length === 1 && open[0] === 'phone-voted',
    apart: measures.some(({ group }) => group !== null),
    receipts: ballots.some((ballot) => 'receipt' in ballot),
  }
}

test('M33 M36 V1 of every mode the ballot says what is so, and nothing else, in one sentence', () => {
  const said = new Set<string>()
  for (const mode of modes) {
    const is = facts(mode)
    for (const language of languages) {
      const sentence = privacy(mode, language)
      said.add(sentence)
      expect(sentence).toMatch(/^[^.]+\.$/)
      for (const [claim, words] of Object.entries(claims)) {
        const named = mode.secrecy === 'named'
        if (named && claim !== 'named') continue
        expect([sentence, claim, words.test(sentence)]).toEqual([sentence, claim, is[claim as keyof typeof claims]])
      }
    }
  }
  expect(modes.length).toBeGreaterThanOrEqual(14)
  expect(said.size).toBeGreaterThanOrEqual(2 * 10)
})
