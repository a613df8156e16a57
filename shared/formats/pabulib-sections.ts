// The rows of a .pb file as its three sections.
import { type Expectation, Refusal } from '../refusal.ts'
import type { Row } from './pabulib-rows.ts'
import { seen } from './reading.ts'

export interface Section {
  line: number
  header: string[]
  rows: Row[]
}

const titles = ['META', 'PROJECTS', 'VOTES'] as const
export type Title = (typeof titles)[number]

export const wrong = (line: number, field: string, expected: Expectation, got?: string) =>
  new Refusal('invalid', { line, field, expected, ...(got !== undefined && { got: seen(got) }) })

/** Each section once, each row with a cell for each column. */
export function split(rows: readonly Row[]): Record<Title, Section> {
  const found = new Map<Title, Section>()
  let current: Section | undefined
  for (const { line, cells } of rows) {
    const title = titles.find((one) => one === cells[0]!.toUpperCase())
    if (title && cells.length === 1) {
      if (found.has(title)) throw wrong(line, title, { what: 'different' }, title)
      current = { line, header: [], rows: [] }
      found.set(title, current)
    } else if (!current) throw wrong(line, 'META', { what: 'one-of', of: titles }, cells[0])
    else if (current.header.length === 0) current.header = cells.map((cell) => cell.trim())
    else {
      const { length } = current.header
      const section = [...found.keys()].at(-1)!
      const extra = cells.findLastIndex((cell) => cell !== '') + 1
      // Only META values are free text that some files forget to quote.
      const kept =
        section === 'META' ? [cells[0]!, cells.slice(1, extra).join(';')] : cells.slice(0, Math.max(length, extra))
      if (section !== 'META' && kept.length !== length)
        throw wrong(line, `${section} columns`, { what: 'exactly', limit: length }, String(kept.length))
      current.rows.push({ line, cells: kept })
    }
  }
  const last = rows.at(-1)?.line ?? 1
  for (const title of titles) {
    const section = found.get(title)
    if (!section) throw wrong(last, title, { what: 'present' })
    const { line, header } = section
    const twice = header.find((name, at) => header.indexOf(name) !== at)
    if (twice !== undefined) throw wrong(line + 1, title, { what: 'different' }, twice)
  }
  return Object.fromEntries(found) as Record<Title, Section>
}
