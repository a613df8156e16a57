// What a voter is told of a receipt, before there is one and once it is there.
const en = {
  yours: 'Your receipt',
  several: 'Your receipt is one of these',
  unknown: 'This phone does not know the receipt of your vote.',
  find: 'Once the result is shown, you find your vote under this code on the results page.',
  list: 'Find your vote on the results page',
  caution: 'Whoever sees the code can look up how you voted. You need not show it to anybody.',
  kiosk: 'Write the code down now: this tablet forgets it.',
}

const ko: typeof en = {
  yours: '내 확인증',
  several: '내 확인증은 다음 중 하나입니다',
  unknown: '이 휴대전화에는 내 표의 확인증이 없습니다.',
  find: '결과가 공개되면 투표 결과 페이지에서 이 코드로 내 표를 찾을 수 있습니다.',
  list: '투표 결과 페이지에서 내 표 찾기',
  caution: '코드를 본 사람은 내가 어떻게 투표했는지 알 수 있습니다. 누구에게도 보여 줄 의무는 없습니다.',
  kiosk: '지금 코드를 적어 두세요. 이 태블릿에는 남지 않습니다.',
}

export const receiptWords = { en, ko }
