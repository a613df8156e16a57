// What is written on the ballot paper of an estimate.

const en = {
  answer: 'Your number',
  less: (step: string) => `Less by ${step}`,
  more: (step: string) => `More by ${step}`,
  sign: 'Plus or minus',
  bounds: (low: string, high: string) => `From ${low} to ${high}.`,
  steps: (step: string) => `In steps of ${step}.`,
  unclear: 'This is not a number',
  below: (low: string) => `At least ${low}`,
  above: (high: string) => `At most ${high}`,
  between: (below: string, above: string) => `${below} or ${above}, nothing between`,
  submit: 'Vote',
  again: 'Change my vote',
}

const ko: typeof en = {
  answer: '숫자 입력',
  less: (step) => `${step} 줄이기`,
  more: (step) => `${step} 늘리기`,
  sign: '부호 바꾸기',
  bounds: (low, high) => `${low}부터 ${high}까지 입력할 수 있습니다.`,
  steps: (step) => `${step} 단위로 입력하세요.`,
  unclear: '숫자로 입력하세요',
  below: (low) => `${low} 이상이어야 합니다`,
  above: (high) => `${high} 이하여야 합니다`,
  between: (below, above) => `${below} 또는 ${above}만 가능합니다`,
  submit: '투표하기',
  again: '투표 바꾸기',
}

export const paperWords = { en, ko }
