// The words around a decision: the rule and its fingerprint, the quorum before a vote, the chair, the lot, a second round.
import type { Quorum } from '../meeting/quorum.ts'

const unit = ({ unit }: Quorum) => (unit === 'weight' ? ' in weight' : '')

const en = {
  rule: 'Rule',
  fingerprint: (code: string) => `Fingerprint ${code}`,
  /** The head of the meeting's record: whoever has it on a photograph can tell whether the record was changed. */
  head: (code: string) => `Record ${code}`,
  seed: (seed: string) => `Seed of the lot ${seed}`,
  chair: (name: string) => `Casting vote of the chair: ${name}`,

  quorum: (quorum: Quorum) => `Quorum: ${quorum.got} of the ${quorum.needed} needed${unit(quorum)} are present`,
  quorumThere: 'The quorum is there.',
  quorumBlocks: 'The rule does not let this vote open without it.',
  quorumWarns: 'It is counted again at the close; without it nothing is decided.',
  noQuorum: { title: 'Open without a quorum?', go: 'Open anyway' },
  unanimous: {
    title: 'Show this result?',
    because: (groups: string) => `All who voted in these groups chose the same: ${groups}.`,
    so: 'The result shows groups apart: everybody will know how each of them voted.',
    go: 'Show it',
  },
  cancel: 'Cancel',

  castingVote: 'The chair has the casting vote',
  castingVoteAbout: 'It is recorded with the round and cannot be taken back.',
  sides: { yes: 'In favour', no: 'Against' } as Record<string, string>,
  runOff: 'Prepare the run-off',
  again: 'Prepare another round between them',
  runOffTitle: (title: string) => `${title} – run-off`,
  againTitle: (title: string) => `${title} – second round`,

  lot: 'The lot',
  'scene-lot': 'The lot, step by step',
  lotAbout: 'Every number is the SHA-256 of seed and letter. The lowest wins.',
  lotWins: 'drawn',

  groups: 'Present by group',
}

const unitKo = ({ unit }: Quorum, number: number) => (unit === 'weight' ? `의결권 ${number}` : `${number}명`)

const ko: typeof en = {
  rule: '의결 기준',
  fingerprint: (code) => `지문 ${code}`,
  head: (code) => `기록 코드 ${code}`,
  seed: (seed) => `추첨 기준값 ${seed}`,
  chair: (name) => `의장 결정: ${name}`,

  quorum: (quorum) => `의결정족수 ${unitKo(quorum, quorum.needed)} 중 ${unitKo(quorum, quorum.got)} 출석`,
  quorumThere: '정족수를 채웠습니다.',
  quorumBlocks: '정족수를 채워야 투표를 시작할 수 있습니다.',
  quorumWarns: '마감할 때 다시 확인하며, 미달이면 의결되지 않습니다.',
  noQuorum: { title: '정족수 미달 상태로 시작할까요?', go: '그대로 시작' },
  unanimous: {
    title: '이 결과를 공개할까요?',
    because: (groups) => `투표자 전원이 같은 선택을 한 집단이 있습니다: ${groups}.`,
    so: '결과가 집단별로 표시되므로 그 집단의 사람들이 각자 어떻게 투표했는지 모두 알게 됩니다.',
    go: '공개',
  },
  cancel: '취소',

  castingVote: '의장이 결정할 차례입니다',
  castingVoteAbout: '투표 기록에 남으며 되돌릴 수 없습니다.',
  sides: { yes: '찬성', no: '반대' },
  runOff: '결선 투표 준비',
  again: '동점 항목으로 재투표 준비',
  runOffTitle: (title) => `${title} – 결선 투표`,
  againTitle: (title) => `${title} – 재투표`,

  lot: '추첨',
  'scene-lot': '추첨 과정 보기',
  lotAbout: '숫자는 추첨 기준값과 항목 기호의 SHA-256입니다. 가장 작은 수가 당첨됩니다.',
  lotWins: '당첨',

  groups: '소속별 출석',
}

export const decisionWords = { en, ko }
