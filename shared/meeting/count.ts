// A round counted: its tally and what the rule says of it. A sealed round is counted once, however often it is looked at.
import { type Counting, counting, type Profile, type Turnout, total } from '../ballots/ballot.ts'
import { ballotType } from '../ballots/registry.ts'
import type { Round } from './meeting.ts'
import { type Outcome, outcome } from './outcome.ts'

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
  const { question, rule, chair, lot, groups, box } = round
  const type = ballotType(question.kind)
  const standing = (tally: unknown) => type.standing?.(tally, question.config)
  const apart = (rule.eachGroup ? (turnout.groups ?? []) : []).map(({ id, title }) => ({
    id,
    title,
    standing: standing(type.tally(groups.get(id) ?? new Map(), question.config, circumstances(round, turnout))),
    met: box?.small?.find(({ group }) => group === id)?.met,
  }))
  const { votes: heads, weight } = total(round.profile)
  const drawn = lot && { seed: lot.seed, drawn: lot.order.map((id, index) => ({ id, number: lot.numbers[index]! })) }
  return outcome(standing(tallyOf(round, turnout)), rule, {
    turnout,
    cast: { heads, weight },
    groups: apart,
    lot: drawn,
    chair,
  })
}

/**
 * Both, as far as they can be made. A kind that fails to count is a fault of ours, `problem` is what it threw, and it
 * must not end the evening: ballots stay as they are, and everything but this result goes on.
 */
export function countOf(
  round: Round,
  turnout: Turnout,
): { tally: unknown; outcome: Outcome | null; problem?: unknown } {
  try {
    return { tally: tallyOf(round, turnout), outcome: round.phase === 'open' ? null : outcomeOf(round, turnout) }
  } catch (problem) {
    return { tally: null, outcome: null, problem }
  }
}

const circumstances = ({ phase, lot, edits }: Round, turnout: Turnout): Counting =>
  counting({ turnout, closed: phase !== 'open', lot: lot?.order ?? null, edits })
