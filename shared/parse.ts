// Turns an unknown into a typed value, once, at the edge; what does not fit becomes a Refusal that names the field.
import * as v from 'valibot'
import { type Expectation, Refusal } from './refusal.ts'
import { tidy, tidyLines } from './tidy.ts'

/** Parses `input` by `schema`. Refuses with `invalid`, the first field that does not fit and what was expected there. */
export function parse<T extends v.GenericSchema>(schema: T, input: unknown, at = ''): v.InferOutput<T> {
  const result = v.safeParse(schema, input, { abortEarly: true })
  if (result.success) return result.output
  const issue = result.issues[0]
  const got = issue.received.length > 60 ? `${issue.received.slice(0, 57)}…` : issue.received
  throw new Refusal('invalid', { field: at + path(issue.path, at === ''), expected: expectation(issue), got })
}

/** Makes something of settings once and keeps it as long as they are: every vote of a round is parsed by one schema. */
export function once<C extends object, T>(make: (settings: C) => T): (settings: C) => T {
  const made = new WeakMap<C, T>()
  return (settings) => {
    if (!made.has(settings)) made.set(settings, make(settings))
    return made.get(settings)!
  }
}

function path(steps: readonly { key?: unknown }[] | undefined, first: boolean): string {
  const text = (steps ?? []).map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('')
  return first ? text.replace(/^\./, '') : text
}

const plain: Record<string, Expectation> = {
  string: { what: 'text' },
  number: { what: 'number' },
  integer: { what: 'whole' },
  boolean: { what: 'yes-no' },
  array: { what: 'list' },
  object: { what: 'object' },
  strict_object: { what: 'object' },
  check_items: { what: 'different' },
}

const limits: Record<string, 'at-least' | 'at-most' | 'longer' | 'shorter'> = {
  min_value: 'at-least',
  max_value: 'at-most',
  min_length: 'longer',
  max_length: 'shorter',
}

function expectation(issue: v.BaseIssue<unknown>): Expectation {
  if (issue.type === 'strict_object' && issue.expected === 'never') return { what: 'known' }
  if (/object$/.test(issue.type) && issue.received === 'undefined') return { what: 'present' }
  if (issue.type === 'non_empty' || issue.type === 'regex') return { what: 'not-blank' }
  if (issue.expected === 'fraction') return { what: 'fraction' }
  const limit = limits[issue.type]
  if (limit) return { what: limit, limit: Number(issue.requirement) }
  if (issue.type === 'picklist')
    // The issue says `("a" | "b")`; the list itself is not in it.
    return { what: 'one-of', of: [...(issue.expected ?? '').matchAll(/"([^"]*)"/g)].map(([, value]) => value!) }
  return plain[issue.type] ?? { what: 'present' }
}

/** One line of text that people typed, not blank. Length in UTF-16 units. */
export const line = (max: number) => v.pipe(v.string(), v.transform(tidy), v.nonEmpty(), v.maxLength(max))

/** The same, but it may be blank. */
export const label = (max: number) => v.pipe(v.string(), v.transform(tidy), v.maxLength(max))

/** Text of several lines; may be empty. */
export const prose = (max: number) => v.pipe(v.string(), v.transform(tidyLines), v.maxLength(max))

/** A whole number within bounds. */
export const whole = (min: number, max: number) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max))
