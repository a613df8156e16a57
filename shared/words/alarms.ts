// What the desk is told when something is wrong, and what to do about it.

const en = {
  storage: {
    slow: 'The host is slow to save. Votes wait, and none is counted before it is saved.',
    slowDo: 'Close other programs on the host that use its disk. Voting goes on by itself.',
    failing: 'The host cannot save. No vote is being taken.',
    failingDo:
      'Free disk space on the host, or make its data folder writable. Voting goes on by itself once saving works.',
    failed: 'The host’s disk reported an error, or its data folder was deleted. Voting has stopped.',
    failedDo: [
      'On the organizer’s page, download the results so far.',
      'On the host, stop the program with Ctrl+C and copy its data folder to another disk.',
      'Start it as before, but with --data and the new folder. Phones come back by themselves, and every vote that was counted is there.',
      'If the folder cannot be copied, start with an empty one and hold the votes again whose results you do not have.',
    ],
  },
  notSaved: 'The host could not save this. Nothing has changed.',
  slept: (seconds: number) => `The host was asleep, or its clock was set: ${seconds} s are missing.`,
  sleptDo: 'A countdown goes on with what was left. Keep the lid open and the power cable in until the end.',
  lost: (before: string, now: string) => `This computer is no longer at ${before}. Phones now join at ${now}.`,
  lostDo:
    'Have everybody scan the QR code on the wall again. With the seat code at the foot of their page they keep their seat.',
  unreached: 'No phone has reached this computer yet.',
  unreachedDo: 'That is fine until the doors open. Try it once with a phone of your own; if its page does not come up:',
  unreachedSteps: [
    'Is the phone in the same Wi-Fi as this computer, with mobile data off?',
    'Guest networks often keep devices apart. Use another network, or ask for that to be turned off.',
    'Does the firewall of this computer let incoming connections through?',
    'A phone’s hotspot helps a small round: about eight phones.',
  ],
  guessing: 'Someone is trying out join codes or links.',
  guessingDo:
    'They are slowed down, voters are not. If a link may have got out, make a new one on the organizer’s page.',
  uncounted: 'The program failed to count this vote.',
  uncountedDo:
    'No ballot is lost: they are all in the organizer’s JSON export, and `spotvote count` can count it elsewhere.',
}

const ko: typeof en = {
  storage: {
    slow: '저장이 늦어지고 있습니다. 표는 대기 중이며 저장되기 전에는 집계하지 않습니다.',
    slowDo: '진행용 컴퓨터에서 디스크를 쓰는 다른 프로그램을 닫으세요. 저장이 되면 투표는 저절로 이어집니다.',
    failing: '저장할 수 없어 투표를 받지 못하고 있습니다.',
    failingDo:
      '진행용 컴퓨터의 디스크 공간을 확보하거나 데이터 폴더의 쓰기 권한을 확인하세요. 저장이 되면 투표는 저절로 이어집니다.',
    failed: '진행용 컴퓨터의 디스크에 오류가 났거나 데이터 폴더가 삭제되어 투표를 멈췄습니다.',
    failedDo: [
      '주최자 화면에서 지금까지의 결과를 내려받으세요.',
      '진행용 컴퓨터에서 Ctrl+C로 프로그램을 끝내고 데이터 폴더를 다른 디스크에 복사하세요.',
      '--data에 새 폴더를 지정해 프로그램을 전과 같이 다시 시작하세요. 휴대전화는 저절로 다시 연결되고 집계된 표는 그대로 있습니다.',
      '폴더를 복사할 수 없으면 빈 폴더로 시작하여, 결과를 받아 두지 못한 투표를 다시 하세요.',
    ],
  },
  notSaved: '저장하지 못했습니다. 바뀐 것은 없습니다.',
  slept: (seconds) => `진행용 컴퓨터가 절전 상태였거나 시계가 바뀌었습니다. ${seconds}초가 비었습니다.`,
  sleptDo: '남은 시간은 그대로 이어집니다. 회의가 끝날 때까지 덮개를 닫지 말고 전원을 연결해 두십시오.',
  lost: (before, now) => `이 컴퓨터의 주소가 ${before}에서 ${now}(으)로 바뀌었습니다.`,
  lostDo:
    '모두 화면의 QR 코드를 다시 찍어 들어오도록 안내하십시오. 화면 맨 아래의 자리 코드를 입력하면 자리를 그대로 쓸 수 있습니다.',
  unreached: '아직 이 컴퓨터에 접속한 휴대전화가 없습니다.',
  unreachedDo: '입장 전이라면 괜찮습니다. 먼저 휴대전화 한 대로 접속해 보고, 화면이 열리지 않으면 다음을 확인하십시오.',
  unreachedSteps: [
    '휴대전화가 이 컴퓨터와 같은 Wi-Fi에 연결되어 있고, 모바일 데이터는 꺼져 있습니까?',
    '손님용 Wi-Fi는 기기끼리 통신하지 못하게 막는 경우가 많습니다. 다른 네트워크를 쓰거나 제한을 풀어 달라고 요청하십시오.',
    '이 컴퓨터의 방화벽이 들어오는 연결을 허용합니까?',
    '인원이 적으면 휴대전화 핫스팟도 됩니다. 여덟 대 정도까지 연결할 수 있습니다.',
  ],
  guessing: '누군가 입장 코드나 링크를 반복해서 시도하고 있습니다.',
  guessingDo:
    '시도를 늦추고 있으며 투표에는 지장이 없습니다. 링크가 밖으로 알려졌을 수 있으면 주최자 화면에서 새로 만드세요.',
  uncounted: '프로그램 오류로 이 투표를 집계하지 못했습니다.',
  uncountedDo: '표는 모두 남아 있습니다. 주최자 화면에서 JSON으로 내보내면 다른 곳에서 다시 집계할 수 있습니다.',
}

export const alarmWords = { en, ko }
