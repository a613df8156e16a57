// What a voter reads on their own phone around a vote: before they are in, when a round is over, when things went wrong.
const en = {
  join: {
    hint: 'Six characters, as shown on the screen.',
    code: 'Meeting code',
    submit: 'Join',
  },
  forgetful: 'This browser stores nothing. Keep this page open until the meeting ends, or your seat is lost.',
  missed: 'Your last vote on the question before did not arrive in time and was not counted.',
  elsewhere: 'Your vote is in, and it stands. This phone cannot tell which choice it was.',
  ended: 'This meeting has ended.',
  results: 'See the results',
  groupDetail: 'You say it once; after your first vote it can no longer be changed.',
  weighed: 'Votes weigh differently here: even of an anonymous vote, the sums can show how a small group voted.',
  groupWeight: (weight: number) => `Weight of a vote: ${weight}`,
  closed: 'Voting has closed',
  closedDetail: 'The result will appear here when it is announced.',
  result: (text: string) => `Result: ${text}`,
  voided: 'This vote was voided',
  reason: (reason: string) => `Reason: ${reason}`,
  voidedDetail: 'It decides nothing. If the vote is held again, it will appear here.',
}

const ko: typeof en = {
  join: {
    hint: '화면에 표시된 여섯 자리 코드입니다.',
    code: '회의 코드',
    submit: '입장',
  },
  forgetful: '이 브라우저에는 저장할 수 없습니다. 회의가 끝날 때까지 이 화면을 닫지 마세요. 닫으면 자리를 잃습니다.',
  missed: '앞선 안건에서 마지막으로 보낸 표가 제때 도착하지 않아 집계되지 않았습니다.',
  elsewhere: '이미 투표하셨고 그 표는 유효합니다. 다만 무엇을 선택하셨는지는 이 휴대전화에서 확인할 수 없습니다.',
  ended: '종료된 회의입니다.',
  results: '투표 결과 보기',
  groupDetail: '한 번만 선택하며, 첫 투표를 한 뒤에는 바꿀 수 없습니다.',
  weighed: '집단마다 한 표의 의결권이 달라, 무기명 투표에서도 합계를 보면 작은 집단의 투표 내용이 드러날 수 있습니다.',
  groupWeight: (weight) => `한 표의 의결권 ${weight}`,
  closed: '투표가 마감되었습니다',
  closedDetail: '결과가 발표되면 여기에 표시됩니다.',
  result: (text) => `결과: ${text}`,
  voided: '이 투표는 무효 처리되었습니다',
  reason: (reason) => `사유: ${reason}`,
  voidedDetail: '이 투표는 효력이 없습니다. 다시 투표하게 되면 여기에 표시됩니다.',
}

export const aroundWords = { en, ko }
