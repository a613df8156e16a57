// How secret a vote is to be, and what that does not promise: said to whoever chooses.
import type { Secrecy } from '../meeting/meeting.ts'

const en = {
  label: 'Who may know who voted what',
  modes: {
    anonymous: ['Anonymous', 'After the close the link between seat and vote is deleted.'],
    secret: [
      'Secret',
      'As anonymous; no screen shows a count before the reveal, and no phone a choice once it is counted.',
    ],
    named: ['Named (roll call)', 'Seat and vote are recorded and exported together. The phones say so.'],
  } satisfies Record<Secrecy, [string, string]>,
  limitsTitle: 'What this does not promise',
  limits: [
    'Whoever controls this computer could find out, or copy while a vote is open, who votes what. Let people you trust run it, and appoint scrutineers.',
    'Nothing stops anybody from looking over a voter’s shoulder, or from asking to be shown a phone.',
    'Without a certificate (plain http), somebody on the same Wi-Fi with the right tools could read or change what phones send.',
    'One seat is one browser: whoever opens two can vote twice, unless the room sees to it.',
    'Whether a vote held like this is legally valid, only the law and your rules say.',
  ],
}

const ko: typeof en = {
  label: '투표자 공개 여부',
  modes: {
    anonymous: ['무기명', '마감 후 자리와 표의 연결 정보를 삭제합니다.'],
    secret: [
      '비밀',
      '무기명이며, 결과를 공개하기 전에는 어느 화면에도 득표가, 투표한 뒤에는 휴대전화에 본인의 선택이 표시되지 않습니다.',
    ],
    named: ['기명', '자리와 투표 내용이 함께 기록되고 내려받는 파일에도 남습니다. 휴대전화에도 그렇게 안내됩니다.'],
  },
  limitsTitle: '보장하지 않는 것',
  limits: [
    '이 컴퓨터를 다루는 사람은 투표 중에 누가 무엇을 선택했는지 알아내거나 복사해 둘 수 있습니다. 믿을 수 있는 사람에게 맡기고 감표위원을 두세요.',
    '옆에서 훔쳐보거나 휴대전화를 보여 달라고 요구하는 것은 막을 수 없습니다.',
    '인증서 없이(http) 쓰면 같은 Wi-Fi에서 도구를 가진 사람이 휴대전화가 보내는 내용을 읽거나 바꿀 수 있습니다.',
    '브라우저 하나가 한 자리입니다. 두 개를 쓰는 사람은 현장에서 막지 않으면 두 번 투표할 수 있습니다.',
    '이렇게 한 투표의 법적 효력은 법령과 규약에 따릅니다.',
  ],
}

export const modeWords = { en, ko }
