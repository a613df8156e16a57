// The rule of an item as an agenda file says it: a preset's name, or fields; read and written.
import * as v from 'valibot'
import type { Standing } from '../ballots/ballot.ts'
import { compare, exact, one, rational, zero } from '../counting/rational.ts'
import { parse, whole } from '../parse.ts'
import { Refusal } from '../refusal.ts'
import { type Preset, presetRule, presetsFor } from './presets.ts'
import { abstentions, bases, majorityOf, openings, type QuorumRule, type Rule, ruleFor, ties, units } from './rule.ts'

/** `2/3`, `0.6` or `1`, above 0 and at most 1; kept in lowest terms. */
const fraction = v.pipe(
  v.unknown(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const number = rational(dataset.value)
    if (number && compare(number, zero) > 0 && compare(number, one) <= 0) return String(exact(number))
    addIssue({ expected: 'fraction' })
    return NEVER
  }),
)
const base = v.picklist(bases)
const many = whole(1, 1_000_000_000)

const share = v.strictObject({ base, fraction, atLeast: v.optional(v.boolean(), false) })

const quorum = v.strictObject({
  count: v.optional(v.picklist(['present', 'cast']), 'present'),
  fraction: v.optional(v.nullable(fraction)),
  atLeast: v.optional(v.boolean(), false),
  number: v.optional(v.nullable(many), null),
  unit: v.optional(v.picklist(['heads', 'weight']), 'heads'),
  open: v.optional(v.picklist(openings), 'warn'),
})

const fields = v.strictObject({
  preset: v.optional(v.string()),
  fraction: v.optional(v.nullable(fraction)),
  atLeast: v.optional(v.boolean()),
  base: v.optional(base),
  also: v.optional(v.pipe(v.array(share), v.maxLength(5))),
  unit: v.optional(v.picklist(units)),
  abstentions: v.optional(v.picklist(abstentions)),
  members: v.optional(v.nullable(many)),
  quorum: v.optional(v.nullable(quorum)),
  tie: v.optional(v.picklist(ties)),
  eachGroup: v.optional(v.boolean()),
})

const always = ['preset', 'members', 'quorum', 'tie']

/** What may be said of a rule, by what there is to decide on. */
function sayable(standing: Standing): readonly string[] {
  if (standing.type === 'division') return Object.keys(fields.entries)
  if (standing.type === 'counted') return always
  return standing.points ? [...always, 'unit'] : [...always, 'unit', 'fraction', 'atLeast', 'base']
}

/** Parses the rule of an item; without one, the one its kind is decided by. Refuses `invalid`, naming the field. */
export function ruleOf(input: unknown, standing: Standing | undefined): Rule {
  if (input === undefined || input === null) return ruleFor(standing)
  if (!standing) throw wrong('rule', { what: 'known' }, input)
  if (typeof input === 'string') return named(input, 'rule', standing)
  const { preset, quorum, ...given } = parse(fields, input, 'rule')
  for (const key of Object.keys(input))
    if (!sayable(standing).includes(key)) throw wrong(`rule.${key}`, { what: 'known' }, key)
  const start = preset === undefined ? ruleFor(standing) : named(preset, 'rule.preset', standing)
  const rule: Rule = {
    ...start,
    ...(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<Rule>),
    ...(quorum !== undefined && { quorum: quorum && quorumOf(quorum) }),
  }
  if (rule.quorum && rule.quorum.fraction === null && rule.quorum.number === null)
    throw wrong('rule.quorum.number', { what: 'present' }, null)
  if (standing.type !== 'division' && rule.unit === 'both')
    throw wrong('rule.unit', { what: 'one-of', of: ['heads', 'weight'] }, rule.unit)
  if (standing.type !== 'division' && rule.tie === 'rejected')
    throw wrong('rule.tie', { what: 'one-of', of: ties.slice(1) }, rule.tie)
  if (standing.type === 'division' && rule.fraction === null) throw wrong('rule.fraction', { what: 'present' }, null)
  return finish(rule, standing)
}

/** More than all is nobody: of all it means all of them. */
const reachable = <T extends { fraction: string | null; atLeast: boolean }>(share: T): T =>
  share.fraction === '1' ? { ...share, atLeast: true } : share

const finish = (rule: Rule, standing: Standing): Rule => {
  const { quorum, also } = rule
  const whole = { ...reachable(rule), also: also.map(reachable), quorum: quorum && reachable(quorum) }
  return { ...whole, majority: majorityOf(whole, standing) }
}

/** With neither a fraction nor a number, a quorum is more than half. */
const quorumOf = ({ count, fraction, ...rest }: v.InferOutput<typeof quorum>): QuorumRule => ({
  count,
  fraction: fraction === undefined && rest.number === null ? '1/2' : (fraction ?? null),
  ...rest,
})

function named(name: string, field: string, standing: Standing): Rule {
  const presets = presetsFor(standing)
  if (!presets.includes(name as Preset)) throw wrong(field, { what: 'one-of', of: presets }, name)
  return presetRule(name as Preset, standing)
}

const wrong = (field: string, expected: NonNullable<Refusal['details']['expected']>, got: unknown) =>
  new Refusal('invalid', { field, expected, got: String(got).slice(0, 60) })

/** The rule as an agenda file says it, as briefly as it goes; undefined where it is the one the kind has anyway. */
export function ruleFields(rule: Rule, standing: Standing | undefined): string | Record<string, unknown> | undefined {
  if (!standing) return undefined
  const ways = [undefined, ...presetsFor(standing)].map((preset) => {
    const start = preset ? presetRule(preset, standing) : ruleFor(standing)
    const differ = Object.entries(rule).filter(
      ([key, value]) => key !== 'majority' && JSON.stringify(value) !== JSON.stringify(start[key as keyof Rule]),
    )
    return { preset, differ }
  })
  const { preset, differ } = ways.reduce((best, way) => (way.differ.length < best.differ.length ? way : best))
  if (differ.length === 0) return preset
  return { ...(preset && { preset }), ...Object.fromEntries(differ) }
}
