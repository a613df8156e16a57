// A count as every file format gives it: the method, what was voted on, and the ballots.
import type { Project } from '../counting/greedy.ts'
import type { MotionCounts } from '../counting/motion.ts'
import type { RankedBallot } from '../counting/ranked.ts'
import type { Rational } from '../counting/rational.ts'
import type { Weighted } from '../counting/scores.ts'

/** What the ballots of a method look like. */
export const forms = {
  plurality: 'marks',
  approval: 'marks',
  points: 'grades',
  rating: 'grades',
  motion: 'motion',
  irv: 'ranks',
  borda: 'ranks',
  condorcet: 'ranks',
  schulze: 'ranks',
  stv: 'ranks',
  greedy_pb: 'budget',
  equal_shares: 'budget',
} as const

export type Method = keyof typeof forms
export const methods = Object.keys(forms) as Method[]
type Of<Form> = { [M in Method]: (typeof forms)[M] extends Form ? M : never }[Method]

export type Grades = ReadonlyMap<string, Rational | null>

/** What was voted on and how; `options` are the method's own, as they stand in the file. */
export type Ballots =
  | { method: Of<'motion'>; counts: MotionCounts }
  | { method: Of<'marks'>; candidates: string[]; ballots: Weighted<readonly string[]>[] }
  | { method: Of<'grades'>; candidates: string[]; ballots: Weighted<Grades>[] }
  | { method: Of<'ranks'>; candidates: string[]; ballots: RankedBallot[]; matrix?: Rational[][] }
  | {
      method: Of<'budget'>
      projects: Project[]
      budget: Rational
      ballots: Weighted<ReadonlyMap<string, Rational>>[]
      /** The ballots give points, not only approval. */
      pointed: boolean
      /** How many name each project, where the file format knows better than the points do. */
      votes?: ReadonlyMap<string, Rational>
    }

export type BallotFile = Ballots & {
  name: string
  source: string
  note: string
  options: Map<string, unknown>
  /** Fields that mean nothing here and were not read. */
  unread: string[]
}
