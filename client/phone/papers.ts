// What each kind of ballot looks like to a voter, found by its place. Fetched as one part once there is a meeting to show.
import type { Component } from 'svelte'
import type { Language } from '../../shared/meeting/meeting.ts'

export interface Paper {
  default: Component<{
    config: unknown
    vote: unknown
    disabled: boolean
    language: Language
    cast: (vote: unknown) => void
  }>
  /** A vote in words. */
  say: (vote: unknown, config: unknown, language: Language) => string
}

const papers = import.meta.glob<Paper>('../../shared/ballots/*/Phone.svelte', { eager: true })

/** Undefined where this page is older than the kind. */
export const paperOf = (kind: string) => papers[`../../shared/ballots/${kind}/Phone.svelte`]
