// The time of day, as the language writes it.
import type { Language } from '../../shared/meeting/meeting.ts'

/** `at`: milliseconds since 1970. */
export const timeOf = (at: number, language: Language) =>
  new Date(at).toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' })
