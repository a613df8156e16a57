// What a rating and its measures are called.
import type { KindWords } from '../ballot.ts'

const en = {
  name: 'Rating',
  about: 'Everyone gives a grade on a scale; shown as mean, median and distribution.',
  pick: 'Tap a grade.',
  mean: 'Mean',
  median: 'Median',
  noOpinion: 'No opinion',
  nobody: 'No ratings yet',
  low: 'Lowest grade',
  high: 'Highest grade',
  labels: 'Label of grade',
  mayPass: '“No opinion” is on the ballot; it is counted apart',
  /** What 100 % is. */
  whole: (ratings: number) => (ratings === 1 ? '1 rating = 100%' : `${ratings} ratings = 100%`),
  apart: (ballots: number) => `${ballots} without an opinion, not counted in`,
} satisfies KindWords

const ko: typeof en = {
  name: '평점',
  about: '척도에 따라 점수를 매깁니다. 평균, 중앙값, 분포로 보여 줍니다.',
  pick: '점수를 눌러 선택하세요.',
  mean: '평균',
  median: '중앙값',
  noOpinion: '의견 없음',
  nobody: '아직 평가가 없습니다',
  low: '가장 낮은 점수',
  high: '가장 높은 점수',
  labels: '점수 이름표',
  mayPass: '‘의견 없음’을 고를 수 있게 합니다 (따로 집계)',
  whole: (ratings) => `평가 ${ratings}명 = 100%`,
  apart: (ballots) => `의견 없음 ${ballots}명은 계산에서 제외`,
}

export const words = { en, ko }
