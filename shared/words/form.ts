// The words of forms that the desk pages share: lists of options, and what is wrong with an input.
import type { Language } from '../meeting/meeting.ts'
import type { RefusalMessage } from '../refusal.ts'

const en = {
  option: (number: number) => `Option ${number}`,
  description: (number: number) => `Description of option ${number}`,
  describe: (number: number) => `Describe option ${number}`,
  up: (number: number) => `Move option ${number} up`,
  down: (number: number) => `Move option ${number} down`,
  remove: (number: number) => `Remove option ${number}`,
  moved: (number: number, of: number) => `Now option ${number} of ${of}`,
  add: 'Add an option',
  paste: 'Paste a list to add one option a line. Enter adds a line, Alt+↑ and Alt+↓ move it.',
  blank: 'Fill this in.',
  twice: 'This is here twice.',
  few: (least: number) => `At least ${least}.`,
  many: (most: number) => `At most ${most}.`,
  long: (most: number) => `Too long: at most ${most}.`,
  number: 'A whole number, please.',
  wrong: 'This does not fit here.',
}

const ko: typeof en = {
  option: (number) => `선택 항목 ${number}`,
  description: (number) => `선택 항목 ${number} 설명`,
  describe: (number) => `선택 항목 ${number}에 설명 추가`,
  up: (number) => `선택 항목 ${number} 위로`,
  down: (number) => `선택 항목 ${number} 아래로`,
  remove: (number) => `선택 항목 ${number} 삭제`,
  moved: (number, of) => `${of}개 중 ${number}번째로 옮겼습니다`,
  add: '항목 추가',
  paste: '목록을 붙여 넣으면 한 줄이 한 항목이 됩니다. Enter는 줄 추가, Alt+↑와 Alt+↓는 순서 이동입니다.',
  blank: '내용을 입력하세요.',
  twice: '같은 내용이 두 번 있습니다.',
  few: (least) => `${least} 이상이어야 합니다.`,
  many: (most) => `${most} 이하여야 합니다.`,
  long: (most) => `너무 깁니다. ${most}까지 입력할 수 있습니다.`,
  number: '정수를 입력하세요.',
  wrong: '여기에 쓸 수 없는 값입니다.',
}

export const formWords = { en, ko }

/** What is wrong with one field, said beside the field itself. */
export function problemText({ expected }: RefusalMessage, language: Language): string {
  const w = formWords[language]
  switch (expected?.what) {
    case 'not-blank':
    case 'present':
    case 'text':
      return w.blank
    case 'different':
      return w.twice
    case 'longer':
    case 'at-least':
      return w.few(expected.limit)
    case 'at-most':
      return w.many(expected.limit)
    case 'shorter':
      return w.long(expected.limit)
    case 'whole':
    case 'number':
      return w.number
    default:
      return w.wrong
  }
}
