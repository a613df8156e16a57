// What a motion and its sides are called.
import type { KindWords } from '../ballot.ts'

const en = {
  name: 'Motion',
  about: 'In favour, against or abstaining; the result says carried or rejected.',
  yes: 'In favour',
  no: 'Against',
  abstain: 'Abstain',
  withAbstain: 'Offer “abstain”',
  /** What 100 % is. */
  whole: (base: number) =>
    `${base === 1 ? '1 vote' : `${base} votes`} for or against = 100%; abstentions are set aside`,
  wholeWithout: (base: number) => `${base === 1 ? '1 vote' : `${base} votes`} = 100%`,
} satisfies KindWords

const ko: typeof en = {
  name: '찬반 표결',
  about: '찬성, 반대, 기권으로 표결하고 가결 또는 부결을 알립니다.',
  yes: '찬성',
  no: '반대',
  abstain: '기권',
  withAbstain: '기권을 표시',
  whole: (base) => `찬반 ${base}표 = 100% (기권 제외)`,
  wholeWithout: (base) => `찬반 ${base}표 = 100%`,
}

export const words = { en, ko }
