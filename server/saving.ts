// How saving goes: timed, told to the moderator, and logged once a change, however many voters try again meanwhile.
import type { Storage } from '../shared/meeting/view.ts'
import { StoreError } from './store/store.ts'

/** A write that takes longer is told to be slow, milliseconds. */
const SLOW = 1000

/** Milliseconds until a disk that refuses is asked again where nobody else asks: the alarm ends without a vote. */
const AGAIN = 1000

interface Hearers {
  log: (message: string) => void
  /** The state has changed. */
  onchange: () => void
  /** Something is to be written, whatever it is. */
  again: () => void
}

export class Saving {
  state: Storage = 'ok'
  readonly #hearers: Hearers
  #said = ''
  #again: NodeJS.Timeout | undefined
  #stopped = false

  constructor(hearers: Hearers) {
    this.#hearers = hearers
  }

  /** Waits for a write; throws what it throws. */
  async watch(write: Promise<void>): Promise<void> {
    const slow = setTimeout(() => {
      if (this.state === 'ok') this.#become('slow', 'saving takes more than a second')
    }, SLOW)
    clearTimeout(this.#again)
    try {
      await write
      if (this.state !== 'ok') this.#become('ok', 'saved again')
    } catch (error) {
      this.#become(stateAfter(error), `not saved: ${told(error)}`)
      if (this.state === 'failing' && !this.#stopped) this.#again = setTimeout(this.#hearers.again, AGAIN)
      throw error
    } finally {
      clearTimeout(slow)
    }
  }

  stop() {
    this.#stopped = true
    clearTimeout(this.#again)
  }

  #become(state: Storage, message: string) {
    if (message !== this.#said) this.#hearers.log(message)
    this.#said = message
    if (state === this.state) return
    this.state = state
    this.#hearers.onchange()
  }
}

const stateAfter = (error: unknown): Storage =>
  error instanceof StoreError && error.problem === 'failed' ? 'failed' : 'failing'

/** A bug is told with where it is. */
function told(error: unknown): string {
  if (!(error instanceof StoreError)) return error instanceof Error ? (error.stack ?? error.message) : String(error)
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message
}
