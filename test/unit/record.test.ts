// The record of a meeting: what is in it, what is not, and that its head stands for all of it.
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formats } from '../../server/exports/index.ts'
import { isSegmentEvent } from '../../shared/meeting/event.ts'
import { blank, evolve } from '../../shared/meeting/evolve.ts'
import { question } from '../../shared/meeting/question.ts'
import { BEGINNING, enter, headOf } from '../../shared/meeting/record.ts'
import { report } from '../../shared/report.ts'
import { RandomMeeting, SECRET, wishes } from '../random-meeting.ts'
import { evening, record } from '../record.ts'

const digest = (text: string) => createHash('sha256').update(text).digest('hex')

/** The record of what happened. */
function recorded(log: RandomMeeting['log']) {
  const meeting = blank()
  for (const { seq, event } of structuredClone(log)) {
    evolve(meeting, event, seq)
    enter(meeting, event, digest)
  }
  return meeting.record
}

describe('M34 the record', () => {
  test('holds every event that is kept, and no token, key, pseudonym, ballot, vote or box', () => {
    let closes = 0
    fc.assert(
      fc.property(wishes(120), (list) => {
        const run = new RandomMeeting()
        for (const wish of list) run.give(run.command(wish))
        const { entries, hash, moments } = recorded(run.log)
        const kept = run.log.filter(({ event }) => !isSegmentEvent(event))
        expect(entries.map((entry) => JSON.parse(entry).type)).toEqual(kept.map(({ event }) => event.type))
        expect(entries.join()).not.toContain(SECRET)
        expect(entries.join()).not.toMatch(/"(box|token|code|ballot|votes|named|salt)":[[{"]id/)
        let chained = digest(BEGINNING)
        const heads = entries.map((entry) => {
          chained = digest(chained + JSON.stringify(JSON.parse(entry)))
          return headOf(chained)
        })
        expect(hash).toBe(chained)
        for (const { n, head } of moments) expect(head).toBe(heads[n - 1])
        expect(moments.length).toBe(
          kept.filter(({ event }) => /^round-(opened|closed|re|voided)/.test(event.type)).length,
        )
        closes += moments.filter(({ what, digest }) => what === 'closed' && digest !== null).length
      }),
      { numRuns: 60 },
    )
    expect(closes).toBeGreaterThan(0)
  })

  test('has another head after any change to anything that happened', () => {
    const { entries, hash } = evening().meeting.record
    const rehashed = (texts: readonly string[]) => texts.reduce((from, text) => digest(from + text), digest(BEGINNING))
    expect(rehashed(entries)).toBe(hash)
    for (let at = 0; at < entries.length; at++) {
      const less = entries.filter((_, place) => place !== at)
      expect(headOf(rehashed(less))).not.toBe(headOf(hash))
      const other = entries.with(
        at,
        entries[at]!.replace(/.(?=\}$)/, (letter) => (letter === '1' ? '2' : '1')),
      )
      expect(headOf(rehashed(other))).not.toBe(headOf(hash))
    }
  })

  test('every export says its head, and the heads that stood on the wall', async () => {
    const { meeting } = evening()
    const { heads } = report(meeting).items[0]!.rounds[0]!
    expect(heads.map(({ what }) => what)).toEqual(['opened', 'closed', 'revealed'])
    for (const name of ['csv', 'json']) {
      const file = String(await formats.get(name)!.write(meeting))
      expect(file).toContain(heads.at(-1)!.head)
    }
  })
})

describe('M35 what a box held', () => {
  test('cannot be found out from its digest, however few things it may have held', () => {
    const digests = new Set<string>()
    const run = record('en', [question({ title: 'One voter', kind: 'motion' })], 1)
    for (let n = 0; n < 3; n++) {
      run.open(0, ['yes'], n > 0 ? 'again' : undefined)
      run.close(0)
      const { digest, counted } = report(run.meeting).items[0]!.rounds[n]!
      expect(counted!.salt).toMatch(/./)
      digests.add(digest!)
      for (const key of ['yes', 'no', 'abstain']) {
        const guess = { votes: [{ key, vote: key, count: 1, weight: 1 }], voted: counted!.voted }
        expect(createHash('sha256').update(JSON.stringify(guess)).digest('hex')).not.toBe(digest)
      }
    }
    expect(digests.size).toBe(3)
  })

  test('is in no export of a secret round before the reveal', async () => {
    const ranked = { kind: 'ranking', options: ['Oak', 'Elm'], secrecy: 'secret' }
    const run = record('en', [question({ title: 'Which tree', ...ranked })], 3)
    run.open(0, [['A', 'B'], ['A'], ['B']])
    run.close(0)
    const files = async () => {
      const whole = [...formats.values()].filter(({ ofRound }) => !ofRound)
      return Promise.all(whole.map(async ({ write }) => String(await write(run.meeting))))
    }
    const { counted, digest, turnout } = report(run.meeting).items[0]!.rounds[0]!
    expect([counted, digest?.length, turnout.voted]).toEqual([null, 64, 3])
    expect(() => formats.get('preflib')!.write(run.meeting, { item: 1 })).toThrow('invalid')
    const before = await files()
    run.reveal(0)
    expect(report(run.meeting).items[0]!.rounds[0]!.counted!.ballots).toBe(3)
    expect(await files()).not.toEqual(before)
    expect(formats.get('preflib')!.write(run.meeting, { item: 1 })).toContain(
      report(run.meeting).items[0]!.rounds[0]!.heads.at(-1)!.head,
    )
  })
})
