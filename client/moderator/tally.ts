// How a kind shows its tally, and what of an outcome it should emphasise.
import type { Component } from 'svelte'
import type { Option, Turnout } from '../../shared/ballots/ballot.ts'
import type { Language } from '../../shared/meeting/meeting.ts'
import type { Outcome } from '../../shared/meeting/rule.ts'

interface Props {
  config: unknown
  tally: unknown
  turnout: Turnout | null
  language: Language
  winners: string[]
  final: boolean
}

const found = import.meta.glob<{ default: Component<Props> }>('../../shared/ballots/*/Projector.svelte', {
  eager: true,
})

/** Projector.svelte of each kind. */
export const projectors = new Map(Object.entries(found).map(([path, part]) => [path.split('/').at(-2)!, part.default]))

/** The options to emphasise: those that won, or the side that prevailed. */
export function winnersOf(outcome: Outcome): string[] {
  if ('winners' in outcome) return outcome.winners
  return outcome.type === 'carried' ? ['yes'] : outcome.type === 'rejected' ? ['no'] : []
}

/** The author's title of an option. */
export const titleOf = (config: unknown, id: string): string =>
  (config as { options?: Option[] }).options?.find((option) => option.id === id)?.title ?? id
