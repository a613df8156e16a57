// What is written on the ballot paper of a budget vote.

export const count = (number: number, one: string, many = `${one}s`) =>
  `${number.toLocaleString('en')} ${number === 1 ? one : many}`

const en = {
  pick: (min: number, max: number, of: number) =>
    min === max ? `Choose ${max}.` : max === of ? 'Choose as many as you like.' : `Choose ${min} to ${max}.`,
  fill: (budget: string) => `Choose projects for up to ${budget}.`,
  spread: (points: number) => `Spread up to ${points} points over the projects.`,
  chosen: (count: number, max: number) => `${count} of ${max} chosen`,
  projects: (number: number) => count(number, 'project'),
  more: (missing: number) => `${missing} more to choose`,
  full: (max: number) => `You can choose ${max}. Remove one first.`,
  left: (amount: string) => `${amount} left`,
  short: (amount: string) => `Does not fit any more: ${amount} too much`,
  pointsLeft: (points: number) => `${count(points, 'point')} left`,
  over: (points: number) => `${count(points, 'point')} too many`,
  pointsFor: (title: string) => `Points for ${title}`,
  fewer: (title: string) => `Fewer points for ${title}`,
  further: (title: string) => `More points for ${title}`,
  about1: 'About this project',
  submit: 'Vote',
  again: 'Change my vote',
}

const ko: typeof en = {
  pick: (min, max, of) =>
    min === max
      ? `${max}개를 선택하세요.`
      : max === of
        ? '원하는 만큼 선택하세요.'
        : `${min}개 이상 ${max}개 이하로 선택하세요.`,
  fill: (budget) => `사업비 합계가 ${budget}을 넘지 않게 선택하세요.`,
  spread: (points) => `${points}점까지 여러 사업에 나누어 주세요.`,
  chosen: (count, max) => `${max}개 중 ${count}개 선택`,
  projects: (number) => `사업 ${number}개`,
  more: (missing) => `${missing}개를 더 선택하세요`,
  full: (max) => `${max}개까지 선택할 수 있습니다. 먼저 하나를 해제하세요.`,
  left: (amount) => `${amount} 남음`,
  short: (amount) => `남은 예산보다 ${amount} 많아 담을 수 없습니다`,
  pointsLeft: (points) => `${points}점 남음`,
  over: (points) => `${points}점 초과`,
  pointsFor: (title) => `${title} 점수`,
  fewer: (title) => `${title} 점수 줄이기`,
  further: (title) => `${title} 점수 늘리기`,
  about1: '사업 설명',
  submit: '투표하기',
  again: '투표 바꾸기',
}

export const paperWords = { en, ko }
