// What nobody needs before the first vote, and so comes later: the count, and the words of a refusal.
import type { Language } from '../../shared/meeting/meeting.ts'
import type { RefusalMessage } from '../../shared/refusal.ts'
import type { refusalText } from '../../shared/words/refusal.ts'
import type Count from './Count.svelte'

/** Undefined until it has arrived; null when it could not be fetched. */
let count = $state.raw<typeof Count | null>()
let say = $state.raw<typeof refusalText>()

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
