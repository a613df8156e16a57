// Motions against published right answers, and against the words of the rule.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { baseOf, decideMotion, type MotionBase, percentOf } from '../../shared/counting/motion.ts'
import { exact } from '../../shared/counting/rational.ts'
import { motionCountFields, motionCounts, motionRule, motionRuleFields } from '../../shared/formats/motion-rule.ts'

const folder = fileURLToPath(new URL('../cases/', import.meta.url))
const cases = readdirSync(folder)
  .filter((file) => file.startsWith('motion'))
  .map((file): [string, Record<string, Record<string, unknown>>] => [
    file.replace('.json', ''),
    JSON.parse(readFileSync(folder + file, 'utf8')),
  ])

test.each(cases)('%s', (_, { counts, options, expected }) => {
  const numbers = motionCounts(counts, options?.['kr_members'])
  const decision = decideMotion(numbers, motionRule(options?.['rule']))
  const percent = (base: string) => percentOf(numbers.yes, baseOf(numbers, base as MotionBase))
  const found: Record<string, unknown> = {
    result: decision.result,
    base: exact(decision.base),
    needed: exact(decision.needed),
    quorum_met: decision.quorum?.met,
    quorum_needed: decision.quorum && exact(decision.quorum.needed),
    percent_of_yes: Object.fromEntries(
      Object.keys(expected?.['percent_of_yes'] ?? {}).map((base) => [base, percent(base)]),
    ),
  }
  expect(found).toMatchObject(expected!)
})

test('all the motions are there', () => expect(cases).toHaveLength(30))

/** Result, least yes and what is to spare (or short) of a division. */
function decide(counts: Record<string, unknown>, rule: Record<string, unknown> = {}) {
  const { result, needed, spare } = decideMotion(motionCounts(counts), motionRule(rule))
  return [result, exact(needed), exact(spare)]
}

test('weights are compared as they are written: a tenth and two tenths are three tenths', () => {
  expect(decide({ yes: '0.3', no: '0.3' })).toEqual(['rejected', '2/5', '-1/10'])
  expect(decide({ yes: '0.3', no: '0.3' }, { tie: 'chair' })[0]).toBe('tie_chair')
  expect(decide({ yes: '0.30', no: '0.29' })).toEqual(['passed', '3/10', 0])
  expect(decide({ yes: 55, no: 45 }, { fraction: '0.55', at_least: true })).toEqual(['passed', 55, 0])
})

test('an opening quorum of a third of 10 is 4, one of more than half of 8 is 5, and a number is a number', () => {
  const quorum = (rule: object, eligible: number) =>
    exact(
      decideMotion(motionCounts({ yes: 1, no: 0, present: 3, eligible }), motionRule({ quorum: rule })).quorum!.needed,
    )
  expect(quorum({ fraction: '1/3', at_least: true }, 10)).toBe(4)
  expect(quorum({}, 8)).toBe(5)
  expect(quorum({ number: 7 }, 8)).toBe(7)
  expect(quorum({ number: 3, fraction: '1/2' }, 8)).toBe(5)
})

test('nobody is a majority of nothing, and nobody shares nothing', () => {
  for (const rule of [{}, { fraction: 0, at_least: true }, { fraction: '2/3', at_least: true }, { tie: 'chair' }])
    expect(decide({ yes: 0, no: 0, abstain: 5 }, rule)).toEqual(['rejected', 1, -1])
  const none = motionCounts({})
  expect(percentOf(none.yes, baseOf(none, 'yes_no'))).toBe('')
  expect(percentOf(none.yes, baseOf(none, 'eligible'))).toBe('')
})

test('a rule that needs to know who is eligible is not guessed at', () => {
  expect(() => decide({ yes: 1, no: 0 }, { base: 'eligible' })).toThrow(RangeError)
  expect(() => decide({ yes: 1, no: 0 }, { quorum: {} })).toThrow(RangeError)
})

test('every small division under every fraction: the least yes carries and one less does not', () => {
  for (const [above, below] of [
    [1, 2],
    [2, 3],
    [3, 5],
    [1, 4],
    [1, 1],
  ] as const)
    for (const at_least of [true, false])
      for (let yes = 0; yes <= 7; yes++)
        for (let no = 0; no <= 7; no++) {
          const [result, needed] = decide({ yes, no }, { fraction: `${above}/${below}`, at_least })
          const [mine, theirs] = [yes * below, above * (yes + no)]
          const carried = yes > 0 && (at_least ? mine >= theirs : mine > theirs)
          expect(result).toBe(carried ? 'passed' : 'rejected')
          expect(yes >= Number(needed)).toBe(carried)
        }
})

test('a rule is written as it is read', () => {
  for (const [, { counts, options }] of cases) {
    const [rule, numbers] = [motionRule(options?.['rule']), motionCounts(counts)]
    expect(motionRule(motionRuleFields(rule))).toEqual(rule)
    expect(motionCounts(motionCountFields(numbers))).toEqual(numbers)
  }
})

test('what is no rule is refused with its field', () => {
  const refused = (rule: unknown) => {
    try {
      motionRule(rule)
    } catch (error) {
      return (error as { details: { field: string } }).details.field
    }
    return null
  }
  expect(refused({ base: 'everybody' })).toBe('options.rule.base')
  expect(refused({ fraction: '3/2' })).toBe('options.rule.fraction')
  expect(refused({ fraction: '1/0' })).toBe('options.rule.fraction')
  expect(refused({ also: [{ fraction: 'half' }] })).toBe('options.rule.also[0].fraction')
  expect(refused({ quorum: { of: 'all' } })).toBe('options.rule.quorum.of')
  expect(refused({ majority: 'simple' })).toBe('options.rule.majority')
})
