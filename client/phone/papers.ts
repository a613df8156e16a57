// What each kind of ballot looks like to a voter, found by its place. Fetched as one part once there is a meeting to show.
import type { Component } from 'svelte'
import type { PaperProps } from '../../shared/ballots/parts.ts'
import type { Language } from '../../shared/meeting/meeting.ts'
import { nameOf, nameWords } from '../../shared/words/names.ts'

export interface Paper {
  default: Component<PaperProps>
  /** A vote in words. */
  say: (vote: unknown, config: unknown, language: Language) => string
  /** Votes earn points: voters are told the name they have on the leaderboard. */
  scored?: boolean
}

const papers = import.meta.glob<Paper>('../../shared/ballots/*/Phone.svelte', { eager: true })

/** What a voter is told of the name that their seat, by its place among all, has on a leaderboard. */
export const greeting = (seat: number, language: Language) => nameWords[language].you(nameOf(seat, language))

/** Undefined where this page is older than the kind. */
export const paperOf = (kind: string) => papers[`../../shared/ballots/${kind}/Phone.svelte`]
