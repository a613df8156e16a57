// One round on the recount page: its own count beside the recorded one, then what agrees and what does not.
import type { Finding } from '../finding.ts'
import type { Need, Result } from '../results.ts'
import { type Language, sentence, told } from '../words.ts'
import { make } from './elements.ts'
import { type PageWords, pageWords } from './words.ts'

/** Lines of a result that are shown; all are compared. */
const SHOWN = 40

const signs = { right: '✓', wrong: '✗', unchecked: '?' }

/** Findings of one sort under their heading; nothing where there are none. `folded`: they stand with their round, and what agrees is one tap away. */
function list(
  findings: readonly Finding[],
  says: Finding['says'],
  heading: string,
  language: Language,
  folded: boolean,
): Node | null {
  const of = findings.filter((finding) => finding.says === says)
  if (of.length === 0) return null
  const lines = of.map((finding) => make('li', {}, folded ? sentence(finding, language) : told(finding, language)))
  const sign = make('span', { 'aria-hidden': 'true' }, signs[says])
  if (says === 'right' && folded)
    return make(
      'details',
      { class: `findings ${says}` },
      make('summary', {}, sign, ` ${heading} (${of.length})`),
      make('ul', {}, ...lines),
    )
  return make('div', { class: `findings ${says}` }, make('h4', {}, sign, heading), make('ul', {}, ...lines))
}

export function findingsOf(findings: readonly Finding[], language: Language, folded = false): (Node | null)[] {
  const w = pageWords[language]
  return [
    list(findings, 'wrong', w.differs, language, folded),
    list(findings, 'right', w.agrees, language, folded),
    list(findings, 'unchecked', w.unchecked, language, folded),
  ]
}

function needed({ group, votes, needed, of, met }: Need, w: PageWords): string {
  const name = group === null ? '' : `${group}: `
  if (votes === null || needed === null || of === null) return w.met(name, met)
  return w.needed({ group: name, votes, needed, of })
}

function table(lines: NonNullable<Result['here']>['lines'], w: PageWords): Node {
  const figure = (value: number | null) => (value === null ? w.nothing : String(value))
  const rows = lines
    .slice(0, SHOWN)
    .map(({ label, here, file }) =>
      make(
        'tr',
        here === file ? {} : { class: 'differs' },
        make('th', { scope: 'row' }, label),
        make('td', {}, figure(here)),
        make('td', {}, figure(file)),
      ),
    )
  const heads = [w.option, w.here, w.inFile].map((head) => make('th', { scope: 'col' }, head))
  return make('table', {}, make('thead', {}, make('tr', {}, ...heads)), make('tbody', {}, ...rows))
}

const side = (name: string, heading: string, headline: string, detail: string) =>
  make(
    'div',
    { class: `side ${name}` },
    make('p', { class: 'quiet' }, heading),
    make('p', { class: 'headline' }, headline),
    detail ? make('p', { class: 'detail' }, detail) : null,
  )

export function roundCard(
  { place, state, here, file }: Result,
  findings: readonly Finding[],
  language: Language,
): Node {
  const w = pageWords[language]
  const [whole, rest] = [w.item(place.item, place.round), w.states[state] ?? '']
  const isWrong = findings.some(({ says }) => says === 'wrong')
  return make(
    'article',
    isWrong ? { class: 'bad' } : {},
    make('p', { class: 'quiet' }, rest ? `${whole} · ${rest}` : whole),
    make('h3', {}, place.title),
    here &&
      make(
        'div',
        { class: 'sides' },
        side('here', w.here, here.headline || w.nothing, here.needed.map((need) => needed(need, w)).join(' ')),
        side('file', w.inFile, file?.headline || w.nothing, file?.detail ?? ''),
      ),
    here && here.lines.length > 0 ? table(here.lines, w) : null,
    here && here.lines.length > SHOWN ? make('p', { class: 'quiet' }, w.more(here.lines.length - SHOWN)) : null,
    ...findingsOf(findings, language, true),
  )
}
