// What the recount page says around the findings, in English and Korean.
import type { Language } from '../words.ts'

const en = {
  name: 'English',
  title: 'Check the count',
  lead: 'This page counts again what spotvote counted: with a program of its own, on this device, without any network.',
  file: 'Export of the meeting',
  choose: 'Choose a JSON export…',
  drop: 'or drop it anywhere on this page',
  head: 'Record code from your photograph of the wall',
  headAbout: 'Twelve letters and digits. Without one, a file made up as a whole would pass.',
  waiting: 'Choose an export to begin.',
  print: 'Print',
  language: 'Language',
  own: 'of this page',
  record: 'The file and its record',
  agrees: 'Agrees',
  differs: 'Does not agree',
  unchecked: 'Cannot be checked',
  nobody: 'What nobody can check afterwards',
  here: 'Counted here',
  inFile: 'In the file',
  option: 'Line',
  item: (item: number, round: number) => `Item ${item} · round ${round}`,
  states: { void: 'void', superseded: 'voted again', open: 'open', counted: '' } as Record<string, string>,
  needed: ({ group, votes, needed, of }: { group: string; votes: number; needed: number; of: number }) =>
    `${group}${votes} of ${of}; ${needed} needed.`,
  met: (group: string, met: boolean) => `${group}${met ? 'reached' : 'not reached'}.`,
  more: (lines: number) => (lines === 1 ? 'One more line was compared.' : `${lines} more lines were compared.`),
  nothing: '–',
  trust:
    'If you do not trust the laptop the vote was held on, take this page from another copy of spotvote and the record code from a photograph that you or somebody you trust took of the wall. A page from that laptop could say anything.',
}

const ko: typeof en = {
  name: '한국어',
  title: '집계 확인',
  lead: 'spotvote의 집계를 별도의 프로그램으로 이 기기에서 다시 집계합니다. 네트워크를 쓰지 않습니다.',
  file: '회의 내보내기 파일',
  choose: 'JSON 파일 선택…',
  drop: '또는 이 페이지 아무 곳에나 끌어다 놓기',
  head: '화면 사진에 찍힌 기록 코드',
  headAbout: '영문자와 숫자 열두 자입니다. 코드가 없으면 통째로 꾸민 파일은 가려낼 수 없습니다.',
  waiting: '내보내기 파일을 선택하세요.',
  print: '인쇄',
  language: '언어',
  own: '함께 받은 파일',
  record: '파일과 기록',
  agrees: '맞음',
  differs: '맞지 않음',
  unchecked: '확인할 수 없음',
  nobody: '나중에 누구도 확인할 수 없는 것',
  here: '다시 집계',
  inFile: '파일에 적힌 값',
  option: '항목',
  item: (item, round) => `${item}번 안건 · ${round}차 투표`,
  states: { void: '무효', superseded: '재투표함', open: '진행 중', counted: '' },
  needed: ({ group, votes, needed, of }) => `${group}${of} 중 ${votes}, ${needed} 필요.`,
  met: (group, met) => `${group}${met ? '충족' : '미달'}.`,
  more: (lines) => `그 밖의 ${lines}줄도 대조했습니다.`,
  nothing: '–',
  trust:
    '투표를 진행한 컴퓨터를 믿지 못한다면, 이 페이지는 다른 곳에서 받은 spotvote의 것을 쓰고 기록 코드는 본인이나 믿는 사람이 찍은 화면 사진에서 옮기세요. 그 컴퓨터에서 받은 페이지는 무엇이든 표시할 수 있습니다.',
}

export type PageWords = typeof en

export const pageWords: Record<Language, PageWords> = { en, ko }
