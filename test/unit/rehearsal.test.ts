// What a rehearsal measures and says: the ledger against the box, the delays, the verdict and its words.
import { describe, expect, it } from 'vitest'
import { parseRehearseOptions } from '../../server/commands/rehearse/options.ts'
import { UsageError } from '../../server/options.ts'
import { rehearsalAgenda } from '../../server/rehearsal/agenda.ts'
import { audit, type Exported } from '../../server/rehearsal/audit.ts'
import { behind, delayOf, pace, timely } from '../../server/rehearsal/figures.ts'
import type { Told } from '../../server/rehearsal/person.ts'
import { isVotable } from '../../server/rehearsal/votes.ts'
import { kinds } from '../../shared/ballots/registry.ts'
import { blank } from '../../shared/meeting/evolve.ts'
import { languages } from '../../shared/meeting/meeting.ts'
import { question } from '../../shared/meeting/question.ts'
import { allowed, type Figures, type Flaw, judge } from '../../shared/meeting/rehearsal.ts'
import { figuresOf, rehearsalWords, verdictText } from '../../shared/words/rehearsal.ts'
import { rehearseUsage } from '../../shared/words/rehearse-usage.ts'

const told = (vote: unknown, more: Partial<Told> = {}): Told => ({
  vote,
  fate: 'ok',
  sentAt: 0,
  answeredAt: 10,
  seq: 1,
  held: true,
  ...more,
})
const unknown = (vote: unknown) => told(vote, { fate: 'unknown' })

/** A box with these votes, as an export has it. */
const exported = (kind: string, settings: object, counts: [vote: unknown, count: number][]) => {
  const { config } = question({ title: 'x', kind, ...settings })
  const profile = counts.map(([vote, count]) => ({ vote, count }))
  return { items: [{ question: { kind, config }, rounds: [{ id: 'r', counted: { profile } }] }] }
}
const options = { options: ['a', 'b', 'c'] }
const choice = (...counts: [vote: unknown, count: number][]) => exported('choice', options, counts)
const of = (...phones: Told[][]) => new Map([['r', phones]])

describe('P26 the ledger', () => {
  it('agrees with a box that has every last confirmed vote once', () => {
    const ledger = of([told('A')], [told('B'), told('A')], [told('C'), unknown('B')])
    for (const last of ['C', 'B']) expect(audit(choice(['A', 2], [last, 1]), ledger)).toEqual({ lost: 0, doubled: 0 })
  })

  it.each<[string, Exported, Map<string, Told[][]>, object]>([
    ['a vote that is missing', choice(['A', 1]), of([told('A')], [told('A')]), { lost: 1, doubled: 0 }],
    ['a vote that is there twice', choice(['A', 2]), of([told('A')]), { lost: 0, doubled: 1 }],
    ['an earlier vote instead of the last', choice(['A', 1]), of([told('A'), told('B')]), { lost: 1, doubled: 1 }],
    ['a vote nobody sent', choice(['A', 1], ['C', 1]), of([told('A')]), { lost: 0, doubled: 1 }],
    [
      'a refused vote that was counted',
      choice(['A', 1]),
      of([told('A', { fate: 'refused' })]),
      { lost: 0, doubled: 1 },
    ],
    ['a box that is empty', choice(), of([told('A')], [unknown('B')]), { lost: 1, doubled: 0 }],
    [
      'a round that was never closed',
      { items: [{ ...choice().items[0]!, rounds: [{ id: 'r', counted: null }] }] },
      of([told('A')]),
      { lost: 1, doubled: 0 },
    ],
  ])('finds %s', (_, box, ledger, found) => expect(audit(box, ledger)).toEqual(found))

  it('knows a vote that the server wrote otherwise', () => {
    const quiz = { options: ['a', 'b'], answer: 'a', speed: true, secrecy: 'named' }
    const timed: [unknown, number][] = [7, 9].map((after) => [{ answer: 'A', after }, 1])
    expect(audit(exported('quiz', quiz, timed), of([told('A')], [told('A')]))).toEqual({ lost: 0, doubled: 0 })
    expect(audit(exported('multiple', options, [[['A', 'B'], 1]]), of([told(['B', 'A'])]))).toEqual({
      lost: 0,
      doubled: 0,
    })
  })
})

describe('figures', () => {
  it('take delays of lines that held, and of nothing make zero', () => {
    const all = [told('A'), told('A', { held: false }), unknown('A')]
    expect(timely(all)).toEqual([all[0]])
    expect(delayOf([])).toEqual({ slowest: 0, p99: 0 })
    expect(delayOf([...Array(99).fill(20), 400.04])).toEqual({ slowest: 400, p99: 20 })
    expect(pace([])).toBe(0)
    expect(pace([told('A', { answeredAt: 250 }), told('A', { sentAt: 100, answeredAt: 500 }), unknown('B')])).toBe(4)
  })

  it('find the first view of the wall that knows of a vote', () => {
    const shown = [1, 5, 9].map((seq) => ({ seq, at: seq * 100 }))
    const votes = [
      told('A', { seq: 9, sentAt: 850 }),
      told('A', { seq: 2, sentAt: 150 }),
      told('A', { seq: 5, sentAt: 490 }),
    ]
    expect(behind(votes, shown)).toEqual([350, 10, 50])
    expect(behind([told('A', { seq: 10 })], shown)).toEqual([])
  })
})

const good: Figures = {
  ...{ voters: 1000, seconds: 10, joined: 1000, joinedIn: 10.2, votes: 3300, perSecond: 970 },
  ...{ counted: { slowest: 900, p99: 500 }, wall: { slowest: 1100, p99: 1000 }, memory: 400 },
  ...{ lost: 0, doubled: 0, unanswered: 0, astray: 0 },
}
const flawed: Record<Flaw, Partial<Figures>> = {
  lost: { lost: 1 },
  doubled: { doubled: 1 },
  joining: { joinedIn: 30.1 },
  unanswered: { unanswered: 1 },
  astray: { astray: 1 },
  counted: { counted: { slowest: 900, p99: 500.1 } },
  wall: { wall: { slowest: 1001, p99: 1000.1 } },
  memory: { memory: 401 },
}

describe('P27 the verdict', () => {
  it('is go where everything stays within what is promised', () => {
    expect(judge(good)).toMatchObject({ go: true, flaw: null })
  })

  it.each(Object.entries(flawed))('is no-go for %s', (flaw, more) => {
    expect(judge({ ...good, ...more })).toMatchObject({ go: false, flaw })
  })

  it('names the gravest flaw, and takes nobody as in who is not', () => {
    expect(judge(Object.assign({}, good, ...Object.values(flawed))).flaw).toBe('lost')
    expect(judge({ ...good, joined: 999 }).flaw).toBe('joining')
  })

  it('grows with the hall', () => {
    expect(allowed(100, 2)).toMatchObject({ joinedIn: 7, memory: 400 })
    expect(allowed(1000, 60).joinedIn).toBe(65)
    expect(allowed(10_000, 100)).toMatchObject({ joinedIn: 300, memory: 850 })
  })

  it.each(languages)('has a sentence and its figures in %s', (language) => {
    const w = rehearsalWords[language]
    const sentences = [good, ...Object.values(flawed).map((more) => ({ ...good, ...more }))].map((figures) =>
      verdictText(judge(figures), w),
    )
    expect(new Set(sentences).size).toBe(9)
    for (const sentence of sentences) expect(sentence).toMatch(/^[^{}]+\.$/)
    const text = figuresOf(judge(good), w).flatMap(({ value, promise }) => [value, promise])
    for (const part of ['970', '400 MB', '0 / 0']) expect(text).toContain(part)
    expect(text.join()).toContain(language === 'ko' ? '0.5초 (최대 0.9초)' : '0.5 s (slowest 0.9 s)')
    // Where nobody could vote there is nothing to say of votes.
    expect(figuresOf(judge({ ...good, joined: 3, votes: 0 }), w)).toHaveLength(2)
  })
})

describe('what is rehearsed', () => {
  const meeting = (...items: object[]) => ({
    ...blank(),
    title: 'Assembly',
    items: items.map((item, n) => ({ id: String(n), rounds: [], ...question({ title: `Item ${n}`, ...item }) })),
  })
  const motion = { kind: 'motion' }

  it('is three items, of different kinds where the agenda has them, without countdown and quorum', () => {
    const rule = { quorum: { number: 500, open: 'block' } }
    const mixed = meeting({ ...motion, seconds: 60, rule }, motion, { kind: 'choice', ...options }, { kind: 'rating' })
    const { title, items } = rehearsalAgenda(mixed)
    expect([title, ...items.map((item) => item.kind)]).toEqual(['Rehearsal: Assembly', 'motion', 'choice', 'rating'])
    expect(items[0]).toMatchObject({ title: 'Item 0', seconds: null, rule: { quorum: null } })
    expect(items[0]).not.toHaveProperty('id')
    const same = rehearsalAgenda(meeting(motion, motion, motion, motion)).items
    expect(same.map((item) => item.title)).toEqual(['Item 0', 'Item 1', 'Item 2'])
  })

  it('is filled up from the house’s own, of several kinds, in the language of the meeting', () => {
    expect(new Set(rehearsalAgenda().items.map(({ kind }) => kind)).size).toBe(3)
    const few = rehearsalAgenda({ ...meeting(motion), language: 'ko' })
    expect(few).toMatchObject({ title: '예행연습: Assembly', language: 'ko' })
    expect(few.items.map((item) => item.title)).toEqual(['Item 0', '어디로 갈까요?', '먼저 할 세 가지는?'])
  })

  it('can be any kind there is', () => expect([...kinds.keys()].filter((kind) => !isVotable(kind))).toEqual([]))
})

describe('P27 the command line', () => {
  const parse = (line: string) => parseRehearseOptions(line.split(' ').filter(Boolean), { LANG: 'en_GB' })

  it('has defaults, and reads every option', () => {
    const nothing = { voters: 300, house: null, seconds: null, data: './spotvote-data', json: false, help: false }
    expect(parse('')).toEqual({ ...nothing, language: 'en' })
    const line = '--voters 1000 --url http://localhost:8080/organize#KEY --seconds=30 --data d --json --lang ko -h'
    const house = { url: 'http://localhost:8080', organizer: 'KEY' }
    expect(parse(line)).toEqual({ voters: 1000, house, seconds: 30, data: 'd', json: true, language: 'ko', help: true })
    expect(parse('--url https://desk:8443').house).toEqual({ url: 'https://desk:8443', organizer: null })
  })

  it.each([
    ['--voters 0', '--voters'],
    ['--voters 10001', '10000'],
    ['--voters 1e3', '1e3'],
    ['--voters', '--voters'],
    ['--seconds 601', '--seconds'],
    ['--url localhost:8080', '--url'],
    ['--url http://localhost:8080/K7QX2M', 'organize#KEY'],
    ['--url http://localhost:8080/organize', 'organize#KEY'],
    ['--url http://u:p@localhost:8080', '--url'],
    ['--lang fr', 'en or ko'],
    ['--json=yes', 'no value'],
    ['--phones 5', '--phones'],
    ['agenda.yaml', 'agenda.yaml'],
  ])('refuses %j in one line', (line, named) => {
    expect(() => parse(line)).toThrow(UsageError)
    expect(() => parse(line)).toThrow(named)
    expect(() => parse(line)).toThrow(/^[^\n]+\.$/)
  })

  it.each(languages)('has a help in %s that names every option and fits a terminal', (language) => {
    const { help } = rehearseUsage[language]
    for (const option of ['voters', 'url', 'seconds', 'data', 'json', 'lang', 'help'])
      expect(help).toContain(`  --${option}`)
    for (const line of help.split('\n'))
      expect(line.length + (line.match(/[가-힣]/g)?.length ?? 0)).toBeLessThanOrEqual(80)
  })
})
