// What a rating and its measures are called.
import type { KindWords } from '../ballot.ts'

const en = {
  name: 'Rating',
  about: 'Everyone gives a grade on a scale; shown as mean, median and distribution.',
  pick: 'Tap a grade.',
  mean: 'Mean',
  median: 'Median',
  nobody: 'No ratings yet',
  low: 'Lowest grade',
  high: 'Highest grade',
  labels: 'Label of grade',
  /** What 100 % is. */
  whole: (ballots: number) => (ballots === 1 ? '1 rating = 100%' : `${ballots} ratings = 100%`),
} satisfies KindWords

const ko: typeof en = {
  name: '평점',
  about: '척도에 따라 점수를 매깁니다. 평균, 중앙값, 분포로 보여 줍니다.',
  pick: '점수를 눌러 선택하세요.',
  mean: '평균',
  median: '중앙값',
  nobody: '아직 평가가 없습니다',
  low: '가장 낮은 점수',
  high: '가장 높은 점수',
  labels: '점수 이름표',
  whole: (ballots) => `평가 ${ballots}명 = 100%`,
}

export const words = { en, ko }
