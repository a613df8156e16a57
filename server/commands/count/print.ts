// A count as text for a terminal: tables with the numbers flush right, and sentences.

import { printable } from '../../../shared/words/terminal.ts'
import { columns } from '../../terminal.ts'
import type { Block } from './counted.ts'

export const page = (title: string, blocks: readonly Block[]): string =>
  `${[title, ...blocks.map(block)].filter((text) => text !== '').join('\n\n')}\n`

const block = (part: Block): string =>
  typeof part === 'string'
    ? printable(part)
    : [...(part.title ? [printable(part.title)] : []), ...table(part.head, part.rows)].join('\n')

/** The first column is text; the others are numbers, but for a last one whose heading is empty. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = [head, ...rows].map((row) => row.map(printable))
  const widths = head.map((_, column) => Math.max(...all.map((row) => columns(row[column] ?? ''))))
  const left = (column: number) => column === 0 || (column === head.length - 1 && head[column] === '')
  const cell = (text: string, column: number) => {
    const space = ' '.repeat(widths[column]! - columns(text))
    return left(column) ? `${text}${space}` : `${space}${text}`
  }
  return all.map((row) => `  ${row.map(cell).join('  ')}`.trimEnd())
}
