// From a standing to an outcome: who won, whether a motion carried, by how much, and what it took.
import type { Standing, Turnout } from '../ballots/ballot.ts'
import { contest, counted } from './contest.ts'
import { division } from './division.ts'
import { type InUnits, type Quorum, quorumOf } from './quorum.ts'
import { type Base, type Rule, ruleFor, type Unit } from './rule.ts'

/** One share that had to be reached. */
export interface Measure {
  /** The title of the group it is about; null for the whole. */
  group: string | null
  unit: Unit
  base: Base
  fraction: string
  atLeast: boolean
  /** The base as a number, the least that reaches the share, and what there was; null of a group too small to say. */
  of: number | null
  needed: number | null
  votes: number | null
  met: boolean
}

/** A measure with its figures. */
export type Figured = Measure & { of: number; needed: number; votes: number }

export const isFigured = (measure: Measure): measure is Figured => measure.votes !== null

/** A lot as it was drawn: the first digits of each digest, lowest first wins. */
export interface Lot {
  seed: string
  drawn: { id: string; number: string }[]
}

interface Decided {
  /** What made the difference. */
  by: 'votes' | 'chair' | 'lot'
  /** Whose decision is still missing. */
  awaits: 'chair' | null
  quorum: Quorum | null
  /** Where the lot decided. */
  lot: Lot | null
}

export interface DivisionOutcome extends Decided {
  type: 'carried' | 'rejected' | 'tie'
  unit: Unit
  /** Of the whole, in that unit; abstentions apart, also where they work like votes against. */
  yes: number
  no: number
  abstain: number
  /** What the majority of the whole is taken of. */
  base: number
  /** The least number of yes that carries. */
  needed: number
  /** Yes less no, without sign. */
  margin: number
  /** Equal votes for and against. */
  level: boolean
  /** All that had to be reached. */
  measures: Measure[]
}

export interface ContestOutcome extends Decided {
  type: 'won' | 'tied' | 'run-off'
  winners: string[]
  /** Level at the last seat: nobody picks between them silently. */
  tied: string[]
  /** Who goes into the run-off. */
  advance: string[]
  seats: number
  /** Votes of the first; null where the kind counts in a way of its own. */
  votes: number | null
  /** The share an option had to reach, with the votes of the first; empty where most votes win. */
  measures: Figured[]
}

export type Outcome = DivisionOutcome | ContestOutcome | { type: 'no-quorum'; quorum: Quorum } | { type: 'no-votes' }

/** What a rule looks at beside the standing. */
export interface Circumstances {
  turnout: Turnout
  /** Ballots handed in. */
  cast: InUnits
  /** The standing group by group, in a round that is decided so. */
  groups: readonly {
    id: string
    title: string
    standing: Standing | undefined
    /** Of a group whose votes were not kept apart: whether it reached each share. */
    met?: readonly boolean[] | undefined
  }[]
  /** All that was drawn at the opening, the first one first; null where nothing was. */
  lot: Lot | null
  /** The chair's casting vote: a side or an option; null while there is none. */
  chair: string | null
}

const nothing: Circumstances = {
  turnout: { eligible: 0, present: 0, voted: 0 },
  cast: { heads: 0, weight: 0 },
  groups: [],
  lot: null,
  chair: null,
}

/** What the rule says; null where there is nothing to decide. A missing quorum comes before everything else. */
export function outcome(
  standing: Standing | undefined,
  rule: Rule = ruleFor(standing),
  known: Circumstances = nothing,
): Outcome | null {
  if (!standing || rule.majority === 'none') return null
  const quorum = quorumOf(rule, known.turnout, known.cast)
  if (quorum && !quorum.met) return { type: 'no-quorum', quorum }
  if (standing.type === 'division') return division(standing, rule, known, quorum)
  return standing.type === 'contest' ? contest(standing, rule, known, quorum) : counted(standing, rule, known, quorum)
}
