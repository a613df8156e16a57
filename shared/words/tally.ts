// What every tally says, whatever the kind: counts, shares, and that there is nothing to count.
import type { Language } from '../meeting/meeting.ts'

const en = {
  votes: (count: number) => (count === 1 ? '1 vote' : `${count} votes`),
  chosen: 'chosen',
  more: (count: number) => `and ${count} more`,
  nobodyYet: 'No votes yet',
  nobody: 'No votes were cast',
}

const ko: typeof en = {
  votes: (count) => `${count}표`,
  chosen: '선정',
  more: (count) => `외 ${count}개`,
  nobodyYet: '아직 투표가 없습니다',
  nobody: '투표한 사람이 없습니다',
}

export const tallyWords = { en, ko }

/** A share as a whole percentage; a vote never rounds away to nothing. Empty where there is nothing to be a share of. */
export function shareText(votes: number, base: number, language: Language): string {
  if (base === 0) return ''
  const percent = new Intl.NumberFormat(language, { style: 'percent' })
  return votes > 0 && votes / base < 0.005 ? `<${percent.format(0.01)}` : percent.format(votes / base)
}
