// A meeting of two groups in which every kind of rule decides something: for tests of what is said of it, and of exports.
import type { Group, Language } from '../shared/meeting/meeting.ts'
import { question } from '../shared/meeting/question.ts'
import { type Record, record } from './record.ts'

export const groups: Group[] = [
  { id: 'A', title: '주민위원', weight: 3 },
  { id: 'B', title: '일반주민', weight: 1 },
]

const options = ['도서관', '놀이터', '공원']

/** Six voters, every other one of group A. */
export function assembly(language: Language): Record {
  const quorum = { fraction: '2/3', atLeast: true, number: 3 }
  const run = record(
    language,
    [
      question({ title: '집단별', kind: 'motion', secrecy: 'named', rule: { eachGroup: true, quorum } }),
      question({ title: '추첨', kind: 'choice', options, rule: { tie: 'lot' } }),
      question({ title: '의장', kind: 'motion', rule: { unit: 'heads', tie: 'chair' } }),
      question({ title: '결선', kind: 'choice', options, rule: 'run-off' }),
      question({ title: '정족수', kind: 'motion', rule: { preset: 'korean-council', members: 30 } }),
      question({
        title: '이중',
        kind: 'motion',
        rule: { unit: 'both', base: 'present', also: [{ base: 'eligible', fraction: '1/4', atLeast: true }] },
      }),
    ],
    6,
    groups,
  )
  const held = (item: number, votes: unknown[]) => {
    run.open(item, votes)
    run.close(item)
    run.reveal(item)
  }
  held(0, ['yes', 'yes', 'no', 'yes', 'yes', 'abstain'])
  held(1, ['A', null, 'C', null, 'B', null])
  held(2, ['yes', 'yes', 'no', 'no'])
  run.act(2, { type: 'casting-vote', vote: 'yes' })
  held(3, ['A', 'B', 'C', 'A', 'B', 'B'])
  held(4, ['yes', 'yes', 'yes', 'yes', 'yes'])
  held(5, ['yes', 'no', 'yes', 'no', 'no', 'no'])
  return run
}
