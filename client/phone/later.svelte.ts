// What a page can be seen without, and so comes later: most ballot papers, the count, the words of a refusal.
import type { Language } from '../../shared/meeting/meeting.ts'
import type { ItemView } from '../../shared/meeting/view.ts'
import type { RefusalMessage } from '../../shared/refusal.ts'
import { plainPrivacy } from '../../shared/words/plain-privacy.ts'
import type { refusalText } from '../../shared/words/refusal.ts'
import { arriving } from '../reload.ts'
import type Count from './Count.svelte'
import { findPaper, type Paper } from './papers.ts'
import type Receipt from './Receipt.svelte'

let count = $state.raw<typeof Count>()
let privacy = $state.raw<typeof import('../../shared/words/privacy.ts').privacy>()
let receipt = $state.raw<typeof Receipt>()
let around = $state.raw<typeof import('./around.ts')>()
let names = $state.raw<typeof import('./greeting.ts')>()
let say = $state.raw<typeof refusalText>()
/** Papers that have arrived, by kind. */
let papers = $state.raw<Record<string, Paper>>({})

/** Votes of this item earn points that are told apart. */
const scored = ({ kind, secrecy }: ItemView) => secrecy === 'named' && later.paper(kind)?.scored

/** Fetches the ballot paper of an item, unless it is here. */
export function fetchPaper(item: ItemView) {
  const paper = findPaper(item.kind)
  if (typeof paper !== 'function' || papers[item.kind]) return
  arriving(paper(), (arrived) => {
    papers = { ...papers, [item.kind]: arrived }
    if (scored(item)) arriving(import('./greeting.ts'), (part) => (names = part))
  })
}

/** Fetches what is shown before and after a vote. */
export function fetchAround() {
  if (!around) arriving(import('./around.ts'), (part) => (around = part))
}

/** Fetches what there is to say and to show of an item that is held in a rarer mode. */
export function fetchMode(item: ItemView) {
  if (item.receipts && !receipt) arriving(import('./Receipt.svelte'), (part) => (receipt = part.default))
  if (!privacy && plainPrivacy(item, 'en') === null)
    arriving(import('../../shared/words/privacy.ts'), (words) => (privacy = words.privacy))
}

/** Fetches the part that shows counts. */
export function fetchCount() {
  if (!count) arriving(import('./Count.svelte'), (part) => (count = part.default))
}

export const later = {
  /** The ballot paper of a kind; undefined until it is here, null where this page is older than the kind. */
  paper(kind: string): Paper | null | undefined {
    const paper = findPaper(kind)
    return typeof paper === 'function' ? papers[kind] : paper
  },
  /** The name a seat has on the leaderboard, in a sentence; empty where the item earns no points that are told apart. */
  greeting(item: ItemView, seat: number | null, language: Language): string {
    return scored(item) && seat !== null ? (names?.greeting(seat, language) ?? '') : ''
  },
  get privacy() {
    return privacy
  },
  get receipt() {
    return receipt
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
