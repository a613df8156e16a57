// What a voter is told of the name that their seat has on a leaderboard.
import type { Language } from '../../shared/meeting/meeting.ts'
import { nameOf, nameWords } from '../../shared/words/names.ts'

/** `seat`: its place among all, from 0. */
export const greeting = (seat: number, language: Language) => nameWords[language].you(nameOf(seat, language))
