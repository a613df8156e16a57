// What a kind would put before its rule if nobody had voted: which rules fit it, and what a lot is drawn between.
import { counting, type Standing } from '../ballots/ballot.ts'
import { ballotType } from '../ballots/registry.ts'

/** Undefined where the kind decides nothing. */
export function standingOfNobody(kind: string, config: unknown): Standing | undefined {
  const type = ballotType(kind)
  return type.standing?.(type.tally(new Map(), config, counting({ closed: true })), config)
}

/** What a lot is drawn between: the options, or the sides of a division. */
export const drawable = (standing: Standing | undefined): string[] => {
  if (!standing) return []
  if (standing.type === 'division') return ['yes', 'no']
  return standing.type === 'counted' ? [...standing.options] : standing.options.map(({ id }) => id)
}
