// CSV by RFC 4180, UTF-8 with a byte order mark so that spreadsheets read Korean, and without formulas.
import type { Meeting } from '../../shared/meeting/meeting.ts'
import type { ExportFormat } from './format.ts'
import { type Cell, type Column, cell, lines, reported } from './table.ts'

const columns: Column[] = [
  'code',
  'item',
  'title',
  'kind',
  'round',
  'state',
  'id',
  'option',
  'votes',
  'weight',
  'share',
  'base',
  'of',
  'value',
  'voted',
  'present',
  'outcome',
  'opened',
  'closed',
  'identity',
  'reason',
  'rule',
  'fingerprint',
  'head',
  'seed',
  'chair',
]

export const csv: ExportFormat = {
  name: 'csv',
  type: 'text/csv; charset=utf-8',
  extension: 'csv',
  write(meeting: Meeting) {
    const { report, words } = reported(meeting)
    const body = report.items.flatMap((item) => lines(report, words, item))
    return writeCsv([
      columns.map((column) => words.columns[column]),
      ...body.map((line) => columns.map((column) => shown(column, cell(column, line)))),
    ])
  },
}

/** Shares have two decimals in every row. */
const shown = (column: Column, value: Cell) =>
  column === 'share' && typeof value === 'number' ? value.toFixed(2) : value

export const writeCsv = (rows: readonly (readonly Cell[])[]) =>
  '\uFEFF' + rows.map((row) => row.map(field).join(',') + '\r\n').join('')

/** Numbers stay numbers, negative ones too. Times are UTC, as ISO 8601 writes them. */
function field(value: Cell): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const text = value instanceof Date ? value.toISOString() : guard(value)
  return /["\r\n,]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/**
 * Text that a spreadsheet would take for a formula, once what can't be seen in front of it is skipped; full-width and
 * small forms included, which some languages' spreadsheets read as the plain ones.
 */
const formula = /^[\p{White_Space}\p{Cf}\p{Cc}]*[=+\-@\t\r＝＋－＠﹦﹢﹣﹫]/u

/** Puts an apostrophe before it. What already has one gets one more, so that taking one off always gives back the text. */
export const guard = (text: string) => (formula.test(text.replace(/^'+/, '')) ? `'${text}` : text)

/** The way back, for programs that read the file. */
export const unguard = (text: string) =>
  text.startsWith("'") && formula.test(text.replace(/^'+/, '')) ? text.slice(1) : text
