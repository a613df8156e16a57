// What each kind of ballot looks like to a voter, found by its place. Most come when they are shown.
import type { Component } from 'svelte'
import type { PaperProps } from '../../shared/ballots/parts.ts'
import type { Language } from '../../shared/meeting/meeting.ts'

export interface Paper {
  default: Component<PaperProps>
  /** A vote in words. */
  say: (vote: unknown, config: unknown, language: Language) => string
  /** Votes earn points: voters are told the name they have on the leaderboard. */
  scored?: boolean
}

/** In the page itself, because most questions are of these kinds and their papers weigh next to nothing. */
const parts = import.meta.glob<Paper['default']>('../../shared/ballots/{choice,motion}/Phone.svelte', {
  import: 'default',
  eager: true,
})
const say = import.meta.glob<Paper['say']>('../../shared/ballots/{choice,motion}/Phone.svelte', {
  import: 'say',
  eager: true,
})
const fetched = import.meta.glob<Paper>([
  '../../shared/ballots/*/Phone.svelte',
  '!../../shared/ballots/{choice,motion}/Phone.svelte',
])

/** Null where this page is older than the kind. */
export function findPaper(kind: string): Paper | (() => Promise<Paper>) | null {
  const place = `../../shared/ballots/${kind}/Phone.svelte`
  return parts[place] ? { default: parts[place], say: say[place]! } : (fetched[place] ?? null)
}
