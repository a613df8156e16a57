// What a page can be seen without, and so comes later: most ballot papers, the count, the words of a refusal.
import type { Language } from '../../shared/meeting/meeting.ts'
import type { ItemView } from '../../shared/meeting/view.ts'
import type { RefusalMessage } from '../../shared/refusal.ts'
import type { refusalText } from '../../shared/words/refusal.ts'
import { renew } from '../reload.ts'
import type Count from './Count.svelte'
import { findPaper, type Paper } from './papers.ts'

/** Undefined until it has arrived; null when it could not be fetched. */
let count = $state.raw<typeof Count | null>()
let around = $state.raw<typeof import('./around.ts')>()
let names = $state.raw<typeof import('./greeting.ts')>()
let say = $state.raw<typeof refusalText>()
/** Papers that have arrived, by kind. */
let papers = $state.raw<Record<string, Paper>>({})

/** Fetches the ballot paper of a kind: when its item is shown, for most of a room before the round opens. */
export function fetchPaper(kind: string) {
  const paper = findPaper(kind)
  if (typeof paper !== 'function' || papers[kind]) return
  paper().then((arrived) => {
    papers = { ...papers, [kind]: arrived }
    if (arrived.scored) import('./greeting.ts').then((part) => (names = part)).catch(renew)
  }, renew)
}

/** Fetches what is shown before and after a vote. */
export function fetchAround() {
  if (!around) import('./around.ts').then((part) => (around = part)).catch(renew)
}

/** Fetches the part that shows counts, unless it is here. */
export function fetchCount() {
  if (count) return
  import('./Count.svelte').then(
    (part) => {
      count = part.default
    },
    () => {
      count = null
    },
  )
}

export const later = {
  /** The ballot paper of a kind; undefined until it is here, null where this page is older than the kind. */
  paper(kind: string): Paper | null | undefined {
    const paper = findPaper(kind)
    return typeof paper === 'function' ? papers[kind] : paper
  },
  /** The name a seat has on the leaderboard, in a sentence; empty where the item earns no points that are told apart. */
  greeting({ kind, secrecy }: ItemView, seat: number | null, language: Language): string {
    const scored = secrecy === 'named' && later.paper(kind)?.scored
    return scored && seat !== null ? (names?.greeting(seat, language) ?? '') : ''
  },
  get count() {
    return count
  },
  get around() {
    return around
  },
}

/** A refusal in words; its code until they have arrived. */
export function refusalSaid(refusal: RefusalMessage, language: Language): string {
  if (say) return say(refusal, language)
  import('../../shared/words/refusal.ts').then(
    (words) => {
      say = words.refusalText
    },
    () => {},
  )
  return refusal.code
}
