// Quizzes: what a vote earns, that nothing tells the answer before the reveal, and who leads.
import { describe, expect, test } from 'vitest'
import { counting } from '../../shared/ballots/ballot.ts'
import { quiz } from '../../shared/ballots/quiz/ballot.ts'
import { leaders } from '../../shared/meeting/leaders.ts'
import { question } from '../../shared/meeting/question.ts'
import { view } from '../../shared/meeting/view.ts'
import { Refusal } from '../../shared/refusal.ts'
import { nameOf, nameWords } from '../../shared/words/names.ts'
import { audiences, room } from '../law.ts'
import { record } from '../record.ts'

const settings = { options: ['Seoul', 'Busan', 'Jeju'], answer: 'Busan', points: 1000 }
const plain = quiz.config(settings)
const quick = quiz.config({ ...settings, speed: true })
const item = (more: object = {}) => question({ title: 'Largest port?', kind: 'quiz', ...settings, ...more })

const refusal = (attempt: () => unknown) => {
  try {
    attempt()
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, field: error.details.field }
    throw error
  }
  return null
}

describe('the settings', () => {
  test('take the answer as a letter or a title; a letter counts first', () => {
    expect(plain.answer).toBe('B')
    expect(quiz.config({ options: ['B', 'A'], answer: 'A' }).answer).toBe('A')
    expect(refusal(() => quiz.config({ ...settings, answer: 'Daegu' }))).toEqual({ code: 'invalid', field: 'answer' })
    expect(refusal(() => quiz.config({ options: ['a', 'b'] }))).toEqual({ code: 'invalid', field: 'answer' })
  })

  test('B13 speed needs names', () => {
    expect(refusal(() => item({ speed: true }))).toEqual({ code: 'invalid', field: 'secrecy' })
    expect(item({ speed: true, secrecy: 'named' }).config).toMatchObject({ speed: true })
  })
})

describe('B13 what a vote earns', () => {
  test('is the points, or nothing', () => {
    expect([quiz.score!('B', plain, 20), quiz.score!('A', plain, 20)]).toEqual([1000, 0])
    expect(quiz.score!('B', quiz.conceal!(plain), null)).toBe(0)
  })

  test.each([
    [0, 20, 1000],
    [1, 20, 998],
    [100, 20, 750],
    [200, 20, 500],
    [215, 20, 500],
    [150, null, 750],
    [9000, null, 500],
  ])('after %d tenths of a second, with a countdown of %j s: %d', (after, seconds, points) => {
    expect(quiz.score!({ answer: 'B', after }, quick, seconds)).toBe(points)
    expect(quiz.score!({ answer: 'C', after }, quick, seconds)).toBe(0)
  })

  test('the time is the server’s, whatever the phone says, and stays when the vote is read again', () => {
    expect(quiz.vote('B', quick, 37)).toEqual({ answer: 'B', after: 37 })
    expect(quiz.vote({ answer: 'B', after: 0 }, quick, 37)).toEqual({ answer: 'B', after: 37 })
    expect(quiz.vote({ answer: 'B', after: 37 }, quick)).toEqual({ answer: 'B', after: 37 })
    for (const wrong of ['B', { answer: 'B' }, { answer: 'B', after: -1 }, { answer: 'D', after: 1 }])
      expect([wrong, refusal(() => quiz.vote(wrong, quick))?.code]).toEqual([wrong, 'invalid'])
    expect(refusal(() => quiz.vote({ answer: 'D', after: 1 }, quick, 5))?.code).toBe('invalid')
    expect(quiz.key({ answer: 'B', after: 37 })).not.toBe(quiz.key({ answer: 'B', after: 38 }))
    const timed = new Map([1, 2].map((after) => [`B ${after}`, { vote: { answer: 'B', after }, count: 1, weight: 1 }]))
    expect(quiz.tally(timed, quick, counting())).toMatchObject({ cast: 2, options: [{}, { id: 'B', votes: 2 }, {}] })
  })
})

describe('B9 B13 before the reveal nothing tells the answer', () => {
  /** Everything all screens see, but for what differs by nature; the organizer wrote the question and has it. */
  const seen = (answer: string, visibility: string, stop: 'open' | 'close' | 'void') => {
    const run = record('en', [item({ answer, visibility, secrecy: 'named', speed: true })], 3)
    run.open(0, ['A', 'B', 'B'])
    if (stop !== 'open') run.close(0)
    if (stop === 'void') run.void(0, 'again')
    const seen = audiences.filter((name) => name !== 'organizer').map((name) => view(run.meeting, name, room))
    // The head stands for the answer too, and tells nothing of it: it begins with the meeting's id, which nobody is told.
    return JSON.stringify(seen).replaceAll(/"head":"[^"]{14}"/g, '')
  }

  test.each(['live', 'own', 'closed', 'reveal'])('shown %s', (visibility) => {
    for (const stop of ['open', 'close', 'void'] as const) {
      expect(seen('A', visibility, stop)).toBe(seen('B', visibility, stop))
      expect(seen('A', visibility, stop)).toContain('"answer":null')
    }
  })
})

describe('V15 the leaderboard', () => {
  const evening = () => {
    const named = { secrecy: 'named' }
    const run = record('en', [item(named), item({ ...named, points: 300 }), item(), item({ ...named, points: 7 })], 4)
    const hold = (n: number, votes: (string | null)[], reason?: string) => {
      run.open(n, votes, reason)
      run.close(n)
      run.reveal(n)
    }
    return { run, hold }
  }

  test('adds up what was revealed, stands and has names; whoever has nothing is not on it', () => {
    const { run, hold } = evening()
    hold(0, ['B', 'A', 'B', 'A'])
    hold(1, ['A', 'B', 'B', null])
    hold(2, ['B', 'B', 'B', 'B'])
    run.open(3, ['B', 'B', 'B', 'B'])
    run.close(3)
    expect(leaders(run.meeting)).toEqual([
      { seat: 2, points: 1300 },
      { seat: 0, points: 1000 },
      { seat: 1, points: 300 },
    ])
    run.reveal(3)
    expect(leaders(run.meeting)).toContainEqual({ seat: 3, points: 7 })
    run.void(3, 'a mistake')
    expect(leaders(run.meeting)).toHaveLength(3)
    hold(0, ['A', 'A', 'A', 'B'], 'again')
    expect(leaders(run.meeting)).toEqual([
      { seat: 3, points: 1000 },
      { seat: 1, points: 300 },
      { seat: 2, points: 300 },
    ])
  })

  test('is offered for named rounds only, and is in two views while it is on the wall', () => {
    const { run, hold } = evening()
    hold(2, ['B', 'A'])
    expect(view(run.meeting, 'moderator', room).current!.round!.scenes).toEqual([])
    hold(0, ['B', 'A'])
    expect(view(run.meeting, 'moderator', room).current!.round!.scenes).toEqual([{ name: 'leaderboard', steps: 1 }])
    const told = () =>
      audiences.filter((name) => JSON.stringify(view(run.meeting, name, room)).includes('"leaders":[{"seat":0'))
    expect(told()).toEqual([])
    run.meeting.items[0]!.rounds[0]!.scene = { name: 'leaderboard', step: 0 }
    expect(told()).toEqual(['projector', 'moderator'])
  })

  test('has ten at most', () => {
    const run = record('en', [item({ secrecy: 'named' })], 14)
    run.open(0, Array(14).fill('B'))
    run.close(0)
    run.reveal(0)
    expect(leaders(run.meeting).map(({ seat }) => seat)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  })
})

describe('the names of seats', () => {
  test.each(['en', 'ko'] as const)('are all different, %s', (language) => {
    const names = Array.from({ length: 3000 }, (_, seat) => nameOf(seat, language))
    expect(new Set(names).size).toBe(3000)
    expect(new Set(names.slice(0, 1024).map((name) => name.split(' ').length))).toEqual(new Set([2]))
    expect(names[1024]).toBe(`${names[0]} 2`)
    const { adjectives, animals } = nameWords[language]
    expect([adjectives, animals].map((list) => new Set(list.split(' ')).size)).toEqual([32, 32])
    for (const [seat, name] of names.slice(0, 1023).entries())
      for (const part of name.split(' ')) expect(names[seat + 1]!.split(' ')).not.toContain(part)
  })
})
