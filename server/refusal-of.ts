// What is answered where something went wrong: a refusal as it is, "not saved" for the disk, "failed" for a bug.
import { Refusal } from '../shared/refusal.ts'
import { StoreError } from './store/store.ts'

/** Whatever is no refusal is logged. */
export function refusalOf(error: unknown, log: (message: string) => void): Refusal {
  if (error instanceof Refusal) return error
  if (error instanceof StoreError) {
    log(`not saved: ${error.message}`)
    return new Refusal('not-saved')
  }
  log(`bug: ${error instanceof Error ? error.stack : String(error)}`)
  return new Refusal('failed')
}
