// What a page can be seen without, and so comes later: ballot papers, the count, the words of a refusal.
import type { Language } from '../../shared/meeting/meeting.ts'
import type { ItemView } from '../../shared/meeting/view.ts'
import type { RefusalMessage } from '../../shared/refusal.ts'
import type { refusalText } from '../../shared/words/refusal.ts'
import type Count from './Count.svelte'
import type { greeting, Paper, paperOf } from './papers.ts'

/** Undefined until it has arrived; null when it could not be fetched. */
let count = $state.raw<typeof Count | null>()
let papers = $state.raw<{ paperOf: typeof paperOf; greeting: typeof greeting }>()
let say = $state.raw<typeof refusalText>()

/** How long after a failure the papers are fetched again. Milliseconds. */
const RETRY = 2000

/** Fetches the ballot papers as soon as there is a meeting: long before the first round opens, for most. */
export function fetchPapers() {
  if (papers) return
  import('./papers.ts').then(
    (part) => {
      papers = part
    },
    () => setTimeout(fetchPapers, RETRY),
  )
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
  /** The ballot paper of a kind; undefined until the papers are here, null where this page is older than the kind. */
  paper(kind: string): Paper | null | undefined {
    return papers && (papers.paperOf(kind) ?? null)
  },
  /** The name a seat has on the leaderboard, in a sentence; empty where the item earns no points that are told apart. */
  greeting({ kind, secrecy }: ItemView, seat: number | null, language: Language): string {
    const scored = secrecy === 'named' && papers?.paperOf(kind)?.scored
    return scored && seat !== null ? papers!.greeting(seat, language) : ''
  },
  get count() {
    return count
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
