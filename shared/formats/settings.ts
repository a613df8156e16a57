// The options of a method as a file or the command line gives them: each read by name, and those nobody asked for known.
import type { Rational } from '../counting/rational.ts'
import { exactNumber, list, oneOf, text, wholeNumber, yesNo } from './reading.ts'

export class Settings {
  readonly #options: ReadonlyMap<string, unknown>
  readonly #read = new Set<string>()

  constructor(options: ReadonlyMap<string, unknown>) {
    this.#options = options
  }

  /** Options that mean nothing to the method. */
  unread = (): string[] => [...this.#options.keys()].filter((name) => !this.#read.has(name))

  /** The first of these names that has a value; null is none. */
  raw(...names: string[]): { value: unknown; field: string } | undefined {
    for (const name of names) this.#read.add(name)
    const name = names.find((name) => (this.#options.get(name) ?? null) !== null)
    return name === undefined ? undefined : { value: this.#options.get(name), field: `options.${name}` }
  }

  #take<T>(names: string[], read: (value: unknown, field: string) => T): T | undefined {
    const found = this.raw(...names)
    return found && read(found.value, found.field)
  }

  whole = (name: string, least = 0, most = 1_000_000_000) =>
    this.#take([name], (value, field) => wholeNumber(value, field, least, most))
  number = (name: string): Rational | undefined => this.#take([name], (value, field) => exactNumber(value, field))
  yesNo = (name: string) => this.#take([name], yesNo)
  text = (name: string) => this.#take([name], text)
  oneOf = <const T extends string>(name: string, of: readonly T[]) =>
    this.#take([name], (value, field) => oneOf(value, field, of))
  ids = (...names: string[]) =>
    this.#take(names, (value, field) => list(value, field).map((id, index) => text(id, `${field}[${index}]`)))
}

/** Without the fields that have no value: what is not set is left to the method. */
export const given = <T extends object>(fields: { [Key in keyof T]: T[Key] | undefined }): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T
