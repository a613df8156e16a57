// What free answers are called.
import type { KindWords } from '../ballot.ts'
import type { TextConfig, TextTally } from './ballot.ts'

const en = {
  name: 'Free answers',
  about: 'Everyone writes what they think; shown as a list or a cloud.',
  answer: (number: number, of: number) => (of === 1 ? 'Your answer' : `Answer ${number} of ${of}`),
  left: (count: number) => (count === 1 ? '1 character left' : `${count} characters left`),
  tooLong: (count: number) => (count === 1 ? '1 character too many' : `${count} characters too many`),
  read: 'The desk reads answers as they come in.',
  submit: 'Send',
  again: 'Change my answer',
  answers: 'Answers a voter may give',
  length: 'Most characters of an answer',
  waiting: 'The answers are shown here when the result is revealed.',
  nobodyYet: 'No answers yet',
  nobody: 'Nobody answered',
  whole: (voters: number) => (voters === 1 ? '1 person answered' : `${voters} people answered`),
  more: (answers: number) => (answers === 1 ? 'and 1 more answer' : `and ${answers} more answers`),
  hidden: (answers: number) => (answers === 1 ? '1 answer is not shown' : `${answers} answers are not shown`),
  times: (votes: number) => (votes === 1 ? 'given by 1 person' : `given by ${votes} people`),
  rest: 'All other answers',
  explained: (voters: number, answers: number) =>
    `${voters === 1 ? '1 person' : `${voters} people`} answered, ${answers === 1 ? '1 answer' : `${answers} different answers`}.`,
  'scene-cloud': 'Cloud',
  'scene-list': 'List',
} satisfies KindWords

const ko: typeof en = {
  name: '주관식',
  about: '의견을 직접 적습니다. 목록이나 낱말 구름으로 보여 줍니다.',
  answer: (number, of) => (of === 1 ? '답변' : `답변 ${number}/${of}`),
  left: (count) => `${count}자 남음`,
  tooLong: (count) => `${count}자 초과`,
  read: '진행자는 답변을 들어오는 대로 읽습니다.',
  submit: '제출하기',
  again: '답변 바꾸기',
  answers: '한 사람이 낼 수 있는 답변 수',
  length: '답변의 최대 글자 수',
  waiting: '결과를 공개하면 답변이 여기에 표시됩니다.',
  nobodyYet: '아직 답변이 없습니다',
  nobody: '답변한 사람이 없습니다',
  whole: (voters) => `답변 ${voters}명`,
  more: (answers) => `외 ${answers}건`,
  hidden: (answers) => `표시하지 않은 답변 ${answers}건`,
  times: (votes) => `${votes}명`,
  rest: '그 밖의 답변',
  explained: (voters, answers) => `${voters}명이 답변했으며 서로 다른 답변은 ${answers}건입니다.`,
  'scene-cloud': '낱말 구름',
  'scene-list': '목록',
}

export const words = { en, ko }

/** How many answered, and how many different answers they gave; those hidden aside. */
export function explain({ answers, rest, cast }: TextTally, _: TextConfig, language: keyof typeof words): string {
  return cast > 0 ? words[language].explained(cast, answers.length + rest.answers) : words[language].nobody
}
