// The text of a .pb file as rows of cells, and back: `;` between cells, quotes around cells that hold one.
import { Refusal } from '../refusal.ts'
import { seen } from './reading.ts'

export interface Row {
  /** From 1; of its first line, where a quoted cell goes over several. */
  line: number
  cells: string[]
}

/** Blank lines are left out. Refuses a quotation mark that nothing closes or that something follows. */
export function readRows(text: string): Row[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  const rows: Row[] = []
  for (let at = 0; at < lines.length; at++) {
    const first = lines[at]!
    if (first.trim() === '') continue
    const line = at + 1
    if (!first.includes('"')) {
      rows.push({ line, cells: first.split(';').map((cell) => cell.trim()) })
      continue
    }
    const cells: string[] = []
    let rest: string | null = first
    while (rest !== null) {
      if (!rest.startsWith('"')) {
        const end: number = rest.indexOf(';')
        cells.push((end < 0 ? rest : rest.slice(0, end)).trim())
        rest = end < 0 ? null : rest.slice(end + 1)
        continue
      }
      const parts: string[] = []
      let part: string = rest.slice(1)
      let end = closing(part)
      while (end < 0) {
        parts.push(part)
        at++
        const next = lines[at]
        if (next === undefined) throw unclosed(line, first)
        part = next
        end = closing(part)
      }
      parts.push(part.slice(0, end))
      cells.push(parts.join('\n').replaceAll('""', '"'))
      const after = part.slice(end + 1).trimStart()
      if (after !== '' && !after.startsWith(';')) throw unclosed(at + 1, after)
      rest = after === '' ? null : after.slice(1)
    }
    rows.push({ line, cells })
  }
  return rows
}

/** Where the quotation mark is that ends a cell: one that is not doubled; -1 where there is none. */
function closing(text: string): number {
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 2)) if (text[at + 1] !== '"') return at
  return -1
}

const unclosed = (line: number, got: string) =>
  new Refusal('invalid', { line, field: '"', expected: { what: 'closed-quote' }, got: seen(got) })

/** A row as a line of text. */
export const writeRow = (cells: readonly string[]): string =>
  cells.map((cell) => (/^\s|[;"\n\r]|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(';')
