// The tally of each kind of ballot, as the wall, phones, the desk and the results page show it.
import type { Component } from 'svelte'
import type { TallyProps } from '../shared/ballots/parts.ts'
import type { Language } from '../shared/meeting/meeting.ts'
import type { Outcome } from '../shared/meeting/outcome.ts'
import { type OutcomeText, outcomeText } from '../shared/words/outcome.ts'

interface TallyPart {
  default: Component<TallyProps>
  /** How a result came about; of kinds that have something to say. */
  explain?: (tally: unknown, config: unknown, language: Language) => string
}

const found = import.meta.glob<TallyPart>('../shared/ballots/*/Projector.svelte', { eager: true })
const partOf = (kind: string) => found[`../shared/ballots/${kind}/Projector.svelte`]

export const tallyOf = (kind: string) => partOf(kind)?.default

/** The sentence that only the kind can say of its tally; empty where it has nothing to add. */
export const explained = (kind: string, tally: unknown, config: unknown, language: Language) =>
  tally === null ? '' : (partOf(kind)?.explain?.(tally, config, language) ?? '')

/** What was decided, in words, with what only the kind can say of it; null where there is nothing to decide. */
export function outcomeSaid(
  { kind, config }: { kind: string; config: unknown },
  { outcome, tally }: { outcome: Outcome | null; tally: unknown },
  language: Language,
  name = optionNames(config),
): OutcomeText | null {
  if (!outcome) return null
  const { headline, detail } = outcomeText(outcome, language, name)
  return { headline, detail: [detail, explained(kind, tally, config, language)].filter(Boolean).join(' ') }
}

/** What to emphasise: the winners, or the side of the motion that prevailed; neither where a motion fails with more votes for it. */
export function winnersOf(outcome: Outcome | null): string[] {
  if (!outcome) return []
  if ('winners' in outcome) return outcome.winners
  if (outcome.type === 'carried') return ['yes']
  return outcome.type === 'rejected' && outcome.no > outcome.yes ? ['no'] : []
}

/** Names options by their titles, as the item's settings have them. */
export function optionNames(config: unknown): (id: string) => string {
  // Options, projects, statements: whatever the kind calls its list.
  const lists = Object.values(config as object).filter((value): value is { id: string; title: string }[] =>
    Array.isArray(value),
  )
  const titles = new Map(lists.flat().map(({ id, title }) => [id, title]))
  return (id) => titles.get(id) ?? id
}
