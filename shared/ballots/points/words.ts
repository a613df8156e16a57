// What points and their spreading are called.
import type { KindWords } from '../ballot.ts'
import type { PointsConfig, PointsTally } from './ballot.ts'

const points = (count: number) => (count === 1 ? '1 point' : `${count} points`)
const ballots = (count: number) => (count === 1 ? '1 ballot' : `${count} ballots`)

const en = {
  name: 'Points',
  about: 'Everyone spreads points over the options, more on what matters more; most points win.',
  pick: (total: number, exact: boolean, cap: number | null) =>
    `Spread ${exact ? 'all ' : ''}${points(total)} over the options${cap === null ? '' : `, at most ${cap} on each`}.`,
  pointsFor: (title: string) => `Points for ${title}`,
  less: (title: string) => `One point less for ${title}`,
  more: (title: string) => `One point more for ${title}`,
  left: (left: number, total: number) => `${left} of ${total} left`,
  over: (over: number) => `${points(over)} too many: take some away`,
  capped: (cap: number) => `At most ${cap} on one option`,
  submit: 'Vote',
  again: 'Change my vote',
  nothing: 'Vote without points',
  points,
  whole: (given: number, cast: number, mean: string, total: number) =>
    `${points(given)} from ${ballots(cast)} = 100%; ${mean} of ${total} a ballot`,
  explain: (most: number, given: number, cast: number, blank: number) =>
    `Most points: ${most} of ${given}, from ${ballots(cast)}${blank ? `; ${blank} of them gave none` : ''}.`,
  options: 'Options',
  total: 'Points a ballot',
  cap: 'At most on one option',
  winners: 'Options that win',
  exact: 'All points must be given',
  blank: 'A ballot without points is allowed',
} satisfies KindWords

const ko: typeof en = {
  name: '점수 배분',
  about: '주어진 점수를 중요하게 생각하는 항목에 나누어 줍니다. 점수를 가장 많이 얻은 항목이 선정됩니다.',
  pick: (total, exact, cap) =>
    `${total}점을 ${exact ? '남김없이 ' : ''}나누어 주세요.${cap === null ? '' : ` 한 항목에 ${cap}점까지 줄 수 있습니다.`}`,
  pointsFor: (title) => `${title} 점수`,
  less: (title) => `${title} 1점 빼기`,
  more: (title) => `${title} 1점 더하기`,
  left: (left, total) => `${total}점 중 ${left}점 남음`,
  over: (over) => `${over}점이 초과되었습니다. 점수를 줄여 주세요`,
  capped: (cap) => `한 항목에 ${cap}점까지 줄 수 있습니다`,
  submit: '투표하기',
  again: '투표 바꾸기',
  nothing: '점수 없이 투표하기',
  points: (count) => `${count}점`,
  whole: (given, cast, mean, total) => `투표 ${cast}명, 총 ${given}점 = 100% (1인 ${total}점 중 평균 ${mean}점)`,
  explain: (most, given, cast, blank) =>
    `최고 ${most}점 (투표 ${cast}명, 총 ${given}점${blank ? `, 점수 없이 투표 ${blank}명` : ''}).`,
  options: '선택 항목',
  total: '1인당 점수',
  cap: '한 항목의 최고 점수',
  winners: '선정할 항목 수',
  exact: '점수를 모두 배분해야 합니다',
  blank: '점수를 주지 않은 투표도 인정합니다',
}

export const words = { en, ko }

/** How many points there were, from how many ballots. */
export function explain(tally: PointsTally, _config: PointsConfig, language: 'en' | 'ko'): string {
  const { options, points, cast, blank } = tally
  const most = Math.max(...options.map((option) => option.points))
  return cast === 0 ? '' : words[language].explain(most, points, cast, blank)
}
