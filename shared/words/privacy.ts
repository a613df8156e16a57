// What becomes of who voted what, in the one sentence on the ballot: of every mode what is true of how it is stored.
import type { Language } from '../meeting/meeting.ts'
import { type Mode, plainPrivacy, plainWords, seen } from './plain-privacy.ts'

const en = {
  secret: 'Secret: no screen shows how the votes stand before the result is announced; ',
  apart: 'what each group decides, and its votes where five or more voted, may be shown; ',
  receipts: '; whoever has the code of your receipt can find your vote in the published list.',
  unseen: '; once counted, your choice is not shown on this device again.',
}

const ko: typeof en = {
  secret: '비밀 투표로, 결과를 발표하기 전에는 어느 화면에도 득표가 표시되지 않으며, ',
  apart: '소속별 가부와, 5명 이상 투표한 소속은 득표도 공개될 수 있으며, ',
  receipts: '하며, 확인증의 코드를 아는 사람은 공개된 목록에서 그 표를 찾을 수 있습니다.',
  unseen: '하고, 접수된 뒤에는 선택한 내용을 이 기기에 다시 표시하지 않습니다.',
}

const words = { en, ko }

export function privacy(mode: Mode, language: Language): string {
  const plain = plainPrivacy(mode, language)
  if (plain !== null) return plain
  const w = { ...plainWords[language], ...words[language] }
  const { secrecy, rule, receipts } = mode
  const end = receipts ? w.receipts : secrecy === 'secret' ? w.unseen : w.end
  return w[secrecy] + seen(mode, language) + (rule.eachGroup ? w.apart : '') + w.link + end
}
