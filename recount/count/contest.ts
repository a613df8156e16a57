// Between options (SPEC R4, R5, R13): the options with most votes win; those level at the last place are tied, and go to the
// chair or the lot where the rule says so. Where a share has to be reached only options that reach it win; for the places
// left there is a run-off between twice as many options, by votes, and those level with the last of them.
import type { Decision, Standing } from './kind.ts'
import type { Lot } from './lot.ts'
import { least, type Rule } from './rule.ts'
import { type Turnout, weighs, weightOf } from './turnout.ts'

type Contest = Extract<Decision, { type: 'contest' }>
type Counted = Extract<Decision, { type: 'counted' }>

export interface Cast {
  heads: number
  weight: number
}

interface Ranking {
  winners: string[]
  /** Level for the places that remain. */
  tied: string[]
}

/** The first `seats` of options in the order of their votes; level ones at the last place are tied. */
function most(ordered: readonly { id: string; votes: number }[], seats: number): Ranking {
  const standing = ordered.filter(({ votes }) => votes > 0)
  if (standing.length <= seats) return { winners: standing.map(({ id }) => id), tied: [] }
  const [last, next] = [standing[seats - 1]!.votes, standing[seats]!.votes]
  const above = standing.filter(({ votes }) => votes > last || (votes === last && last > next))
  const level = last > next ? [] : standing.filter(({ votes }) => votes === last)
  return { winners: above.map(({ id }) => id), tied: level.map(({ id }) => id) }
}

/** What the chair or the lot makes of options that are level for the places left. */
function broken({ winners, tied }: Ranking, seats: number, rule: Rule, chair: string | null, lot: Lot | null) {
  const places = seats - winners.length
  const open = { winners, tied, by: 'votes', awaits: null as 'chair' | null, lot: null as unknown }
  if (tied.length === 0) return open
  if (rule.tie === 'chair' && places === 1) {
    if (chair === null) return { ...open, awaits: 'chair' as const }
    if (tied.includes(chair)) return { ...open, winners: [...winners, chair], tied: [], by: 'chair' }
  }
  if (rule.tie !== 'lot' || !lot) return open
  const drawn = lot.among(tied)
  const lucky = drawn.slice(0, places).map(({ id }) => id)
  return { ...open, winners: [...winners, ...lucky], tied: [], by: 'lot', lot: { seed: lot.seed, drawn } }
}

export function contest(
  { seats, options, points }: Contest,
  cast: Cast,
  turnout: Turnout,
  rule: Rule,
  chair: string | null,
  lot: Lot | null,
) {
  const unit = rule.unit === 'weight' && weighs(turnout) ? 'weight' : 'heads'
  const votesOf = (option: Standing) => (unit === 'heads' ? option.heads : option.weight)
  const ordered = options.map((option) => ({ id: option.id, votes: votesOf(option) })).sort((a, b) => b.votes - a.votes)
  const share = points ? undefined : rule.shares[0]
  const first = ordered[0]?.votes ?? 0
  const all = unit === 'heads' ? cast.heads : cast.weight
  const there = {
    // "None of these" is a vote against them all.
    valid: all,
    cast: all,
    present: unit === 'heads' ? turnout.present : weightOf(turnout, 'present'),
    eligible: unit === 'heads' ? (rule.members ?? turnout.eligible) : weightOf(turnout, 'eligible'),
  }
  const of = share ? there[share.base] : 0
  const needed = share ? least(share.fraction, share.atLeast, of) : 0
  const reached = ordered.filter(({ votes }) => !share || (of > 0 && votes >= needed))
  const measures = share ? [{ group: null, unit, ...share, of, needed, votes: first, met: reached.length > 0 }] : []
  const result = broken(most(reached, seats), seats, rule, chair, lot)
  const places = seats - result.winners.length
  const rest = ordered.filter(({ id }) => !result.winners.includes(id))
  const advance = share && first > 0 && result.tied.length === 0 ? runOff(rest, places) : []
  const type = result.tied.length > 0 ? 'tied' : advance.length > 0 ? 'run-off' : 'won'
  return { type, ...result, advance, seats, votes: points && first > 0 ? null : first, measures }
}

/** Twice as many as places, and those level with the last; options without a vote only where there are too few with one. */
function runOff(rest: readonly { id: string; votes: number }[], places: number): string[] {
  if (places === 0 || rest.length <= places) return []
  const voted = rest.filter(({ votes }) => votes > 0)
  const among = voted.length > places ? voted : rest
  const last = among[2 * places - 1]?.votes ?? 0
  return among.filter(({ votes }) => votes >= last).map(({ id }) => id)
}

/** What a method of its own left level goes to the chair or the lot, too. */
export function counted({ seats, winners, tied }: Counted, rule: Rule, chair: string | null, lot: Lot | null) {
  const result = broken({ winners, tied }, seats, rule, chair, lot)
  const type = result.tied.length > 0 ? 'tied' : 'won'
  return { type, ...result, advance: [], seats, votes: null, measures: [] }
}
