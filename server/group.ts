// Events that are written together, and those who wait for that.
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
