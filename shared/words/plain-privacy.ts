// What becomes of who voted what, said on the ballot of most votes; words of the rarer modes are in privacy.ts.
import type { Language, Question } from '../meeting/meeting.ts'

export type Mode = Pick<Question, 'secrecy' | 'visibility' | 'rule' | 'receipts'>

const en = {
  named: 'Named: your seat and your vote go on the record and may be shown.',
  anonymous: 'Anonymous: ',
  live: 'the tally is shown as votes come in; ',
  own: 'phones that voted see the tally; ',
  link: 'while voting is open, the host computer could tell which vote is yours; after the close, it deletes that link',
  end: '.',
}

const ko: typeof en = {
  named: '기명 투표로, 본인의 자리와 투표 내용이 기록에 남고 공개될 수 있습니다.',
  anonymous: '무기명 투표로, ',
  live: '득표 현황이 투표 중에 공개되고, ',
  own: '투표한 휴대전화에 득표 현황이 보이고, ',
  link: '투표 중에는 진행용 컴퓨터에서 누구의 표인지 알아낼 수 있으나 마감 후 그 연결 정보를 삭제',
  end: '합니다.',
}

export const plainWords = { en, ko }

/** Who sees the tally before the close. */
export const seen = ({ visibility }: Mode, language: Language) =>
  visibility === 'live' || visibility === 'own' ? plainWords[language][visibility] : ''

/** Null where there is more to say. */
export function plainPrivacy(mode: Mode, language: Language): string | null {
  const w = plainWords[language]
  if (mode.secrecy === 'named') return w.named
  if (mode.secrecy === 'secret' || mode.rule.eachGroup || mode.receipts) return null
  return w.anonymous + seen(mode, language) + w.link + w.end
}
