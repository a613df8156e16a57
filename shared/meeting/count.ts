// A round counted: its tally and what the rule says of it. A sealed round is counted once, however often it is looked at.
import { type Counting, counting, type Profile, type Turnout } from '../ballots/ballot.ts'
import { ballotType } from '../ballots/registry.ts'
import type { Round } from './meeting.ts'
import { type Outcome, outcome } from './rule.ts'

/** Tallies of sealed rounds, by profile: a profile does not change once it is sealed, except in what the desk edits. */
const counts = new WeakMap<Profile, { edits: unknown; turnout: Turnout; tally: unknown }>()

/** The kind's tally of a round. */
export function tallyOf(round: Round, turnout: Turnout): unknown {
  const { profile, edits, question } = round
  const known = counts.get(profile)
  if (round.phase !== 'open' && known && known.edits === edits && known.turnout === turnout) return known.tally
  const tally = ballotType(question.kind).tally(profile, question.config, circumstances(round, turnout))
  if (round.phase !== 'open') counts.set(profile, { edits, turnout, tally })
  return tally
}

/** What the round's rule says of a tally of it; null where there is nothing to decide. */
export function outcomeOf(round: Round, turnout: Turnout): Outcome | null {
  const { question, rule, chair, lot, groups } = round
  const type = ballotType(question.kind)
  const standing = (tally: unknown) => type.standing?.(tally, question.config)
  const apart = [...groups].map(([id, profile]) => ({
    id,
    standing: standing(type.tally(profile, question.config, circumstances(round, turnout))),
  }))
  return outcome(standing(tallyOf(round, turnout)), rule, { turnout, groups: apart, lot: lot?.order ?? null, chair })
}

const circumstances = ({ phase, lot, edits }: Round, turnout: Turnout): Counting =>
  counting({ turnout, closed: phase !== 'open', lot: lot?.order ?? null, edits })
