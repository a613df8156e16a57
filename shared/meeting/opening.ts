// Opens a round: freezes question, rule and lot, and gives them a short digest that everybody can compare.
import { ballotType } from '../ballots/registry.ts'
import type { Context } from './command.ts'
import type { Event } from './event.ts'
import type { Draw, Item, Meeting, Question } from './meeting.ts'
import { questionFields } from './question.ts'
import { readable } from './readable.ts'
import { drawable, standingOfNobody } from './standing.ts'

/** `supersedes`: the earlier round that stands, and why it is held again. */
export function opening(
  meeting: Meeting,
  item: Item,
  context: Context,
  supersedes: { round: string; reason: string } | null,
): Event[] {
  const { id, rounds, ...question } = item
  const round = context.newId()
  const { kind, config, seconds, rule } = question satisfies Question
  const standing = standingOfNobody(kind, config)
  const lot = standing?.type === 'counted' || rule.tie === 'lot' ? draw(drawable(standing), context) : null
  // Of a question that everybody knows but for its answer, a short digest would give the answer away: it is left out.
  const known = { ...question, config: ballotType(kind).conceal?.(config) ?? config }
  const frozen = JSON.stringify({ question: questionFields(known), rule, groups: meeting.groups, lot })
  return [
    {
      type: 'round-opened',
      item: id,
      round,
      at: context.now,
      number: rounds.length + 1,
      question,
      rule,
      fingerprint: readable(context.digest(frozen), 8),
      lot,
      closesAt: seconds === null ? null : context.now + seconds * 1000,
      supersedes,
    },
    { type: 'box-readied', round, key: context.newKey() },
  ]
}

/** A lot for ties, drawn before anybody votes: whoever has the seed can draw it again. Null where there is nothing to draw. */
function draw(ids: readonly string[], { newId, digest }: Context): Draw | null {
  if (ids.length === 0) return null
  const seed = newId()
  const drawn = ids
    .map((id) => ({ id, number: digest(`${seed} ${id}`) }))
    .sort((a, b) => (a.number < b.number ? -1 : 1))
  return { seed, order: drawn.map(({ id }) => id), numbers: drawn.map(({ number }) => number.slice(0, 8)) }
}
