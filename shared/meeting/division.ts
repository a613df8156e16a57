// A division decided: every share by heads, by weight or by group, and what becomes of equal votes.
import type { Standing } from '../ballots/ballot.ts'
import { decideMotion, type MotionBase } from '../counting/motion.ts'
import { rational } from '../counting/rational.ts'
import type { Circumstances, DivisionOutcome, Figured, Measure, Outcome } from './outcome.ts'
import { countsOf, type Quorum, type Size, sizeOf, unitsOf } from './quorum.ts'
import type { Base, Rule, Share, Unit } from './rule.ts'

type Division = Extract<Standing, { type: 'division' }>

const bases: Record<Base, MotionBase> = { valid: 'yes_no', cast: 'cast', present: 'present', eligible: 'eligible' }

/** Whether each share was reached, and whether equal votes are all that is missing. */
function judge(division: Division, rule: Rule, size: Size, unit: Unit, group: string | null) {
  const { yes, no, abstain } = unit === 'heads' ? (division.heads ?? division) : division
  const against = rule.abstentions === 'against' ? abstain : 0
  const out = rule.abstentions === 'out' ? abstain : 0
  const counts = countsOf(yes, no + against, abstain - against - out, {
    present: size.present - out,
    eligible: size.eligible - out,
  })
  const decisions = sharesOf(rule).map((share) => ({
    share,
    ...decideMotion(counts, {
      base: bases[share.base],
      fraction: rational(share.fraction)!,
      atLeast: share.atLeast,
      also: [],
      tie: 'chair',
    }),
  }))
  const measures = decisions.map(
    ({ share, result, base, needed }): Figured => ({
      group,
      unit,
      ...share,
      of: Number(base.n),
      needed: Number(needed.n),
      votes: yes,
      met: result === 'passed',
    }),
  )
  const { result, spare } = decisions[0]!
  // Where one vote more would not carry it either, there is nothing for a casting vote to decide.
  const level = result === 'tie_chair' && spare.n === -1n && measures.slice(1).every(({ met }) => met)
  return { yes, no, abstain, measures, level }
}

const sharesOf = ({ base, fraction, atLeast, also }: Rule): Share[] => [{ base, fraction: fraction!, atLeast }, ...also]

/** Carried where every measure is met: in every unit, and in every group where the rule is `eachGroup`. */
export function division(standing: Division, rule: Rule, known: Circumstances, quorum: Quorum | null): Outcome {
  if (standing.yes + standing.no + standing.abstain === 0) return { type: 'no-votes' }
  const { turnout, groups, lot, chair } = known
  // Where groups decide, the whole decides nothing: its figures are heads, as everybody can see them.
  const apart = rule.eachGroup && groups.length > 0
  const units = apart ? (['heads'] as const) : unitsOf(rule, turnout)
  const whole = units.map((unit) => judge(standing, rule, sizeOf(rule, turnout, unit), unit, null))
  const parts = apart
    ? groups.map(({ id, title, standing, met }) =>
        met
          ? { measures: unsaid(rule, title, met), level: false }
          : judge(standing as Division, rule, sizeOf(rule, turnout, 'heads', id), 'heads', title),
      )
    : whole
  const measures: Measure[] = parts.flatMap((part) => part.measures)
  const { yes, no, abstain, measures: figures } = whole[0]!
  const carried = measures.every(({ met }) => met)
  const level = parts.length === 1 && parts[0]!.level
  const settled = level ? settle(rule, lot, chair) : { type: 'rejected' as const, by: 'votes' as const }
  return {
    type: carried ? 'carried' : settled.type,
    yes,
    no,
    abstain,
    base: figures[0]!.of,
    needed: figures[0]!.needed,
    unit: units[0]!,
    margin: Math.abs(yes - no),
    level,
    measures,
    by: settled.by,
    awaits: level && rule.tie === 'chair' && chair === null ? 'chair' : null,
    quorum,
    lot: settled.by === 'lot' ? lot : null,
  }
}

/** What a group decided of whose votes nothing else is known. */
const unsaid = (rule: Rule, group: string, met: readonly boolean[]): Measure[] =>
  sharesOf(rule).map((share, index) => ({
    group,
    unit: 'heads',
    ...share,
    ...{ of: null, needed: null, votes: null },
    met: met[index] ?? false,
  }))

/** What becomes of equal votes. */
function settle({ tie }: Rule, lot: Circumstances['lot'], chair: string | null): Pick<DivisionOutcome, 'type' | 'by'> {
  if (tie === 'rejected') return { type: 'rejected', by: 'votes' }
  if (tie === 'chair' && chair !== null) return { type: chair === 'yes' ? 'carried' : 'rejected', by: 'chair' }
  if (tie === 'lot' && lot) return { type: lot.drawn[0]!.id === 'yes' ? 'carried' : 'rejected', by: 'lot' }
  return { type: 'tie', by: 'votes' }
}
