// Rules by the names they are known by.
import type { Standing } from '../ballots/ballot.ts'
import { majorityOf, type QuorumRule, type Rule, ruleFor } from './rule.ts'

const quorum = (fraction: string, atLeast: boolean): QuorumRule => ({
  count: 'present',
  fraction,
  atLeast,
  number: null,
  unit: 'heads',
  open: 'warn',
})

/** What each changes in the rule a kind is decided by anyway. */
const table = {
  'simple-majority': { fraction: '1/2', base: 'valid' },
  'absolute-majority': { fraction: '1/2', base: 'eligible', unit: 'heads' },
  'two-thirds': { fraction: '2/3', atLeast: true, base: 'valid' },
  'two-thirds-present': {
    fraction: '2/3',
    atLeast: true,
    base: 'present',
    unit: 'heads',
    quorum: quorum('2/3', true),
  },
  /** Local Autonomy Act (Korea), art. 73: a tie is rejected. */
  'korean-council': {
    fraction: '1/2',
    base: 'present',
    unit: 'heads',
    quorum: quorum('1/2', false),
    tie: 'rejected',
  },
  unanimity: { fraction: '1', atLeast: true, base: 'valid' },
  most: { fraction: null, base: 'cast' },
  'run-off': { fraction: '1/2', base: 'cast' },
  method: { fraction: null, base: 'cast' },
} satisfies Record<string, Partial<Rule>>

export type Preset = keyof typeof table

const fitting: Record<Standing['type'], readonly Preset[]> = {
  division: ['simple-majority', 'absolute-majority', 'two-thirds', 'two-thirds-present', 'korean-council', 'unanimity'],
  contest: ['most', 'run-off', 'absolute-majority'],
  counted: ['method'],
}

/** Those that fit what there is to decide on; the first one is what decides anyway. */
export const presetsFor = (standing: Standing): readonly Preset[] =>
  standing.type === 'contest' && standing.points ? ['most'] : fitting[standing.type]

export function presetRule(preset: Preset, standing: Standing): Rule {
  const rule = { ...ruleFor(standing), ...table[preset] }
  return { ...rule, majority: majorityOf(rule, standing) }
}

const nobody = { yes: 0, no: 0, abstain: 0 }
const examples: Standing[] = [
  { type: 'division', ...nobody },
  { type: 'contest', seats: 1, options: [] },
  { type: 'counted', seats: 1, options: [], winners: [], tied: [] },
]

/** The preset a rule is, whatever its number of members and what opening does without a quorum; null for none. */
export function presetOf(rule: Rule): Preset | null {
  const core = ({ members: _, quorum, ...rest }: Rule) =>
    JSON.stringify([Object.entries(rest).sort(), quorum && Object.entries({ ...quorum, open: '' }).sort()])
  for (const standing of examples)
    for (const preset of presetsFor(standing)) if (core(presetRule(preset, standing)) === core(rule)) return preset
  return null
}
