// The agenda file: YAML or JSON (which is YAML) to an agenda and back. A wrong file is one refusal with its line.
import * as v from 'valibot'
import {
  type Document,
  isMap,
  isPair,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  parseDocument,
  type Scalar,
  stringify,
  visit,
} from 'yaml'
import { groupFields, groups } from '../meeting/groups.ts'
import { type Group, type Language, languages, type Meeting, type Question } from '../meeting/meeting.ts'
import { question, questionFields } from '../meeting/question.ts'
import { line, parse } from '../parse.ts'
import { Refusal, type RefusalDetails } from '../refusal.ts'

export interface Agenda {
  title: string
  language: Language
  /** Empty where all voters are alike. */
  groups: Group[]
  items: Question[]
}

/** Characters of the longest file read: 500 items need far less. */
const LONGEST = 500_000
/** Words, marks and line ends of the fullest file read, and lists within lists: five are as many as an item needs. */
const FULLEST = 180_000
const DEEPEST = 32

const fields = v.strictObject({
  title: line(200),
  language: v.optional(v.picklist(languages), 'en'),
  groups: v.optional(groups, []),
  // May be empty: a meeting can be made first and its items typed on the organizer's page. But it must be there.
  items: v.pipe(v.array(v.unknown()), v.maxLength(500)),
})

/**
 * What stands under these names is text as it was typed, whatever YAML would make of it: `options: [2025, 2026]` and
 * `title: true` mean words to whoever wrote them.
 */
const texts = new Set<unknown>(['title', 'description', 'options', 'labels', 'groups'])

/**
 * Reads an agenda file; `pictureOf` names what is kept of a picture that stands beside the file. Refuses `invalid` and
 * `unknown-kind`, with field, line, what was expected and what stood there.
 */
export function parseAgenda(text: string, pictureOf?: (path: string) => string): Agenda {
  if (text.length > LONGEST)
    throw new Refusal('invalid', {
      field: 'agenda',
      expected: { what: 'shorter', limit: LONGEST },
      got: String(text.length),
    })
  measured(text)
  const source = read(text)
  try {
    const { items, ...top } = parse(fields, source.content())
    const at = (index: number) => `items[${index}]`
    const named = (item: unknown, index: number) => (pictureOf ? withPictures(item, at(index), pictureOf) : item)
    return { ...top, items: items.map((item, index) => question(named(item, index), at(index))) }
  } catch (error) {
    if (!(error instanceof Refusal) || error.details.line !== undefined) throw error
    throw new Refusal(error.code, { ...error.details, line: source.lineOf(error.details.field ?? '') })
  }
}

/** What an item says, with every picture named as it is kept. */
function withPictures(value: unknown, at: string, pictureOf: (path: string) => string): unknown {
  if (Array.isArray(value)) return value.map((one, index) => withPictures(one, `${at}[${index}]`, pictureOf))
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).map(([name, field]) => {
    if (name !== 'picture' || typeof field !== 'string' || field === '')
      return [name, withPictures(field, `${at}.${name}`, pictureOf)]
    try {
      return [name, pictureOf(field)]
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      throw new Refusal(error.code, { ...error.details, field: `${at}.picture`, got: field })
    }
  })
  return Object.fromEntries(fields)
}

/** Writes an agenda as YAML: `parseAgenda(agendaFile(a))` equals `a`. */
export function agendaFile({ title, language, groups, items }: Agenda): string {
  const apart = groups.length > 0 && { groups: groupFields(groups) }
  return stringify({ title, language, ...apart, items: items.map(questionFields) }, { lineWidth: 0, version: '1.2' })
}

/** The agenda a meeting now has, instant items included. */
export const agendaOf = ({ title, language, groups, items }: Meeting): Agenda => ({
  title,
  language,
  groups,
  items: items.map(({ id, rounds, ...question }) => question),
})

/**
 * Refuses what holds more, or holds it deeper, than any agenda does. Small files of nothing but brackets take seconds
 * and hundreds of megabytes to read; to run through their words takes a tenth of a second at worst.
 */
function measured(text: string) {
  let [parts, depth, dashes, offset] = [0, 0, 0, 0]
  let typed = false
  for (const word of new Lexer().lex(text)) {
    // Marks of the lexer's own, which do not stand in the text; one of them announces what was typed as text.
    const own = word === '\x02' || word === '\x18' || word === '\x1f'
    if (!own && !typed) {
      if (word === '[' || word === '{') depth += 1
      else if (word === ']' || word === '}') depth -= 1
      else if (word === '-' || word === '?') dashes += 1
      else if (word.startsWith('\n')) dashes = 0
    }
    typed = word === '\x1f'
    if (!own) offset += word.length
    parts += 1
    const deep = depth + dashes > DEEPEST
    if (!deep && parts <= FULLEST) continue
    const line = text.slice(0, offset).split('\n').length
    const limit = deep ? DEEPEST : FULLEST
    throw new Refusal('invalid', { field: 'agenda', line, expected: { what: 'at-most', limit }, got: `${limit + 1}` })
  }
}

/** Reads YAML as far as YAML goes; what the fields mean comes later. */
function read(text: string) {
  const counter = new LineCounter()
  const lineAt = (offset: number) => Math.max(counter.linePos(offset).line, 1)
  const refuse = (line: number, details: RefusalDetails) => new Refusal('invalid', { line, ...details })
  const document = parseDocument(text.replace(/^\uFEFF/, ''), {
    version: '1.2',
    schema: 'core',
    merge: false,
    // Its own check compares every key with every other; ours follows below.
    uniqueKeys: false,
    prettyErrors: false,
    lineCounter: counter,
  })
  const [problem] = [...document.errors, ...document.warnings]
  if (problem) throw refuse(lineAt(problem.pos[0]), { got: short(problem.message) })

  if (!isMap(document.contents)) throw refuse(lineAt(start(document.contents)), { expected: { what: 'object' } })

  let alias = 0
  visit(document, {
    Map: (_, { items }) => {
      const names = new Set<unknown>()
      for (const { key } of items) {
        const name = isScalar(key) ? key.value : key
        if (names.has(name))
          throw refuse(lineAt(start(key)), { field: String(name), expected: { what: 'different' }, got: String(name) })
        names.add(name)
      }
    },
    Alias: (_, { range }) => {
      alias ||= lineAt(range?.[0] ?? 0)
    },
    Pair: (_, { key }) => {
      if (isScalar(key) && typeof key.value === 'string') return
      const found = isScalar(key) ? String(key.source) : 'a list or a group of fields'
      throw refuse(lineAt(start(key)), { expected: { what: 'text' }, got: found })
    },
    Scalar: (place, scalar, path) => {
      const field = path.findLast(isPair)?.key
      if (place !== 'key' && typeof scalar.value !== 'string' && isScalar(field) && texts.has(field.value))
        scalar.value = scalar.source ?? ''
    },
  })
  return {
    content: (): unknown => {
      try {
        return document.toJS({ maxAliasCount: 100 })
      } catch (error) {
        // What the parser says of an alias without its anchor, and of aliases that multiply.
        if (error instanceof ReferenceError) throw refuse(alias || 1, { got: short(error.message) })
        throw error
      }
    },
    lineOf: (field: string) => lineAt(locate(document, field)),
  }
}

/** Where a field such as `items[2].options[0].title` stands: its name or its dash; of a missing one, what it is missing from. */
function locate(document: Document.Parsed, field: string): number {
  let node: unknown = document.contents
  let offset = start(node)
  for (const step of field.match(/[^.[\]]+/g) ?? []) {
    const pair = isMap(node) ? node.items.find(({ key }) => isScalar(key) && key.value === step) : undefined
    if (pair) offset = start(pair.key)
    node = pair ? pair.value : isSeq(node) ? node.items[Number(step)] : undefined
    if (!node) break
    if (!pair) offset = start(node)
  }
  return offset
}

const start = (node: unknown): number => (node as Scalar | null)?.range?.[0] ?? 0

const short = (message: string) => (message.length > 120 ? `${message.slice(0, 119)}…` : message)
