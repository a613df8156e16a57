// What each kind of ballot looks like to a voter: its paper comes with the page, its tally when there is one to show.
import type { Component } from 'svelte'
import type { Turnout } from '../../shared/ballots/ballot.ts'
import type { Language } from '../../shared/meeting/meeting.ts'

interface Paper {
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

interface Screen {
  default: Component<{
    config: unknown
    tally: unknown
    turnout: Turnout | null
    language: Language
    winners: string[]
    final: boolean
  }>
}

const papers = import.meta.glob<Paper>('../../shared/ballots/*/Phone.svelte', { eager: true })
const screens = import.meta.glob<Screen>('../../shared/ballots/*/Projector.svelte')

/** Undefined where this page is older than the kind. */
export const paperOf = (kind: string) => papers[`../../shared/ballots/${kind}/Phone.svelte`]

export async function screenOf(kind: string): Promise<Screen> {
  const load = screens[`../../shared/ballots/${kind}/Projector.svelte`]
  if (!load) throw new Error(`no screen for ${kind}`)
  return load()
}
