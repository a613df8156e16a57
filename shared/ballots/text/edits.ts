// What the desk makes of free answers: hides some, takes others as one. The ballots stay as they were cast.
import * as v from 'valibot'
import { line, parse } from '../../parse.ts'
import { Refusal } from '../../refusal.ts'
import { fold } from './texts.ts'

export interface TextEdits {
  /** Answers and words not shown. */
  hidden: string[]
  /** What is counted as what. */
  merged: [from: string, into: string][]
}

/** Texts that fold alike are `id`; `text` is a spelling of it. */
export interface Given {
  id: string
  text: string
}

/** More than this of either no desk does by hand. */
const MOST = 500

const text = line(2400)
const step = v.strictObject({ do: v.picklist(['hide', 'show', 'merge', 'part']), text, into: v.optional(text) })

/** One step of the desk on top of what it did `before`; taking one back is a step too. Refuses `invalid`. */
export function edited(input: unknown, before: unknown): TextEdits {
  const { hidden, merged } = (before as TextEdits | null) ?? { hidden: [], merged: [] }
  const { do: what, text, into } = parse(step, input, 'edits')
  const id = fold(text)
  const shown = hidden.filter((other) => fold(other) !== id)
  const apart = merged.filter(([from]) => fold(from) !== id)
  if (what === 'show') return { hidden: shown, merged }
  if (what === 'part') return { hidden, merged: apart }
  if (what === 'hide') return { hidden: bounded([...shown, text]), merged }
  if (into === undefined) throw new Refusal('invalid', { field: 'edits.into', expected: { what: 'present' } })
  // What was merged into this one goes along with it, so that no answer leads over another to a third.
  const target = merged.find(([from]) => fold(from) === fold(into))?.[1] ?? into
  if (fold(target) === id) throw new Refusal('invalid', { field: 'edits.into', expected: { what: 'different' } })
  const along = apart.map(([from, to]): [string, string] => [from, fold(to) === id ? target : to])
  return { hidden, merged: bounded([...along, [text, target]]) }
}

function bounded<T>(list: T[]): T[] {
  if (list.length > MOST) throw new Refusal('invalid', { field: 'edits', expected: { what: 'at-most', limit: MOST } })
  return list
}

/** What a text counts as: itself, what it was merged into, or null where that is hidden. */
export type Review = (given: Given) => Given | null

/** Null where the desk has done nothing. */
export function reviewer(edits: unknown): Review | null {
  if (!edits) return null
  const { hidden, merged } = edits as TextEdits
  const out = new Set(hidden.map(fold))
  const targets = new Map(merged.map(([from, into]) => [fold(from), { id: fold(into), text: into }]))
  return (given) => {
    const target = targets.get(given.id) ?? given
    return out.has(target.id) ? null : target
  }
}
