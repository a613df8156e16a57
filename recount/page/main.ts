// The recount page: takes an export and a record code, and says what agrees, what does not, and what cannot be checked.
import { check } from '../check.ts'
import type { Finding } from '../finding.ts'
import { type Result, results } from '../results.ts'
import { type Language, told, verdict } from '../words.ts'
import { make } from './elements.ts'
import { findingsOf, roundCard } from './round.ts'
import { pageWords } from './words.ts'

/** The file as it was given; `text` is null where its bytes are no text. */
let file: { name: string; text: string | null } | null = embedded()
let typed = ''
let language: Language = navigator.language.startsWith('ko') ? 'ko' : 'en'

/** The export this page came with, exactly as it was written. */
function embedded(): { name: string; text: string } | null {
  const given = document.querySelector('script[type="application/json"]')
  if (!given) return null
  try {
    return { name: '', text: String(JSON.parse(given.textContent)) }
  } catch {
    return { name: '', text: given.textContent }
  }
}

const chosen = make('input', { type: 'file', id: 'file', accept: '.json,application/json' })
const head = make('input', {
  type: 'text',
  id: 'head',
  autocomplete: 'off',
  autocapitalize: 'characters',
  spellcheck: 'false',
})
const answer = make('main')
const frame = document.querySelector('#page')!

/** What stands outside of the answer: drawn anew when the language changes. */
function draw() {
  const w = pageWords[language]
  document.documentElement.lang = language
  document.title = w.title
  const languages = (['en', 'ko'] as const).map((each) => {
    const button = make('button', { type: 'button', lang: each, 'aria-pressed': String(each === language) })
    button.append(pageWords[each].name)
    button.addEventListener('click', () => {
      language = each
      draw()
      frame.querySelector<HTMLElement>(`button[lang="${each}"]`)?.focus()
    })
    return button
  })
  const print = make('button', { type: 'button' }, w.print)
  print.addEventListener('click', () => window.print())
  head.setAttribute('placeholder', 'XXXX-XXXX-XXXX')
  head.setAttribute('aria-describedby', 'head-about')
  frame.replaceChildren(
    make('nav', {}, make('div', { role: 'group', 'aria-label': w.language, class: 'languages' }, ...languages), print),
    make('header', {}, make('h1', {}, w.title), make('p', {}, w.lead)),
    make(
      'form',
      {},
      make(
        'div',
        { class: 'field' },
        make('label', { for: 'file', class: 'name' }, w.file),
        make(
          'div',
          { class: 'choose' },
          chosen,
          make('label', { for: 'file', class: 'button' }, w.choose),
          make('span', { class: 'quiet drop' }, w.drop),
        ),
      ),
      make(
        'div',
        { class: 'field' },
        make('label', { for: 'head', class: 'name' }, w.head),
        head,
        make('p', { class: 'quiet', id: 'head-about' }, w.headAbout),
      ),
    ),
    answer,
    make('footer', {}, make('p', { class: 'quiet' }, w.trust)),
  )
  frame.querySelector('form')!.addEventListener('submit', (event) => event.preventDefault())
  say()
}

/** Counted once for each file and language, however often a head is typed. */
let known: { text: string; language: Language; all: Result[] } | null = null

function resultsOf(text: string | null): Result[] {
  if (text === null) return []
  if (known?.text !== text || known.language !== language) known = { text, language, all: results(text, language) }
  return known.all
}

const isWhole = (finding: Finding) => finding.item === undefined

/** Checks, and shows the answer. */
function say() {
  const w = pageWords[language]
  answer.removeAttribute('data-checked')
  if (!file) return answer.replaceChildren(make('p', { class: 'quiet waiting' }, w.waiting))
  const { text } = file
  const findings: Finding[] = text === null ? [{ says: 'wrong', code: 'json' }] : check(text, typed)
  const all = resultsOf(text)
  const wrongs = findings.filter(({ says }) => says === 'wrong')
  const about = (item: number, round?: number) =>
    findings.filter((finding) => finding.item === item && finding.round === round && finding.code !== 'photo')
  const whole = findings.filter((finding) => isWhole(finding) || finding.code === 'photo')
  const never = whole.filter(({ says, code }) => says === 'unchecked' && code !== 'photo' && code !== 'after-photo')
  const rest = whole.filter((finding) => !never.includes(finding))
  // Findings about an item and none of its rounds, or about rounds that are not shown, stand with the file.
  const shown = new Set(all.flatMap(({ place }) => about(place.item, place.round)))
  const others = findings.filter(
    (finding) => !whole.includes(finding) && !shown.has(finding) && finding.says === 'wrong',
  )
  answer.replaceChildren(
    make(
      'section',
      { class: `verdict ${wrongs.length > 0 ? 'wrong' : 'right'}`, role: 'status' },
      make('p', { class: 'sign', 'aria-hidden': 'true' }, wrongs.length > 0 ? '✗' : '✓'),
      make(
        'div',
        {},
        make('h2', {}, verdict(findings, language)),
        make('p', { class: 'quiet' }, named(text)),
        ...(wrongs.length > 0 ? [make('p', {}, told(wrongs[0]!, language))] : []),
      ),
    ),
    make(
      'article',
      [...rest, ...others].some(({ says }) => says === 'wrong') ? { class: 'bad' } : {},
      make('h3', {}, w.record),
      ...findingsOf([...rest, ...others], language).filter((node) => node !== null),
    ),
    ...all.map((result) => roundCard(result, about(result.place.item, result.place.round), language)),
    make(
      'article',
      {},
      make('h3', {}, w.nobody),
      make('ul', { class: 'never' }, ...never.map((finding) => make('li', {}, told(finding, language)))),
    ),
  )
  answer.setAttribute('data-checked', String(wrongs.length))
}

/** The meeting's title and code, and where the file came from. */
function named(text: string | null): string {
  const from = file!.name || pageWords[language].own
  try {
    const { title, code } = (JSON.parse(text ?? '') as { meeting: { title: string; code: string } }).meeting
    return [title, code, from].filter((part) => typeof part === 'string').join(' · ')
  } catch {
    return from
  }
}

async function take(given: File | undefined) {
  if (!given) return
  const bytes = await given.arrayBuffer()
  try {
    file = { name: given.name, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) }
  } catch {
    file = { name: given.name, text: null }
  }
  say()
}

chosen.addEventListener('change', () => void take(chosen.files?.[0]))
head.addEventListener('input', () => {
  // Half a code is not wrong yet.
  typed = head.value.replace(/[^a-z\d]/gi, '').length < 12 ? '' : head.value
  say()
})
head.addEventListener('change', () => {
  typed = head.value
  say()
})
// Nobody can unfold paper.
window.addEventListener('beforeprint', () => {
  for (const each of document.querySelectorAll('details')) each.open = true
})
document.addEventListener('dragover', (event) => {
  event.preventDefault()
  document.body.classList.add('over')
})
document.addEventListener('dragleave', () => document.body.classList.remove('over'))
document.addEventListener('drop', (event) => {
  event.preventDefault()
  document.body.classList.remove('over')
  void take(event.dataTransfer?.files[0])
})

draw()
