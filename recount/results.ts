// Every counted round of an export, counted here, beside what the file says: for whoever wants to see the figures.
import { countRound } from './count/index.ts'
import type { Place } from './finding.ts'
import { replayed } from './fold.ts'
import { headlineOf, labelsOf } from './labels.ts'
import { chained } from './record.ts'
import type { Fields, Round } from './state.ts'

interface Line {
  label: string
  /** Votes, weight or a measure; null for none. */
  here: number | null
  file: number | null
}

export interface Result {
  place: Place & { item: number; round: number; title: string }
  /** Of the round: void, superseded, open. */
  state: string
  /** Null where there is nothing to count, or it cannot be counted. */
  here: { headline: string; needed: Need[]; lines: Line[] } | null
  /** As it stands in the file, in the meeting's language. */
  file: { headline: string; detail: string } | null
}

/** A share that had to be reached; `of` and `votes` are null of a small group. */
export interface Need {
  group: string | null
  votes: number | null
  needed: number | null
  of: number | null
  met: boolean
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null
const listIn = (value: unknown, key: string): unknown[] => {
  const found = isFields(value) ? value[key] : undefined
  return Array.isArray(found) ? found : []
}
const number = (value: unknown) => (typeof value === 'number' ? value : null)

/** Empty where the file is no export. `language`: of the labels that are not the author's. Never throws. */
export function results(text: string, language: 'en' | 'ko'): Result[] {
  try {
    const file: unknown = JSON.parse(text)
    const entries = listIn(isFields(file) ? file['record'] : null, 'entries')
    const { meeting } = replayed(entries, chained(entries))
    const found = listIn(file, 'items')
      .flatMap((item) => listIn(item, 'rounds'))
      .filter(isFields)
    return meeting.items.flatMap((item, index) =>
      item.rounds.map((round): Result => {
        const there = found.find(({ id }) => id === round.id) ?? {}
        const title = String(round.question['title'])
        return {
          place: { item: index + 1, round: Number(round.number), title },
          state: String(there['state'] ?? ''),
          here: counted(round, there, language),
          file: said(there['counted']),
        }
      }),
    )
  } catch {
    return []
  }
}

/** Counts with question, rule, lot and turnout of the record, whatever the file says of them. */
function counted({ question, rule, lot, chair, turnout, edits }: Round, there: Fields, language: 'en' | 'ko') {
  if (!isFields(there['counted']) || !turnout) return null
  try {
    const whole = { ...there['counted'], edits }
    const count = countRound({ ...there, question, rule, lot, chair, turnout, counted: whole })
    const again = { ...whole, ...count }
    const labels = labelsOf(question, again, language)
    const label = (id: unknown) => labels.get(String(id)) ?? String(id)
    const recorded = listIn(there['counted'], 'rows').filter(isFields)
    const measures = isFields(count.outcome) ? listIn(count.outcome, 'measures').filter(isFields) : []
    return {
      headline: headlineOf(again, question['kind'], label, language) ?? '',
      needed: measures.map(({ group, votes, needed, of, met }) => ({
        ...{ group: typeof group === 'string' ? group : null, met: met === true },
        ...{ votes: number(votes), needed: number(needed), of: number(of) },
      })),
      lines: count.rows.map(({ id, weight, value }) => {
        const row = recorded.find((row) => row['id'] === id) ?? {}
        return { label: label(id), here: weight ?? value, file: number(row['weight'] ?? row['value']) }
      }),
    }
  } catch {
    return null
  }
}

function said(counted: unknown) {
  const text = isFields(counted) ? counted['text'] : null
  if (!isFields(text)) return null
  return { headline: String(text['headline'] ?? ''), detail: String(text['detail'] ?? '') }
}
