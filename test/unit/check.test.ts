// Checking an export by code that is not ours: what is true agrees, and every change is found and named.
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { check } from '../../recount/check.ts'
import { told } from '../../recount/words.ts'
import { misprint } from '../../server/commands/verify/rebuild.ts'
import { json } from '../../server/exports/json.ts'
import { kinds } from '../../shared/ballots/registry.ts'
import { blank, evolve } from '../../shared/meeting/evolve.ts'
import { enter } from '../../shared/meeting/record.ts'
import { altered, forged, isFound, smallExport, unchecked, ways } from '../altered.ts'
import { forgeries } from '../forgeries.ts'
import { RandomMeeting, wishes } from '../random-meeting.ts'
import { evening } from '../record.ts'
import { last, scrutineer } from '../scrutineer.ts'
import { summed } from '../summed.ts'
import { wholeMeeting } from '../whole-meeting.ts'

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
    expect([...seen]).toEqual(expect.arrayContaining(['box', 'count', 'lot', 'undone', 'open', 'secret']))
  }, 60_000)
})

describe('P34 forgeries', () => {
  const run = wholeMeeting()
  const text = String(json.write(run.meeting))
  const head = run.meeting.record.moments.at(-1)!.head

  test('the export they are made of has every kind, method and mode, and agrees', () => {
    expect(wrong(text, head)).toEqual([])
    expect(misprint(text)).toBeNull()
    const { items } = JSON.parse(text)
    const named = new Set(items.map(({ question }: { question: { kind: string } }) => question.kind))
    expect([...named].sort()).toEqual([...kinds.keys()].sort())
  })

  test('each is named; those that fit together again by the head of a photograph', () => {
    // One of each kind; the page is given two hundred in test/browser/recount.spec.ts.
    const all = forgeries(text, 80)
    const missed = all.filter(({ text: forged, clever }) => wrong(forged, clever ? head : undefined).length === 0)
    expect(missed.map(({ kind }) => kind)).toEqual([])
    // Without that head, no more than a scrutineer's signature under another one gives a clever forgery away.
    const given = all
      .filter(({ clever }) => clever)
      .flatMap(({ kind, text: forged }) => wrong(forged).map((each) => ({ kind, ...each })))
    for (const { kind, code, found } of given)
      expect([kind, code, found]).toEqual([kind, 'entry', expect.stringMatching(/^head/)])
  }, 120_000)
})

describe('P34 a byte', () => {
  const text = smallExport()
  const bytes = Buffer.from(text)
  const apart = unchecked(text)

  test('that is changed, taken away or written twice is found; all of them: npm run campaign:forge', () => {
    expect(isFound(bytes)).toBe(false)
    expect(apart.size).toBeLessThan(bytes.length / 50)
    for (let at = 0; at < bytes.length; at += 37) {
      const way = ways[(at / 37) % ways.length]!
      const other = altered(bytes, at, way)
      expect([at, way, isFound(other)]).toEqual([at, way, true])
      const mended = forged(other)
      if (apart.has(at) || apart.has(at - 1) || mended.equals(bytes)) continue
      expect([at, way, isFound(mended)]).toEqual([at, way, true])
    }
  }, 60_000)
})

describe('P34 what else somebody might try', () => {
  const { meeting } = evening()
  const text = String(json.write(meeting))
  const { moments } = meeting.record

  test('the record ends before what a photograph shows', () => {
    const other = evening()
    const before = String(json.write(other.meeting))
    other.close(5)
    const { head } = other.meeting.record.moments.at(-1)!
    expect(wrong(before)).toEqual([])
    expect(wrong(before, head).map(({ code }) => code)).toEqual(['photo'])
    expect(wrong(String(json.write(other.meeting)), head)).toEqual([])
  })

  test('a scrutineer who saw another record is told of, and so is a signature that is none', () => {
    const other = evening()
    const hand = scrutineer('Kim', 'KWXR34')
    other.close(5)
    other.act(5, hand.signOn())
    other.act(5, hand.coSign(last(other.meeting.record.moments)))
    const signed = String(json.write(other.meeting))
    expect(check(signed)).toContainEqual(expect.objectContaining({ says: 'right', code: 'co-signed', found: ['Kim'] }))
    other.act(5, hand.report(3, 'AAAA-AAAA-AAAA', null))
    expect(wrong(String(json.write(other.meeting)))).toMatchObject([{ code: 'mismatch', title: 'Kim' }])
    const [signature] = /(?<="signature": ").{86}(?=",\n\s+"head")/.exec(signed)!
    const forged = signed.replaceAll(signature, 'A'.repeat(86))
    expect(wrong(forged).map(({ code }) => code)).toEqual(expect.arrayContaining(['entry']))
  })

  test('a head is read in any case, with and without hyphens, and says which moment it was', () => {
    const { head, n } = moments[2]!
    for (const typed of [head, head.toLowerCase(), head.replaceAll('-', ''), ` ${head.replaceAll('-', ' ')} `]) {
      const found = check(text, typed).filter(({ code }) => /photo/.test(code))
      expect(found).toMatchObject([
        { says: 'right', code: 'photo', item: 1, round: 1, recorded: head, found: moments[2]!.what },
        { says: 'unchecked', code: 'after-photo', found: meeting.record.entries.length - n },
      ])
    }
    for (const typed of ['AAAA-AAAA-AAAA', 'ABCD', '0000-0000-0000', 'x'.repeat(1000)]) {
      expect(wrong(text, typed).map(({ code }) => code.slice(0, 5))).toEqual(['photo'])
    }
    for (const nothing of [undefined, '', '  '])
      expect(check(text, nothing)).toContainEqual({ says: 'unchecked', code: 'photo' })
  })

  test('a field that stands there twice, and a file of another program', () => {
    const [line] = /^ {2}"version": 1,\n/m.exec(text)!
    expect(wrong(text.replace(line, line + line))).toMatchObject([{ code: 'file', path: '4' }])
    for (const other of ['', '{}', '[]', 'null', '{"format":"spotvote-export","version":2}', 'PK\u0003\u0004'])
      expect(wrong(other)).toHaveLength(1)
  })

  test('whatever it is given, it ends with findings', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    const shaped = `{"format":"spotvote-export","version":1,"meeting":{},"items":[${deep}],"record":{"entries":[${deep}]}}`
    expect(wrong(shaped)).toHaveLength(1)
    const file = JSON.parse(text)
    // Something at the end that is nothing.
    for (const at of file.items.keys()) {
      const more = structuredClone(file)
      more.items[at].rounds.push(null)
      expect([at, wrong(summed(more))]).not.toEqual([at, []])
    }
    expect(wrong(summed({ ...file, items: [...file.items, null] }))).not.toEqual([])
    const odd = [null, 0, -1, Number.MAX_VALUE, '', 'x', [], {}, [null], { length: 3 }, true, '__proto__']
    const paths = (value: unknown, path: string[] = []): string[][] =>
      typeof value === 'object' && value !== null
        ? [path, ...Object.entries(value).flatMap(([key, inner]) => paths(inner, [...path, key]))]
        : [path]
    const all = paths(file).filter((path) => path.length > 0)
    fc.assert(
      fc.property(fc.constantFrom(...all), fc.constantFrom(...odd), (path, value) => {
        const copy = structuredClone(file)
        const parent = path.slice(0, -1).reduce((node, key) => node[key], copy)
        const last = path.at(-1)!
        if (JSON.stringify(parent[last]) === JSON.stringify(value)) return
        parent[last] = value
        // Everything else with a checksum that fits.
        const found = wrong(last === 'checksum' ? `${JSON.stringify(copy, null, 2)}\n` : summed(copy))
        for (const finding of found) expect(told(finding, 'ko').length).toBeGreaterThan(5)
        // How many have voted in an open round nobody can check.
        const free = /detail$|seq$/.test(last) || (path.join('.') === 'items.5.rounds.0.turnout.voted' && value === 0)
        if (!free) expect(found).not.toEqual([])
      }),
      { numRuns: 300, endOnFailure: true },
    )
  }, 60_000)
})
