// What whoever prepares or runs a vote is told of receipts.
const en = {
  label: 'Receipts: each phone shows a code by which its voter finds the vote in the list on the results page',
  why: 'The list shows every single vote, without names. Whoever has a receipt can show somebody else how they voted.',
  off: 'Off in a secret vote unless you say otherwise: with a receipt, a voter can show somebody else how they voted, and be made to.',
  given: 'With receipts: each phone shows a code by which its voter finds the vote in the list on the results page.',
  none: 'No receipts: with one, a voter could show somebody else how they voted.',
}

const ko: typeof en = {
  label: '확인증 발급: 휴대전화에 코드가 표시되고, 투표자는 결과 페이지의 목록에서 그 코드로 자기 표를 찾습니다',
  why: '목록에는 모든 표가 이름 없이 하나씩 공개됩니다. 확인증이 있으면 자신이 어떻게 투표했는지 다른 사람에게 보여 줄 수 있습니다.',
  off: '비밀 투표에서는 기본으로 꺼져 있습니다. 확인증이 있으면 자신이 어떻게 투표했는지 다른 사람에게 보여 줄 수 있고, 보여 달라는 압박을 받을 수도 있습니다.',
  given: '확인증 발급: 휴대전화에 코드가 표시되고, 투표자는 결과 페이지의 목록에서 그 코드로 자기 표를 찾습니다.',
  none: '확인증 없음: 있으면 자신이 어떻게 투표했는지 다른 사람에게 보여 줄 수 있습니다.',
}

export const receiptDeskWords = { en, ko }
