// Two values side by side: what stands in the record, and what it should be. Every place where they differ is named.

export interface Difference {
  /** Where in the round, as in `counted.tally.options[2].votes`. */
  path: string
  recorded: unknown
  counted: unknown
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** Fields in any order; a field that one of them does not have is a difference. */
export function differences(path: string, recorded: unknown, counted: unknown): Difference[] {
  if (Array.isArray(recorded) && Array.isArray(counted)) {
    const length = Math.max(recorded.length, counted.length)
    return Array.from({ length }, (_, n) => differences(`${path}[${n}]`, recorded[n], counted[n])).flat()
  }
  if (isRecord(recorded) && isRecord(counted) && !Array.isArray(recorded) && !Array.isArray(counted)) {
    const keys = new Set([...Object.keys(counted), ...Object.keys(recorded)])
    const own = (value: Record<string, unknown>, key: string) => (Object.hasOwn(value, key) ? value[key] : undefined)
    return [...keys].flatMap((key) => differences(`${path}.${key}`, own(recorded, key), own(counted, key)))
  }
  return recorded === counted ? [] : [{ path, recorded, counted }]
}
