// What is written on the ballot paper of a ranking.

const ending = (n: number) => (n % 100 > 10 && n % 100 < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th'))

const en = {
  pick: (least: number, most: number, all: number) =>
    least === most
      ? `Put ${most === all ? `all ${all}` : most} in order.`
      : most === all && least === 1
        ? 'Put them in order, as many as you like.'
        : `Put ${least} to ${most} in order.`,
  order: 'Your order',
  rest: 'Not ranked',
  first: 'Tap your first choice.',
  how: 'To change the order, drag ≡ or tap an option.',
  place: (n: number) => `${n}${ending(n)}`,
  placed: (n: number, title: string) => `${n}${ending(n)}: ${title}`,
  handle: (title: string) => `Move ${title}: drag, or arrow keys`,
  up: 'Up',
  down: 'Down',
  remove: 'Remove',
  removed: (title: string) => `Not ranked any more: ${title}`,
  ranked: (count: number, most: number) => `${count} of ${most} ranked`,
  more: (missing: number) => `${missing} more to rank`,
  full: (most: number) => `You can rank ${most}. Remove one first.`,
  submit: 'Vote',
  again: 'Change my vote',
}

const ko: typeof en = {
  pick: (least, most, all) =>
    least === most
      ? `${most === all ? `${all}개 모두` : `${most}개에`} 순위를 매기세요.`
      : most === all && least === 1
        ? '원하는 만큼 순위를 매기세요.'
        : `${least}개 이상 ${most}개 이하로 순위를 매기세요.`,
  order: '나의 순위',
  rest: '순위를 매기지 않은 항목',
  first: '1순위부터 차례로 누르세요.',
  how: '순위를 바꾸려면 ≡를 끌거나 항목을 누르세요.',
  place: (n) => `${n}순위`,
  placed: (n, title) => `${n}순위: ${title}`,
  handle: (title) => `${title} 순위 이동: 끌거나 방향키 사용`,
  up: '위로',
  down: '아래로',
  remove: '빼기',
  removed: (title) => `순위에서 뺐습니다: ${title}`,
  ranked: (count, most) => `${most}개 중 ${count}개 순위 지정`,
  more: (missing) => `${missing}개를 더 고르세요`,
  full: (most) => `${most}순위까지 매길 수 있습니다. 먼저 하나를 빼세요.`,
  submit: '투표하기',
  again: '투표 바꾸기',
}

export const paperWords = { en, ko }
