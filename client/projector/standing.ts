// Where an item stands, in the two sentences the wall says under the question.
import type { Language } from '../../shared/meeting/meeting.ts'
import type { Outcome } from '../../shared/meeting/outcome.ts'
import type { ItemView } from '../../shared/meeting/view.ts'
import { outcomeWords } from '../../shared/words/outcome.ts'
import { projectorWords } from '../../shared/words/projector.ts'
import { explained, optionNames, outcomeSaid } from '../tallies.ts'

export interface Standing {
  headline: string
  detail: string
}

/** A description is read aloud, not off the wall: only its beginning fits. */
const LONGEST = 220
/** Names of more characters than this in all are too small to read from the last row. */
const READABLE = 30

/** `brief`: beside the tally, where letters stand for long titles. */
export function standing(item: ItemView, language: Language, brief = false): Standing {
  const w = projectorWords[language]
  const { round } = item
  if (round?.void) return { headline: w.void, detail: w.reason(round.void.reason) }
  if (!round) return { headline: w.openingSoon, detail: shorten(item.description) }
  if (round.phase === 'open') return { headline: round.closing ? w.closing : w.open, detail: '' }
  const { voted, present } = round.turnout ?? { voted: 0, present: 0 }
  const took = w.took(voted, present)
  if (round.phase === 'closed') return { headline: w.closed, detail: took }
  const said = round.outcome && outcomeSaid(item, round, language, namesFor(round.outcome, item.config, brief))
  if (said) return { headline: said.headline, detail: `${said.detail} ${took}` }
  const detail = [explained(item.kind, round.tally, item.config, language), took].filter(Boolean).join(' ')
  return { headline: voted === 0 ? outcomeWords[language].noVotes : w.result, detail }
}

export const announcement = ({ headline, detail }: Standing) => `${headline}. ${detail}`

function namesFor(outcome: Outcome, config: unknown, brief: boolean): (id: string) => string {
  const name = optionNames(config)
  const named = 'winners' in outcome ? [...outcome.winners, ...outcome.tied, ...outcome.advance] : []
  return brief && named.length > 1 && named.map(name).join('').length > READABLE ? (id) => id : name
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length <= LONGEST ? line : `${line.slice(0, line.lastIndexOf(' ', LONGEST) + 1 || LONGEST).trim()}…`
}
