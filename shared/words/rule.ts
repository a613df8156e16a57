// A rule in words: by its name where it has one, and in one line that says what it means.
import type { Language } from '../meeting/meeting.ts'
import { type Preset, presetOf } from '../meeting/presets.ts'
import { type QuorumRule, type Rule, type Share, shareOf, type Unit } from '../meeting/rule.ts'
import { shareText } from './share.ts'

const en = {
  presets: {
    'simple-majority': 'Simple majority',
    'absolute-majority': 'Absolute majority of members',
    'two-thirds': 'Two thirds of votes cast',
    'two-thirds-present': 'Two thirds of members present',
    'korean-council': 'Korean local council',
    unanimity: 'Unanimity',
    most: 'Relative majority',
    'run-off': 'Relative majority with run-off',
    method: 'As its method of counting says',
  } satisfies Record<Preset, string>,
  own: 'A rule of one’s own',
  simple: 'more votes for than against; abstentions aside',
  share: (share: string) => share,
  method: 'as its method of counting says',
  most: 'most votes',
  runOff: (share: string) => `${share}, otherwise a run-off`,
  none: 'nothing is decided',
  also: (first: string, more: string) => `${first}, and ${more}`,
  quorum: (quorum: string, cast: boolean) => `quorum: ${quorum} must ${cast ? 'vote' : 'be present'}`,
  number: (number: number, unit: Unit) => (unit === 'heads' ? `${number} members` : `a weight of ${number}`),
  fractionAndNumber: (fraction: string, number: string) => `${fraction}, no fewer than ${number},`,
  members: (members: number) => `${members} members in office`,
  both: 'by heads and by weight',
  heads: 'by heads',
  eachGroup: 'in each group',
  abstentions: {
    apart: '',
    against: 'abstentions count as against',
    out: 'abstentions are set aside',
  } satisfies Record<Rule['abstentions'], string>,
  ties: {
    rejected: 'a tie is rejected',
    chair: 'the chair decides a tie',
    lot: 'a tie is decided by lot',
    reported: '',
  } satisfies Record<Rule['tie'], string>,
}

const ko: typeof en = {
  presets: {
    'simple-majority': '과반수 찬성',
    'absolute-majority': '재적 과반수 찬성',
    'two-thirds': '3분의 2 이상 찬성',
    'two-thirds-present': '재적 3분의 2 출석, 출석 3분의 2 찬성',
    'korean-council': '지방의회 의결',
    unanimity: '만장일치',
    most: '최다 득표',
    'run-off': '과반 득표, 없으면 결선 투표',
    method: '집계 방식에 따름',
  },
  own: '직접 설정',
  simple: '찬성이 반대보다 많으면 가결(기권 제외)',
  share: (share) => `${share} 찬성`,
  method: '집계 방식에 따라 결정',
  most: '최다 득표',
  runOff: (share) => `${share} 득표, 없으면 결선 투표`,
  none: '의결 없음(집계만)',
  also: (first, more) => `${first} 및 ${more}`,
  quorum: (quorum, cast) => `${quorum} ${cast ? '투표' : '출석'}`,
  number: (number, unit) => (unit === 'heads' ? `${number}명` : `의결권 ${number}`),
  fractionAndNumber: (fraction, number) => `${fraction}(${number} 이상)`,
  members: (members) => `재적 ${members}명`,
  both: '인원수와 의결권 모두 충족',
  heads: '인원수 기준',
  eachGroup: '집단별로 모두 충족',
  abstentions: { apart: '', against: '기권은 반대로 계산', out: '기권 제외' },
  ties: { rejected: '가부 동수는 부결', chair: '가부 동수는 의장이 결정', lot: '동수는 추첨', reported: '' },
}

export const ruleWords = { en, ko }

export interface RuleText {
  /** The name it is known by, or the line itself. */
  name: string
  /** For the wall: the name, unless that does not say what is needed. */
  short: string
  /** What it means, from the majority to the tie. */
  line: string
}

/** Names that do not say what is needed. */
const opaque: readonly Preset[] = ['korean-council', 'two-thirds-present']

/** Says a rule. Null where nothing is decided. */
export function ruleText(rule: Rule, language: Language): RuleText | null {
  if (rule.majority === 'none') return null
  const w = ruleWords[language]
  const preset = presetOf(rule)
  const { quorum, members } = rule
  const majority = majorityText(rule, language)
  const first = quorum && quorumText(quorum, language)
  // A statute says the quorum first in Korean, last in English.
  const terms = language === 'ko' ? [first, majority] : [majority, first]
  const parts = [
    ...terms,
    rule.unit === 'both' ? w.both : rule.unit === 'heads' && !preset ? w.heads : '',
    rule.eachGroup && w.eachGroup,
    rule.fraction !== null && rule.base !== 'valid' && w.abstentions[rule.abstentions],
    rule.base === 'valid' && rule.abstentions === 'against' && w.abstentions.against,
    w.ties[rule.tie],
    members !== null && w.members(members),
  ].filter(Boolean)
  const separator = language === 'ko' ? ', ' : '; '
  const line = capital(parts.join(separator))
  const name = preset ? w.presets[preset] : line
  return { name, short: preset && !opaque.includes(preset) ? name : line, line }
}

function majorityText(rule: Rule, language: Language): string {
  const w = ruleWords[language]
  const share = shareOf(rule)
  if (rule.majority === 'method') return w.method
  if (!share) return w.most
  if (rule.majority === 'simple' && rule.abstentions !== 'against') return w.simple
  const contest = rule.majority === 'run-off'
  const say = (one: Share) => shareText(one, 'heads', language, contest)
  const all = [share, ...rule.also].map(say).reduce(w.also)
  return contest ? w.runOff(all) : w.share(all)
}

function quorumText({ count, fraction, atLeast, number, unit }: QuorumRule, language: Language): string {
  const w = ruleWords[language]
  const share = fraction && shareText({ base: 'eligible', fraction, atLeast }, unit, language, false)
  const least = number === null ? '' : w.number(number, unit)
  return w.quorum(share && least ? w.fractionAndNumber(share, least) : share || least, count === 'cast')
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
