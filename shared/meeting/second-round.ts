// A second round between the options that a result left open: the item it takes, filled in.
import { ballotType } from '../ballots/registry.ts'
import type { Question } from './meeting.ts'
import type { Outcome } from './outcome.ts'
import { questionFields } from './question.ts'
import { ruleFields } from './rule-fields.ts'
import { standingOfNobody } from './standing.ts'

/** Who is left and for how many places; null where nothing is open, or the kind has no second round. */
function left(outcome: Outcome | null) {
  if (!outcome || !('winners' in outcome)) return null
  const ids = outcome.type === 'run-off' ? outcome.advance : outcome.type === 'tied' ? outcome.tied : []
  return ids.length > 1 ? { ids, places: outcome.seats - outcome.winners.length } : null
}

export const hasSecondRound = ({ kind }: Question, outcome: Outcome | null) =>
  left(outcome) !== null && ballotType(kind).among !== undefined

/** The item as an agenda file would say it. Most votes decide it, by the same quorum and tie rule as before. */
export function secondRound(question: Question, outcome: Outcome | null, title: string): Record<string, unknown> {
  const open = left(outcome)
  if (!open) throw new Error('nothing is left open')
  const { kind, ...settings } = ballotType(question.kind).among!(open.ids, question.config)
  // Whatever the kind calls its places.
  for (const name of ['winners', 'seats']) if (name in settings) settings[name] = open.places
  const config = ballotType(kind).config(settings)
  const standing = standingOfNobody(kind, config)
  const rule = { ...question.rule, majority: 'most', base: 'cast', fraction: null, atLeast: false, also: [] } as const
  const decided = ruleFields({ ...rule, also: [] }, standing)
  const { rule: _, ...fields } = questionFields({ ...question, title, description: '', kind, config })
  return { ...fields, ...(decided !== undefined && { rule: decided }) }
}
