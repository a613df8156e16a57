// What a motion and its sides are called.
import type { KindWords } from '../ballot.ts'

const en = {
  name: 'Motion',
  about: 'In favour, against or abstaining; the result says carried or rejected.',
  yes: 'In favour',
  no: 'Against',
  abstain: 'Abstain',
  withAbstain: 'Offer “abstain”',
} satisfies KindWords

const ko: typeof en = {
  name: '찬반 표결',
  about: '찬성, 반대, 기권으로 표결하고 가결 또는 부결을 알립니다.',
  yes: '찬성',
  no: '반대',
  abstain: '기권',
  withAbstain: '기권을 표시',
}

export const words = { en, ko }
