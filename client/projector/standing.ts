// Where an item stands, in the two sentences the wall says under the question.
import type { Language } from '../../shared/meeting/meeting.ts'
import type { Outcome } from '../../shared/meeting/outcome.ts'
import type { ItemView } from '../../shared/meeting/view.ts'
import { outcomeText, outcomeWords } from '../../shared/words/outcome.ts'
import { projectorWords } from '../../shared/words/projector.ts'
import { explained, optionNames } from '../tallies.ts'

export interface Standing {
  headline: string
  detail: string
}

/** A description is read aloud, not off the wall: only its beginning fits. */
const LONGEST = 220
/** Characters of an explanation that are read at a glance. */
const GLANCE = 120
/** A list of more letters than this says less than their number. */
const MANY = 3
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
  const named = round.outcome && 'winners' in round.outcome ? listed(round.outcome) : []
  const title = optionNames(item.config)
  const crowded = brief && named.length > 1 && named.map(title).join('').length > READABLE
  const said = round.outcome && outcomeText(round.outcome, language, crowded ? (id) => id : title)
  const whole = explained(item.kind, round.tally, item.config, language)
  const detail = [said?.detail, brief ? beginning(whole) : whole, took].filter(Boolean).join(' ')
  if (!said) return { headline: voted === 0 ? outcomeWords[language].noVotes : w.result, detail }
  const many = crowded && round.outcome?.type === 'won' && named.length > MANY
  return { headline: many ? w.chosen(named.length) : said.headline, detail }
}

const listed = ({ winners, tied, advance }: Extract<Outcome, { winners: string[] }>) => [
  ...winners,
  ...tied,
  ...advance,
]

export const announcement = ({ headline, detail }: Standing) => `${headline}. ${detail}`

/** As many sentences as can be read from the last row; the first one always. The rest is said aloud and in the minutes. */
function beginning(text: string): string {
  const sentences = text.split(/(?<=[.!?])\s+/)
  let said = sentences[0] ?? ''
  for (const next of sentences.slice(1)) {
    if (said.length + next.length >= GLANCE) break
    said += ` ${next}`
  }
  return said
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length <= LONGEST ? line : `${line.slice(0, line.lastIndexOf(' ', LONGEST) + 1 || LONGEST).trim()}…`
}
