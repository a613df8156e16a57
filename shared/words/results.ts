// The words of the public results page.
import type { Secrecy } from '../meeting/meeting.ts'

const en = {
  page: 'Results',
  language: 'Language',
  print: 'Print',
  connecting: 'Connecting…',
  item: (number: number) => `Item ${number}`,
  secrecy: { anonymous: 'Anonymous vote', secret: 'Secret ballot', named: 'Roll call' } satisfies Record<
    Secrecy,
    string
  >,
  result: 'Result',
  count: (items: number) => (items === 1 ? '1 item with a result' : `${items} items with results`),
  none: 'No results yet',
  noneWhy: 'Each result appears here by itself as soon as it is revealed.',
  turnout: (voted: number, present: number, seats: number) =>
    `${voted} of ${present} present voted; ${seats} ${seats === 1 ? 'seat was' : 'seats were'} taken.`,
  round: (number: number) => `Round ${number}`,
  superseded: 'Superseded by a later round',
  again: (reason: string) => `Voted again. Reason: ${reason}`,
  void: 'Void',
  voidWhy: (reason: string) => `This round does not count. Reason: ${reason}`,
  identity: 'Identity: device. One seat per browser; names are not checked.',
  archived: 'This meeting is archived.',
  notLive: 'No connection to the host. What you see may be old; it is updated by itself.',
}

const ko: typeof en = {
  page: '투표 결과',
  language: '언어',
  print: '인쇄',
  connecting: '연결하는 중…',
  item: (number) => `${number}번 안건`,
  secrecy: { anonymous: '무기명 투표', secret: '비밀 투표', named: '기명 투표' },
  result: '결과',
  count: (items) => `결과가 나온 안건 ${items}건`,
  none: '아직 공개된 결과가 없습니다',
  noneWhy: '결과가 공개되면 이곳에 저절로 나타납니다.',
  turnout: (voted, present, seats) => `재석 ${present}명 중 ${voted}명 투표 (입장 ${seats}명).`,
  round: (number) => `${number}차 투표`,
  superseded: '재투표로 대체됨',
  again: (reason) => `재투표 사유: ${reason}`,
  void: '무효',
  voidWhy: (reason) => `이 투표는 효력이 없습니다. 사유: ${reason}`,
  identity: '본인 확인 수준: 기기. 브라우저마다 한 자리이며 이름은 확인하지 않습니다.',
  archived: '보관된 회의입니다.',
  notLive: '진행용 컴퓨터와 연결이 끊겼습니다. 표시된 내용은 이전 상태일 수 있으며, 연결되면 저절로 바뀝니다.',
}

export const resultsWords = { en, ko }
