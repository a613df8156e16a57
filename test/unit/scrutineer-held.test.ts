// What a scrutineer's phone holds, against what it is shown: nothing of it may go, change, or have something put before it.
import { describe, expect, test } from 'vitest'
import { compare, type Held, hold, nothing, toSign } from '../../client/scrutineer/held.ts'
import { Memory } from '../../client/scrutineer/memory.ts'
import { memoryShelf, type Shelf } from '../../client/shelf.ts'
import { question } from '../../shared/meeting/question.ts'
import { type MomentSeen, type Seen, seenBy } from '../../shared/meeting/scrutiny.ts'
import { record } from '../record.ts'
import { last, scrutineer } from '../scrutineer.ts'

/** A meeting in which Kim took office, signed a close, and a second vote was opened. */
function evening() {
  const run = record(
    'en',
    ['Motion 1', 'Motion 2'].map((title) => question({ title, kind: 'motion' })),
    3,
  )
  const kim = scrutineer('Kim', run.meeting.code)
  run.act(0, kim.signOn())
  run.open(0, ['yes', 'no'])
  run.close(0)
  run.act(0, kim.coSign(last(run.meeting.record.moments)))
  run.reveal(0)
  run.open(1, ['yes'])
  const seen = (): Seen => structuredClone(seenBy(run.meeting))
  return { run, kim, seen, id: run.meeting.scrutineers[0]!.id }
}

const heldOf = (seen: Seen, key: string): Held => hold(nothing, seen, key)

describe('V22 what was seen', () => {
  test('V22 stays as it is while a meeting goes on, whatever is moved, reopened or signed', () => {
    const { run, kim, seen } = evening()
    let held = heldOf(seen(), kim.key)
    expect(held.moments).toHaveLength(4)
    expect(held.office?.name).toBe('Kim')
    expect(held.signed).toHaveLength(1)
    for (const step of [
      () => run.close(1),
      () => run.reopen(1),
      () => run.close(1),
      () => run.act(1, kim.coSign(last(run.meeting.record.moments))),
      () => run.reveal(1),
      () => run.act(1, { type: 'move-item', id: run.meeting.items[1]!.id, to: 0 }),
      () => run.void(0, 'a mistake'),
      () => run.act(0, scrutineer('Lee', run.meeting.code).signOn()),
      () => run.act(0, { type: 'dismiss-scrutineer', scrutineer: run.meeting.scrutineers[0]!.id }),
    ]) {
      step()
      expect(compare(held, seen())).toBeNull()
      held = hold(held, seen(), kim.key)
    }
    expect(held.moments.length).toBeGreaterThan(8)
  })

  const forgeries: [string, (seen: Seen) => void, what: string][] = [
    ['a head changed', ({ moments }) => change(moments, 1, { head: 'ACDE-ACDE-ACDE' }), 'moment'],
    ['a digest changed', ({ moments }) => change(moments, 1, { digest: 'f'.repeat(64) }), 'moment'],
    ['a turnout changed', ({ moments }) => change(moments, 1, { voted: 99 }), 'moment'],
    ['a time changed', ({ moments }) => change(moments, 0, { at: 1 }), 'moment'],
    ['a question changed', ({ moments }) => change(moments, 0, { title: 'Another motion' }), 'moment'],
    ['a close turned into an opening', ({ moments }) => change(moments, 1, { what: 'opened' }), 'moment'],
    ['the last moment dropped', ({ moments }) => void moments.pop(), 'moment'],
    ['a moment dropped', ({ moments }) => void moments.splice(1, 1), 'moment'],
    ['all moments dropped', ({ moments }) => void moments.splice(0), 'moment'],
    ['a moment put in between', ({ moments }) => void moments.splice(1, 0, moments[0]!), 'moment'],
    ['two moments swapped', ({ moments }) => void moments.splice(1, 2, moments[2]!, moments[1]!), 'moment'],
    ['the office forgotten', (seen) => void Object.assign(seen, { scrutineers: [] }), 'office'],
    [
      'another key in it',
      (seen) => void Object.assign(seen, { scrutineers: [{ ...seen.scrutineers[0]!, key: 'A' }] }),
      'office',
    ],
    [
      'another name on it',
      (seen) => void Object.assign(seen, { scrutineers: [{ ...seen.scrutineers[0]!, name: 'A' }] }),
      'office',
    ],
    ['a signature dropped', (seen) => void Object.assign(seen, { signatures: [] }), 'signature'],
  ]

  test.each(forgeries)('V22 %s', (_, forge, what) => {
    const { kim, seen } = evening()
    const forged = seen()
    forge(forged)
    const difference = compare(heldOf(seen(), kim.key), forged)
    expect(difference).toMatchObject({ what })
    expect(difference!.held).not.toBe(difference!.shown)
    expect(difference!.held.length).toBeGreaterThan(0)
  })

  test('V22 every field of every moment is looked at, but for its place on the agenda', () => {
    const { kim, seen } = evening()
    const held = heldOf(seen(), kim.key)
    const fields = Object.keys(held.moments[1]!) as (keyof MomentSeen)[]
    for (const field of fields) {
      const forged = seen()
      Object.assign(forged.moments[1]!, { [field]: 'other' })
      expect([field, compare(held, forged) !== null]).toEqual([field, field !== 'number'])
    }
  })

  test('V22 what is said of a difference fits into a report', () => {
    const { kim, seen } = evening()
    const before = seen()
    const forged = seen()
    Object.assign(before.moments[0]!, { title: '가'.repeat(300) })
    Object.assign(forged.moments[0]!, { title: '🗳'.repeat(150) })
    const { held, shown } = compare(heldOf(before, kim.key), forged)!
    // Half of a pair of code units is no text that UTF-8 could hold.
    for (const text of [held, shown!]) expect([text.length <= 100, Buffer.from(text).toString()]).toEqual([true, text])
  })
})

const change = (moments: MomentSeen[], place: number, more: Partial<MomentSeen>) =>
  void Object.assign(moments[place]!, more)

describe('M38 what is to be signed', () => {
  const waiting = ({ run, kim, seen, id }: ReturnType<typeof evening>) =>
    toSign(heldOf(seen(), kim.key), seenBy(run.meeting), id).map(({ title, n }) => [title, n] as const)

  test('M38 closes that stand and are not signed, the last one first', () => {
    const all = evening()
    const { run, kim } = all
    expect(waiting(all)).toEqual([])
    run.close(1)
    expect(waiting(all).map(([title]) => title)).toEqual(['Motion 2'])
    run.reopen(1)
    expect(waiting(all)).toEqual([])
    run.close(1)
    const { n } = last(run.meeting.record.moments)
    expect(waiting(all)).toEqual([['Motion 2', n]])
    run.reveal(1)
    run.open(0, ['no'], 'once more')
    run.close(0)
    expect(waiting(all).map(([title]) => title)).toEqual(['Motion 1', 'Motion 2'])
    run.act(0, kim.coSign(last(run.meeting.record.moments)))
    expect(waiting(all).map(([title]) => title)).toEqual(['Motion 2'])
    run.void(1, 'a mistake')
    expect(waiting(all)).toEqual([])
  })
})

describe('V22 the phone’s memory', () => {
  test('V22 gives back after a reload what was kept, alarm and all', () => {
    const shelf = memoryShelf()
    const { kim, seen } = evening()
    const before = new Memory(shelf, 'KWXR34')
    expect([before.lasts, before.kept.alarm]).toEqual([true, null])
    const held = heldOf(seen(), kim.key)
    const alarm = { ...compare(held, { ...seen(), moments: [] })!, at: 1, told: false }
    before.keep({ link: 'link', pair: { secret: 's', key: 'k' }, held })
    before.keep({ alarm })
    const after = new Memory(shelf, 'KWXR34')
    expect(after.kept).toEqual({ link: 'link', pair: { secret: 's', key: 'k' }, held, alarm })
    expect(new Memory(shelf, 'OTHER3').kept.alarm).toBeNull()
  })

  test('V22 says when nothing of it will be there again', () => {
    const refused: Shelf = { get: () => null, set: () => false }
    const memory = new Memory(refused, 'KWXR34')
    memory.keep({ link: 'link' })
    expect([memory.lasts, memory.kept.link]).toEqual([false, 'link'])
  })

  test('V22 what cannot be read is forgotten, and the page works', () => {
    const shelf = memoryShelf()
    shelf.set('spotvote scrutineer KWXR34', '{ nonsense')
    expect(new Memory(shelf, 'KWXR34').kept.held).toEqual(nothing)
  })
})
