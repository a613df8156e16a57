// The profile: every distinct vote with how many cast it and what they weigh, looked at one by one (SPEC B3, B4).
import type { Kind, Paper } from './kind.ts'
import { list, Misfit, record, text, whole } from './read.ts'

/** Refuses a vote that does not fit the settings, a key that is not the vote's, and keys that are not distinct and sorted. */
export function readPapers(value: unknown, path: string, kind: Kind): Paper[] {
  let last: string | null = null
  return list(value, path).map((entry, n) => {
    const at = `${path}[${n}]`
    const { key, vote, count, weight } = record(entry, at)
    const right = kind.key(vote)
    if (right === null) throw new Misfit(`${at}.vote`, vote, 'a vote that fits the settings')
    if (right !== text(key, `${at}.key`)) throw new Misfit(`${at}.key`, key, right)
    if (last !== null && right <= last) throw new Misfit(`${at}.key`, key, 'a key after the one before it')
    last = right
    const many = whole(count, `${at}.count`, 1)
    return { key: right, vote, count: many, weight: whole(weight, `${at}.weight`, many) }
  })
}
