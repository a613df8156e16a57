// Says what a check found: one sentence a finding, with where it is and, of what does not agree, both values.
import type { Finding } from './finding.ts'
import { en, type Words } from './words-en.ts'
import { ko } from './words-ko.ts'

export type Language = 'en' | 'ko'

export const words: Record<Language, Words> = { en, ko }

/** Values in a sentence are cut after so many characters. */
const LONG = 80

function shown(value: unknown, w: Words): string {
  if (value === undefined || value === null || value === '') return w.nothing
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
  const letters = [...text]
  return `“${letters.length > LONG ? `${letters.slice(0, LONG).join('')}…` : text}”`
}

/** Item and round; empty where a finding is about the whole. */
function placeOf({ item, round, title }: Finding, language: Language): string {
  const w = words[language]
  if (item === undefined) return ''
  return [w.item(item, title ?? ''), ...(round === undefined ? [] : [w.round(round)])].join(', ')
}

/** What is the matter, without the place. */
export function sentence(finding: Finding, language: Language): string {
  const w = words[language]
  const { says, code, path, recorded, found } = finding
  const said = w[says][code]?.(finding) ?? code
  if (says !== 'wrong' || (path === undefined && recorded === undefined) || code.startsWith('photo')) return said
  if (code === 'unreadable' || code === 'mismatch') return said
  const name = w.fields.find(([end]) => end.test(path ?? ''))?.[1]
  const what = name ? `${name} (${path})` : (path ?? '')
  return `${said} ${found === undefined ? w.stands(what, shown(recorded, w)) : w.differs(what, shown(recorded, w), shown(found, w))}`
}

/** The whole sentence, as it stands alone. */
export function told(finding: Finding, language: Language): string {
  const place = placeOf(finding, language)
  return place ? `${place}: ${sentence(finding, language)}` : sentence(finding, language)
}

/** The first sentence of all. */
export function verdict(findings: readonly Finding[], language: Language): string {
  const wrong = findings.filter(({ says }) => says === 'wrong').length
  const hasHead = findings.some(({ says, code }) => says === 'right' && code === 'photo')
  return verdicts[language](wrong, hasHead)
}

const verdicts: Record<Language, (wrong: number, hasHead: boolean) => string> = {
  en: (wrong, hasHead) =>
    wrong === 0
      ? hasHead
        ? 'Everything that can be checked agrees, and your record code is in the record.'
        : 'Everything that can be checked agrees.'
      : wrong === 1
        ? 'One thing does not agree.'
        : `${wrong} things do not agree.`,
  ko: (wrong, hasHead) =>
    wrong === 0
      ? hasHead
        ? '확인할 수 있는 모든 것이 맞고, 기록 코드도 기록에 있습니다.'
        : '확인할 수 있는 모든 것이 맞습니다.'
      : `맞지 않는 것이 ${wrong}건 있습니다.`,
}
