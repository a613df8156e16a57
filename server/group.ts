// Events that are written together, and those who wait for that.
import { setTimeout } from 'node:timers/promises'
import type { Recorded } from './store/store.ts'

/** Events that go to the store in one write, and the promise of it to all who gave them. */
export class Group {
  readonly events: Recorded[] = []
  readonly written: Promise<void>
  resolve!: () => void
  reject!: (error: unknown) => void

  constructor() {
    this.written = new Promise((resolve, reject) => Object.assign(this, { resolve, reject }))
    // Whoever waits for it is told.
    this.written.catch(() => {})
  }
}

export interface Closer {
  round: string
  resolve: () => void
  reject: (error: unknown) => void
}

/** A way to the disk costs as much as ten votes, and nobody notices so few milliseconds. */
const GATHERING = 5

/** Answers a function that has whoever writes wait so long after the last time, milliseconds, that some go together. */
export function turns(least = GATHERING): () => Promise<void> | undefined {
  let next = 0
  return () => {
    const now = performance.now()
    const wait = Math.max(0, next - now)
    next = now + wait + least
    return wait > 0 ? setTimeout(wait) : undefined
  }
}
