// The report and its JSON: complete, documented field by field, and silent about what nobody may know.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { formats } from '../../server/exports/index.ts'
import { kinds } from '../../shared/ballots/registry.ts'
import { agendaOf, parseAgenda } from '../../shared/formats/agenda.ts'
import { parsePreflib } from '../../shared/formats/preflib.ts'
import type { Meeting } from '../../shared/meeting/meeting.ts'
import { question } from '../../shared/meeting/question.ts'
import { Refusal } from '../../shared/refusal.ts'
import { type Report, type ReportRound, report } from '../../shared/report.ts'
import { evening, record, secret } from '../record.ts'
import { assembly, groups } from '../ruled.ts'
import { last, scrutineer } from '../scrutineer.ts'

const written = async (name: string, meeting: Meeting) => String(await formats.get(name)!.write(meeting))
const rounds = (report: Report) => report.items.flatMap((item) => item.rounds)
const round = (item: number, number = 1): ReportRound => report(evening().meeting).items[item]!.rounds[number - 1]!

describe('P19 the report', () => {
  test('holds every item and every round, with its state', () => {
    const { items } = report(evening().meeting)
    expect(items.map(({ number, rounds }) => [number, ...rounds.map(({ state }) => state)])).toEqual([
      [1, 'counted'],
      [2, 'void', 'counted'],
      [3, 'superseded', 'counted'],
      [4, 'counted'],
      [5, 'counted'],
      [6, 'open'],
      [7],
    ])
    expect(items[1]!.rounds[0]!.void).toMatchObject({ reason: '선택 항목 오류' })
    expect(items[2]!.rounds[1]!.supersedes).toEqual({ round: items[2]!.rounds[0]!.id, reason: '정정 요청' })
  })

  test('a round superseded by one that is then void stays superseded: nothing stands', () => {
    const run = evening()
    run.close(5)
    run.void(2, '다시 오류')
    expect(report(run.meeting).items[2]!.rounds.map(({ state }) => state)).toEqual(['superseded', 'void'])
  })

  test('counts, names the denominator and says the outcome', () => {
    const { counted, turnout, rule } = round(0)
    expect(rule).toMatchObject({ majority: 'simple', fraction: '1/2', base: 'valid' })
    expect(turnout).toEqual({ eligible: 6, present: 6, voted: 5 })
    expect(counted).toMatchObject({
      ballots: 5,
      weight: 5,
      outcome: { type: 'carried', yes: 3, no: 1, abstain: 1, base: 4, needed: 3, margin: 2 },
      text: { headline: 'Carried' },
    })
    expect(counted!.rows.map(({ label, votes, share }) => [label, votes, share])).toEqual([
      ['In favour', 3, 60],
      ['Against', 1, 20],
      ['Abstain', 1, 20],
    ])
  })

  test('a tie is a tie; the winners of a multiple choice are named', () => {
    expect(round(1, 2).counted!.outcome).toMatchObject({ type: 'tied', winners: [], tied: ['A', 'C'] })
    expect(round(2, 1).counted!.text!.headline).toBe('도서관, =1+1')
  })

  test('shares are rounded half up to two decimals', () => {
    expect(round(1, 1).counted!.rows.map(({ share }) => share)).toEqual([66.67, 33.33, 0])
    const run = record('en', [evening().meeting.items[0]!], 8)
    run.open(0, ['yes', 'no', 'no', 'no', 'no', 'no', 'no', 'no'])
    run.close(0)
    expect(report(run.meeting).items[0]!.rounds[0]!.counted!.rows.map(({ share }) => share)).toEqual([12.5, 87.5, 0])
  })

  test('a rating says its measures, in the meeting’s language', () => {
    const { counted } = report(evening('ko').meeting).items[3]!.rounds[0]!
    expect(counted).toMatchObject({ outcome: null, text: { headline: '평균 2.67, 중앙값 3', detail: '' } })
    expect(counted!.rows.map(({ label, votes, value }) => [label, votes, value])).toEqual([
      ['1 불만족', 0, null],
      ['2 보통', 1, null],
      ['3 만족', 2, null],
      ['평균', null, 2.67],
      ['중앙값', null, 3],
    ])
  })

  test('a round without votes has no shares and no winner', () => {
    const run = record('en', [...evening().meeting.items], 3)
    for (const item of [0, 1, 3]) {
      run.open(item, [])
      run.close(item)
    }
    const counts = rounds(report(run.meeting)).map(({ counted }) => counted!)
    expect(counts.map(({ outcome }) => outcome)).toEqual([{ type: 'no-votes' }, { type: 'no-votes' }, null])
    for (const { rows } of counts) expect(rows.every(({ share, value }) => share === null && value === null)).toBe(true)
  })

  test('M20 names who chose what where votes are named, and nowhere else', () => {
    expect(round(4).counted!.named).toEqual([
      { voter: 'voter001', vote: 'yes', chosen: ['yes'], said: null },
      { voter: 'voter002', vote: 'no', chosen: ['no'], said: null },
      { voter: 'voter003', vote: 'no', chosen: ['no'], said: null },
    ])
    const others = rounds(report(evening().meeting)).filter(({ question }) => question.secrecy === 'anonymous')
    expect(others.length).toBe(6)
    for (const { counted } of others) expect(counted!.named).toBe(null)
  })

  test('an open round tells participation and no direction, even when it was closed before', () => {
    const open = round(5)
    expect(open).toMatchObject({ state: 'open', counted: null, digest: null, turnout: { voted: 2, present: null } })
    const other = evening()
    const same = evening()
    other.close(5)
    other.open(6, ['yes', 'yes', 'no'])
    same.close(5)
    same.open(6, ['no', 'no', 'yes'])
    expect(report(other.meeting)).toEqual(report(same.meeting))
  })

  test('M5 after a later edit, rounds keep the question they were opened with', () => {
    const run = evening()
    Object.assign(run.meeting.items[0]!, { title: 'edited' })
    const [item] = report(run.meeting).items
    expect([item!.question.title, item!.rounds[0]!.question.title]).toEqual(['edited', '자치계획안 승인의 건'])
  })

  test('the digest is that of the box the report shows', () => {
    const closed = rounds(report(evening().meeting)).filter(({ counted }) => counted)
    expect(closed.length).toBe(7)
    for (const { digest, counted } of closed) {
      const named = counted!.named?.map(({ voter, vote }) => ({ voter, vote }))
      const box = { votes: counted!.profile, voted: counted!.voted, ...(named && { named }), salt: counted!.salt }
      expect(createHash('sha256').update(JSON.stringify(box)).digest('hex')).toBe(digest)
    }
  })
})

describe('every format', () => {
  test('has a name, a type and an extension of its own', () => {
    expect([...formats.keys()]).toEqual(expect.arrayContaining(['csv', 'xlsx', 'json', 'agenda', 'preflib']))
    const whole = [...formats.values()].filter(({ ofRound }) => !ofRound)
    expect(new Set(whole.map(({ type }) => type)).size).toBe(whole.length)
    expect(new Set([...formats.values()].map(({ extension }) => extension)).size).toBe(formats.size)
  })

  test('V10 holds no key, token, pseudonym or ballot id, in whatever phase', async () => {
    const run = evening()
    run.close(5)
    run.open(6, ['yes', 'no'])
    expect(JSON.stringify([...run.meeting.voters.values()])).toMatch(secret)
    expect(JSON.stringify([...run.meeting.items[6]!.rounds[0]!.ballots])).toMatch(secret)
    for (const name of ['csv', 'json', 'agenda']) expect(await written(name, run.meeting), name).not.toMatch(secret)
  })

  test('writes a meeting without items', async () => {
    const { meeting } = record('ko', [], 0)
    for (const { write, name, ofRound } of formats.values()) {
      if (ofRound) expect(() => write(meeting), name).toThrow(Refusal)
      else expect((await write(meeting)).length, name).toBeGreaterThan(10)
    }
  })

  test('the agenda can be started from again', async () => {
    const { meeting } = evening('ko')
    expect(parseAgenda(await written('agenda', meeting))).toEqual(agendaOf(meeting))
  })
})

describe('one round for other programs', () => {
  const options = ['은하수동 도서관', 'Trees', 'Lights']
  const refusal = (attempt: () => unknown) => {
    try {
      attempt()
    } catch (error) {
      if (error instanceof Refusal) return error.toJSON()
    }
    throw new Error('nothing was refused')
  }
  const preflib = (part: object, run: ReturnType<typeof record>) =>
    String(formats.get('preflib')!.write(run.meeting, part))
  const ranked = (items: number) =>
    record(
      'ko',
      [
        { title: 'A', kind: 'motion' },
        ...Array.from({ length: items }, (_, index) => ({ title: `B${index}`, kind: 'ranking', options })),
      ].map((item) => question(item)),
      5,
    )

  test('P19 a ranking is a PrefLib file that counts as it was counted', () => {
    const run = ranked(1)
    run.open(1, [['A', 'B'], ['B', 'A', 'C'], ['A', 'B'], ['C'], ['B', 'A', 'C']])
    run.close(1)
    const { alternatives, orders, type, metadata } = parsePreflib(preflib({}, run), 'toi')
    expect([type, alternatives, metadata.get('FILE NAME')]).toEqual(['soi', options, 'KWXR34-2-1.soi'])
    expect(orders).toEqual([
      { count: 2, ranks: [[0], [1]] },
      { count: 2, ranks: [[1], [0], [2]] },
      { count: 1, ranks: [[2]] },
    ])
  })

  test('P19 the item may be left out where only one fits, the round where one stands; else the numbers are told', () => {
    const run = ranked(2)
    expect(refusal(() => preflib({}, run))).toMatchObject({ field: 'item', expected: { what: 'present' } })
    run.open(1, [['A']])
    expect(refusal(() => preflib({}, run))).toMatchObject({ field: 'item', expected: { what: 'present' } })
    run.close(1)
    run.void(1, 'wrong list')
    expect(refusal(() => preflib({}, run))).toMatchObject({ field: 'round', expected: { of: ['1'] } })
    expect(preflib({ round: 1 }, run)).toMatch(/^1: 1$/m)
    run.open(1, [['B']])
    run.close(1)
    expect(preflib({}, run)).toMatch(/^1: 2$/m)
    expect(refusal(() => preflib({ round: 3 }, run))).toMatchObject({ expected: { of: ['1', '2'] }, got: '3' })
    run.open(2, [['C']])
    run.close(2)
    expect(refusal(() => preflib({}, run))).toMatchObject({ field: 'item', expected: { of: ['2', '3'] } })
    expect(preflib({ item: 3 }, run)).toMatch(/^1: 3$/m)
    expect(refusal(() => preflib({ item: 1 }, run))).toMatchObject({ got: '1' })
  })
})

describe('JSON', () => {
  const documented = readFileSync(new URL('../../docs/export.md', import.meta.url), 'utf8').matchAll(
    /^\| `([^`]+)` \|/gm,
  )

  test('P19 every field is documented and every documented field exists', async () => {
    const found = new Set<string>()
    for (const language of ['en', 'ko'] as const)
      for (const run of [evening(language), assembly(language)])
        collect(JSON.parse(await written('json', run.meeting)), '', found)
    const ways = [{ method: 'schulze' }, { method: 'borda' }, { method: 'stv' }]
    const samples = [...kinds].flatMap(([kind, { sample }]) =>
      (kind === 'ranking' ? [{}, ...ways] : [{}]).map((way) => ({
        kind,
        settings: { ...sample.config, ...way },
        votes: sample.votes.map(({ vote }) => vote),
      })),
    )
    const projects = ['A', 'B'].map((title) => ({ title, cost: 60 }))
    const level = { A: 50, B: 50 }
    samples.push({ kind: 'budget', settings: { projects, budget: 100, ballot: 'points' }, votes: [level] })
    for (const { kind, settings, votes } of samples) {
      const run = record('en', [question({ title: kind, kind, ...settings })], votes.length)
      run.open(0, votes)
      run.close(0)
      collect(JSON.parse(await written('json', run.meeting)), '', found)
    }
    const apart = question({ title: 'Small', kind: 'motion', receipts: true, rule: { eachGroup: true } })
    const small = record('en', [apart], 12, groups)
    small.open(0, ['yes', 'no', ...Array(10).fill('yes')])
    small.close(0)
    const few = record('en', [apart], 2, groups)
    few.open(0, ['yes', 'no'])
    few.close(0)
    const watched = record('en', [apart], 1)
    const hand = scrutineer('Park', watched.meeting.code)
    watched.act(0, hand.signOn())
    watched.open(0, ['yes'])
    watched.close(0)
    watched.act(0, hand.coSign(last(watched.meeting.record.moments)))
    for (const run of [small, few, watched]) collect(JSON.parse(await written('json', run.meeting)), '', found)
    expect([...found].sort()).toEqual([...documented].map(([, field]) => field!).sort())
  })

  test('is versioned, in UTC, and the same for the same meeting', async () => {
    const text = await written('json', evening().meeting)
    expect(text).toBe(await written('json', evening().meeting))
    const { format, version, meeting, items } = JSON.parse(text)
    expect({ format, version }).toEqual({ format: 'spotvote-export', version: 1 })
    expect(meeting).toMatchObject({ code: 'KWXR34', identity: 'device', joined: 6, madeAt: '2026-04-02T10:00:00.000Z' })
    expect(items[1].rounds[0].void.at).toMatch(/^2026-04-02T10:00:\d\d\.000Z$/)
    expect(items[0].rounds[0].revealedAt > items[0].rounds[0].closedAt).toBe(true)
  })

  test('the counts can be recomputed from the profile', async () => {
    for (const { rounds } of JSON.parse(await written('json', evening().meeting)).items as Report['items'])
      for (const { counted, turnout } of rounds) {
        if (!counted) continue
        expect(counted.profile.reduce((sum, { count }) => sum + count, 0)).toBe(counted.ballots)
        expect(counted.voted.length).toBe(counted.ballots)
        expect(turnout.voted).toBe(counted.ballots)
      }
  })
})

/** The fields of a document, under the short names docs/export.md gives to what comes up in several places. */
function collect(value: unknown, path: string, found: Set<string>, kind = '') {
  if (path && !path.endsWith(']')) found.add(shorter(path, kind))
  // Events: SPEC says what they are hashed as, and test/unit/record.test.ts what is not in them.
  if (path === 'record.entries') return
  if (/\.vote$/.test(path)) found.add(`${kind}.vote`)
  else if (Array.isArray(value)) for (const entry of value) collect(entry, `${path}[]`, found, kind)
  else if (value !== null && typeof value === 'object') {
    const { kind: own, question } = value as { kind?: string; question?: { kind: string } }
    for (const [name, field] of Object.entries(value))
      collect(field, path ? `${path}.${name}` : name, found, question?.kind ?? own ?? kind)
  }
}

const shorter = (path: string, kind: string) =>
  path
    .replace(/^items\[\]\.rounds\[\]\.counted(?=\.)/, 'counted')
    .replace(/^items\[\]\.rounds\[\](?=\.)/, 'round')
    .replace(/^items\[\](?=\.)/, 'item')
    .replace(/^(item|round)\.question(?=\.)/, 'question')
    .replace(/^(question|round)\.rule(?=\.)/, 'rule')
    .replace(/^question\.config(?=\.)/, `${kind}.config`)
    .replace(/^counted\.tally(?=\.)/, `${kind}.tally`)
