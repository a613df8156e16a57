// How the money was given, in the language of minutes.
import type { BudgetConfig } from './config.ts'
import type { BudgetTally, GreedyCount, SharesCount } from './count.ts'
import { money } from './money.ts'

type Language = 'en' | 'ko'
type Count = GreedyCount | SharesCount

/** What was spent of what, on how many projects, by which method and with which settings. */
export function explain({ outcomes }: BudgetTally, config: BudgetConfig, language: Language): string {
  const [count, other] = outcomes
  if (!count) return ''
  const say = language === 'ko' ? korean(config) : english(config)
  return [say.count(count), count.tie && say.tie(count.tie), other && say.compare(other, count)]
    .filter(Boolean)
    .join(' ')
}

const unfitting = (steps: GreedyCount['steps']) => steps.filter(({ verdict }) => verdict === 'does-not-fit').length

const same = (a: Count, b: Count) => a.funded.filter((id) => b.funded.includes(id)).length

/** Longer lists of titles are said by their letters. */
const READABLE = 60

function titles({ options }: BudgetConfig, ids: readonly string[]): string {
  const names = ids.map((id) => options.find((option) => option.id === id)?.title ?? id).join(', ')
  return names.length <= READABLE ? names : ids.join(', ')
}

function english(config: BudgetConfig) {
  const { options, budget, currency, ballot, utility, completion, step } = config
  const sum = (amount: number) => money(amount, currency, 'en')
  const marks = ballot === 'points' ? 'points' : 'votes'
  const some = (count: number) => `${count} ${count === 1 ? 'project' : 'projects'}`
  const spent = ({ funded, spent, left }: Count) =>
    `${funded.length} of ${some(options.length)} funded, ${sum(spent)} of ${sum(budget)} spent, ${sum(left)} left`
  const shares = ({ share, purchases, completed }: SharesCount) =>
    [
      `a share of ${sum(share.start)} a voter`,
      completion !== 'none' && `raised in steps of ${sum(step)} to ${sum(share.end)}`,
      `${some(purchases.length)} paid by their supporters`,
      completed.length > 0 && `${completed.length} more with the rest by ${marks}`,
    ]
      .filter(Boolean)
      .join(', ')
  const how = {
    add1u: 'completed by raising shares, then by votes (Add1U)',
    add1: 'completed by raising shares (Add1)',
    none: 'without completion',
  }[completion]
  return {
    count: (count: Count) => {
      if (count.method === 'equal-shares')
        return `Method of Equal Shares (${utility} utilities, ${how}): ${spent(count)}. ${capital(shares(count))}.`
      const not = unfitting(count.steps)
      const rest = not ? ` ${some(not)} with ${marks} cost more than was left.` : ''
      return `By ${marks} in order, while the money lasts: ${spent(count)}.${rest}`
    },
    tie: ({ ids, drawn }: NonNullable<Count['tie']>) =>
      `Equal ${marks}: the order of the ${drawn ? 'lot' : 'list'} decided between ${titles(config, ids)}.`,
    compare: (other: Count, count: Count) =>
      `For comparison, ${other.method === 'greedy' ? `by ${marks}` : `the Method of Equal Shares (${utility} utilities, ${how})`} would fund ${some(other.funded.length)} with ${sum(other.spent)}, ${same(count, other)} of them the same.`,
  }
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

function korean(config: BudgetConfig) {
  const { options, budget, currency, ballot, utility, completion, step } = config
  const sum = (amount: number) => money(amount, currency, 'ko')
  const marks = ballot === 'points' ? '점수' : '득표'
  const basis = { cost: '사업비 기준', cardinality: '사업 수 기준' }[utility]
  const how = { add1u: ', 잔액은 Add1U로 보완', add1: ', 잔액은 Add1로 보완', none: '' }[completion]
  const spent = ({ funded, spent, left }: Count) =>
    `사업 ${options.length}개 중 ${funded.length}개 선정, 예산 ${sum(budget)} 중 ${sum(spent)} 배정, 잔액 ${sum(left)}`
  return {
    count: (count: Count) => {
      if (count.method === 'greedy') {
        const not = unfitting(count.steps)
        const got = marks === '점수' ? '점수를 받았으나' : '표를 얻었으나'
        const rest = not ? ` ${got} 사업비가 잔액보다 커서 선정되지 못한 사업은 ${not}개입니다.` : ''
        return `${marks}순 배정: ${spent(count)}.${rest}`
      }
      const { share, purchases, completed } = count
      const raised = completion === 'none' ? '으로' : `에서 ${sum(step)}씩 늘려 ${sum(share.end)}까지`
      const added = completed.length
        ? `하고, 남은 예산으로 ${marks}순에 따라 ${completed.length}개를 더 선정하였습니다`
        : '하였습니다'
      return `균등 몫 방식(${basis}${how}): ${spent(count)}. 1인당 몫을 ${sum(share.start)}${raised} 계산하여 지지자들의 몫으로 ${purchases.length}개를 선정${added}.`
    },
    tie: ({ ids, drawn }: NonNullable<Count['tie']>) =>
      `${titles(config, ids)}: ${marks}가 같아 ${drawn ? '추첨' : '기재'} 순서에 따랐습니다.`,
    compare: (other: Count, count: Count) =>
      `참고로 ${other.method === 'greedy' ? `${marks}순` : `균등 몫 방식(${basis}${how})`}으로 집계하면 ${other.funded.length}개 선정, 배정액 ${sum(other.spent)}이며 그중 ${same(count, other)}개가 같습니다.`,
  }
}
