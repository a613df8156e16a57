// The words of the form for a rule.
import type { abstentions, Base, openings, Rule, Unit } from '../meeting/rule.ts'

type Each<T extends readonly string[], Text = string> = Record<T[number], Text>

const en = {
  title: 'What decides',
  preset: 'Rule',
  own: 'A rule of your own',
  details: 'Details of the rule',
  most: 'most votes',
  fraction: 'How much',
  atLeast: 'It is enough to reach it',
  base: 'Of what',
  bases: {
    valid: 'votes for or against',
    cast: 'votes cast, abstentions too',
    present: 'everybody present',
    eligible: 'all members',
  } satisfies Record<Base, string>,
  abstain: 'Abstentions',
  abstentions: {
    apart: 'a class of their own',
    against: 'count as against',
    out: 'are left out of what it is taken of',
  } satisfies Each<typeof abstentions>,
  unit: 'What is counted',
  units: {
    weight: 'the weight of votes',
    heads: 'heads',
    both: 'heads and weight: both must carry it',
  } satisfies Record<Unit | 'both', string>,
  eachGroup: 'Every group must carry it',
  tie: 'When votes are equal',
  ties: {
    reported: 'It is said and left open; nothing is carried',
    rejected: 'The motion is rejected',
    chair: 'The chair decides',
    lot: 'A lot decides, from a seed shown when the vote opens',
  } satisfies Record<Rule['tie'], string>,
  members: 'Members in office',
  membersHint: 'Empty: the seats taken in this meeting.',
  quorum: 'There must be a quorum',
  counted: 'Who is counted',
  counts: { present: 'who is present', cast: 'who votes' },
  quorumFraction: 'Share of all members',
  quorumNumber: 'At least so many',
  quorumNone: 'no share, only a number',
  open: 'If it is missing when the vote should open',
  openings: {
    warn: 'Ask before opening',
    block: 'Do not open',
    none: 'Open all the same',
  } satisfies Each<typeof openings>,
}

const ko: typeof en = {
  title: '의결 기준',
  preset: '기준',
  own: '직접 설정',
  details: '세부 설정',
  most: '최다 득표',
  fraction: '필요한 비율',
  atLeast: '그 비율에 이르기만 하면 됨(이상)',
  base: '기준이 되는 수',
  bases: {
    valid: '찬반 투표수(기권 제외)',
    cast: '투표자 수(기권 포함)',
    present: '출석한 사람',
    eligible: '재적 인원',
  },
  abstain: '기권 처리',
  abstentions: { apart: '기권으로 따로 셈', against: '반대로 셈', out: '기준 수에서 제외' },
  unit: '세는 단위',
  units: { weight: '의결권', heads: '인원수', both: '인원수와 의결권 모두' },
  eachGroup: '소속별로 모두 가결되어야 함',
  tie: '가부 동수일 때',
  ties: {
    reported: '동수로 기록하고 가결하지 않음',
    rejected: '부결',
    chair: '의장이 결정',
    lot: '추첨(투표 시작 때 공개하는 기준값 사용)',
  },
  members: '재적 인원',
  membersHint: '비워 두면 이 회의에 입장한 사람 수로 합니다.',
  quorum: '의결정족수 적용',
  counted: '세는 대상',
  counts: { present: '출석한 사람', cast: '투표한 사람' },
  quorumFraction: '재적 대비 비율',
  quorumNumber: '최소 인원',
  quorumNone: '비율 없이 인원만',
  open: '투표를 시작할 때 미달이면',
  openings: { warn: '확인을 거쳐 시작', block: '시작하지 않음', none: '그대로 시작' },
}

export const ruleFormWords = { en, ko }
