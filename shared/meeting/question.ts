// Parses what is put to the vote, from an agenda file, an editor or the moderator's instant item.
import * as v from 'valibot'
import { ballotType } from '../ballots/registry.ts'
import { line, parse, prose, whole } from '../parse.ts'
import { Refusal } from '../refusal.ts'
import { type Question, type Secrecy, secrecies, visibilities } from './meeting.ts'
import { ruleFields, ruleOf } from './rule-fields.ts'
import { standingOfNobody } from './standing.ts'

const common = v.object({
  title: line(300),
  description: v.optional(prose(4000), ''),
  kind: v.string(),
  visibility: v.optional(v.picklist(visibilities), 'reveal'),
  secrecy: v.optional(v.picklist(secrecies), 'anonymous'),
  change: v.optional(v.boolean(), true),
  receipts: v.optional(v.boolean(), false),
  seconds: v.optional(v.nullable(whole(5, 86_400)), null),
  rule: v.optional(v.unknown()),
})

/** How secret an item of a kind may be: free answers are read at the desk, and tell of themselves who wrote them. */
export const secreciesOf = (kind: string): readonly Secrecy[] =>
  ballotType(kind).edits ? secrecies.filter((secrecy) => secrecy !== 'secret') : secrecies

/** Whether such an item can give receipts: a named record says it all, and free answers may be merged and hidden. */
export const canGiveReceipts = (kind: string, secrecy: Secrecy) => secrecy !== 'named' && !ballotType(kind).edits

/** Parses one item: the common fields, and everything else as settings of its kind. Refuses `invalid`, `unknown-kind`. */
export function question(input: unknown, at = ''): Question {
  const { rule, ...fields } = parse(common, input, at)
  const settings = Object.fromEntries(
    Object.entries(input as object).filter(([key]) => !Object.hasOwn(common.entries, key)),
  )
  try {
    const type = ballotType(fields.kind)
    // Who sees how it stands, or votes after having seen it, knows more than a secret ballot may tell.
    if (fields.secrecy === 'secret' && fields.visibility !== 'reveal')
      throw new Refusal('invalid', {
        field: 'visibility',
        expected: { what: 'one-of', of: ['reveal'] },
        got: fields.visibility,
      })
    const possible = secreciesOf(fields.kind)
    if (!possible.includes(fields.secrecy))
      throw new Refusal('invalid', {
        field: 'secrecy',
        expected: { what: 'one-of', of: [...possible] },
        got: fields.secrecy,
      })
    const config = type.config(settings)
    if (type.needsNames?.(config) && fields.secrecy !== 'named')
      throw new Refusal('invalid', {
        field: 'secrecy',
        expected: { what: 'one-of', of: ['named'] },
        got: fields.secrecy,
      })
    if (fields.receipts && !canGiveReceipts(fields.kind, fields.secrecy))
      throw new Refusal('invalid', { field: 'receipts', expected: { what: 'one-of', of: ['false'] }, got: 'true' })
    return { ...fields, config, rule: ruleOf(rule, standingOfNobody(fields.kind, config)) }
  } catch (error) {
    if (error instanceof Refusal && error.details.field && at)
      throw new Refusal(error.code, { ...error.details, field: `${at}.${error.details.field}` })
    throw error
  }
}

/** The item as an agenda file says it; defaults are left out. `question(write(q))` equals `q`. */
export function questionFields(question: Question): Record<string, unknown> {
  const { title, description, kind, config, visibility, secrecy, change, receipts, seconds, rule } = question
  const decided = ruleFields(rule, standingOfNobody(kind, config))
  return {
    title,
    ...(description && { description }),
    kind,
    ...ballotType(kind).settings(config),
    ...(visibility !== 'reveal' && { visibility }),
    ...(secrecy !== 'anonymous' && { secrecy }),
    ...(!change && { change }),
    ...(receipts && { receipts }),
    ...(seconds !== null && { seconds }),
    ...(decided !== undefined && { rule: decided }),
  }
}
