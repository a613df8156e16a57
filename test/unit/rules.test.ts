// What a rule decides, whoever counts: every published case through an item with that rule, presets, quorum, ties, groups.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { decideMotion } from '../../shared/counting/motion.ts'
import { motionCounts, motionRule } from '../../shared/formats/motion-rule.ts'
import { outcomeOf } from '../../shared/meeting/count.ts'
import { blank, evolve } from '../../shared/meeting/evolve.ts'
import { lastRound, type Round } from '../../shared/meeting/meeting.ts'
import type { Outcome } from '../../shared/meeting/outcome.ts'
import { presetsFor } from '../../shared/meeting/presets.ts'
import { question, questionFields } from '../../shared/meeting/question.ts'
import { ruleFields, ruleOf } from '../../shared/meeting/rule-fields.ts'
import { hasSecondRound, secondRound } from '../../shared/meeting/second-round.ts'
import { Refusal } from '../../shared/refusal.ts'
import { outcomeText } from '../../shared/words/outcome.ts'
import { ruleText } from '../../shared/words/rule.ts'
import { record } from '../record.ts'
import { assembly, groups } from '../ruled.ts'

const division = { type: 'division', yes: 0, no: 0, abstain: 0 } as const
const contest = { type: 'contest', seats: 1, options: [] } as const
const options = ['a', 'b', 'c', 'd']

const roundOf = (run: ReturnType<typeof record>, item = 0): Round => lastRound(run.meeting.items[item]!)!
const decided = (run: ReturnType<typeof record>, item = 0): Outcome => {
  const round = roundOf(run, item)
  return outcomeOf(round, round.turnout!)!
}

/** One item with this rule, put to the vote among `present` voters. */
function hold(fields: Record<string, unknown>, votes: unknown[], present = votes.length) {
  const run = record('en', [question({ title: 'x', ...fields })], present)
  run.open(0, votes)
  run.close(0)
  run.reveal(0)
  return run
}
const motion = (rule: unknown, votes: string, present?: number) =>
  decided(
    hold(
      { kind: 'motion', rule },
      [...votes].map((letter) => ({ y: 'yes', n: 'no', a: 'abstain' })[letter]),
      present,
    ),
  )
const choice = (rule: unknown, votes: string, present?: number) =>
  decided(hold({ kind: 'choice', options, rule }, [...votes], present))

const refusal = (attempt: () => unknown) => {
  try {
    attempt()
  } catch (error) {
    if (error instanceof Refusal) return [error.code, error.details.field]
    throw error
  }
  return null
}

describe('published cases through an item', () => {
  interface Case {
    name: string
    method: string
    counts: Record<string, number>
    options: { rule?: Record<string, unknown>; kr_members?: [number, number] }
    expected: Record<string, unknown>
  }
  const folder = fileURLToPath(new URL('../cases', import.meta.url))
  const all = readdirSync(folder)
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Case)
    .filter(({ method, expected, options }) => method === 'motion' && 'result' in expected && options.rule)
  const bases: Record<string, string> = { yes_no: 'valid', yes_no_abstain: 'cast' }
  const share = ({ base = 'yes_no', fraction = '1/2', at_least = false }: Record<string, unknown>) => ({
    base: bases[String(base)] ?? base,
    fraction,
    atLeast: at_least,
  })
  // A ballot that is not valid cannot be cast here, so a base that counts them has no item.
  const expressible = all.filter(({ options }) => options.rule!['base'] !== 'yes_no_invalid')

  test('are nearly all expressible', () => {
    expect(all.length).toBeGreaterThan(25)
    expect(all.length - expressible.length).toBe(2)
  })

  test.each(expressible.map((one): [string, Case] => [one.name, one]))('R1 R2 R3 R7 %s', (_, one) => {
    const { rule, kr_members } = one.options as Required<Case['options']>
    const { also = [], quorum, tie } = rule as { also?: object[]; quorum?: Record<string, unknown>; tie?: string }
    const counts = motionCounts(one.counts, kr_members)
    const members = Number(counts.eligible?.n ?? 0) || null
    const {
      yes,
      no,
      abstain = 0,
      invalid = 0,
    } = one.counts as { yes: number; no: number; abstain?: number; invalid?: number }
    const votes = 'y'.repeat(yes) + 'n'.repeat(no) + 'a'.repeat(abstain)
    const fields = {
      ...share(rule),
      also: also.map((one) => share(one as Record<string, unknown>)),
      members,
      ...(quorum && {
        quorum: { count: quorum['count'] ?? 'present', fraction: quorum['fraction'] ?? '1/2', open: 'none' },
      }),
      tie: tie ?? 'rejected',
    }
    const outcome = motion(fields, votes, one.counts['present'] ?? votes.length + invalid)
    const { expected } = one
    const pure = decideMotion(counts, motionRule(rule))
    const types = {
      passed: ['carried'],
      rejected: ['rejected', 'no-votes'],
      no_quorum: ['no-quorum'],
      tie_chair: ['tie'],
    }
    expect(types[expected['result'] as keyof typeof types]).toContain(outcome.type)
    expect(types[pure.result]).toContain(outcome.type)
    if (outcome.type === 'tie') expect(outcome.awaits).toBe('chair')
    if ('needed' in outcome)
      expect([outcome.base, outcome.needed]).toEqual([
        expected['base'] ?? outcome.base,
        expected['needed'] ?? outcome.needed,
      ])
    if ('quorum' in outcome && outcome.quorum)
      expect([outcome.quorum.met, outcome.quorum.needed]).toEqual([
        expected['quorum_met'] ?? outcome.quorum.met,
        expected['quorum_needed'] ?? outcome.quorum.needed,
      ])
  })
})

describe('rules as an agenda file says them', () => {
  const some: [unknown, typeof division | typeof contest][] = [
    ['korean-council', division],
    [{ preset: 'korean-council', members: 18 }, division],
    [{ fraction: '3/5', atLeast: true, base: 'cast', abstentions: 'against', tie: 'chair' }, division],
    [{ fraction: 0.25, base: 'eligible', also: [{ base: 'present', fraction: '2/3', atLeast: true }] }, division],
    [{ unit: 'both', eachGroup: true, quorum: { count: 'cast', number: 12, unit: 'weight', open: 'block' } }, division],
    [{ preset: 'two-thirds-present', quorum: null }, division],
    ['run-off', contest],
    [{ fraction: '2/5', base: 'present', tie: 'lot', quorum: {} }, contest],
  ]

  test.each(some)('R6 %j reads back', (input, standing) => {
    const rule = ruleOf(input, standing)
    expect(ruleOf(ruleFields(rule, standing), standing)).toEqual(rule)
    expect(ruleOf(JSON.parse(JSON.stringify(ruleFields(rule, standing))), standing)).toEqual(rule)
  })

  test('R6 a preset is written by its name, and what a kind has anyway not at all', () => {
    for (const standing of [division, contest])
      for (const [index, preset] of presetsFor(standing).entries())
        expect(ruleFields(ruleOf(preset, standing), standing)).toBe(index === 0 ? undefined : preset)
    const item = question({ title: 'x', kind: 'motion', rule: { preset: 'korean-council', members: 9 } })
    expect(questionFields(item)['rule']).toEqual({ preset: 'korean-council', members: 9 })
  })

  test('R6 what is no rule is refused, with its field', () => {
    const item = (kind: string, rule: unknown) => () =>
      question({ title: 'x', kind, rule, ...(kind === 'choice' && { options }) }, 'items[0]')
    expect(refusal(item('motion', 'most'))).toEqual(['invalid', 'items[0].rule'])
    expect(refusal(item('choice', 'two-thirds'))).toEqual(['invalid', 'items[0].rule'])
    expect(refusal(item('rating', 'most'))).toEqual(['invalid', 'items[0].rule'])
    // A share is one of ballots, and what options have are points.
    const points = (rule: unknown) => () => question({ title: 'x', kind: 'points', options, rule }, 'items[0]')
    expect(refusal(points('run-off'))).toEqual(['invalid', 'items[0].rule'])
    expect(refusal(points({ fraction: '1/2' }))).toEqual(['invalid', 'items[0].rule.fraction'])
    expect(refusal(item('motion', { fraction: '4/3' }))).toEqual(['invalid', 'items[0].rule.fraction'])
    expect(refusal(item('motion', { fraction: 0 }))).toEqual(['invalid', 'items[0].rule.fraction'])
    expect(refusal(item('motion', { fraction: null }))).toEqual(['invalid', 'items[0].rule.fraction'])
    expect(refusal(item('motion', { also: [{ base: 'all', fraction: '1/2' }] }))).toEqual([
      'invalid',
      'items[0].rule.also[0].base',
    ])
    expect(refusal(item('motion', { quorum: { number: 0 } }))).toEqual(['invalid', 'items[0].rule.quorum.number'])
    expect(refusal(item('motion', { quorum: { fraction: null } }))).toEqual(['invalid', 'items[0].rule.quorum.number'])
    expect(refusal(item('motion', { colour: 'red' }))).toEqual(['invalid', 'items[0].rule.colour'])
    expect(refusal(item('choice', { eachGroup: true }))).toEqual(['invalid', 'items[0].rule.eachGroup'])
    expect(refusal(item('choice', { tie: 'rejected' }))).toEqual(['invalid', 'items[0].rule.tie'])
  })

  test('R6 every preset has a name and a line in both languages, and of its own', () => {
    for (const language of ['en', 'ko'] as const) {
      const said = [division, contest].flatMap((standing) =>
        presetsFor(standing).map((preset) => ruleText(ruleOf(preset, standing), language)!),
      )
      expect(new Set(said.map(({ name }) => name)).size).toBe(said.length - 1)
      for (const { name, line } of said) expect(`${name} ${line}`).not.toMatch(/undefined|NaN|null/)
    }
    expect(ruleText(ruleOf('korean-council', division), 'ko')!.line).toBe(
      '재적 과반수 출석, 출석 과반수 찬성, 가부 동수는 부결',
    )
    expect(ruleText(ruleOf('two-thirds', division), 'en')!.line).toBe('At least two thirds of votes for or against')
  })
})

describe('divisions', () => {
  test('R7 presets by the figures of the books', () => {
    expect(motion('two-thirds', 'yynaaa').type).toBe('carried')
    expect(motion('two-thirds-present', 'yynaaa').type).toBe('rejected')
    expect(motion('absolute-majority', 'yyy', 6).type).toBe('rejected')
    expect(motion('absolute-majority', 'yyyy', 6).type).toBe('carried')
    expect(motion('unanimity', 'yyya').type).toBe('carried')
    expect(motion('unanimity', 'yyyn').type).toBe('rejected')
    expect(motion('korean-council', 'yyynn', 6).type).toBe('rejected')
  })

  test('R8 an abstention is a class of its own, against, or out of every base', () => {
    const rule = (abstentions: string) => ({ base: 'present', abstentions })
    expect(motion(rule('apart'), 'yyynnaa')).toMatchObject({
      type: 'rejected',
      base: 7,
      needed: 4,
      yes: 3,
      no: 2,
      abstain: 2,
    })
    expect(motion(rule('out'), 'yyynnaa')).toMatchObject({ type: 'carried', base: 5, needed: 3 })
    expect(motion({ abstentions: 'against' }, 'yyynnaa')).toMatchObject({
      type: 'rejected',
      base: 7,
      no: 2,
      abstain: 2,
    })
    expect(motion({ base: 'cast', abstentions: 'apart', tie: 'chair' }, 'yynna')).toMatchObject({ type: 'tie' })
    expect(motion({ base: 'cast', abstentions: 'against', tie: 'chair' }, 'yynna')).toMatchObject({ type: 'rejected' })
  })

  test('R2 where one vote more would not carry either, equal votes are no tie', () => {
    expect(motion({ base: 'present', tie: 'chair' }, 'yynnaa')).toMatchObject({
      type: 'rejected',
      awaits: null,
      level: false,
    })
    expect(motion({ fraction: '2/3', tie: 'chair' }, 'yynn')).toMatchObject({ type: 'rejected', awaits: null })
  })

  test('R2 all abstain: rejected, nobody: no votes, and nothing is said that is not a number', () => {
    expect(motion({}, 'aaa')).toMatchObject({ type: 'rejected', base: 0, needed: 1 })
    for (const rule of ['two-thirds', 'unanimity', 'korean-council', { base: 'eligible' }]) {
      expect(motion(rule, '', 4)).toEqual({ type: 'no-votes' })
      for (const language of ['en', 'ko'] as const) {
        const { headline, detail } = outcomeText(motion(rule, 'aaa'), language, String)
        expect(`${headline} ${detail}`).not.toMatch(/NaN|Infinity|undefined/)
      }
    }
  })
})

describe('double majority', () => {
  const held = (rule: object, votes: (string | null)[]) => {
    const run = record('en', [question({ title: 'x', kind: 'motion', rule, secrecy: 'named' })], votes.length, groups)
    run.open(0, votes)
    run.close(0)
    return decided(run)
  }

  test('R9 by heads and by weight: both have to carry', () => {
    // Every other voter weighs three.
    const rule = { unit: 'both' }
    expect(held(rule, ['yes', 'no', 'no', 'yes', 'no', 'yes'])).toMatchObject({ type: 'rejected' })
    expect(held(rule, ['yes', 'no', 'yes', 'no', 'no', 'no'])).toMatchObject({
      type: 'rejected',
      measures: [
        { unit: 'heads', of: 6, votes: 2, needed: 4, met: false },
        { unit: 'weight', of: 12, votes: 6, needed: 7, met: false },
      ],
    })
    expect(held(rule, ['yes', 'yes', 'yes', 'yes', 'no', 'no'])).toMatchObject({ type: 'carried' })
    expect(held({}, ['yes', 'no', 'no', 'no', null, null])).toMatchObject({
      yes: 3,
      no: 5,
      measures: [{ unit: 'weight' }],
    })
    expect(held({ unit: 'heads' }, ['yes', 'yes', 'no', null, null, null])).toMatchObject({
      type: 'carried',
      yes: 2,
      no: 1,
    })
  })

  test('R10 each of several groups has to carry it, also one that nobody voted in', () => {
    const rule = { eachGroup: true }
    expect(held(rule, ['yes', 'yes', 'yes', 'no', 'no', 'yes'])).toMatchObject({
      type: 'carried',
      measures: [
        { group: '주민위원', votes: 2, needed: 2 },
        { group: '일반주민', votes: 2, needed: 2 },
      ],
    })
    expect(held(rule, ['yes', 'no', 'yes', 'yes', 'yes', 'no'])).toMatchObject({
      type: 'rejected',
      unit: 'heads',
      yes: 4,
      no: 2,
    })
    expect(held(rule, ['yes', null, 'yes', null, 'yes', null])).toMatchObject({ type: 'rejected' })
    const base = { ...rule, base: 'eligible' }
    expect(held(base, ['yes', 'yes', 'yes', null, null, 'yes'])).toMatchObject({ type: 'carried' })
    expect(held(base, ['yes', 'yes', 'yes', null, null, null])).toMatchObject({ type: 'rejected' })
  })
})

describe('quorum', () => {
  const rule = (quorum: object) => ({ quorum })

  test('R11 on who is present or on who votes, as a fraction, a number, or the larger of both', () => {
    expect(motion(rule({ count: 'present' }), 'yy', 6)).toMatchObject({
      type: 'carried',
      quorum: { got: 6, needed: 4 },
    })
    expect(motion(rule({ count: 'cast' }), 'yy', 6)).toEqual({
      type: 'no-quorum',
      quorum: { count: 'cast', unit: 'heads', got: 2, needed: 4, of: 6, fraction: '1/2', atLeast: false, met: false },
    })
    expect(motion(rule({ count: 'cast', number: 2 }), 'yy', 6)).toMatchObject({ type: 'carried' })
    expect(motion(rule({ count: 'cast', fraction: '1/3', atLeast: true, number: 3 }), 'yy', 6)).toMatchObject({
      quorum: { needed: 3 },
    })
    expect(choice(rule({ count: 'cast', number: 3 }), 'AA', 6)).toMatchObject({ type: 'no-quorum' })
  })

  test('R11 in heads or in weight', () => {
    const held = (unit: string) => {
      const quorum = { count: 'cast', fraction: '1/2', unit }
      const run = record('en', [question({ title: 'x', kind: 'motion', rule: { quorum } })], 6, groups)
      run.open(0, ['yes', null, 'yes', null, 'yes', null])
      run.close(0)
      return decided(run)
    }
    expect(held('heads')).toMatchObject({ type: 'no-quorum', quorum: { got: 3, needed: 4 } })
    expect(held('weight')).toMatchObject({ type: 'carried', quorum: { got: 9, needed: 7, of: 12 } })
  })

  test('R12 opening is refused where the rule blocks, and where it warns until somebody says to go on', () => {
    const opened = (open: string, anyway: boolean) => {
      const item = question({ title: 'x', kind: 'motion', rule: { members: 9, quorum: { open } } })
      const run = record('en', [item], 4)
      const refused = refusal(() => run.act(0, { type: 'open', anyway }))
      return [refused?.[0], run.meeting.items[0]!.rounds.length]
    }
    expect(opened('block', false)).toEqual(['no-quorum', 0])
    expect(opened('block', true)).toEqual(['no-quorum', 0])
    expect(opened('warn', false)).toEqual(['no-quorum', 0])
    expect(opened('warn', true)).toEqual([undefined, 1])
    expect(opened('none', false)).toEqual([undefined, 1])
  })

  test('R12 the refusal says how many are needed and how many there are', () => {
    const item = question({ title: 'x', kind: 'motion', rule: { members: 9, quorum: { open: 'block' } } })
    const run = record('en', [item], 4)
    expect(() => run.act(0, { type: 'open' })).toThrowError(
      expect.objectContaining({ details: { expected: { what: 'at-least', limit: 5 }, got: '4' } }),
    )
  })
})

test('R11 a kind that counts in a way of its own has a quorum too', () => {
  const ranking = (votes: string[][]) =>
    decided(hold({ kind: 'ranking', options, rule: { quorum: { count: 'cast', number: 3 } } }, votes))
  expect(ranking([['A'], ['B']])).toMatchObject({ type: 'no-quorum', quorum: { got: 2, needed: 3 } })
  expect(ranking([['A'], ['A'], ['B']])).toMatchObject({ type: 'won', winners: ['A'], quorum: { met: true } })
})

test('R6 M1 rounds of version 0.1 had fewer words for their rule', () => {
  const run = hold({ kind: 'motion' }, ['yes', 'yes', 'no'])
  const old = blank()
  const { rule: _, ...question } = roundOf(run).question
  const at = { item: 'i', round: 'r', at: 0 }
  const events = [
    { type: 'item-added', item: 'i', question, to: 0 },
    {
      type: 'round-opened',
      ...at,
      number: 1,
      question,
      rule: { majority: 'simple' },
      closesAt: null,
      supersedes: null,
    },
    { type: 'round-closed', ...at, turnout: roundOf(run).turnout, box: roundOf(run).box, digest: '' },
  ]
  for (const [seq, event] of events.entries()) evolve(old, event as never, seq + 1)
  const round = lastRound(old.items[0]!)!
  expect(round.rule).toEqual(roundOf(run).rule)
  expect(old.items[0]!.rule).toEqual(round.rule)
  expect(outcomeOf(round, round.turnout!)).toMatchObject({ type: 'carried', yes: 2, needed: 2 })
})

describe('contests', () => {
  test('R13 nobody over the share: a run-off between the first two and those level with them', () => {
    expect(choice('run-off', 'AAAABBC')).toMatchObject({
      type: 'won',
      winners: ['A'],
      measures: [{ needed: 4, of: 7 }],
    })
    expect(choice('run-off', 'AAABBC')).toMatchObject({ type: 'run-off', winners: [], advance: ['A', 'B'] })
    expect(choice('run-off', 'AAABBCCD')).toMatchObject({ type: 'run-off', advance: ['A', 'B', 'C'] })
    expect(choice('absolute-majority', 'AAA', 6)).toMatchObject({ type: 'run-off' })
    const run = hold({ kind: 'multiple', options, winners: 2, rule: 'run-off' }, [['A'], ['A', 'B'], ['A', 'C'], ['D']])
    expect(decided(run)).toMatchObject({ type: 'run-off', winners: ['A'], advance: ['B', 'C', 'D'] })
  })

  test('R13 a second round between those left is an item filled in, decided by most votes and the same quorum', () => {
    const quorum = { count: 'cast', number: 2 }
    const first = (fields: object, votes: unknown[]) => {
      const { question } = roundOf(hold({ title: 'Who?', ...fields }, votes))
      const outcome = decided(hold({ title: 'Who?', ...fields }, votes))
      return secondRound(question, outcome, 'Who now?')
    }
    expect(first({ kind: 'choice', options, rule: { preset: 'run-off', quorum } }, [...'AAABBC'])).toEqual({
      title: 'Who now?',
      kind: 'choice',
      options: ['a', 'b'],
      rule: { quorum: { count: 'cast', fraction: null, atLeast: false, number: 2, unit: 'heads', open: 'warn' } },
    })
    const tied = first({ kind: 'multiple', options, max: 3, winners: 3 }, [
      ['A', 'B'],
      ['A', 'C'],
      ['A', 'D'],
    ])
    expect(tied).toMatchObject({ kind: 'multiple', options: ['b', 'c', 'd'], winners: 2 })
    expect(question(tied).config).toMatchObject({ winners: 2, max: 2 })
    expect(hasSecondRound(question({ title: 'x', kind: 'choice', options }), choice({}, 'AAB'))).toBe(false)
  })

  test('R4 where all choose none of these nothing is chosen, and that is said', () => {
    const outcome = decided(hold({ kind: 'multiple', options, none: true }, [['none'], ['none']]))
    expect(outcome).toMatchObject({ type: 'won', winners: [], votes: 0 })
    expect(outcomeText(outcome, 'en', String).headline).toBe('Nothing is chosen')
  })

  test('R14 a tie at the last place is reported, or decided by the chair where one place is left', () => {
    expect(choice({}, 'AABB')).toMatchObject({ type: 'tied', winners: [], tied: ['A', 'B'], awaits: null })
    const run = hold({ kind: 'choice', options, rule: { tie: 'chair' } }, [...'AABB'])
    expect(decided(run)).toMatchObject({ type: 'tied', awaits: 'chair' })
    expect(refusal(() => run.act(0, { type: 'casting-vote', vote: 'C' }))).toEqual(['invalid', 'vote'])
    run.act(0, { type: 'casting-vote', vote: 'B' })
    expect(decided(run)).toMatchObject({ type: 'won', winners: ['B'], tied: [], by: 'chair', awaits: null })
  })
})

describe('the chair', () => {
  test('R14 decides a tie once, before or after the reveal, but not before the desk may see it', () => {
    const item = (visibility: string) => question({ title: 'x', kind: 'motion', visibility, rule: { tie: 'chair' } })
    const run = record('en', [item('reveal'), item('closed'), item('reveal')], 4)
    const vote = (item: number, vote: string) =>
      refusal(() => run.act(item, { type: 'casting-vote', vote }))?.[0] ?? 'ok'
    run.open(0, ['yes', 'no'])
    expect(vote(0, 'yes')).toBe('not-closed')
    run.close(0)
    expect(vote(0, 'yes')).toBe('not-revealed')
    run.reveal(0)
    expect(vote(0, 'no')).toBe('ok')
    expect(vote(0, 'no')).toBe('ok')
    expect(vote(0, 'yes')).toBe('already-voted')
    expect(decided(run)).toMatchObject({ type: 'rejected', by: 'chair', awaits: null })
    run.open(1, ['yes', 'no'])
    run.close(1)
    expect(vote(1, 'abstain')).toBe('invalid')
    expect(vote(1, 'yes')).toBe('ok')
    expect(decided(run, 1)).toMatchObject({ type: 'carried', by: 'chair' })
    run.reopen(1)
    run.close(1)
    expect(decided(run, 1)).toMatchObject({ type: 'tie', awaits: 'chair' })
    run.open(2, ['yes', 'yes'])
    run.close(2)
    run.reveal(2)
    expect(vote(2, 'yes')).toBe('no-tie')
  })
})

describe('the lot', () => {
  const sha = (text: string) => createHash('sha256').update(text).digest('hex')

  test('R15 is the order of SHA-256 of seed and id, drawn at the opening, and can be drawn again by whoever has the seed', () => {
    const run = hold({ kind: 'choice', options, rule: { tie: 'lot' } }, [...'BBCCDD'])
    const { seed, order, numbers } = roundOf(run).lot!
    const again = ['A', 'B', 'C', 'D'].map((id) => ({ id, number: sha(`${seed} ${id}`) }))
    again.sort((a, b) => (a.number < b.number ? -1 : 1))
    expect(order).toEqual(again.map(({ id }) => id))
    expect(numbers).toEqual(again.map(({ number }) => number.slice(0, 8)))
    const first = order.find((id) => 'BCD'.includes(id))!
    const outcome = decided(run)
    expect(outcome).toMatchObject({ type: 'won', winners: [first], by: 'lot', lot: { seed } })
    expect((outcome as { lot: { drawn: unknown[] } }).lot.drawn).toEqual(
      again.filter(({ id }) => id !== 'A').map(({ id, number }) => ({ id, number: number.slice(0, 8) })),
    )
  })

  test('R15 decides a motion too, and is drawn only where it may be needed', () => {
    const run = hold({ kind: 'motion', rule: { tie: 'lot' } }, ['yes', 'no'])
    const carried = roundOf(run).lot!.order[0] === 'yes'
    expect(decided(run)).toMatchObject({ type: carried ? 'carried' : 'rejected', by: 'lot' })
    expect(roundOf(hold({ kind: 'motion' }, ['yes', 'no'])).lot).toBe(null)
    expect(roundOf(hold({ kind: 'choice', options }, [])).lot).toBe(null)
  })

  test('R15 two of three level options win by lot where two places are left', () => {
    const run = hold({ kind: 'multiple', options, winners: 2, rule: { tie: 'lot' } }, [['A'], ['B'], ['C']])
    const order = roundOf(run).lot!.order.filter((id) => id !== 'D')
    expect(decided(run)).toMatchObject({ type: 'won', winners: order.slice(0, 2), tied: [], by: 'lot' })
  })
})

describe('in words', () => {
  const said = (outcome: Outcome, language: 'en' | 'ko') => {
    const { headline, detail } = outcomeText(outcome, language, (id) => id)
    return `${headline}: ${detail}`
  }

  test('R3 counts, denominator, fraction and what was to spare or short', () => {
    expect(said(motion({}, 'yyyyynnn'), 'en')).toBe(
      'Carried: 5 in favour, 3 against. 5 of 8 votes for or against (more than half) were needed: carried with none to spare.',
    )
    expect(said(motion({}, 'yyyyynn'), 'ko')).toBe(
      '가결: 찬성 5표, 반대 2표. 찬반 7표 중 4표(과반수)가 필요했고, 1표 여유로 가결되었습니다.',
    )
    expect(said(motion('two-thirds', 'yyyynnna'), 'ko')).toBe(
      '부결: 찬성 4표, 반대 3표, 기권 1표. 찬반 7표 중 5표(3분의 2 이상)이 필요했으나 1표가 모자랍니다.',
    )
    expect(said(motion({ preset: 'korean-council', members: 29 }, 'yyyyyyyyyyyyyy'), 'en')).toBe(
      'No quorum: 14 of 15 needed were present (more than half of 29 members): 1 short. Nothing is decided.',
    )
    expect(said(motion('korean-council', 'yynn'), 'ko')).toContain('가부 동수이므로 부결되었습니다.')
  })

  test('R3 every outcome of an assembly is said in full in both languages', () => {
    for (const language of ['en', 'ko'] as const) {
      const run = assembly(language)
      const texts = run.meeting.items.map((_, item) => said(decided(run, item), language))
      expect(new Set(texts).size).toBe(texts.length)
      for (const text of texts) expect(text).not.toMatch(/undefined|NaN|null|\[object/)
    }
  })
})

test('M28 the fingerprint stands for question, rule and groups', () => {
  const printed = (rule: unknown, of = groups) => {
    const run = record('en', [question({ title: 'x', kind: 'motion', rule })], 2, of)
    run.open(0, [])
    return roundOf(run).fingerprint
  }
  expect(printed('two-thirds')).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/)
  expect(printed('two-thirds')).toBe(printed({ fraction: '4/6', atLeast: true }))
  expect(new Set([printed('two-thirds'), printed('unanimity'), printed('two-thirds', [])]).size).toBe(3)
})
