// Reads a file that nobody vouches for: every value is looked at before it is used, and what does not fit is named by its place.

/** Thrown where a value cannot be what it should be; `compareRound` tells it as a difference. */
export class Misfit extends Error {
  readonly path: string
  readonly found: unknown
  readonly expected: string
  constructor(path: string, found: unknown, expected: string) {
    super(`${path}: ${expected}`)
    this.path = path
    this.found = found
    this.expected = expected
  }
}

export function record(value: unknown, path: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Misfit(path, value, 'an object')
  return value as Record<string, unknown>
}

export function list(value: unknown, path: string): unknown[] {
  if (!Array.isArray(value)) throw new Misfit(path, value, 'a list')
  return value
}

export function text(value: unknown, path: string): string {
  if (typeof value !== 'string') throw new Misfit(path, value, 'a text')
  return value
}

export function yesNo(value: unknown, path: string): boolean {
  if (typeof value !== 'boolean') throw new Misfit(path, value, 'true or false')
  return value
}

/** No count, weight or sum of money in an export is greater. */
const MOST = Number.MAX_SAFE_INTEGER

export const isWhole = (value: unknown, low: number, high: number): value is number =>
  Number.isSafeInteger(value) && (value as number) >= low && (value as number) <= high

export function whole(value: unknown, path: string, low = 0, high = MOST): number {
  if (!isWhole(value, low, high)) throw new Misfit(path, value, `a whole number from ${low} to ${high}`)
  return value
}

export function oneOf<T extends string>(value: unknown, path: string, choices: readonly T[]): T {
  if (!choices.includes(value as T)) throw new Misfit(path, value, `one of ${choices.join(', ')}`)
  return value as T
}

/** Null stays null; everything else is read. */
export const orNull = <T>(value: unknown, read: (value: unknown) => T): T | null =>
  value === null ? null : read(value)

/** Texts that are all different: ids. */
export function ids(value: unknown, path: string): string[] {
  const all = list(value, path).map((id, n) => text(id, `${path}[${n}]`))
  if (new Set(all).size < all.length) throw new Misfit(path, value, 'texts that are all different')
  return all
}

/** Ids of a list of options, statements or projects, in the order of the ballot. */
export const optionIds = (value: unknown, path: string): string[] =>
  ids(
    list(value, path).map((option, n) => record(option, `${path}[${n}]`)['id']),
    path,
  )
