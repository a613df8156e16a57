// Checking an export by code that is not ours: what is true agrees, and every change is found and named.
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { check } from '../../recount/check.ts'
import { misprint } from '../../server/commands/verify/rebuild.ts'
import { json } from '../../server/exports/json.ts'
import { blank, evolve } from '../../shared/meeting/evolve.ts'
import { enter } from '../../shared/meeting/record.ts'
import { RandomMeeting, wishes } from '../random-meeting.ts'
import { evening } from '../record.ts'

const digest = (text: string) => createHash('sha256').update(text).digest('hex')
const wrong = (text: string, head?: string) => check(text, head).filter(({ says }) => says === 'wrong')

describe('P34 an export that is true', () => {
  test.each(['en', 'ko'] as const)('agrees, in %s', (language) => {
    const text = String(json.write(evening(language).meeting))
    expect(wrong(text)).toEqual([])
    expect(misprint(text)).toBeNull()
  })

  test('agrees whatever happened in the meeting', () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(wishes(150), (list) => {
        const run = new RandomMeeting()
        for (const wish of list) run.give(run.command(wish))
        const meeting = blank()
        for (const { seq, event } of structuredClone(run.log)) {
          evolve(meeting, event, seq)
          enter(meeting, event, digest)
        }
        const text = String(json.write(meeting))
        expect(wrong(text)).toEqual([])
        expect(misprint(text)).toBeNull()
        for (const { code } of check(text)) seen.add(code)
      }),
      { numRuns: 60, endOnFailure: true },
    )
    console.log([...seen].join(' '))
  })
})
