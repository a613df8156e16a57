// Figures out of what phones and wall were told: how long "counted" took, how far behind the wall was.
import type { Delay } from '../../shared/meeting/rehearsal.ts'
import { percentile } from './moment.ts'
import type { Told } from './person.ts'

/** What the wall was told, by number: when it knew of every event up to there. Times are `instant()`s. */
export interface Shown {
  seq: number
  at: number
}

const rounded = (milliseconds: number) => Math.round(milliseconds * 10) / 10

/** Both zero of nothing. */
export function delayOf(times: readonly number[]): Delay {
  if (times.length === 0) return { slowest: 0, p99: 0 }
  return { slowest: rounded(percentile(times, 1)), p99: rounded(percentile(times, 0.99)) }
}

/** Votes that got an answer over a line that held; the time of others is their phone's. */
export const timely = (told: readonly Told[]) => told.filter(({ fate, held }) => fate === 'ok' && held)

/** From each tap until the wall knew of it; of those it has not heard of there is nothing to say. `shown` in order. */
export function behind(told: readonly Told[], shown: readonly Shown[]): number[] {
  const delays = []
  let next = 0
  for (const { seq, sentAt } of [...told].sort((a, b) => a.seq - b.seq)) {
    while (next < shown.length && shown[next]!.seq < seq) next += 1
    if (next < shown.length) delays.push(Math.max(0, shown[next]!.at - sentAt))
  }
  return delays
}

/** Votes counted a second, from the first tap to the last answer. */
export function pace(told: readonly Told[]): number {
  const counted = told.filter(({ fate }) => fate === 'ok')
  if (counted.length === 0) return 0
  const from = counted.reduce((first, { sentAt }) => Math.min(first, sentAt), Number.POSITIVE_INFINITY)
  const to = counted.reduce((last, { answeredAt }) => Math.max(last, answeredAt), 0)
  return Math.round((counted.length / Math.max(1, to - from)) * 1000)
}
