// A motion, from a file to its figures; the rule is in the file, or a preset or fields on the command line.
import { baseOf, decideMotion, type MotionCounts, percentOf } from '../../../shared/counting/motion.ts'
import { compare, exact, minus, zero } from '../../../shared/counting/rational.ts'
import { motionRule } from '../../../shared/formats/motion-rule.ts'
import { wrong } from '../../../shared/formats/reading.ts'
import type { Settings } from '../../../shared/formats/settings.ts'
import { type Counted, shown } from './counted.ts'

const twoThirds = { fraction: '2/3', at_least: true }

/** Rules by the names they are known by. */
const presets: Record<string, Record<string, unknown>> = {
  'simple-majority': {},
  'absolute-majority': { base: 'eligible' },
  'two-thirds': twoThirds,
  'two-thirds-present': { ...twoThirds, base: 'present', quorum: twoThirds },
  'korean-council': { base: 'present', quorum: {} },
  unanimity: { fraction: 1, at_least: true },
}

const told = ['yes_no', 'yes_no_abstain', 'cast', 'present', 'eligible'] as const

export function countMotion(counts: MotionCounts, settings: Settings): Counted {
  settings.raw('kr_members')
  const { value = {}, field = 'options.rule' } = settings.raw('rule') ?? {}
  const preset = typeof value === 'string' ? presets[value] : undefined
  if (typeof value === 'string' && (!preset || !Object.hasOwn(presets, value)))
    throw wrong(field, { what: 'one-of', of: Object.keys(presets) }, value)
  const rule = motionRule(preset ?? value, field)
  const used = [
    rule.base,
    ...rule.also.map(({ base }) => base),
    rule.quorum?.count,
    rule.quorum?.fraction && rule.quorum.of,
  ]
  if (used.includes('eligible') && !counts.eligible) throw wrong('counts.eligible', 'present', undefined)
  const { result, base, needed, spare, quorum } = decideMotion(counts, rule)
  const percents = told.map((name) => [name, percentOf(counts.yes, baseOf(counts, name))] as const)
  return {
    result: {
      base: exact(base),
      needed: exact(needed),
      result,
      quorum_needed: exact(quorum?.needed ?? zero),
      quorum_met: quorum?.met ?? true,
      percent_of_yes: Object.fromEntries(percents),
      spare: exact(spare),
    },
    tell: (w) => [
      {
        title: '',
        head: [w.side, w.votes],
        rows: (['yes', 'no', 'abstain', 'invalid'] as const).map((side) => [w.sides[side], shown(counts[side])]),
      },
      ...(quorum ? [w.quorum(shown(quorum.count), shown(quorum.needed), quorum.met)] : []),
      w.majority(w.bases[rule.base], shown(base), shown(needed)),
      w.motion[result](shown(compare(spare, zero) < 0 ? minus(zero, spare) : spare)),
    ],
  }
}
