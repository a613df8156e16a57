// What has to be met for something to be decided: majority, base, abstentions, quorum and ties, as plain data.
import type { Standing } from '../ballots/ballot.ts'

/** Whose number a fraction is taken of. `valid`: votes for or against; `cast`: abstentions too; `eligible`: all members. */
export const bases = ['valid', 'cast', 'present', 'eligible'] as const
export type Base = (typeof bases)[number]

/** What is counted; `both`: by heads and by weight, and it has to be carried in both. */
export const units = ['heads', 'weight', 'both'] as const
export type Unit = 'heads' | 'weight'

/** A class of their own, against, or out of every base. */
export const abstentions = ['apart', 'against', 'out'] as const

/** Of equal votes: not carried; the chair decides; a lot drawn at the opening decides; said and left open. */
export const ties = ['rejected', 'chair', 'lot', 'reported'] as const

/** What opening a vote does when the quorum is not there. */
export const openings = ['block', 'warn', 'none'] as const

/** A fraction of a base: to be passed, or with `atLeast` to be reached. */
export interface Share {
  base: Base
  /** In lowest terms: `1/2`, `2/3`, `1`. */
  fraction: string
  atLeast: boolean
}

/** How many have to be present, or have to vote: a fraction of all members, a number, or the larger of both. */
export interface QuorumRule {
  count: 'present' | 'cast'
  fraction: string | null
  atLeast: boolean
  number: number | null
  unit: Unit
  open: (typeof openings)[number]
}

/** Frozen when a round opens. */
export interface Rule extends Omit<Share, 'fraction'> {
  /**
   * Of a motion, `simple`: more than half of the valid votes, or `share`: any other share. Between options, `most`:
   * those with most votes, or `run-off`: a share, and a run-off where it is missed. `method`: as the kind's own method
   * of counting says. `none`: nothing is decided.
   */
  majority: 'simple' | 'share' | 'most' | 'run-off' | 'method' | 'none'
  /** Null where no share has to be reached. */
  fraction: string | null
  /** Further shares that must be reached as well. */
  also: Share[]
  unit: Unit | 'both'
  abstentions: (typeof abstentions)[number]
  /** Members in office, heads; null takes the seats of this meeting. */
  members: number | null
  quorum: QuorumRule | null
  tie: (typeof ties)[number]
  /** Every group has to carry it; ballots are counted group by group beside the whole. */
  eachGroup: boolean
}

const plain: Rule = {
  majority: 'none',
  fraction: null,
  atLeast: false,
  base: 'valid',
  also: [],
  unit: 'weight',
  abstentions: 'apart',
  members: null,
  quorum: null,
  tie: 'reported',
  eachGroup: false,
}

/** The rule a kind of ballot is decided by unless an item says otherwise, from what a standing of it would be. */
export function ruleFor(standing: Standing | undefined): Rule {
  if (!standing) return plain
  return standing.type === 'division'
    ? { ...plain, majority: 'simple', fraction: '1/2' }
    : { ...plain, majority: standing.type === 'counted' ? 'method' : 'most', base: 'cast' }
}

/** A rule as version 0.1 froze it, with what it left unsaid. */
export const completed = (rule: Pick<Rule, 'majority'> & Partial<Rule>): Rule => ({
  ...plain,
  ...(rule.majority === 'simple' && { fraction: '1/2' }),
  ...rule,
})

/** The share that has to be reached; null where none has to. */
export const shareOf = ({ base, fraction, atLeast }: Rule): Share | null =>
  fraction === null ? null : { base, fraction, atLeast }

/** No share of the ballots can be asked of points: a contest of points is decided like one that its kind has counted. */
export const sortOf = (standing: Standing): Standing['type'] =>
  standing.type === 'contest' && standing.points ? 'counted' : standing.type

/** Names the majority of a rule by its share. */
export function majorityOf({ fraction, atLeast, base, also }: Rule, { type }: Standing): Rule['majority'] {
  if (type === 'counted') return 'method'
  if (type !== 'division') return fraction === null ? 'most' : 'run-off'
  return fraction === '1/2' && !atLeast && base === 'valid' && also.length === 0 ? 'simple' : 'share'
}
