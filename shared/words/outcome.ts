// What the rule decided, in words that hold up in the minutes.
import type { Language } from '../meeting/meeting.ts'
import { type ContestOutcome, type DivisionOutcome, type Figured, isFigured, type Outcome } from '../meeting/outcome.ts'
import type { Base } from '../meeting/rule.ts'
import { quorumWords } from './quorum.ts'
import { shareWords } from './share.ts'

export interface OutcomeText {
  /** For the wall: a word or two, or the winners' names. */
  headline: string
  /** The sentence under it: counts, denominator, margin. */
  detail: string
}

const isOfVotes = (base: Base) => base === 'valid' || base === 'cast'

/** The particle after a bracket that ends in 이상 or 전원. */
const ga = (text: string) => (/[상원]\)$/.test(text) ? '이' : '가')

const verbs = { carried: 'carried', rejected: 'not carried', tie: 'not carried' }

const en = {
  carried: 'Carried',
  rejected: 'Rejected',
  tie: 'Tie',
  tied: 'Tied',
  noQuorum: 'No quorum',
  noVotes: 'No votes were cast',
  noVotesDetail: 'There is nothing to count.',
  nothing: 'Nothing was chosen',
  /** The division itself; abstentions named only where there are any. */
  division: ({ yes, no, abstain, unit }: DivisionOutcome) =>
    `${unit === 'weight' ? 'By weight: ' : ''}${yes} in favour, ${no} against${abstain ? `, ${abstain} abstaining` : ''}.`,
  carriedBy: (needed: string, spare: number) => `${needed} needed: carried with ${spare || 'none'} to spare.`,
  rejectedBy: (needed: string, short: number) => `${needed} needed: ${short} short.`,
  /** `needed` of `of`, and the fraction. */
  needed: ({ needed, of, fraction, atLeast, base, unit }: Figured, contest: boolean) => {
    const w = shareWords.en
    const whole = contest && isOfVotes(base) ? w.given[unit] : w.bases[unit][base]
    const part = w.fraction(fraction, atLeast)
    const were = needed === 1 ? 'was' : 'were'
    return unit === 'heads'
      ? `${needed} of ${of} ${whole} (${part}) ${were}`
      : `${needed} of ${of} (${part} of the ${whole}) ${were}`
  },
  nobody: { valid: 'Nobody voted for or against.', other: 'There is nobody to have a majority of.' },
  nobodyOf: (name: string) => `${name}: nobody to have a majority of.`,
  /** One of several measures. */
  measure: (name: string, needed: string, votes: number, more: number) =>
    `${name ? `${name}: ` : ''}${needed} needed, ${votes} in favour: ${more < 0 ? `${-more} short` : `${more || 'none'} to spare`}.`,
  /** Of a group of which no more is told than this. */
  unsaid: (name: string, met: boolean) =>
    `${name}: ${met ? 'carried' : 'not carried'}. Its votes are not shown: in a group of fewer than five they could be traced to people.`,
  units: { heads: 'By heads', weight: 'By weight' },
  level: 'The votes are equal: the motion is not carried.',
  levelRejected: 'The votes are equal, and a tie is rejected.',
  awaits: 'The votes are equal: the chair has the casting vote.',
  byChair: (type: keyof typeof verbs) => `The votes are equal: ${verbs[type]} by the chair’s casting vote.`,
  byLot: (type: keyof typeof verbs, seed: string) => `The votes are equal: ${verbs[type]} by lot (seed ${seed}).`,
  nobodyWon: 'Nothing is chosen',
  nobodyWonDetail: 'No option has a vote.',
  wonDetail: (votes: number, seats: number) =>
    seats === 1 ? `Most votes: ${votes}.` : `The ${seats} options with most votes; the first has ${votes}.`,
  wonShare: (needed: string, votes: number) => `${needed} needed; the first has ${votes}.`,
  wonByChair: (name: string) => `Level at the last place: ${name} by the chair’s casting vote.`,
  wonByLot: (names: string, seed: string) => `Level at the last place: ${names} by lot (seed ${seed}).`,
  tiedDetail: (names: string, open: number) =>
    `${names} have the same number of votes for ${open === 1 ? 'the last place' : `the last ${open} places`}.`,
  tiedCounted: (names: string, open: number) =>
    `${names} are level for ${open === 1 ? 'the last place' : `the last ${open} places`}.`,
  tiedAwaits: 'The chair has the casting vote.',
  runOffHeadline: (names: string) => `Run-off: ${names}`,
  runOffDetail: (needed: string, votes: number) => `${needed} needed, and the first has ${votes}: a run-off decides.`,
  runOffRest: (needed: string, open: number) =>
    `${needed} needed: a run-off decides ${open === 1 ? 'the last place' : `the last ${open} places`}.`,
  alreadyIn: (names: string) => `${names} ${names.includes(', ') ? 'are' : 'is'} in. `,
}

const koVerbs = { carried: '가결', rejected: '부결', tie: '부결' }

const ko: typeof en = {
  carried: '가결',
  rejected: '부결',
  tie: '가부 동수',
  tied: '동점',
  noQuorum: '정족수 미달',
  noVotes: '투표한 사람이 없습니다',
  noVotesDetail: '집계할 표가 없습니다.',
  nothing: '선정된 항목이 없습니다',
  division: ({ yes, no, abstain, unit }) =>
    unit === 'weight'
      ? `의결권 기준 찬성 ${yes}, 반대 ${no}${abstain ? `, 기권 ${abstain}` : ''}.`
      : `찬성 ${yes}표, 반대 ${no}표${abstain ? `, 기권 ${abstain}표` : ''}.`,
  carriedBy: (needed, spare) =>
    `${needed}${ga(needed)} 필요했고, ${spare ? `${spare}표 여유로` : '여유 없이'} 가결되었습니다.`,
  rejectedBy: (needed, short) => `${needed}${ga(needed)} 필요했으나 ${short}표가 모자랍니다.`,
  needed: ({ needed, of, fraction, atLeast, base, unit }, contest) => {
    const w = shareWords.ko
    const part = w.fraction(fraction, atLeast)
    if (unit === 'weight')
      return `${contest && isOfVotes(base) ? w.given.weight : w.bases.weight[base]} ${of} 중 ${needed}(${part})`
    if (!isOfVotes(base)) return `${w.bases.heads[base]} ${of}명 중 ${needed}표(${part})`
    return `${contest ? w.given.heads : base === 'valid' ? '찬반' : '투표'} ${of}표 중 ${needed}표(${part})`
  },
  nobody: { valid: '찬성하거나 반대한 사람이 없습니다.', other: '의결에 참여할 사람이 없습니다.' },
  nobodyOf: (name) => `${name}: 의결에 참여한 사람이 없습니다.`,
  measure: (name, needed, votes, more) =>
    `${name ? `${name}: ` : ''}${needed} 필요, 찬성 ${votes}표로 ${more < 0 ? `${-more}표 부족` : more ? `${more}표 여유` : '충족'}.`,
  unsaid: (name, met) =>
    `${name}: ${met ? '가결' : '부결'}. 5명 미만인 집단은 누구의 표인지 드러날 수 있어 표 수를 밝히지 않습니다.`,
  units: { heads: '인원수', weight: '의결권' },
  level: '가부 동수로 가결되지 않았습니다.',
  levelRejected: '가부 동수이므로 부결되었습니다.',
  awaits: '가부 동수로, 의장의 결정을 기다립니다.',
  byChair: (type) => `가부 동수로, 의장이 결정권을 행사하여 ${koVerbs[type]}되었습니다.`,
  byLot: (type, seed) => `가부 동수로, 추첨에 따라 ${koVerbs[type]}되었습니다(추첨 기준값 ${seed}).`,
  nobodyWon: '선정된 항목 없음',
  nobodyWonDetail: '표를 얻은 항목이 없습니다.',
  wonDetail: (votes, seats) => (seats === 1 ? `최다 득표: ${votes}표.` : `득표순 상위 ${seats}개, 1위 ${votes}표.`),
  wonShare: (needed, votes) => `${needed}${ga(needed)} 필요했고, 1위는 ${votes}표를 얻었습니다.`,
  wonByChair: (name) => `동점으로, 의장이 결정권을 행사하여 ${name} 선정.`,
  wonByLot: (names, seed) => `동점으로, 추첨에 따라 ${names} 선정(추첨 기준값 ${seed}).`,
  tiedDetail: (names, open) => `남은 ${open}자리를 두고 ${names} 항목의 득표수가 같습니다.`,
  tiedCounted: (names, open) => `남은 ${open}자리를 두고 ${names} 항목이 동점입니다.`,
  tiedAwaits: '의장의 결정을 기다립니다.',
  runOffHeadline: (names) => `결선 투표: ${names}`,
  runOffDetail: (needed, votes) => `${needed}${ga(needed)} 필요하나 1위가 ${votes}표에 그쳐 결선 투표를 합니다.`,
  runOffRest: (needed, open) => `${needed}${ga(needed)} 필요합니다. 남은 ${open}자리는 결선 투표로 정합니다.`,
  alreadyIn: (names) => `${names} 선정. `,
}

export const outcomeWords = { en, ko }

type Words = typeof en

/** Says an outcome. `name` gives the title of an option by its id. */
export function outcomeText(outcome: Outcome, language: Language, name: (id: string) => string): OutcomeText {
  const w = outcomeWords[language]
  if (outcome.type === 'no-votes') return { headline: w.noVotes, detail: w.noVotesDetail }
  if (outcome.type === 'no-quorum') {
    return { headline: w.noQuorum, detail: quorumWords[language].short(outcome.quorum) }
  }
  const said = 'winners' in outcome ? contest(outcome, w, name) : division(outcome, w)
  if (!outcome.quorum) return said
  return { ...said, detail: `${said.detail} ${quorumWords[language].met(outcome.quorum)}` }
}

function division(outcome: DivisionOutcome, w: Words): OutcomeText {
  const { type } = outcome
  const sentences = [w.division(outcome), ...measured(outcome, w), decidedBy(outcome, w)]
  return { headline: w[type], detail: sentences.filter(Boolean).join(' ') }
}

/** What was needed: in one sentence, or in one for each unit or group. */
function measured({ type, measures }: DivisionOutcome, w: Words): string[] {
  if (measures.length > 1) {
    const units = new Set(measures.map(({ unit }) => unit)).size > 1
    return measures.map((measure) => {
      const name = measure.group ?? (units ? w.units[measure.unit] : '')
      if (!isFigured(measure)) return w.unsaid(name, measure.met)
      if (measure.of === 0) return name ? w.nobodyOf(name) : w.nobody.other
      return w.measure(name, w.needed(measure, false), measure.votes, measure.votes - measure.needed)
    })
  }
  const [measure] = measures
  if (!measure || !isFigured(measure)) return []
  const { of, base, votes, needed } = measure
  if (of === 0) return [base === 'valid' ? w.nobody.valid : w.nobody.other]
  if (votes >= needed && type === 'carried') return [w.carriedBy(w.needed(measure, false), votes - needed)]
  return [w.rejectedBy(w.needed(measure, false), needed - votes)]
}

function decidedBy({ type, level, by, awaits, lot }: DivisionOutcome, w: Words): string {
  if (!level) return ''
  if (by === 'chair') return w.byChair(type)
  if (by === 'lot') return w.byLot(type, lot?.seed ?? '')
  if (awaits) return w.awaits
  return type === 'tie' ? w.level : w.levelRejected
}

function contest(outcome: ContestOutcome, w: Words, name: (id: string) => string): OutcomeText {
  const { type, winners, tied, advance, seats, votes, measures, by, lot, awaits } = outcome
  const list = (ids: readonly string[]) => ids.map(name).join(', ')
  const open = seats - winners.length
  const sure = winners.length && type !== 'won' ? w.alreadyIn(list(winners)) : ''
  const needed = measures[0] ? w.needed(measures[0], true) : ''
  if (type === 'run-off') {
    const detail = sure ? w.runOffRest(needed, open) : w.runOffDetail(needed, votes ?? 0)
    return { headline: w.runOffHeadline(list(advance)), detail: sure + detail }
  }
  if (type === 'tied') {
    const level = votes === null ? w.tiedCounted(list(tied), open) : w.tiedDetail(list(tied), open)
    return { headline: w.tied, detail: `${sure}${level}${awaits ? ` ${w.tiedAwaits}` : ''}` }
  }
  if (votes === 0) return { headline: w.nobodyWon, detail: w.nobodyWonDetail }
  const counts = votes === null ? '' : needed ? w.wonShare(needed, votes) : w.wonDetail(votes, seats)
  const last = lot ? lot.drawn.filter(({ id }) => winners.includes(id)).map(({ id }) => id) : winners.slice(-1)
  const chosen = by === 'chair' ? w.wonByChair(list(last)) : by === 'lot' ? w.wonByLot(list(last), lot?.seed ?? '') : ''
  return { headline: list(winners) || w.nothing, detail: [counts, chosen].filter(Boolean).join(' ') }
}
