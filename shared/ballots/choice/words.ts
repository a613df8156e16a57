// What a choice is called.
import type { KindWords } from '../ballot.ts'

const en = {
  name: 'Choice',
  about: 'Everyone picks one option; most votes wins.',
  pick: 'Tap one option.',
  options: 'Options',
  /** What 100 % is. */
  whole: (ballots: number) => (ballots === 1 ? '1 ballot = 100%' : `${ballots} ballots = 100%`),
} satisfies KindWords

const ko: typeof en = {
  name: '단일 선택',
  about: '한 가지를 고릅니다. 가장 많은 표를 얻은 항목이 선정됩니다.',
  pick: '하나를 눌러 선택하세요.',
  options: '선택 항목',
  whole: (ballots) => `투표 ${ballots}명 = 100%`,
}

export const words = { en, ko }
