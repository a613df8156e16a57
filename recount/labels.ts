// The words that stand beside the numbers, as far as they follow from the question: labels of rows, names of winners.
import { type Difference, differences } from './count/compare.ts'
import { list, record, text } from './count/read.ts'
import { kindOf } from './count/round.ts'
import type { Fields } from './state.ts'

/** The product's own words in results: [English, Korean], by id of the row, or of its last part. */
const own: Record<string, Record<string, readonly [string, string]>> = {
  motion: { yes: ['In favour', '찬성'], no: ['Against', '반대'], abstain: ['Abstain', '기권'] },
  multiple: { none: ['None of these', '해당 없음'] },
  rating: { none: ['No opinion', '의견 없음'], mean: ['Mean', '평균'], median: ['Median', '중앙값'] },
  grid: { none: ['No answer', '무응답'], mean: ['Mean', '평균'], median: ['Median', '중앙값'] },
  number: {
    mean: ['Mean', '평균'],
    median: ['Median', '중앙값'],
    min: ['Lowest', '최솟값'],
    max: ['Highest', '최댓값'],
  },
  text: { '…': ['All other answers', '그 밖의 답변'] },
  quiz: { right: ['Right answers', '정답자 수'] },
  budget: {
    'greedy-spent': ['Spent, by votes', '배정액(득표순)'],
    'greedy-left': ['Left, by votes', '잔액(득표순)'],
    'equal-shares-spent': ['Spent, by equal shares', '배정액(균등 몫)'],
    'equal-shares-left': ['Left, by equal shares', '잔액(균등 몫)'],
    points: ['points', '점수'],
  },
}

/** A headline that says no names: [English, Korean], by type of outcome. */
const headlines: Record<string, readonly [string, string]> = {
  carried: ['Carried', '가결'],
  rejected: ['Rejected', '부결'],
  tie: ['Tie', '가부 동수'],
  tied: ['Tied', '동점'],
  'no-quorum': ['No quorum', '정족수 미달'],
  'no-votes': ['No votes were cast', '투표한 사람이 없습니다'],
}
const nobody = ['Nothing is chosen', '선정된 항목 없음'] as const
const nothing = ['Nothing was chosen', '선정된 항목이 없습니다'] as const
const runOff = ['Run-off', '결선 투표'] as const

const numbers = new Intl.NumberFormat('en', { maximumFractionDigits: 6 })
/** Grouped, with its unit; units that are signs or Korean follow at once. */
const numeral = (value: unknown, unit: string) => {
  const gap = unit === '' || /^[%°′″\p{Script=Hangul}\p{Script=Han}]/u.test(unit) ? '' : ' '
  return `${numbers.format(value as number).replace('-', '−')}${gap}${unit}`
}

/** Says one of two words by the language of the meeting. */
const speaking = (language: unknown) => (words: readonly [string, string] | undefined) =>
  words?.[language === 'ko' ? 1 : 0]

/** Labels of rows by their ids. */
export function labelsOf(question: Fields, counted: Fields, language: unknown): Map<string, string | undefined> {
  const say = speaking(language)
  const kind = text(question['kind'], 'question.kind')
  const config = record(question['config'], 'question.config')
  const words = own[kind] ?? {}
  const word = (id: string) => say(words[id])
  const labels = new Map<string, string | undefined>(Object.keys(words).map((id) => [id, word(id)]))
  const options = (value: unknown) => list(value ?? [], 'options').map((option) => record(option, 'options'))
  for (const { id, title } of options(config['options'])) {
    labels.set(String(id), String(title))
    if (kind === 'budget') labels.set(`points-${id}`, `${title}: ${word('points')}`)
  }
  for (const [n, each] of list(config['labels'] ?? [], 'labels').entries()) {
    const grade = Number(config['low']) + n
    const label = `${grade} ${each}`.trim()
    labels.set(String(grade), label)
    for (const { id, title } of options(config['statements'])) labels.set(`${id}/${grade}`, `${title}: ${label}`)
  }
  for (const { id, title } of options(config['statements']))
    for (const own of Object.keys(words)) labels.set(`${id}/${own}`, `${title}: ${word(own)}`)
  for (const { from, to } of kind === 'number' ? options(config['bins']) : []) {
    const unit = String(config['unit'])
    const dash = Number(from) < 0 || Number(to) < 0 ? ' – ' : '–'
    const label = from === to ? numeral(to, unit) : `${numeral(from, '')}${dash}${numeral(to, unit)}`
    labels.set(from === to ? String(from) : `${from}..${to}`, label)
  }
  if (kind === 'text')
    for (const [n, answer] of options(record(counted['tally'], 'tally')['answers']).entries())
      labels.set(String(options(counted['rows'])[n]?.['id']), String(answer['text']))
  return labels
}

/** What the headline must be; undefined where it is a sentence of the kind's own. */
export function headlineOf(
  { outcome, rows }: Fields,
  kind: unknown,
  label: (id: unknown) => string,
  language: unknown,
) {
  const say = speaking(language)
  if (outcome === null) {
    if (kind !== 'rating') return undefined
    const measures = list(rows, 'counted.rows').map((row) => record(row, 'counted.rows'))
    return measures.flatMap(({ id, value }) => (value === null ? [] : [`${label(id)} ${value}`])).join(', ') || null
  }
  const { type, winners, advance, votes } = record(outcome, 'counted.outcome')
  const names = (ids: unknown) => list(ids, 'counted.outcome').map(label).join(', ')
  if (type === 'run-off') return `${say(runOff)}: ${names(advance)}`
  if (type === 'won') return votes === 0 ? say(nobody) : names(winners) || say(nothing)
  return say(headlines[String(type)])
}

/** Labels of rows and the headline against the question and the outcome. */
export function compareLabels(question: Fields, counted: Fields, language: unknown): Difference[] {
  const labels = labelsOf(question, counted, language)
  const rows = list(counted['rows'], 'counted.rows').map((row) => record(row, 'counted.rows'))
  const headline = headlineOf(counted, question['kind'], (id) => labels.get(String(id)) ?? String(id), language)
  const said = counted['text'] === null ? null : record(counted['text'], 'counted.text')
  return [
    ...rows.flatMap(({ id, label }, n) => differences(`counted.rows[${n}].label`, label, labels.get(String(id)))),
    ...(headline === undefined ? [] : differences('counted.text.headline', said?.['headline'] ?? null, headline)),
    ...(counted['outcome'] === null && said ? differences('counted.text.detail', said['detail'], '') : []),
    ...(said ? Object.keys(said).filter((key) => key !== 'headline' && key !== 'detail') : []).flatMap((key) =>
      differences(`counted.text.${key}`, said![key], undefined),
    ),
  ]
}

/** Which rows a vote chose, and the vote in words where rows don't say all of it; against the vote itself. */
export function compareChosen(question: Fields, counted: Fields): Difference[] {
  if (counted['named'] === null) return []
  const kind = kindOf({ question })
  const config = record(question['config'], 'question.config')
  return list(counted['named'], 'counted.named').flatMap((each, n) => {
    const { voter: _, vote, ...told } = record(each, 'counted.named')
    const path = `counted.named[${n}]`
    const key = kind.key(vote)
    if (key === null) return [{ path: `${path}.vote`, recorded: vote, counted: 'a vote that fits the settings' }]
    const chosen =
      question['kind'] === 'ranking'
        ? vote
        : chosenBy(kind.count([{ key, vote, count: 1, weight: 1 }], { lot: null, edits: null }).rows)
    const sorted = (ids: unknown) => (Array.isArray(ids) && question['kind'] !== 'ranking' ? ids.toSorted() : ids)
    const right = { chosen: sorted(chosen), said: saidOf(String(question['kind']), vote, config) }
    return differences(path, { ...told, chosen: sorted(told['chosen']) }, right)
  })
}

const chosenBy = (rows: readonly { id: string; votes: number | null }[]) =>
  rows.filter(({ votes }) => votes !== null && votes > 0).map(({ id }) => id)

function saidOf(kind: string, vote: unknown, config: Fields): string | null {
  const options = () => list(config['options'], 'config.options').map((option) => record(option, 'config.options'))
  const title = (id: unknown) => String(options().find((option) => option['id'] === id)?.['title'] ?? id)
  if (kind === 'number') return numeral(vote, String(config['unit']))
  if (kind === 'text') return (vote as string[]).join(' / ')
  if (kind === 'points') {
    const given = vote as Fields
    const shown = options().filter(({ id }) => given[String(id)] !== undefined)
    return shown.map(({ id, title }) => `${title} ${given[String(id)]}`).join(', ')
  }
  if (kind !== 'budget') return null
  return (vote as unknown[])
    .map((mark) => (Array.isArray(mark) ? `${title(mark[0])} ${mark[1]}` : title(mark)))
    .join(', ')
}
