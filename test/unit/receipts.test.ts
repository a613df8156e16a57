// Receipts as commands and events have them: a code with its ballot while the round is open, codes and votes after it.
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { agendaFile, parseAgenda } from '../../shared/formats/agenda.ts'
import type { Event } from '../../shared/meeting/event.ts'
import { question, questionFields } from '../../shared/meeting/question.ts'
import { isReceipt, published, receiptText } from '../../shared/meeting/receipt.ts'
import { type Audience, view } from '../../shared/meeting/view.ts'
import { Refusal, type RefusalMessage } from '../../shared/refusal.ts'
import { audiences, patience, room, rounds } from '../law.ts'
import { RandomMeeting, text, wishes } from '../random-meeting.ts'
import { codeOf } from '../receipt.ts'
import { record } from '../record.ts'

vi.setConfig(patience)

const motion = { title: 'Adopt', kind: 'motion' }

function refusalOf(attempt: () => unknown): RefusalMessage {
  try {
    attempt()
  } catch (error) {
    if (error instanceof Refusal) return error.toJSON()
    throw error
  }
  throw new Error('nothing was refused')
}

describe('M39 an item with receipts', () => {
  test('is read and written back; one without them says nothing of it, and keeps its fingerprint', () => {
    expect(question(motion).receipts).toBe(false)
    expect(questionFields(question(motion))).not.toHaveProperty('receipts')
    for (const secrecy of ['anonymous', 'secret']) {
      const asked = question({ ...motion, secrecy, receipts: true })
      expect(asked.receipts).toBe(true)
      expect(question(questionFields(asked))).toEqual(asked)
      const agenda = parseAgenda(JSON.stringify({ title: 'M', items: [{ ...motion, secrecy, receipts: true }] }))
      expect(parseAgenda(agendaFile(agenda))).toEqual(agenda)
    }
  })

  test.each([
    ['a named vote', { ...motion, secrecy: 'named' }],
    ['free answers', { title: 'Why?', kind: 'text' }],
  ])('is refused for %s', (_, item) => {
    const refused = { code: 'invalid', field: 'receipts', expected: { what: 'one-of', of: ['false'] }, got: 'true' }
    expect(refusalOf(() => question({ ...item, receipts: true }))).toEqual(refused)
    expect(question(item).receipts).toBe(false)
  })

  test('was not known to earlier versions, whose rounds have none', () => {
    const { receipts: _, ...old } = question(motion)
    const run = record('en', [old as never], 1)
    run.open(0, ['yes'])
    run.close(0)
    const [round] = run.meeting.items[0]!.rounds
    expect(round!.question.receipts).toBe(false)
    expect(round!.box).not.toHaveProperty('receipts')
  })
})

describe('M39 a ballot with its code', () => {
  const meeting = () => {
    const run = new RandomMeeting('reveal', [])
    run.give({ command: { type: 'archive', archived: false }, actor: { role: 'organizer' } })
    const item = run.meeting.items.findIndex(({ title }) => title === 'motion secret')
    const { id } = run.meeting.items[item]!
    run.give({ command: { type: 'open', item: id, reason: 'why' }, actor: { role: 'moderator' } })
    const round = () => run.meeting.items[item]!.rounds.at(-1)!
    const cast = (voter: number, vote: string, receipt: unknown, more: object = {}) => {
      const ballot = `ballot ${voter} ${String(receipt)}`
      const command = { type: 'cast', item: id, round: round().id, vote, ballot, receipt, ...more }
      const done = run.give({ command, actor: { role: 'phone', voter: `voter${voter}` } })
      return done instanceof Refusal ? done.code : done.length
    }
    const close = () => {
      run.give({ command: { type: 'close', item: id }, actor: { role: 'moderator' } })
      run.now += 1500
      run.give({ command: { type: 'seal', item: id }, actor: { role: 'server' } })
    }
    const reopen = () => run.give({ command: { type: 'reopen', item: id }, actor: { role: 'moderator' } })
    return { run, id, round, cast, close, reopen }
  }

  test('is refused without one, or with something else', () => {
    const { round, cast } = meeting()
    const wrong = [undefined, null, 7, '', 'RCPTAAA', 'RCPTAAAAA', 'rcptaaaa', 'RCPT-AAA', 'RCPTAAA0', ['RCPTAAAA']]
    for (const code of wrong) expect([code, cast(0, 'yes', code)]).toEqual([code, 'invalid'])
    expect(round().ballots.size).toBe(0)
  })

  test('is refused with the code of another seat, sealed or not, and may keep its own', () => {
    const { round, cast, close, reopen } = meeting()
    expect(cast(0, 'yes', codeOf(1))).toBe(1)
    expect(cast(1, 'no', codeOf(1))).toBe('receipt-taken')
    expect(cast(1, 'no', codeOf(2))).toBe(1)
    expect(cast(0, 'no', codeOf(1), { ballot: 'changed' })).toBe(1)
    close()
    reopen()
    expect(round().key).not.toBe(null)
    expect(cast(2, 'no', codeOf(1))).toBe('receipt-taken')
    expect(cast(2, 'no', codeOf(3))).toBe(1)
    close()
    expect(round().box!.receipts).toEqual([1, 2, 3].map((n) => ({ code: codeOf(n), key: 'no' })))
  })

  test('M10 M31 has another code once the vote is changed: the last one counts, late copies change nothing', () => {
    const { round, cast, close } = meeting()
    expect(cast(0, 'yes', codeOf(1))).toBe(1)
    expect(cast(0, 'no', codeOf(2), { replaces: ['unseen'] })).toBe(1)
    // The first one again, and one that was overtaken.
    expect(cast(0, 'yes', codeOf(1))).toBe(0)
    expect(cast(0, 'yes', codeOf(3), { ballot: 'unseen' })).toBe(0)
    // What it had before is free again.
    expect(cast(1, 'abstain', codeOf(1), { ballot: 'other' })).toBe(1)
    close()
    expect(round().box!.receipts).toEqual([
      { code: codeOf(1), key: 'abstain' },
      { code: codeOf(2), key: 'no' },
    ])
  })

  test('V23 is in the published list from the reveal on, and not once the round is void', () => {
    const { run, id, round, cast, close } = meeting()
    cast(0, 'yes', codeOf(4))
    cast(1, 'no', codeOf(2))
    expect(published(round())).toBe(null)
    close()
    expect(published(round())).toBe(null)
    run.give({ command: { type: 'reveal', item: id }, actor: { role: 'moderator' } })
    expect(published(round())).toEqual({
      votes: ['no', 'yes'],
      codes: [
        [codeOf(2), 0],
        [codeOf(4), 1],
      ],
    })
    run.give({ command: { type: 'void', item: id, reason: 'why' }, actor: { role: 'moderator' } })
    expect(published(round())).toBe(null)
  })

  test('is ignored where there are no receipts', () => {
    const run = record('en', [question(motion)], 2)
    run.open(0, ['yes', 'no'])
    expect([...run.meeting.items[0]!.rounds[0]!.ballots.values()].map(({ receipt }) => receipt)).toEqual([
      undefined,
      undefined,
    ])
    run.close(0)
    expect(run.meeting.items[0]!.rounds[0]!.box).not.toHaveProperty('receipts')
  })
})

/** Random meetings that have begun with items that give receipts, and few others. */
function eachWithReceipts(law: (run: RandomMeeting, events: Event[] | Refusal) => void) {
  const actor = { role: 'moderator' } as const
  fc.assert(
    fc.property(wishes(120), (list) => {
      const run = new RandomMeeting()
      for (const { id, receipts } of [...run.meeting.items])
        if (!receipts) run.give({ command: { type: 'remove-item', id }, actor })
      for (const wish of list) law(run, run.give(run.command(wish)))
    }),
    { numRuns: 30 },
  )
}

test('M39 V10 whatever happens, a code is on one ballot, in the box with its vote, and in no view', () => {
  let [sealed, taken] = [0, 0]
  eachWithReceipts(({ meeting }, events) => {
    if (events instanceof Refusal && events.code === 'receipt-taken') taken += 1
    for (const { round } of rounds(meeting)) {
      const { box, ballots, profile, question, receipts } = round
      const open = [...ballots.values()].map(({ receipt, key }) => ({ code: receipt, key }))
      const all = round.phase === 'open' ? [...(box?.receipts ?? []), ...open] : (box?.receipts ?? [])
      if (!question.receipts) {
        expect([
          ...receipts,
          ...open.filter(({ code }) => code !== undefined),
          ...all.filter((one) => one.code),
        ]).toEqual([])
        continue
      }
      expect(all.map(({ code }) => code).toSorted()).toEqual([...receipts].toSorted())
      const votes = new Map<string, number>()
      for (const { key } of all) votes.set(key, (votes.get(key) ?? 0) + 1)
      expect(votes).toEqual(new Map([...profile].map(([key, { count }]) => [key, count])))
      if (round.phase !== 'open') sealed += all.length
    }
    for (const audience of audiences as Audience[]) expect(text(view(meeting, audience, room))).not.toContain('RCPT')
  })
  expect(sealed).toBeGreaterThan(100)
  expect(taken).toBeGreaterThan(2)
})

test('a code is eight characters that nobody takes for one another, shown in two halves', () => {
  expect(isReceipt('ACDEFGHJ')).toBe(true)
  expect(isReceipt('ACDEFGHI')).toBe(false)
  expect(receiptText('ACDEFGHJ')).toBe('ACDE-FGHJ')
})
