// What each kind of ballot is called, without what reads and counts its votes.
import type { KindWords } from '../shared/ballots/ballot.ts'
import type { Language } from '../shared/meeting/meeting.ts'

const found = import.meta.glob<Record<Language, KindWords>>('../shared/ballots/*/words.ts', {
  import: 'words',
  eager: true,
})

/** The words of a kind; only its own name where this page is older than it. */
export const kindWords = (kind: string, language: Language): KindWords =>
  found[`../shared/ballots/${kind}/words.ts`]?.[language] ?? { name: kind, about: '' }

export const kindName = (kind: string, language: Language) => kindWords(kind, language).name
