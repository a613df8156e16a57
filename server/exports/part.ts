// Finds the one round that a format for other programs' files is asked for.
import type { Meeting, Question } from '../../shared/meeting/meeting.ts'
import { Refusal } from '../../shared/refusal.ts'
import { type ReportItem, type ReportRound, report } from '../../shared/report.ts'
import type { Part } from './format.ts'

export interface Chosen {
  meeting: ReturnType<typeof report>['meeting']
  item: ReportItem
  round: ReportRound & { counted: NonNullable<ReportRound['counted']> }
}

/**
 * The item and the round that `part` names: without a number, the only item that fits, and the last round that stands.
 * Refuses `invalid` and says which numbers there are.
 */
export function partOf(meeting: Meeting, { item, round }: Part, fits: (question: Question) => boolean): Chosen {
  const { meeting: about, items } = report(meeting)
  const fitting = items.filter(({ question, rounds }) => fits(question) && rounds.some(({ counted }) => counted))
  const found = one('item', fitting, item, fitting.length === 1 ? fitting[0] : undefined)
  const counted = found.rounds.filter((one): one is Chosen['round'] => one.counted !== null && fits(one.question))
  const last = counted.findLast(({ state }) => state === 'counted')
  return { meeting: about, item: found, round: one('round', counted, round, last) }
}

/** The one of that number; without a number, what goes without saying. */
function one<T extends { number: number }>(
  field: string,
  list: readonly T[],
  wanted: number | undefined,
  unsaid: T | undefined,
): T {
  const found = wanted === undefined ? unsaid : list.find(({ number }) => number === wanted)
  if (found) return found
  const of = list.map(({ number }) => String(number))
  const expected = of.length > 0 ? { what: 'one-of' as const, of } : { what: 'present' as const }
  throw new Refusal('invalid', { field, expected, ...(wanted !== undefined && { got: String(wanted) }) })
}
