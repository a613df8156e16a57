// An outcome on a personal screen: whom to emphasise, and what it is in one line to read aloud.
import type { Language } from '../../shared/meeting/meeting.ts'
import type { Outcome } from '../../shared/meeting/rule.ts'
import { type OutcomeText, outcomeText } from '../../shared/words/outcome.ts'

/** The title of an option, or its id where the kind has no titled options. */
export function nameOf(config: unknown, id: string): string {
  const { options = [] } = config as { options?: { id: string; title: string }[] }
  return options.find((option) => option.id === id)?.title ?? id
}

/** Ids of the options to emphasise. */
export function winnersOf(outcome: Outcome | null): string[] {
  if (!outcome) return []
  if ('winners' in outcome) return outcome.winners
  return outcome.type === 'carried' ? ['yes'] : outcome.type === 'rejected' ? ['no'] : []
}

/** Null where nothing is decided, as by a rating. */
export const textOf = (outcome: Outcome | null, config: unknown, language: Language): OutcomeText | null =>
  outcome && outcomeText(outcome, language, (id) => nameOf(config, id))
