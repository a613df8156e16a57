// `spotvote count`: every right answer through the command's own road, in every format.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { countFile } from '../../server/commands/count/count-file.ts'
import { parseCountOptions } from '../../server/commands/count/options.ts'
import { page } from '../../server/commands/count/print.ts'
import { formats } from '../../server/exports/index.ts'
import { kinds } from '../../shared/ballots/registry.ts'
import { methods } from '../../shared/formats/ballots.ts'
import type { Meeting } from '../../shared/meeting/meeting.ts'
import { question } from '../../shared/meeting/question.ts'
import type { Refusal } from '../../shared/refusal.ts'
import { countWords } from '../../shared/words/count.ts'
import { filesOfOthers } from '../others.ts'
import { evening, record } from '../record.ts'

type Figures = Record<string, unknown>

const root = fileURLToPath(new URL('../..', import.meta.url))
const cases = readdirSync(join(root, 'test/cases')).map((file): [string, string] => [
  file.replace('.json', ''),
  readFileSync(join(root, 'test/cases', file), 'utf8'),
])

/** The figures of a file, with options as they stand on the command line. */
function figures(text: string, name: string, ...argv: string[]): Figures {
  const { result, tell } = countFile(text, name, parseCountOptions(argv))
  // Whatever can be counted can be told, in both languages.
  for (const words of Object.values(countWords)) expect(page('', tell(words))).not.toMatch(/undefined|NaN|\[object/)
  return result
}

/** Of rounds a right answer names what it is about, and leaves out options without a vote. */
function round(found: Figures, expected: Figures): Figures {
  const votes = Object.entries((found['votes'] ?? {}) as Figures).filter(([, number]) => number !== 0)
  return Object.fromEntries(
    Object.keys(expected).map((key) => [key, key === 'votes' ? Object.fromEntries(votes) : found[key]]),
  )
}

test.each(cases)('%s', (name, text) => {
  const { expected } = JSON.parse(text) as { expected: Figures }
  const found = figures(text, `${name}.json`)
  for (const [key, value] of Object.entries(expected)) {
    if (key !== 'rounds') expect(found[key], key).toEqual(value)
    else
      (value as Figures[]).forEach((expected, index) => {
        const all = found[key] as Figures[]
        expect(all).toHaveLength((value as Figures[]).length)
        expect(round(all[index]!, expected)).toEqual(expected)
      })
  }
})

test('every case of every method is there, and a key that one case of a method knows is in all of them', () => {
  expect(cases.length).toBeGreaterThanOrEqual(117)
  const keys = new Map<string, Set<string>>()
  const parsed = cases.map(([name, text]) => ({
    name,
    text,
    ...(JSON.parse(text) as { method: string; expected: Figures }),
  }))
  for (const { method, expected } of parsed)
    keys.set(method, new Set([...(keys.get(method) ?? []), ...Object.keys(expected)]))
  expect([...keys.keys()].sort()).toEqual([...methods].sort())
  for (const { name, text, method } of parsed)
    for (const key of keys.get(method)!) expect(figures(text, `${name}.json`), `${name}: ${key}`).toHaveProperty(key)
})

const { folder, here } = filesOfOthers('', 'counting them by the command')
const file = (name: string) => readFileSync(join(folder, name), 'utf8')
const answers = (part: string) =>
  JSON.parse(file(`${part}/expected.json`)) as Record<string, Record<string, never[] & Figures>>

describe.skipIf(!here)('files of others', () => {
  test('PrefLib: Burlington 2009 by three methods', () => {
    const name = '00005-00000002.toi'
    const expected = answers('ranked')[name]!
    const burlington = (...argv: string[]) => figures(file(`ranked/${name}`), name, ...argv)
    const batch = ['--method', 'irv', '--rule', 'batch=true']
    expect(burlington(...batch)).toMatchObject(expected['irv_overvote_exhaust']!)
    const skipped = burlington(...batch, '--rule', 'overvote=skip')
    expect(skipped).toMatchObject(expected['irv_overvote_skip']!)
    expect((skipped['rounds'] as Figures[])[0]!['inactive']).toEqual({})
    expect(burlington('--method', 'schulze')).toMatchObject({
      condorcet_winner: expected['condorcet_winner'],
      order: expected['schulze_order'],
      d: expected['pairwise'],
    })
    expect(burlington('--method', 'plurality')['elected']).toEqual(['Kurt Wright'])
  })

  const elections = Object.entries(existsSync(folder) ? answers('stv') : {})
  test.each(elections)('STV, all stages: %s', (name, expected) => {
    const lot = `lot=${(expected['lot_order'] as string[]).join(',')}`
    const found = figures(file(`stv/${name}`), name, '--rule', lot)
    expect(found['elected']).toEqual(expected['elected_in_order'])
    for (const key of ['seats', 'valid', 'quota', 'lots', 'stages']) expect(found[key], key).toEqual(expected[key])
  })

  const budgets = Object.entries(existsSync(folder) ? answers('pb') : {})
  test.each(budgets)('Pabulib, every rule: %s', (name, expected) => {
    const budget = (...argv: string[]) => figures(file(`pb/${name}`), name, ...argv)
    const greedy = budget('--rule', 'greedy')
    expect(greedy['funded']).toEqual(expected['greedy_skip'])
    expect(greedy['votes']).toEqual(expected['votes'])
    if (expected['score']) expect(greedy['score']).toEqual(expected['score'])
    expect(budget('--rule', 'greedy-no-skip')['funded']).toEqual(expected['greedy_no_skip'])
    if (expected['official_selected']) {
      const official = budget()['funded'] as string[]
      expect(new Set(official)).toEqual(new Set(expected['official_selected']))
    }
    for (const utility of ['cost', 'cardinality'])
      for (const [completion, exhaustive] of [
        ['none', ''],
        ['add1', 'false'],
        ['add1', 'true'],
        ['add1u', ''],
      ]) {
        const answer = expected[`mes_${utility}_${completion}${exhaustive === 'true' ? '_exhaustive_stop' : ''}`]
        if (!answer) continue
        const { funded_in_order, ...figures } = answer as Figures
        const asked = ['--utility', utility, '--completion', completion!, '--rule', 'equal-shares']
        const found = budget(...asked, ...(exhaustive ? ['--rule', `exhaustive=${exhaustive}`] : []))
        expect(found).toMatchObject({ funded: funded_in_order, ...figures })
      }
  })
})

/** Who won by the figures that files have; empty for what decides nothing. */
function winnersOf(answer: ReturnType<typeof countFile>): string[] {
  const [round] = answer.result['rounds'] as Record<string, string[]>[]
  const { winner, winners, elected, funded } = round!
  return [...(funded ?? elected ?? winners ?? (winner ? [winner as unknown as string] : []))].sort()
}

interface Kept {
  question: { kind: string; config: { options?: { id: string; title: string }[] } }
  rounds: { counted: { outcome: { winners?: string[] } | null } }[]
}

/** Who won by the record: titles, of projects ids. */
function won({ items }: { items: Kept[] }): string[] {
  const { question, rounds } = items[0]!
  const title = (id: string) =>
    question.kind === 'budget' ? id : question.config.options!.find((option) => option.id === id)!.title
  return (rounds[0]!.counted.outcome?.winners ?? []).map(title).sort()
}

describe('an export of this program', () => {
  const written = (meeting: Meeting) => String(formats.get('json')!.write(meeting))
  const options = parseCountOptions([])

  test('agrees with itself, round by round', () => {
    const { meeting } = evening()
    const counted = meeting.items.flatMap(({ rounds }) => rounds.filter(({ phase }) => phase !== 'open'))
    const answer = countFile(written(meeting), 'evening.json', options)
    expect(answer).toMatchObject({ kind: 'recount', agrees: true })
    expect(answer.result['rounds']).toHaveLength(counted.length)
  })

  test.each([...kinds])('agrees with itself: %s', (kind, type) => {
    const { config, votes } = type.sample
    const item = question({ title: kind, kind, ...config }, 'items[0]')
    const cast = votes.flatMap(({ vote, count }) => new Array(count).fill(vote))
    const run = record('ko', [item], cast.length)
    run.open(0, cast)
    run.close(0)
    const text = written(run.meeting)
    const parsed = JSON.parse(text)
    const answer = countFile(text, 'export.json', options)
    expect(answer).toMatchObject({ kind: 'recount', agrees: true, result: { rounds: [{ kind, agrees: true }] } })
    expect(winnersOf(answer)).toEqual(won(parsed))
    parsed.items[0].rounds[0].counted.profile[0].count += 1
    expect(countFile(JSON.stringify(parsed), 'export.json', options)).toMatchObject({ agrees: false })
  })

  test('agrees where groups, a lot, the chair or the desk had their part in the result', () => {
    const items = [
      { title: 'Both groups', kind: 'motion', rule: { eachGroup: true } },
      { title: 'Lot', kind: 'choice', options: ['a', 'b'], rule: { tie: 'lot' } },
      { title: 'Chair', kind: 'motion', rule: { tie: 'chair' } },
      { title: 'Words', kind: 'text' },
    ].map((item, index) => question(item, `items[${index}]`))
    const groups = ['owner', 'tenant'].map((id, index) => ({ id, title: id, weight: index + 1 }))
    const run = record('en', items, 4, groups)
    const votes = [
      ['yes', 'no', 'yes', 'yes'],
      ['A', 'A', 'B', 'A'],
      ['yes', 'no', 'no', 'abstain'],
      [['a'], ['b'], ['A'], ['c']],
    ]
    for (const [item, cast] of votes.entries()) {
      run.open(item, cast)
      run.close(item)
    }
    run.act(3, { type: 'edit-answers', edits: { do: 'hide', text: 'c' } })
    run.act(3, { type: 'edit-answers', edits: { do: 'merge', text: 'b', into: 'a' } })
    const answer = countFile(written(run.meeting), 'export.json', options)
    expect(answer).toMatchObject({ agrees: true, result: { rounds: [{}, {}, {}, {}] } })
    expect(JSON.parse(written(run.meeting)).items[3].rounds[0].counted.edits).toEqual({
      hidden: ['c'],
      merged: [['b', 'a']],
    })
  })

  test('is refused where it has another shape, by line and field', () => {
    const parsed = JSON.parse(written(evening().meeting))
    const refusal = (change: (round: never) => void) => {
      const copy = structuredClone(parsed)
      change(copy.items[0].rounds[0] as never)
      try {
        countFile(JSON.stringify(copy, null, 1), 'export.json', options)
      } catch (error) {
        return (error as Refusal).details
      }
      throw new Error('was not refused')
    }
    type Round = {
      question: { kind: string; config: unknown }
      rule: { majority: string }
      counted: { profile: { key: string }[] }
    }
    const at = 'items[0].rounds[0]'
    expect(refusal((round: Round) => (round.question.kind = 'duel')).field).toBe(`${at}.question.kind`)
    expect(refusal((round: Round) => (round.question.config = 7)).field).toContain(`${at}.question.config`)
    expect(refusal((round: Round) => (round.rule.majority = 'loud')).field).toBe(`${at}.rule`)
    const { field, line } = refusal((round: Round) => (round.counted.profile[0]!.key = '?'))
    expect(field).toBe(`${at}.counted.profile[0].key`)
    expect(line).toBeGreaterThan(10)
  })
})
