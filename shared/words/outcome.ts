// What the rule decided, in words that hold up in the minutes.
import type { Language } from '../meeting/meeting.ts'
import type { Outcome } from '../meeting/rule.ts'

export interface OutcomeText {
  /** For the wall: a word or two, or the winners' names. */
  headline: string
  /** The sentence under it: counts, denominator, margin. */
  detail: string
}

const en = {
  carried: 'Carried',
  rejected: 'Rejected',
  tie: 'Tie',
  tied: 'Tied',
  noVotes: 'No votes were cast',
  noVotesDetail: 'There is nothing to count.',
  /** The division itself; abstentions named only where there are any. */
  division: (yes: number, no: number, abstain: number) =>
    `${yes} in favour, ${no} against${abstain ? `, ${abstain} abstaining` : ''}.`,
  carriedBy: (spare: number, needed: number, base: number) =>
    `${needed} of ${base} votes for or against were needed: carried with ${spare} to spare.`,
  rejectedBy: (short: number, needed: number, base: number) =>
    base === 0
      ? 'Nobody voted for or against.'
      : `${needed} of ${base} votes for or against were needed: ${short} short.`,
  tieDetail: (needed: number, base: number) =>
    `${needed} of ${base} votes for or against were needed: 1 short. The motion is not carried.`,
  won: (names: string) => names,
  wonDetail: (votes: number, seats: number) =>
    seats === 1 ? `Most votes: ${votes}.` : `The ${seats} options with most votes; the first has ${votes}.`,
  tiedDetail: (names: string, open: number) =>
    `${names} have the same number of votes for ${open === 1 ? 'the last place' : `the last ${open} places`}.`,
  alreadyIn: (names: string) => `${names} ${names.includes(', ') ? 'are' : 'is'} in. `,
}

const ko: typeof en = {
  carried: '가결',
  rejected: '부결',
  tie: '가부 동수',
  tied: '동점',
  noVotes: '투표한 사람이 없습니다',
  noVotesDetail: '집계할 표가 없습니다.',
  division: (yes, no, abstain) => `찬성 ${yes}표, 반대 ${no}표${abstain ? `, 기권 ${abstain}표` : ''}.`,
  carriedBy: (spare, needed, base) => `찬반 ${base}표 중 ${needed}표가 필요했고, ${spare}표 여유로 가결되었습니다.`,
  rejectedBy: (short, needed, base) =>
    base === 0
      ? '찬성하거나 반대한 사람이 없습니다.'
      : `찬반 ${base}표 중 ${needed}표가 필요했으나 ${short}표가 모자랍니다.`,
  tieDetail: (needed, base) => `찬반 ${base}표 중 ${needed}표가 필요했으나 1표가 모자라 가결되지 않았습니다.`,
  won: (names) => names,
  wonDetail: (votes, seats) => (seats === 1 ? `최다 득표: ${votes}표.` : `득표순 상위 ${seats}개, 1위 ${votes}표.`),
  tiedDetail: (names, open) => `남은 ${open}자리를 두고 ${names} 항목의 득표수가 같습니다.`,
  alreadyIn: (names) => `${names} 선정. `,
}

export const outcomeWords = { en, ko }

/** Says an outcome. `name` gives the title of an option by its id. */
export function outcomeText(outcome: Outcome, language: Language, name: (id: string) => string): OutcomeText {
  const w = outcomeWords[language]
  const list = (ids: string[]) => ids.map(name).join(', ')
  if (outcome.type === 'no-votes') return { headline: w.noVotes, detail: w.noVotesDetail }
  if ('winners' in outcome) {
    const { winners, tied, seats, votes } = outcome
    if (outcome.type === 'won')
      return { headline: w.won(list(winners)), detail: votes === null ? '' : w.wonDetail(votes, seats) }
    const sure = winners.length ? w.alreadyIn(list(winners)) : ''
    return { headline: w.tied, detail: sure + w.tiedDetail(list(tied), seats - winners.length) }
  }
  const { yes, no, abstain, needed, base } = outcome
  const result = {
    carried: w.carriedBy(yes - needed, needed, base),
    rejected: w.rejectedBy(needed - yes, needed, base),
    tie: w.tieDetail(needed, base),
  }[outcome.type]
  return { headline: w[outcome.type], detail: `${w.division(yes, no, abstain)} ${result}` }
}
