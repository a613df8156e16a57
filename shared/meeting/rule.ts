// From a standing to an outcome: who won, whether a motion carried, and by how much. Whole numbers only.
import type { Standing, Turnout } from '../ballots/ballot.ts'

/** Frozen when a round opens. `simple`: more yes than no, abstentions aside. `most`: the options with most votes win. */
export interface Rule {
  majority: 'simple' | 'most' | 'none'
  /** Every group has to carry it; ballots are counted group by group beside the whole. */
  eachGroup?: boolean
}

interface DivisionOutcome {
  type: 'carried' | 'rejected' | 'tie'
  yes: number
  no: number
  abstain: number
  /** What the majority is taken of: yes + no. */
  base: number
  /** The least number of yes that carries. */
  needed: number
  /** Yes less no, without sign. */
  margin: number
}

interface ContestOutcome {
  type: 'won' | 'tied'
  winners: string[]
  /** Level at the last seat: nobody picks between them silently. */
  tied: string[]
  seats: number
  /** Votes of the first; null where the kind counts in a way of its own. */
  votes: number | null
}

export type Outcome = DivisionOutcome | ContestOutcome | { type: 'no-votes' }

/** What a rule looks at beside the standing. */
export interface Circumstances {
  turnout: Turnout
  /** The standing group by group, in a round that is decided so. */
  groups: readonly { id: string; standing: Standing | undefined }[]
  /** Ids in the order of the lot; null where nothing was drawn. */
  lot: readonly string[] | null
  /** The chair's casting vote: a side or an option; null while there is none. */
  chair: string | null
}

/** The rule a kind of ballot is decided by, from what a standing of it would be. */
export const ruleFor = (standing: Standing | undefined): Rule => ({
  majority: standing ? (standing.type === 'division' ? 'simple' : 'most') : 'none',
})

/** Parses the rule of an item; without one, the one its kind is decided by. Refuses `invalid`. */
export const ruleOf = (_input: unknown, standing: Standing | undefined): Rule => ruleFor(standing)

/** The rule as an agenda file says it; undefined where it is the one the kind has anyway. */
export const ruleFields = (_rule: Rule, _standing: Standing | undefined): unknown => undefined

export function outcome(standing: Standing | undefined, _rule?: Rule, _known?: Circumstances): Outcome | null {
  if (!standing) return null
  if (standing.type === 'counted') return counted(standing)
  return standing.type === 'division' ? division(standing) : contest(standing)
}

/** More than half of yes + no carries. `needed` is the least number of yes that would; `margin` is yes less no. */
function division({ yes, no, abstain }: Extract<Standing, { type: 'division' }>): Outcome {
  const base = yes + no
  if (base + abstain === 0) return { type: 'no-votes' }
  const type = yes > no ? 'carried' : yes === no && base > 0 ? 'tie' : 'rejected'
  return { type, yes, no, abstain, base, needed: Math.floor(base / 2) + 1, margin: Math.abs(yes - no) }
}

/** The kind has counted; where it leaves options level nobody picks between them. */
function counted({ winners, tied, seats }: Extract<Standing, { type: 'counted' }>): Outcome {
  if (winners.length + tied.length === 0) return { type: 'no-votes' }
  return { type: tied.length ? 'tied' : 'won', winners: [...winners], tied: [...tied], seats, votes: null }
}

/** The `seats` options with most votes win; those level at the last seat are tied. An option without votes never wins. */
function contest({ seats, options }: Extract<Standing, { type: 'contest' }>): Outcome {
  const ranked = options.filter((option) => option.votes > 0).sort((a, b) => b.votes - a.votes)
  if (ranked.length === 0) return { type: 'no-votes' }
  const last = ranked[Math.min(seats, ranked.length) - 1]!.votes
  const ahead = ranked.filter((option) => option.votes > last).map((option) => option.id)
  const level = ranked.filter((option) => option.votes === last).map((option) => option.id)
  const fits = ahead.length + level.length <= seats
  return {
    type: fits ? 'won' : 'tied',
    winners: fits ? [...ahead, ...level] : ahead,
    tied: fits ? [] : level,
    seats,
    votes: ranked[0]!.votes,
  }
}
