// What stands beside the published receipts of a round: how to find one's own, what it proves and what it gives away.
const en = {
  title: 'Find your vote by its receipt',
  about: 'Every code stands for one vote that was counted; of a changed vote there is only the last one.',
  proves:
    'If your code stands beside what you chose, your vote is recorded as you cast it. If none of your codes is there, or one stands beside something else, tell the chair.',
  not: 'The list does not say who cast a vote, and does not prove that all who voted were entitled to.',
  caution: 'Whoever knows whose a code is can now see how that person voted. Nobody has to tell which code is theirs.',
  search: 'Code of your receipt',
  kept: 'Kept on this device:',
  code: 'Receipt',
  vote: 'Vote',
  loading: 'Loading…',
  failed: 'The list could not be loaded. Close it and open it again.',
  count: (shown: number, all: number) =>
    `${shown === all ? '' : `${shown} of `}${all} ${all === 1 ? 'receipt' : 'receipts'}`,
  none: 'No receipt of this round has this code. Check what you typed.',
}

const ko: typeof en = {
  title: '확인증으로 내 표 찾기',
  about: '코드 하나가 집계된 표 하나입니다. 투표를 바꾼 경우에는 마지막 코드만 있습니다.',
  proves:
    '내 코드 옆에 내가 선택한 내용이 있으면 표가 그대로 기록된 것입니다. 내 코드가 하나도 없거나 다른 내용이 있으면 의장에게 알리세요.',
  not: '이 목록은 누구의 표인지 알려 주지 않으며, 투표한 사람 모두에게 투표권이 있었는지도 증명하지 않습니다.',
  caution:
    '누구의 코드인지 아는 사람은 이제 그 사람이 어떻게 투표했는지 알 수 있습니다. 자신의 코드를 밝힐 의무는 없습니다.',
  search: '확인증 코드',
  kept: '이 기기에 보관된 코드:',
  code: '확인증',
  vote: '투표 내용',
  loading: '불러오는 중…',
  failed: '목록을 불러오지 못했습니다. 닫았다가 다시 열어 주세요.',
  count: (shown, all) => (shown === all ? `확인증 ${all}개` : `확인증 ${all}개 중 ${shown}개`),
  none: '이 투표에 이 코드의 확인증이 없습니다. 입력한 코드를 확인하세요.',
}

export const receiptsWords = { en, ko }
