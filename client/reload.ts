// A page older than the server gets the new one by itself; once, so that a stale cache can't make it spin.
import type { RefusalMessage } from '../shared/refusal.ts'
import { shelf } from './shelf.ts'

const tab = shelf('sessionStorage')
const DONE = 'spotvote reloaded'

/** Reloads where the refusal is about the page's version. `welcome`: the server has let this page in. */
export function reloadOnce(refusal: RefusalMessage | null, welcome: boolean) {
  if (refusal?.code === 'protocol') {
    if (!tab.get(DONE) && tab.set(DONE, 'yes')) location.reload()
  } else if (welcome) tab.set(DONE, null)
}
