// What becomes of who voted what, in the one sentence on the ballot: of every mode what is true of how it is stored.
import type { Language, Question } from '../meeting/meeting.ts'

type Mode = Pick<Question, 'secrecy' | 'visibility' | 'rule' | 'receipts'>

const en = {
  named: 'Named: your seat and your vote go on the record and may be shown.',
  anonymous: 'Anonymous: ',
  secret: 'Secret: no screen shows how the votes stand before the result is announced; ',
  live: 'the tally is shown as votes come in; ',
  own: 'whoever has voted sees the tally; ',
  apart: 'what each group decides is shown, and the votes of a group of five or more may be; ',
  link: 'while voting is open, the host computer could tell which vote is yours; at the close, that link is deleted',
  receipts: '; whoever has the code of your receipt can find your vote in the published list.',
  unseen: '; once counted, your choice is not shown on this device again.',
  end: '.',
}

const ko: typeof en = {
  named: '기명 투표로, 본인의 자리와 투표 내용이 기록에 남고 공개될 수 있습니다.',
  anonymous: '무기명 투표로, ',
  secret: '비밀 투표로, 결과를 발표하기 전에는 어느 화면에도 득표가 표시되지 않으며, ',
  live: '득표 현황이 투표 중에 공개되고, ',
  own: '투표한 사람에게는 득표 현황이 보이고, ',
  apart: '소속별 가부가 공개되고 5명 이상인 소속은 득표도 공개될 수 있으며, ',
  link: '투표 중에는 진행용 컴퓨터에서 누구의 표인지 알아낼 수 있으나 마감과 동시에 그 연결 정보를 삭제',
  receipts: '하며, 확인증의 코드를 아는 사람은 공개된 목록에서 그 표를 찾을 수 있습니다.',
  unseen: '하고, 집계된 뒤에는 선택한 내용을 이 기기에 다시 표시하지 않습니다.',
  end: '합니다.',
}

const words = { en, ko }

export function privacy({ secrecy, visibility, rule, receipts }: Mode, language: Language): string {
  const w = words[language]
  if (secrecy === 'named') return w.named
  const seen = visibility === 'live' || visibility === 'own' ? w[visibility] : ''
  const end = receipts ? w.receipts : secrecy === 'secret' ? w.unseen : w.end
  return w[secrecy] + seen + (rule.eachGroup ? w.apart : '') + w.link + end
}
