// The tests there are, by file and title: for documents that name them.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))

/** What may stand before the title: `test(`, `it.concurrent(`, and the end of the table of an `each`. */
const titled = /(?:\b(?:test|it)(?:\.\w+)*\(|\)\()\s*(['"`])((?:\\.|(?!\1)[^\\])+)\1\s*,/g
const tabled = /\b(test|it|describe)(?:\.\w+)*\.each\b/g

/** The titles of a file's tests as its source has them, with `%s`, `$name` and `${…}` in them where a table fills them in. */
export function titlesIn(source: string): string[] {
  return [...source.matchAll(titled)].flatMap(({ 0: whole, 2: title, index }) => {
    if (!whole.startsWith(')')) return title!
    const [, what] = [...source.slice(0, index).matchAll(tabled)].at(-1) ?? []
    return what && what !== 'describe' ? title! : []
  })
}

/** All that a table may make of a title; nothing of one that is left to the table as a whole. */
function pattern(title: string): RegExp {
  const parts = title.split(/%[sdifjop]|\$\{[^}]*\}|\$[a-z][\w.]*/)
  if (parts.join('').length < 8) return /^$/
  return new RegExp(`^${parts.map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('.+')}$`)
}

/** Why `file › title` (the file from the folder of tests) names no test; null where it does. */
export function missing(reference: string): string | null {
  const [file = '', title] = reference.split(' › ')
  const path = join(here, file)
  if (title === undefined || !existsSync(path)) return `no file: ${reference}`
  const titles = titlesIn(readFileSync(path, 'utf8'))
  const found = titles.some((one) => one === title || pattern(one).test(title))
  return found ? null : `no such test: ${reference}`
}
