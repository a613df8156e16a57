// A meeting run by commands, without server or disk: for tests that need only its record. Its secrets are recognisable.
import { createHash } from 'node:crypto'
import { signed } from '../server/secrets.ts'
import type { Role } from '../shared/meeting/command.ts'
import { decide } from '../shared/meeting/decide.ts'
import type { Event } from '../shared/meeting/event.ts'
import { blank, evolve } from '../shared/meeting/evolve.ts'
import {
  type Group,
  headsOf,
  type Language,
  lastRound,
  type Meeting,
  type Question,
} from '../shared/meeting/meeting.ts'
import { question } from '../shared/meeting/question.ts'
import { enter } from '../shared/meeting/record.ts'
import { codeOf } from './receipt.ts'

/** Who gives a command that is not the desk's. */
const roles: { [type: string]: Role } = {
  seal: 'server',
  seat: 'server',
  'sign-on': 'scrutineer',
  'co-sign': 'scrutineer',
  'report-mismatch': 'scrutineer',
}

/** What must never be seen outside of the server. */
export const secret = /SECRET/

export interface Record {
  meeting: Meeting
  /** Opens an item, without quorum too, and casts `votes`, one a voter from the first on; `null` for a voter who does not vote. */
  open(item: number, votes: unknown[], reason?: string): void
  close(item: number): void
  reveal(item: number): void
  reopen(item: number): void
  void(item: number, reason: string): void
  /** Any command about an item, of the desk or of a scrutineer. */
  act(item: number, command: { type: string; [field: string]: unknown }): void
}

/**
 * A meeting of these questions with `voters` seats, all present, one after the other in each of `groups`. It begins on 2 April 2026 at 10:00 UTC, a second a command.
 */
export function record(language: Language, questions: Question[], voters: number, groups: Group[] = []): Record {
  const meeting = blank()
  let now = Date.UTC(2026, 3, 2, 10)
  let ids = 0
  const context = () => ({
    now,
    present: (group?: string) => (group === undefined ? voters : headsOf(meeting, meeting.voters.keys(), group)),
    newId: () => `id${++ids}`,
    newKey: () => `SECRET-key-${++ids}`,
    digest: (text: string) => createHash('sha256').update(text).digest('hex'),
    pseudonym: (key: string, voter: string) => `${key}-${voter}`,
    signed,
  })
  const happen = (events: Event[]) => {
    for (const event of events) {
      evolve(meeting, event, meeting.seq + 1)
      enter(meeting, event, context().digest)
    }
  }
  const give = (command: { type: string; [field: string]: unknown }, voter?: string) => {
    now += 1000
    const role = voter ? 'phone' : (roles[command.type] ?? 'moderator')
    happen(decide(meeting, command, voter ? { role, voter } : { role }, context()))
  }
  const voter = (index: number) => `voter${String(index + 1).padStart(3, '0')}`
  const id = (item: number) => meeting.items[item]!.id

  happen([
    { type: 'meeting-made', id: 'meeting', code: 'KWXR34', title: '은하수동 주민총회', language, groups, at: now },
  ])
  happen(questions.map((question, to) => ({ type: 'item-added', item: `item${to + 1}`, question, to })))
  for (let index = 0; index < voters; index++) {
    give({ type: 'seat', voter: voter(index), token: `SECRET-token-${index}` })
    if (groups.length > 0) give({ type: 'join-group', group: groups[index % groups.length]!.id }, voter(index))
  }

  const cast = (item: number, votes: unknown[]) => {
    const round = lastRound(meeting.items[item]!)!.id
    for (const [index, vote] of votes.entries())
      if (vote !== null)
        give(
          { type: 'cast', item: id(item), round, vote, ballot: `SECRET-ballot-${++ids}`, receipt: codeOf(index) },
          voter(index),
        )
  }
  return {
    meeting,
    open(item, votes, reason) {
      give({ type: 'open', item: id(item), anyway: true, ...(reason && { reason }) })
      cast(item, votes)
    },
    close(item) {
      give({ type: 'close', item: id(item) })
      now += 2000
      give({ type: 'seal', item: id(item) })
    },
    reveal: (item) => give({ type: 'reveal', item: id(item) }),
    reopen: (item) => give({ type: 'reopen', item: id(item) }),
    void: (item, reason) => give({ type: 'void', item: id(item), reason }),
    act: (item, command) => give({ ...command, item: id(item) }),
  }
}

/** A meeting in which everything has happened once: every kind, a tie, a named item, rounds void, superseded, open and reopened. */
export function evening(language: Language = 'en') {
  const options = ['도서관', '=1+1', '놀이터, "새"']
  const run = record(
    language,
    [
      { title: '자치계획안 승인의 건', kind: 'motion' },
      { title: '사업 선정', kind: 'choice', options },
      { title: '우선순위', kind: 'multiple', options, min: 1, max: 2, winners: 2, visibility: 'live' },
      { title: '만족도', kind: 'rating', low: 1, high: 3, labels: ['불만족', '보통', '만족'] },
      { title: '부지 매입', kind: 'motion', secrecy: 'named' },
      { title: '진행 중', kind: 'motion', abstain: false, secrecy: 'named' },
      { title: '아직', kind: 'motion' },
    ].map((item) => question(item)),
    6,
  )
  run.open(0, ['yes', 'yes', 'yes', 'no', 'abstain', null])
  run.close(0)
  run.reveal(0)
  run.open(1, ['A', 'A', 'B'])
  run.close(1)
  run.void(1, '선택 항목 오류')
  run.open(1, ['A', 'A', 'C', 'C'])
  run.close(1)
  run.reveal(1)
  run.open(2, [['A'], ['A', 'B']])
  run.close(2)
  run.reveal(2)
  run.open(2, [['A', 'B'], ['B', 'C'], ['B']], '정정 요청')
  run.close(2)
  run.open(3, [3, 3, 2])
  run.close(3)
  run.reveal(3)
  run.open(4, ['yes', 'no', 'no'])
  run.close(4)
  run.open(5, ['yes', 'yes'])
  run.close(5)
  run.reopen(5)
  return run
}
