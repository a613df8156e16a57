// Counts one round of an export again, from nothing but its votes, its settings, its rule and its lot, and compares.
import { checks } from './check.ts'
import { type Difference, differences } from './compare.ts'
import { fraction, rounded } from './exact.ts'
import { type Row, weight } from './kind.ts'
import { outcomeOf } from './outcome.ts'
import { Misfit } from './read.ts'
import { readRound } from './round.ts'

export type { Difference }

/** `round`: one of `items[].rounds[]`, closed. Throws where it cannot be counted. */
export function countRound(round: unknown) {
  const facts = readRound(round)
  const { kind, papers, edits, lot } = facts
  const { tally, rows, decision } = kind.count(papers, { edits, lot: lot?.order ?? null })
  const all = weight(papers)
  return { tally, outcome: outcomeOf(decision, facts), rows: rows.map((row) => finished(row, all)) }
}

/** Per cent of `of`, to hundredths, halves up; a measure has none. */
function finished({ id, votes, weight, of: given, value }: Row, all: number) {
  const of = weight === null ? null : (given ?? all)
  const share = weight === null || !of ? null : rounded(fraction(BigInt(weight) * 100n, of), 2)
  return { id, votes, weight, share, of, value }
}

/** Where the record is not what its own votes come to; empty where all agrees. Whatever it is given, it never throws. */
export function compareRound(round: unknown): Difference[] {
  let steps: (() => Difference[])[] = []
  const unread = attempt(() => {
    steps = checks(round)
    return []
  })
  return unread.length > 0 ? unread : [...steps, () => result(round)].flatMap(attempt)
}

function result(round: unknown): Difference[] {
  const { tally, outcome, rows } = countRound(round)
  const { counted } = round as { counted: Record<string, unknown> }
  return [
    ...castingVote(round, outcome),
    ...differences('counted.tally', counted['tally'], tally),
    ...differences('counted.outcome', counted['outcome'], outcome),
    ...differences('counted.rows', withoutLabels(counted['rows']), rows),
  ]
}

/** The chair's casting vote is given to a tie alone (SPEC R14). */
function castingVote(round: unknown, outcome: object | null): Difference[] {
  const { chair } = round as { chair: unknown }
  const decided = outcome !== null && 'by' in outcome && outcome.by === 'chair'
  return decided ? [] : differences('chair', chair, null)
}

/** What cannot be read is told as a difference too: where it is, what stands there, and what should. */
function attempt(step: () => Difference[]): Difference[] {
  try {
    return step()
  } catch (error) {
    if (error instanceof Misfit) return [{ path: error.path, recorded: error.found, counted: error.expected }]
    return [{ path: 'counted', recorded: error instanceof Error ? error.message : String(error), counted: 'a round' }]
  }
}

const withoutLabels = (rows: unknown) =>
  Array.isArray(rows)
    ? rows.map((row: unknown) => {
        if (typeof row !== 'object' || row === null) return row
        const { label: _, ...figures } = row as Record<string, unknown>
        return figures
      })
    : rows
