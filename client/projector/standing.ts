// Where an item stands, in the two sentences the wall says under the question.
import type { Language } from '../../shared/meeting/meeting.ts'
import type { ItemView } from '../../shared/meeting/view.ts'
import { outcomeText, outcomeWords } from '../../shared/words/outcome.ts'
import { projectorWords } from '../../shared/words/projector.ts'
import { optionNames } from '../tallies.ts'

export interface Standing {
  headline: string
  detail: string
}

/** A description is read aloud, not off the wall: only its beginning fits. */
const LONGEST = 220

export function standing(item: ItemView, language: Language): Standing {
  const w = projectorWords[language]
  const { round } = item
  if (round?.void) return { headline: w.void, detail: w.reason(round.void.reason) }
  if (!round) return { headline: w.openingSoon, detail: shorten(item.description) }
  if (round.phase === 'open') return { headline: round.closing ? w.closing : w.open, detail: '' }
  const { voted, present } = round.turnout ?? { voted: 0, present: 0 }
  const took = w.took(voted, present)
  if (round.phase === 'closed') return { headline: w.closed, detail: took }
  if (round.outcome) {
    const { headline, detail } = outcomeText(round.outcome, language, optionNames(item.config))
    return { headline, detail: `${detail} ${took}` }
  }
  return { headline: voted === 0 ? outcomeWords[language].noVotes : w.result, detail: took }
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length <= LONGEST ? line : `${line.slice(0, line.lastIndexOf(' ', LONGEST) + 1 || LONGEST).trim()}…`
}
