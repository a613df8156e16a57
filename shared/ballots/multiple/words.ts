// What a multiple choice is called.
import type { KindWords } from '../ballot.ts'

const en = {
  name: 'Multiple choice',
  about: 'Everyone picks several options, as in “vote for 3 of 32”.',
  pick: (min: number, max: number, none: boolean) =>
    `Choose ${min === max ? max : `${min} to ${max}`}${none ? ', or none of these' : ''}.`,
  chosen: (count: number, max: number) => `${count} of ${max} chosen`,
  more: (missing: number) => `${missing} more to choose`,
  full: (max: number) => `You can choose ${max}. Remove one first.`,
  none: 'None of these',
  submit: 'Vote',
  again: 'Change my vote',
  options: 'Options',
  /** What 100 % is. */
  whole: (ballots: number) => `${ballots === 1 ? '1 voter' : `${ballots} voters`} = 100%; each may have chosen several`,
  min: 'At least',
  max: 'At most',
  winners: 'Options that win',
  mayRefuse: '“None of these” is on the ballot; it is counted and never wins',
} satisfies KindWords

const ko: typeof en = {
  name: '복수 선택',
  about: '“32개 사업 중 3개 선택”처럼 여러 개를 고릅니다.',
  pick: (min, max, none) =>
    `${min === max ? `${max}개를` : `${min}개 이상 ${max}개 이하로`} 선택하${none ? '거나 ‘해당 없음’을 고르세요.' : '세요.'}`,
  chosen: (count, max) => `${max}개 중 ${count}개 선택`,
  more: (missing) => `${missing}개를 더 선택하세요`,
  full: (max) => `${max}개까지 선택할 수 있습니다. 먼저 하나를 해제하세요.`,
  none: '해당 없음',
  submit: '투표하기',
  again: '투표 바꾸기',
  options: '선택 항목',
  whole: (ballots) => `투표 ${ballots}명 = 100% (복수 선택)`,
  min: '최소 선택 수',
  max: '최대 선택 수',
  winners: '선정할 항목 수',
  mayRefuse: '‘해당 없음’을 고를 수 있게 합니다 (집계하되 선정 대상에서 제외)',
}

export const words = { en, ko }
