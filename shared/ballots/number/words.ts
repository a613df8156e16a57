// What an estimate and its measures are called, and what is said of them.
import type { KindWords } from '../ballot.ts'
import type { NumberConfig, NumberTally } from './ballot.ts'
import type { Bin } from './bins.ts'
import { numeral } from './numeral.ts'
import { paperWords } from './paper-words.ts'

/** What lies in a bar: `10–19 kg`. */
export function span({ from, to }: Bin, unit: string): string {
  if (from === to) return numeral(to, unit)
  return `${numeral(from, '')}${from < 0 || to < 0 ? ' – ' : '–'}${numeral(to, unit)}`
}

const en = {
  ...paperWords.en,
  name: 'Number',
  about: 'Everyone gives a number, as in a guess or an estimate; shown as median, mean and histogram.',
  mean: 'Mean',
  median: 'Median',
  min: 'Lowest',
  max: 'Highest',
  answers: (ballots: number) => (ballots === 1 ? '1 answer' : `${ballots} answers`),
  explain: (median: string, mean: string, min: string, max: string, ballots: number) =>
    `Median ${median}, mean ${mean}; ${ballots === 1 ? '1 answer' : `${ballots} answers`} from ${min} to ${max}.`,
  low: 'Lowest answer allowed',
  high: 'Highest answer allowed',
  step: 'Steps between answers',
  unit: 'Unit (kg, m², persons)',
} satisfies KindWords

const ko: typeof en = {
  ...paperWords.ko,
  name: '숫자',
  about: '각자 어림한 수를 적습니다. 중앙값, 평균, 분포로 보여 줍니다.',
  mean: '평균',
  median: '중앙값',
  min: '최솟값',
  max: '최댓값',
  answers: (ballots) => `응답 ${ballots}명`,
  explain: (median, mean, min, max, ballots) =>
    `중앙값 ${median}, 평균 ${mean} (응답 ${ballots}명, 최소 ${min}, 최대 ${max}).`,
  low: '허용 최솟값',
  high: '허용 최댓값',
  step: '입력 단위',
  unit: '단위 (kg, ㎡, 명)',
}

export const words = { en, ko }

/** What the numbers come to. */
export function explain(tally: NumberTally, { unit }: NumberConfig, language: 'en' | 'ko'): string {
  const { cast, mean, median, min, max } = tally
  if (mean === null || median === null || min === null || max === null) return ''
  const said = (value: number) => numeral(value, unit)
  return words[language].explain(said(median), said(mean), said(min), said(max), cast)
}
