// A quorum as it was counted: there, or so many short.
import type { Quorum } from '../meeting/quorum.ts'
import { shareWords } from './share.ts'

const share = ({ fraction, atLeast, of, unit }: Quorum) =>
  fraction === null
    ? ''
    : ` (${shareWords.en.fraction(fraction, atLeast)} of ${of}${unit === 'heads' ? ' members' : ''})`

const en = {
  met: (quorum: Quorum) => {
    const { got, needed, count } = quorum
    return `Quorum: ${got} ${count === 'cast' ? 'voted' : 'present'}, ${needed} needed${share(quorum)}.`
  },
  short: (quorum: Quorum) => {
    const { got, needed, count } = quorum
    const there = count === 'cast' ? 'voted' : 'were present'
    return `${got} of ${needed} needed ${there}${share(quorum)}: ${needed - got} short. Nothing is decided.`
  },
}

const many = (number: number, { unit }: Quorum) => (unit === 'weight' ? `의결권 ${number}` : `${number}명`)
const there = (quorum: Quorum) => `${quorum.count === 'cast' ? '투표' : '출석'} ${many(quorum.got, quorum)}`
const shareKo = ({ fraction, atLeast, of, unit }: Quorum) =>
  fraction === null
    ? ''
    : `(${unit === 'heads' ? `재적 ${of}명` : `총의결권 ${of}`}의 ${shareWords.ko.fraction(fraction, atLeast)})`

const ko: typeof en = {
  met: (quorum) => `의결정족수 충족: ${there(quorum)}, 필요 ${many(quorum.needed, quorum)}${shareKo(quorum)}.`,
  short: (quorum) => {
    const { needed, got } = quorum
    const needs = `의결정족수 ${many(needed, quorum)}${shareKo(quorum)}`
    return `${there(quorum)}, ${needs}에 ${many(needed - got, quorum)}이 모자라 의결하지 못했습니다.`
  },
}

export const quorumWords = { en, ko }
