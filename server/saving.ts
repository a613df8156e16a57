// How saving goes: timed, told to the moderator, and logged once a change, however many voters try again meanwhile.
import type { Storage } from '../shared/meeting/view.ts'
import { StoreError } from './store/store.ts'

/** A write that takes longer is told to be slow, milliseconds. */
const SLOW = 1000

export class Saving {
  state: Storage = 'ok'
  /** Called when the state has changed. */
  readonly #onchange: () => void
  readonly #log: (message: string) => void
  #said = ''

  constructor(log: (message: string) => void, onchange: () => void) {
    this.#log = log
    this.#onchange = onchange
  }

  /** Waits for a write; throws what it throws. */
  async watch(write: Promise<void>): Promise<void> {
    const slow = setTimeout(() => {
      if (this.state === 'ok') this.#become('slow', 'saving takes more than a second')
    }, SLOW)
    try {
      await write
      if (this.state !== 'ok') this.#become('ok', 'saved again')
    } catch (error) {
      this.#become(stateAfter(error), `not saved: ${told(error)}`)
      throw error
    } finally {
      clearTimeout(slow)
    }
  }

  #become(state: Storage, message: string) {
    if (message !== this.#said) this.#log(message)
    this.#said = message
    if (state === this.state) return
    this.state = state
    this.#onchange()
  }
}

const stateAfter = (error: unknown): Storage =>
  error instanceof StoreError && error.problem === 'failed' ? 'failed' : 'failing'

/** A bug is told with where it is. */
function told(error: unknown): string {
  if (!(error instanceof StoreError)) return error instanceof Error ? (error.stack ?? error.message) : String(error)
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message
}
