// What people read on a shared tablet, beside the words of the ballot itself.
const en = {
  ask: 'Please ask the desk',
  askDetail: 'The desk releases this tablet for one ballot.',
  askAgain: 'No vote was cast. Please ask the desk again.',
  start: 'Start',
  startDetail: 'One vote, and then the next person.',
  taken: 'Another tablet was faster. Please ask the desk.',
  thanks: 'Counted. Thank you.',
  done: 'Done',
  closed: 'Voting has closed. No vote was cast here.',
  still: 'Still there? Touch the screen to go on.',
  seconds: (count: number) => `Back to start in ${count} s`,
  callDesk: 'Please call the desk',
  callDeskDetail: 'Your vote has not been counted yet. It will be sent as soon as there is a connection.',
  outage: {
    device: 'This tablet is offline. Please tell the desk.',
    host: 'The host computer cannot be reached. The tablet reconnects by itself.',
    network: 'Connection lost. Reconnecting.',
  },
}

const ko: typeof en = {
  ask: '안내 데스크에 문의하세요',
  askDetail: '데스크에서 한 사람씩 투표할 수 있도록 이 태블릿을 열어 드립니다.',
  askAgain: '투표하지 않고 시간이 지났습니다. 데스크에 다시 문의하세요.',
  start: '시작',
  startDetail: '한 분이 한 번 투표하실 수 있습니다.',
  taken: '다른 태블릿에서 먼저 시작했습니다. 데스크에 문의하세요.',
  thanks: '투표가 완료되었습니다. 감사합니다.',
  done: '완료',
  closed: '투표가 마감되었습니다. 이 태블릿에서 접수된 표는 없습니다.',
  still: '계속하시려면 화면을 눌러 주세요.',
  seconds: (count) => `${count}초 후 처음 화면으로 돌아갑니다`,
  callDesk: '데스크에 알려 주세요',
  callDeskDetail: '아직 표가 집계되지 않았습니다. 연결되는 대로 보냅니다.',
  outage: {
    device: '태블릿이 오프라인 상태입니다. 데스크에 알려 주세요.',
    host: '진행용 컴퓨터에 연결할 수 없습니다. 자동으로 다시 연결됩니다.',
    network: '연결이 끊겨 다시 연결하고 있습니다.',
  },
}

export const kioskWords = { en, ko }
