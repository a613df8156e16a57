// What is rehearsed: three items of the meeting's own, of different kinds where it has them, or of the house's.
import type { Agenda } from '../../shared/formats/agenda.ts'
import type { Language, Meeting, Question } from '../../shared/meeting/meeting.ts'
import { question } from '../../shared/meeting/question.ts'
import { isVotable } from './votes.ts'

const ROUNDS = 3

const own: Record<Language, { title: string; items: object[] }> = {
  en: {
    title: 'Rehearsal',
    items: [
      { title: 'Shall we begin?', kind: 'motion' },
      { title: 'Where to?', kind: 'choice', visibility: 'live', options: ['The lake', 'The museum', 'A picnic'] },
      {
        title: 'Which three come first?',
        kind: 'multiple',
        options: ['Lights', 'Benches', 'Trees', 'Crossing', 'Library hours', 'Pavement', 'Playground', 'Well'],
        max: 3,
      },
    ],
  },
  ko: {
    title: '예행연습',
    items: [
      { title: '회의를 시작할까요?', kind: 'motion' },
      { title: '어디로 갈까요?', kind: 'choice', visibility: 'live', options: ['호수', '박물관', '소풍'] },
      {
        title: '먼저 할 세 가지는?',
        kind: 'multiple',
        options: ['가로등', '벤치', '나무 심기', '횡단보도', '도서관 시간 연장', '보도 정비', '놀이터', '우물'],
        max: 3,
      },
    ],
  },
}

/** Nothing waits for a countdown or a quorum: what is tried is the house, not the meeting. */
const plain = (item: Question): Question => ({ ...item, seconds: null, rule: { ...item.rule, quorum: null } })

/** The agenda of a rehearsal of this meeting; without one, the house's own. */
export function rehearsalAgenda(meeting?: Readonly<Meeting>): Agenda {
  const language = meeting?.language ?? 'en'
  const votable = (meeting?.items ?? []).filter(({ kind }) => isVotable(kind))
  const isFirst = ({ kind }: Question, index: number) => votable.findIndex((other) => other.kind === kind) === index
  const first = votable.filter(isFirst)
  const others = votable.filter((item) => !first.includes(item))
  const items = [...first, ...others].slice(0, ROUNDS).map(({ id, rounds, ...item }) => plain(item))
  const more = own[language].items.slice(items.length).map((item) => question(item))
  const { title } = own[language]
  return {
    title: meeting ? `${title}: ${meeting.title}` : title,
    language,
    groups: structuredClone(meeting?.groups ?? []),
    items: [...items, ...more],
  }
}
