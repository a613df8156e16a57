// The tally of each kind of ballot, as the wall, phones, the desk and the results page show it.
import type { Component } from 'svelte'
import type { Turnout } from '../shared/ballots/ballot.ts'
import type { Language } from '../shared/meeting/meeting.ts'
import type { Outcome } from '../shared/meeting/rule.ts'

interface TallyProps {
  config: unknown
  /** Null while the direction is hidden. */
  tally: unknown
  turnout: Turnout | null
  language: Language
  /** Ids of the options to emphasise. */
  winners: string[]
  /** The result has been revealed. */
  final: boolean
  /** Seen from afar and not scrolled: only as many lines as can be read there. */
  wall?: boolean
}

const found = import.meta.glob<Component<TallyProps>>('../shared/ballots/*/Projector.svelte', {
  eager: true,
  import: 'default',
})

export const tallyOf = (kind: string) => found[`../shared/ballots/${kind}/Projector.svelte`]

/** What to emphasise: the winners, or the side of the motion that prevailed. */
export function winnersOf(outcome: Outcome | null): string[] {
  if (outcome && 'winners' in outcome) return outcome.winners
  const side = { carried: 'yes', rejected: 'no' } as Record<string, string>
  return outcome && side[outcome.type] ? [side[outcome.type]!] : []
}

/** Names options by their titles, as the item's settings have them. */
export function optionNames(config: unknown): (id: string) => string {
  const options = (config as { options?: { id: string; title: string }[] }).options ?? []
  const titles = new Map(options.map(({ id, title }) => [id, title]))
  return (id) => titles.get(id) ?? id
}
