// What an estimate and its measures are called, and how numbers are written.
import type { KindWords } from '../ballot.ts'
import type { NumberConfig, NumberTally } from './ballot.ts'
import type { Bin } from './bins.ts'

/** Grouped alike in both languages. */
const format = new Intl.NumberFormat('en', { maximumFractionDigits: 6 })

/** Signs that are letters or stand above the line follow the number at once: 5%, 20°, 300원, 5명. */
const close = /^[%°′″\p{Script=Hangul}\p{Script=Han}]/u

/** A unit as it follows its number. */
export const follows = (unit: string) => (unit === '' || close.test(unit) ? unit : ` ${unit}`)

/** A number with its unit: `1,234.5 kg`, `−3°`. */
export const numeral = (value: number, unit: string) => format.format(value).replace('-', '−') + follows(unit)

/** What lies in a bar: `10–19 kg`. */
export function span({ from, to }: Bin, unit: string): string {
  if (from === to) return numeral(to, unit)
  return `${numeral(from, '')}${from < 0 || to < 0 ? ' – ' : '–'}${numeral(to, unit)}`
}

const en = {
  name: 'Number',
  about: 'Everyone gives a number, as in a guess or an estimate; shown as median, mean and histogram.',
  answer: 'Your number',
  less: (step: string) => `Less by ${step}`,
  more: (step: string) => `More by ${step}`,
  sign: 'Plus or minus',
  bounds: (low: string, high: string) => `From ${low} to ${high}.`,
  steps: (step: string) => `In steps of ${step}.`,
  unclear: 'This is not a number',
  below: (low: string) => `At least ${low}`,
  above: (high: string) => `At most ${high}`,
  between: (below: string, above: string) => `${below} or ${above}, nothing between`,
  submit: 'Vote',
  again: 'Change my vote',
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
  name: '숫자',
  about: '각자 어림한 수를 적습니다. 중앙값, 평균, 분포로 보여 줍니다.',
  answer: '숫자 입력',
  less: (step) => `${step} 줄이기`,
  more: (step) => `${step} 늘리기`,
  sign: '부호 바꾸기',
  bounds: (low, high) => `${low}부터 ${high}까지 입력할 수 있습니다.`,
  steps: (step) => `${step} 단위로 입력하세요.`,
  unclear: '숫자로 입력하세요',
  below: (low) => `${low} 이상이어야 합니다`,
  above: (high) => `${high} 이하여야 합니다`,
  between: (below, above) => `${below} 또는 ${above}만 가능합니다`,
  submit: '투표하기',
  again: '투표 바꾸기',
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
