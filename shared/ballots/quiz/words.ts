// What a quiz is called.
import type { KindWords } from '../ballot.ts'
import type { QuizConfig, QuizTally } from './ballot.ts'

const en = {
  name: 'Quiz',
  about: 'One option is right; nobody learns which before the reveal.',
  pick: 'Tap the answer you think is right.',
  speed: (points: number) => `The faster you are right, the more points: up to ${points}.`,
  options: 'Options',
  answer: 'Right answer',
  choose: 'Choose…',
  points: 'Points for the right answer',
  timed: 'More points for quick answers',
  timedHint: 'Needs named votes: the record says who answered what.',
  right: 'Right answers',
  isRight: 'right',
  rightly: (votes: number, share: string) => (votes === 1 ? `1 right (${share})` : `${votes} right (${share})`),
  explained: (right: string, rightly: string) => `The right answer is ${right}: ${rightly}.`,
  /** What 100 % is. */
  whole: (ballots: number) => (ballots === 1 ? '1 answer = 100%' : `${ballots} answers = 100%`),
  'scene-leaderboard': 'Leaderboard',
} satisfies KindWords

const ko: typeof en = {
  name: '퀴즈',
  about: '정답이 하나 있습니다. 결과를 공개할 때까지 정답은 알 수 없습니다.',
  pick: '정답이라고 생각하는 것을 누르세요.',
  speed: (points) => `빨리 맞힐수록 점수가 높습니다. 최고 ${points}점.`,
  options: '보기',
  answer: '정답',
  choose: '선택…',
  points: '정답 점수',
  timed: '빨리 맞힐수록 높은 점수',
  timedHint: '기명 투표에서만 쓸 수 있습니다. 누가 무엇을 골랐는지 기록에 남습니다.',
  right: '정답자 수',
  isRight: '정답',
  rightly: (votes, share) => `정답자 ${votes}명 (${share})`,
  explained: (right, rightly) => `정답은 ${right}입니다. ${rightly}.`,
  whole: (ballots) => `응답 ${ballots}명 = 100%`,
  'scene-leaderboard': '순위표',
}

export const words = { en, ko }

/** Beyond so many characters the letter of the right answer has to do in a sentence. */
const LONG = 24

/** Which answer is right and how many knew it; nothing while it is concealed. */
export function explain(tally: QuizTally, { options, answer }: QuizConfig, language: keyof typeof words): string {
  const right = options.find(({ id }) => id === answer)
  const { votes = 0 } = tally.options.find(({ id }) => id === answer) ?? {}
  const share = (tally.cast && votes / tally.cast).toLocaleString(language, { style: 'percent' })
  if (!right) return ''
  const name = right.title.length > LONG ? right.id : `${right.id} ${right.title}`
  return words[language].explained(name, words[language].rightly(votes, share))
}
