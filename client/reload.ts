// Pages that get themselves anew, seldom enough that neither a stale cache nor a missing file can make them spin.
import type { RefusalMessage } from '../shared/refusal.ts'
import { shelf } from './shelf.ts'

const tab = shelf('sessionStorage')
const DONE = 'spotvote reloaded'
const LAST = 'spotvote renewed'
/** Milliseconds between two asks whether the server is there, and what an answer may take; the least between two reloads. */
const RETRY = 2000
const REST = 20_000
/** How long anything small may take to come, milliseconds: a connection kept from before may have died without a word. */
const PATIENCE = 8000
let timer: ReturnType<typeof setTimeout> | undefined

/** Reloads where the refusal is about the page's version. `welcome`: the server has let this page in. */
export function reloadOnce(refusal: RefusalMessage | null, welcome: boolean) {
  if (refusal?.code === 'protocol') {
    if (!tab.get(DONE) && tab.set(DONE, 'yes')) location.reload()
  } else if (welcome) tab.set(DONE, null)
}

/**
 * For a part of the page that could not be fetched: browsers remember the failure, and only a new page asks again.
 * Waits until the server answers, or the reload would show the browser's own error page.
 */
function renew() {
  clearTimeout(timer)
  timer = setTimeout(async () => {
    const rested = Date.now() - Number(tab.get(LAST)) > REST
    const there =
      rested &&
      // Over each of the old connections in vain, then over a new one.
      (await fetch('/icon.svg', { cache: 'no-store', signal: AbortSignal.timeout(RETRY) }).catch(() => null))?.ok
    if (there && tab.set(LAST, String(Date.now()))) location.reload()
    else renew()
  }, RETRY)
}

/** Waits for a part of the page that is fetched later; where it fails, or does not come, the page gets itself anew. */
export async function arriving<T>(part: Promise<T>, then: (part: T) => void): Promise<void> {
  const late = setTimeout(renew, PATIENCE)
  try {
    then(await part)
  } catch {
    renew()
  } finally {
    clearTimeout(late)
  }
}
