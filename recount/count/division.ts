// A motion (SPEC R1, R2, R7-R10): carried when the votes in favour reach every share the rule names, of its base, in heads, in
// weight or in both, and where the rule says so in every group. As many for as against, where half is asked and one vote
// more would carry, is a tie, and becomes what the rule says.
import type { Paper } from './kind.ts'
import type { Lot } from './lot.ts'
import { Misfit } from './read.ts'
import { least, type Rule, type Share, type Unit } from './rule.ts'
import { type Turnout, weighs, weightOf } from './turnout.ts'

interface Votes {
  yes: number
  no: number
  abstain: number
  present: number
  eligible: number
}

/** The votes of some papers in one unit. */
function votesOf(papers: readonly Paper[], unit: Unit, present: number, eligible: number): Votes {
  const of = (side: string) =>
    papers.reduce((all, { vote, count, weight }) => all + (vote === side ? (unit === 'heads' ? count : weight) : 0), 0)
  return { yes: of('yes'), no: of('no'), abstain: of('abstain'), present, eligible }
}

/** What a share is taken of: abstentions stand apart, count against, or are left out of every base. */
function baseOf({ yes, no, abstain, present, eligible }: Votes, { base }: Share, { abstentions }: Rule): number {
  const out = abstentions === 'out' ? abstain : 0
  if (base === 'present') return present - out
  if (base === 'eligible') return eligible - out
  const valid = yes + no + (abstentions === 'against' ? abstain : 0)
  return base === 'valid' ? valid : yes + no + abstain - out
}

interface Measure extends Share {
  group: string | null
  unit: Unit
  /** These three are null where a group is too small to tell its votes. */
  of: number | null
  needed: number | null
  votes: number | null
  met: boolean
}

function measureOf(votes: Votes, share: Share, rule: Rule, unit: Unit, group: string | null) {
  const { base, fraction, atLeast } = share
  const of = baseOf(votes, share, rule)
  // Of nobody there is no majority: one vote is the least there can be.
  const needed = Math.max(1, least(fraction, atLeast, of))
  return { group, unit, base, fraction, atLeast, of, needed, votes: votes.yes, met: of > 0 && votes.yes >= needed }
}

/** The votes of a group; or, of a group too small to tell its votes, whether it reached each share. */
export interface Apart {
  group: string
  papers: Paper[]
  met: boolean[] | null
}

/** What a small group decided, without its figures. */
const untold = (group: string, met: readonly boolean[], { shares }: Rule): Measure[] =>
  shares.map((share, n) => {
    const none = { of: null, needed: null, votes: null }
    return { group, unit: 'heads' as const, ...share, ...none, met: met[n] ?? false }
  })

export function division(
  papers: readonly Paper[],
  apart: readonly Apart[],
  turnout: Turnout,
  rule: Rule,
  chair: string | null,
  lot: Lot | null,
) {
  if (rule.shares.length === 0) throw new Misfit('rule.fraction', null, 'a fraction')
  if (chair !== null && chair !== 'yes' && chair !== 'no') throw new Misfit('chair', chair, 'yes or no')
  const heads = votesOf(papers, 'heads', turnout.present, rule.members ?? turnout.eligible)
  const weight = votesOf(papers, 'weight', weightOf(turnout, 'present'), weightOf(turnout, 'eligible'))
  const groups = rule.eachGroup ? turnout.groups : null
  const wanted: Unit[] = rule.unit === 'both' ? ['heads', 'weight'] : [rule.unit]
  const units: Unit[] = groups || !weighs(turnout) ? ['heads'] : wanted
  const judge = (votes: Votes, unit: Unit, group: string | null): Measure[] =>
    rule.shares.map((share) => measureOf(votes, share, rule, unit, group))
  const measures = groups
    ? groups.flatMap(({ id, title, present, eligible }) => {
        const own = apart.find(({ group }) => group === id)
        if (own?.met) return untold(title, own.met, rule)
        return judge(votesOf(own?.papers ?? [], 'heads', present, eligible), 'heads', title)
      })
    : units.flatMap((unit) => judge(unit === 'heads' ? heads : weight, unit, null))
  const [unit] = units as [Unit]
  const whole = unit === 'heads' ? heads : weight
  const main = measureOf(whole, rule.shares[0]!, rule, unit, null)
  const carried = measures.every(({ met }) => met)
  const { yes, no, abstain } = whole
  // A tie is of one count, of which half is asked: one vote more would carry it, and all else is reached.
  const against = rule.abstentions === 'against' ? no + abstain : no
  const one = !groups && units.length === 1 && rule.shares[0]!.fraction === '1/2'
  const level =
    one && yes > 0 && yes === against && yes + 1 === main.needed && measures.slice(1).every(({ met }) => met)
  const figures = {
    yes,
    no,
    abstain,
    base: main.of,
    needed: main.needed,
    unit,
    margin: Math.abs(yes - no),
    level,
    measures,
  }
  const end = (type: string, by = 'votes', more: { awaits?: 'chair'; lot?: unknown } = {}) => ({
    type,
    ...figures,
    by,
    awaits: null,
    lot: null,
    ...more,
  })
  if (!level) return end(carried ? 'carried' : 'rejected')
  if (rule.tie === 'rejected') return end('rejected')
  if (rule.tie === 'reported') return end('tie')
  if (rule.tie === 'chair')
    return chair === null
      ? end('tie', 'votes', { awaits: 'chair' })
      : end(chair === 'yes' ? 'carried' : 'rejected', 'chair')
  if (!lot) return end('tie')
  const drawn = lot.among(['yes', 'no'])
  return end(drawn[0]?.id === 'yes' ? 'carried' : 'rejected', 'lot', { lot: { seed: lot.seed, drawn } })
}
