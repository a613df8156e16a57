// What a multiple choice is called.
import type { KindWords } from '../ballot.ts'

const en = {
  name: 'Multiple choice',
  about: 'Everyone picks several options, as in “vote for 3 of 32”.',
  pick: (min: number, max: number) => (min === max ? `Choose ${max}.` : `Choose ${min} to ${max}.`),
  chosen: (count: number, max: number) => `${count} of ${max} chosen`,
  more: (missing: number) => `${missing} more to choose`,
  full: (max: number) => `You can choose ${max}. Remove one first.`,
  submit: 'Vote',
  again: 'Change my vote',
  options: 'Options',
  /** What 100 % is. */
  whole: (ballots: number) => `${ballots === 1 ? '1 voter' : `${ballots} voters`} = 100%; each may have chosen several`,
  min: 'At least',
  max: 'At most',
  winners: 'Options that win',
} satisfies KindWords

const ko: typeof en = {
  name: '복수 선택',
  about: '“32개 사업 중 3개 선택”처럼 여러 개를 고릅니다.',
  pick: (min, max) => (min === max ? `${max}개를 선택하세요.` : `${min}개 이상 ${max}개 이하로 선택하세요.`),
  chosen: (count, max) => `${max}개 중 ${count}개 선택`,
  more: (missing) => `${missing}개를 더 선택하세요`,
  full: (max) => `${max}개까지 선택할 수 있습니다. 먼저 하나를 해제하세요.`,
  submit: '투표하기',
  again: '투표 바꾸기',
  options: '선택 항목',
  whole: (ballots) => `투표 ${ballots}명 = 100% (복수 선택)`,
  min: '최소 선택 수',
  max: '최대 선택 수',
  winners: '선정할 항목 수',
}

export const words = { en, ko }
