// The moderator's one button and its way back, walked through a whole meeting; and which key means what where.
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { pressed } from '../../client/moderator/keys.ts'
import { backStep, nextStep } from '../../client/moderator/step.ts'
import type { Command } from '../../shared/meeting/decide.ts'
import { decide } from '../../shared/meeting/decide.ts'
import { blank, evolve } from '../../shared/meeting/evolve.ts'
import { type ModeratorView, view } from '../../shared/meeting/view.ts'

const surroundings = {
  join: null,
  addresses: [],
  present: 3,
  groups: [],
  connected: { phones: 3, kiosks: 0, projectors: 1, moderators: 1 },
  storage: 'ok' as const,
  rehearsal: null,
  slept: null,
  guessing: false,
  reached: true,
  lost: null,
}

/** A meeting of two motions with its moderator at the desk. */
function desk() {
  const meeting = blank()
  let ids = 0
  let now = 0
  const context = () => ({
    now,
    present: () => 3,
    newId: () => `id${++ids}`,
    newKey: () => `key${++ids}`,
    digest: (text: string) => createHash('sha256').update(text).digest('hex'),
    pseudonym: (key: string, voter: string) => `${key} ${voter}`,
    signed: () => true,
  })
  const run = (command: { type: string }, role: 'moderator' | 'server' = 'moderator') => {
    for (const event of decide(meeting, command, { role }, context())) evolve(meeting, event, meeting.seq + 1)
  }
  for (const title of ['First', 'Second']) run({ type: 'add-item', item: { title, kind: 'motion' } } as Command)
  const see = (): ModeratorView => view(meeting, 'moderator', surroundings)
  return {
    see,
    run,
    next: () => run(nextStep(see()).command!),
    back: () => run(backStep(see())!),
    /** The grace after a close passes. */
    drain() {
      now += 2000
      run({ type: 'seal', item: see().current!.id } as never, 'server')
    },
  }
}

describe('the next step', () => {
  test('walks show, open, close, reveal, next, to the end of the agenda', () => {
    const { see, next, drain } = desk()
    const walked: string[] = []
    for (let steps = 0; steps < 20; steps += 1) {
      const step = nextStep(see())
      walked.push(step.name)
      if (step.name === 'end') break
      if (step.name === 'closing') drain()
      else next()
    }
    const item = ['open', 'close', 'closing', 'reveal']
    expect(walked).toEqual(['show', ...item, 'next', ...item, 'end'])
  })

  test('names the item it shows and skips those that are done', () => {
    const { see, next, drain, run } = desk()
    expect(nextStep(see())).toMatchObject({ name: 'show', number: 1 })
    next()
    next()
    next()
    drain()
    next()
    run({ type: 'show', item: null } as Command)
    expect(nextStep(see())).toMatchObject({ name: 'show', number: 2 })
  })

  test('carries the round it saw', () => {
    const { see, next } = desk()
    next()
    next()
    expect(nextStep(see()).command).toMatchObject({ type: 'close', round: see().current!.round!.id })
  })

  test('asks for a reason first where an earlier round stands behind a void one', () => {
    const { see, next, drain, run } = desk()
    next()
    next()
    next()
    drain()
    run({ type: 'open', item: see().current!.id, reason: 'miscounted' } as Command)
    run({ type: 'void', item: see().current!.id, reason: 'wrong options' } as Command)
    expect(nextStep(see())).toEqual({ name: 'again', command: null })
  })

  test('opens again without a reason where the only round is void', () => {
    const { see, next, run } = desk()
    next()
    next()
    run({ type: 'void', item: see().current!.id, reason: 'wrong options' } as Command)
    expect(nextStep(see())).toMatchObject({ name: 'open', command: { type: 'open' } })
  })
})

describe('back', () => {
  test('undoes a close before the reveal', () => {
    const { see, next, back, drain } = desk()
    next()
    next()
    next()
    drain()
    back()
    expect(see().current).toMatchObject({ phase: 'open' })
  })

  test('does nothing while a vote is open', () => {
    const { see, next } = desk()
    next()
    next()
    expect(backStep(see())).toBeNull()
  })

  test('shows the item before, and before the first one the way in', () => {
    const { see, back, run } = desk()
    run({ type: 'show', item: see().agenda[1]!.id } as Command)
    back()
    expect(see().current?.title).toBe('First')
    back()
    expect(see().current).toBeNull()
    expect(backStep(see())).toBeNull()
  })
})

test('a clicker works wherever no text is typed; Space and Enter belong to the control that has the focus', () => {
  for (const key of ['PageDown', 'ArrowRight']) {
    expect(pressed(key, 'page')).toBe('next')
    expect(pressed(key, 'control')).toBe('next')
    expect(pressed(key, 'text')).toBeNull()
  }
  for (const key of [' ', 'Enter']) {
    expect(pressed(key, 'page')).toBe('next')
    expect(pressed(key, 'control')).toBeNull()
    expect(pressed(key, 'text')).toBeNull()
  }
  for (const key of ['PageUp', 'ArrowLeft', 'Backspace']) expect(pressed(key, 'control')).toBe('back')
  expect(pressed('a', 'page')).toBeNull()
})
