// Reports on the way: the house is told twice a second how far a rehearsal is, and says how much memory it takes.
import type { RehearsalPhase } from '../../shared/meeting/rehearsal.ts'
import { Refusal } from '../../shared/refusal.ts'
import type { HouseLine } from './house-line.ts'

/** Milliseconds between two reports. */
const BEAT = 500
/** So many reports in vain, one after the other, and there is no house any more. */
const VAIN = 3

/** How far everything is when a phase begins, and when it ends. */
const spans = { joining: [0.02, 0.4], voting: [0.4, 0.95], counting: [0.95, 1] } as const

export type OnProgress = (phase: RehearsalPhase, done: number) => void
/** `share` of the phase that is behind us, from 0 to 1. */
export type Tell = (phase: keyof typeof spans, share: number) => void

/** Begins to report; `failed` rejects with what the house, or the way to it, has against it. */
export function reporting(house: HouseLine, code: string, onprogress: OnProgress) {
  let said: { phase: RehearsalPhase; done: number } = { phase: 'gathering', done: 0 }
  let most = 0
  let vain = 0
  let asking: Promise<void> | null = null
  let fail: (error: unknown) => void = () => {}
  const failed = new Promise<never>((_, reject) => {
    fail = reject
  })
  // Whether anybody is waiting for it or not.
  failed.catch(() => {})

  const report = async () => {
    const { memory } = await house.report(code, said)
    most = Math.max(most, memory)
    vain = 0
  }
  const beat = setInterval(() => {
    asking ??= report()
      .catch((error: unknown) => {
        vain += 1
        if (error instanceof Refusal || vain === VAIN) fail(error)
      })
      .finally(() => {
        asking = null
      })
  }, BEAT)

  return {
    failed,
    tell: ((phase, share) => {
      const [from, to] = spans[phase]
      const done = Math.round((from + (to - from) * Math.min(1, share)) * 1000) / 1000
      said = { phase, done }
      onprogress(phase, done)
    }) as Tell,
    /** The most memory the house has taken, MB, asked for once more. */
    async memory() {
      await report()
      return most
    },
    async stop() {
      clearInterval(beat)
      await asking
    },
  }
}
