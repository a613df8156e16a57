// What a voter reads on their own phone around a vote: before they are in, and when a round is over.
const en = {
  join: {
    hint: 'Six characters, as shown on the screen.',
    code: 'Meeting code',
    submit: 'Join',
  },
  groupDetail: 'You say it once; after your first vote it can no longer be changed.',
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
  groupDetail: '한 번만 선택하며, 첫 투표를 한 뒤에는 바꿀 수 없습니다.',
  groupWeight: (weight) => `한 표의 의결권 ${weight}`,
  closed: '투표가 마감되었습니다',
  closedDetail: '결과가 발표되면 여기에 표시됩니다.',
  result: (text) => `결과: ${text}`,
  voided: '이 투표는 무효 처리되었습니다',
  reason: (reason) => `사유: ${reason}`,
  voidedDetail: '이 투표는 효력이 없습니다. 다시 투표하게 되면 여기에 표시됩니다.',
}

export const aroundWords = { en, ko }
