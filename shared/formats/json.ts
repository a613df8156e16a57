// JSON with the line of every field, with long numbers kept digit by digit, and without a name twice in one object.
import { Refusal } from '../refusal.ts'
import { refuse } from './lines.ts'
import { seen } from './reading.ts'

export interface Source {
  /** Numbers of more digits than a float keeps are text. */
  value: unknown
  /** The line of a field such as `options.rule.also[0]`; of a missing one, the line of what it is missing from. */
  lineOf(field: string): number
}

const DEEPEST = 100
const token =
  /[ \t\r\n]*(?:([{}[\],:])|("[^"\\]*(?:\\[\s\S][^"\\]*)*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)|(true|false|null))/y

/** Reads a file. Refuses `invalid` with the line where it is not JSON. */
export function readJson(file: string): Source {
  const text = file.replace(/^\uFEFF/, '')
  return {
    value: new JsonReader(text).all(),
    lineOf(field) {
      const reader = new JsonReader(text, true)
      let node = reader.all()
      let offset = 0
      for (const step of field.match(/[^.[\]]+/g) ?? []) {
        const found = reader.offsets.get(node as object)?.get(Array.isArray(node) ? Number(step) : step)
        if (found === undefined) break
        offset = found
        node = (node as Record<string, unknown>)[step]
      }
      return lineAt(text, offset)
    },
  }
}

/** Says the line of what a reader refused by its field. */
export function withLines<T>({ lineOf }: Source, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof Refusal) || error.details.line !== undefined) throw error
    throw new Refusal(error.code, { line: lineOf(error.details.field ?? ''), ...error.details })
  }
}

/** A reading head over a text; the platform's own parser says no lines, keeps the last of two and rounds numbers. */
class JsonReader {
  /** Where the fields and elements of each object and list stand. */
  readonly offsets = new WeakMap<object, Map<string | number, number>>()
  readonly #text: string
  #at = 0

  readonly #mapped: boolean

  /** `mapped` keeps the offsets, which costs more than the reading: it is for what went wrong. */
  constructor(text: string, mapped = false) {
    this.#text = text
    this.#mapped = mapped
  }

  all(): unknown {
    const value = this.#value(0)
    if (this.#text.slice(this.#at).trim() !== '') throw this.#broken()
    return value
  }

  #value(depth: number): unknown {
    const [, mark, quoted, number, word] = this.#next()
    if (quoted !== undefined) return this.#quoted(quoted)
    if (number !== undefined) return number.replace(/\D/g, '').length > 15 ? number : Number(number)
    if (word !== undefined) return word === 'null' ? null : word === 'true'
    if (depth < DEEPEST && mark === '{') return this.#object(depth)
    if (depth < DEEPEST && mark === '[') return this.#list(depth)
    throw this.#broken(this.#at - 1)
  }

  #object(depth: number): unknown {
    const fields = new Map<string, unknown>()
    const offsets = new Map<string | number, number>()
    while (!this.#ends('}', fields.size)) {
      const start = this.#skip()
      const [, , name] = this.#next()
      if (name === undefined) throw this.#broken(start)
      const key = this.#quoted(name)
      if (fields.has(key)) throw refuse(this.#line(), { field: key, expected: { what: 'different' }, got: seen(key) })
      offsets.set(key, start)
      if (this.#next()[1] !== ':') throw this.#broken()
      fields.set(key, this.#value(depth + 1))
    }
    const object = Object.fromEntries(fields)
    if (this.#mapped) this.offsets.set(object, offsets)
    return object
  }

  #list(depth: number): unknown {
    const list: unknown[] = []
    const offsets = new Map<string | number, number>()
    while (!this.#ends(']', list.length)) {
      if (this.#mapped) offsets.set(list.length, this.#skip())
      list.push(this.#value(depth + 1))
    }
    if (this.#mapped) this.offsets.set(list, offsets)
    return list
  }

  /** Steps over the comma between entries; whether the object or list ends instead. */
  #ends(mark: string, entries: number): boolean {
    const start = this.#skip()
    if (this.#text[start] === mark || entries > 0) {
      const [, found] = this.#next()
      if (found === mark) return true
      if (found !== ',') throw this.#broken(start)
    }
    return false
  }

  #next(): readonly (string | undefined)[] {
    token.lastIndex = this.#at
    const match = token.exec(this.#text)
    if (!match) throw this.#broken()
    this.#at = token.lastIndex
    return match
  }

  #quoted(written: string): string {
    try {
      return JSON.parse(written)
    } catch {
      throw refuse(this.#line(), { expected: { what: 'text' }, got: seen(written) })
    }
  }

  /** To the next that is not white space. */
  #skip(): number {
    while (this.#at < this.#text.length && ' \t\r\n'.includes(this.#text[this.#at]!)) this.#at++
    return this.#at
  }

  #line = () => lineAt(this.#text, this.#at)

  #broken(at = this.#skip()): Refusal {
    const found = this.#text.slice(at, at + 30)
    return refuse(lineAt(this.#text, at), { expected: { what: 'json' }, got: seen(found) })
  }
}

function lineAt(text: string, offset: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++
  return line
}
