// How the formats read an unknown value: each of these gives what was asked for, or refuses `invalid` with the field.
import { compare, type Rational, rational, whole, zero } from '../counting/rational.ts'
import { type Expectation, Refusal } from '../refusal.ts'

type Plain = Exclude<Expectation, { of: unknown } | { limit: unknown }>['what']

/** What stood there, on one line and short. */
export function seen(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
  const plain = text.replace(/\s+/g, ' ')
  return plain.length > 60 ? `${plain.slice(0, 57)}…` : plain
}

export function wrong(field: string, expected: Plain | Expectation, value: unknown): Refusal {
  const missing = value === undefined
  const expectation: Expectation = missing
    ? { what: 'present' }
    : typeof expected === 'string'
      ? { what: expected }
      : expected
  return new Refusal('invalid', { field, expected: expectation, ...(!missing && { got: seen(value) }) })
}

export function list(value: unknown, field: string): readonly unknown[] {
  if (!Array.isArray(value)) throw wrong(field, 'list', value)
  return value
}

/** The fields of an object, whatever they are called: names people typed may be `__proto__`. */
export function group(value: unknown, field: string): Map<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(field, 'object', value)
  return new Map(Object.entries(value))
}

export function text(value: unknown, field: string): string {
  if (typeof value !== 'string') throw wrong(field, 'text', value)
  return value
}

export function yesNo(value: unknown, field: string): boolean {
  if (typeof value !== 'boolean') throw wrong(field, 'yes-no', value)
  return value
}

export function oneOf<T extends string>(value: unknown, field: string, of: readonly T[]): T {
  const found = of.find((one) => one === value)
  if (found === undefined) throw wrong(field, { what: 'one-of', of }, value)
  return found
}

/** A number exactly as it is written. */
export function exactNumber(value: unknown, field: string, least: Rational | null = zero): Rational {
  const number = rational(value)
  if (!number) throw wrong(field, 'number', value)
  if (least && compare(number, least) < 0) throw wrong(field, { what: 'at-least', limit: Number(least.n) }, value)
  return number
}

/** A whole number from `least` to `most`. */
export function wholeNumber(value: unknown, field: string, least = 0, most = Number.MAX_SAFE_INTEGER): number {
  const number = exactNumber(value, field, whole(least))
  if (number.d !== 1n) throw wrong(field, 'whole', value)
  if (number.n > BigInt(most)) throw wrong(field, { what: 'at-most', limit: most }, value)
  return Number(number.n)
}
