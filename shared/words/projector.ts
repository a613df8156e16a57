// The words of the wall.
import type { Secrecy } from '../meeting/meeting.ts'

const en = {
  page: 'Projector',
  item: (number: number, items: number) => `Item ${number} of ${items}`,
  secrecy: { anonymous: 'Anonymous vote', secret: 'Secret ballot', named: 'Roll call' } satisfies Record<
    Secrecy,
    string
  >,
  receipts: 'with receipts',
  again: (number: number, reason: string) => `Vote ${number}: ${reason}`,

  openingSoon: 'Voting opens shortly',
  open: 'Voting is open',
  closing: 'Closing – last votes are coming in',
  closed: 'Voting is closed',
  result: 'Result',
  void: 'This vote is void',
  reason: (reason: string) => `Reason: ${reason}`,
  participation: (voted: number, present: number) => `${voted} of ${present} present have voted`,
  /** More winners than names that can be read. */
  chosen: (count: number) => `${count} chosen`,
  took: (voted: number, present: number) => `${voted} of ${present} present voted.`,
  timeLeft: 'Time left',
  paused: 'paused',
  options: 'Options and votes',
  points: (points: string) => (points === '1' ? '1 point' : `${points} points`),
  nobodyLeads: 'Nobody has points yet',

  wifi: 'Join the same Wi-Fi as this screen',
  scan: 'Scan the code, or type',
  code: 'Code',
  qr: (address: string) => `QR code for ${address}`,
  joined: (count: number) => `${count} joined`,
  noNetwork: 'Phones cannot get in yet',
  noNetworkWhy: 'This computer is on no network.',
  noNetworkDo: 'Connect it to the Wi-Fi of this room. The address and the QR code then appear here by themselves.',
  archived: 'This meeting is archived. No more votes are taken.',
  identity: 'Identity: device – one seat per browser, names are not checked',

  notLive: 'Not live',
  lastHeard: (seconds: number) => `last heard ${seconds} s ago, reconnecting`,
  connecting: 'Connecting…',
  unreachable: 'This screen does not reach the host',
  unreachableDo: 'Check that the host is running and that this computer is on the same network. It goes on trying.',
  refused: 'This screen was not let in',
  refusedDo:
    'Open the projector link again: it is on the organizer’s page and in the text the host shows when it starts.',
}

const ko: typeof en = {
  page: '앞 화면',
  item: (number, items) => `안건 ${number}/${items}`,
  secrecy: { anonymous: '무기명 투표', secret: '비밀 투표', named: '기명 투표' },
  receipts: '확인증 발급',
  again: (number, reason) => `${number}차 투표: ${reason}`,

  openingSoon: '곧 투표를 시작합니다',
  open: '투표 중입니다',
  closing: '마감 중 – 마지막 표를 받고 있습니다',
  closed: '투표를 마감했습니다',
  result: '투표 결과',
  void: '이 투표는 무효입니다',
  reason: (reason) => `사유: ${reason}`,
  participation: (voted, present) => `재석 ${present}명 중 ${voted}명 투표`,
  chosen: (count) => `${count}개 선정`,
  took: (voted, present) => `재석 ${present}명 중 ${voted}명 투표.`,
  timeLeft: '남은 시간',
  paused: '일시 정지',
  options: '선택 항목과 득표',
  points: (points) => `${points}점`,
  nobodyLeads: '아직 점수를 얻은 사람이 없습니다',

  wifi: '이 화면과 같은 와이파이에 연결하세요',
  scan: 'QR 코드를 찍거나 주소를 입력하세요',
  code: '코드',
  qr: (address) => `${address} QR 코드`,
  joined: (count) => `${count}명 입장`,
  noNetwork: '아직 휴대전화로 입장할 수 없습니다',
  noNetworkWhy: '이 컴퓨터가 네트워크에 연결되어 있지 않습니다.',
  noNetworkDo: '회의장 와이파이에 연결하면 주소와 QR 코드가 이 화면에 저절로 나타납니다.',
  archived: '보관된 회의입니다. 더 이상 투표를 받지 않습니다.',
  identity: '본인 확인 수준: 기기 – 브라우저마다 한 자리, 이름은 확인하지 않음',

  notLive: '실시간 아님',
  lastHeard: (seconds) => `${seconds}초 전 상태입니다. 다시 연결하고 있습니다`,
  connecting: '연결하는 중…',
  unreachable: '진행용 컴퓨터에 연결할 수 없습니다',
  unreachableDo: '진행용 컴퓨터가 켜져 있고 같은 네트워크에 있는지 확인하세요. 연결될 때까지 계속 시도합니다.',
  refused: '이 화면을 열 수 없습니다',
  refusedDo: '주최자 화면이나 시작할 때 표시된 안내에서 앞 화면 링크를 다시 여세요.',
}

export const projectorWords = { en, ko }
