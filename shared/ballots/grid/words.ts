// What a survey of statements and its measures are called.
import type { KindWords } from '../ballot.ts'
import type { GridConfig, GridTally } from './ballot.ts'

const en = {
  name: 'Survey grid',
  about: 'Several statements on one scale, as in a satisfaction survey; a bar and a mean for each.',
  pick: (required: boolean): string =>
    required ? 'Give every line a grade.' : 'Give each line a grade; leave out what you have no opinion on.',
  answered: (count: number, of: number) => `${count} of ${of} answered`,
  submit: 'Vote',
  again: 'Change my vote',
  mean: 'Mean',
  median: 'Median',
  none: 'No answer',
  /** One line of the tally, read aloud. */
  said: (mean: string, median: string, rated: number, none: number) =>
    `mean ${mean}, median ${median}, ${rated} answered${none ? `, ${none} without answer` : ''}`,
  grade: (grade: string, votes: number, share: string) => `${grade}: ${votes} (${share})`,
  whole: (ballots: number) =>
    `${ballots === 1 ? '1 ballot' : `${ballots} ballots`}; at the end of each line: the mean, and how many answered`,
  extremes: (high: string, low: string, ballots: number) =>
    `${ballots === 1 ? '1 ballot' : `${ballots} ballots`}. Highest mean: ${high}; lowest: ${low}.`,
  level: (mean: string, ballots: number) => `${ballots === 1 ? '1 ballot' : `${ballots} ballots`}, mean ${mean}.`,
  statements: 'Statements',
  low: 'Lowest grade',
  high: 'Highest grade',
  labels: 'Label of grade',
  required: 'Every statement needs a grade',
} satisfies KindWords

const ko: typeof en = {
  name: '항목별 평가',
  about: '만족도 조사처럼 여러 항목을 같은 척도로 평가합니다. 항목마다 분포와 평균을 보여 줍니다.',
  pick: (required) =>
    required ? '모든 항목을 평가해 주세요.' : '항목마다 점수를 눌러 주세요. 의견이 없는 항목은 비워 두어도 됩니다.',
  answered: (count, of) => `${of}개 중 ${count}개 응답`,
  submit: '투표하기',
  again: '투표 바꾸기',
  mean: '평균',
  median: '중앙값',
  none: '무응답',
  said: (mean, median, rated, none) =>
    `평균 ${mean}, 중앙값 ${median}, 응답 ${rated}명${none ? `, 무응답 ${none}명` : ''}`,
  grade: (grade, votes, share) => `${grade}: ${votes}명 (${share})`,
  whole: (ballots) => `투표 ${ballots}명 (줄 끝의 숫자: 평균, 응답자 수)`,
  extremes: (high, low, ballots) => `투표 ${ballots}명. 평균이 가장 높은 항목: ${high}, 가장 낮은 항목: ${low}.`,
  level: (mean, ballots) => `투표 ${ballots}명, 평균 ${mean}.`,
  statements: '평가 항목',
  low: '가장 낮은 점수',
  high: '가장 높은 점수',
  labels: '점수 이름표',
  required: '모든 항목에 응답해야 합니다',
}

export const words = { en, ko }

/** Which statements stand out. */
export function explain({ statements, cast }: GridTally, config: GridConfig, language: 'en' | 'ko'): string {
  const means = statements.flatMap(({ mean }) => (mean === null ? [] : [mean]))
  if (means.length === 0) return ''
  const [high, low] = [Math.max(...means), Math.min(...means)]
  if (high === low) return words[language].level(high.toFixed(2), cast)
  const named = (value: number) => {
    const titles = config.statements.filter((_, index) => statements[index]!.mean === value)
    const names = titles.map(({ id, title }) => (titles.length > 1 ? id : title)).join(', ')
    return `${names} ${value.toFixed(2)}`
  }
  return words[language].extremes(named(high), named(low), cast)
}
