// What a voter reads of the code of their seat.
const en = {
  code: 'Your seat code',
  codeDetail:
    'With it you take your seat along to another address, browser or phone. Whoever knows it can vote as you: keep it to yourself.',
  before: 'Already been here?',
  beforeDetail: 'Enter the seat code from where you joined first. This phone then has that seat, with its vote.',
  field: 'Seat code',
  take: 'Take my seat',
  taken: 'This phone has your seat now.',
}

const ko: typeof en = {
  code: '내 자리 코드',
  codeDetail:
    '주소가 바뀌거나 다른 브라우저, 다른 휴대전화를 쓸 때 이 코드로 자리를 그대로 옮길 수 있습니다. 코드를 아는 사람은 본인 대신 투표할 수 있으니 다른 사람에게 알려 주지 마세요.',
  before: '이미 입장하신 적이 있습니까?',
  beforeDetail: '처음 입장한 곳에 표시된 자리 코드를 입력하세요. 그 자리와 투표 내용이 이 휴대전화로 옮겨집니다.',
  field: '자리 코드',
  take: '내 자리로 돌아가기',
  taken: '이 휴대전화로 자리를 옮겼습니다.',
}

export const seatWords = { en, ko }
