// A workbook: a summary, and a sheet an item. Text stays text and numbers and times are such, whatever they look like.
import writeXlsx, { type CellObject, type Sheet } from 'write-excel-file/node'
import type { Meeting } from '../../shared/meeting/meeting.ts'
import type { Report, ReportItem } from '../../shared/report.ts'
import type { ExportFormat } from './format.ts'
import { type Cell, type Column, cell, groupRows, type Line, labelOf, lines, reported, type Words } from './table.ts'

/** Columns and their widths, in characters of the workbook's font; a Korean letter takes two. */
type Columns = [Column, width: number][]

const summary: Columns = [
  ['item', 9],
  ['title', 44],
  ['kind', 16],
  ['secrecy', 11],
  ['visibility', 20],
  ['round', 8],
  ['state', 16],
  ['rule', 30],
  ['fingerprint', 13],
  ['head', 18],
  ['outcome', 60],
  ['voted', 10],
  ['present', 9],
  ['eligible', 10],
  ['opened', 20],
  ['closed', 20],
  ['revealed', 20],
  ['reason', 32],
  ['chair', 20],
  ['seed', 26],
  ['identity', 26],
]

const detail: Columns = [
  ['round', 8],
  ['option', 44],
  ['id', 10],
  ['votes', 10],
  ['weight', 10],
  ['share', 11],
  ['base', 16],
  ['of', 12],
  ['value', 9],
  ['state', 16],
  ['outcome', 60],
  ['voted', 10],
  ['present', 9],
  ['opened', 20],
  ['closed', 20],
  ['reason', 32],
]

export const xlsx: ExportFormat = {
  name: 'xlsx',
  type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  extension: 'xlsx',
  write(meeting: Meeting) {
    const { report, words } = reported(meeting)
    const { title, code, joined } = report.meeting
    const about = [
      [bold(words.columns.meeting), typed(title)],
      [bold(words.columns.code), typed(code)],
      [bold(words.columns.identity), typed(words.identity)],
      [bold(words.columns.eligible), typed(joined)],
    ]
    const rounds = report.items.flatMap((item): Line[] =>
      (item.rounds.length ? item.rounds : [null]).map((round) => ({ report, words, item, round, row: null })),
    )
    const first = {
      sheet: words.summary,
      data: [...about, [], ...table(summary, rounds, words)],
      columns: widths(summary),
    }
    const rest = report.items.map((item) => ({
      sheet: sheetName(item),
      data: [
        [bold(item.question.title)],
        [],
        ...table(detail, lines(report, words, item), words),
        ...groups(item, report, words),
        ...names(item, words),
      ],
      columns: widths(detail),
    }))
    const sheets: Sheet<never>[] = [first, ...rest]
    return writeXlsx(sheets).toBuffer()
  },
}

const widths = (columns: Columns) => columns.map(([, width]) => ({ width }))

const table = (columns: Columns, lines: Line[], words: Words) => [
  columns.map(([column]) => bold(words.columns[column])),
  ...lines.map((line) => columns.map(([column]) => typed(cell(column, line), column))),
]

/** Votes by group, under the table of an item that was decided so. */
function groups(item: ReportItem, { meeting }: Report, words: Words) {
  const rows = groupRows(item, meeting)
  if (rows.length === 0) return []
  const { round, option, group, votes, weight } = words.columns
  return [
    [],
    [round, option, group, votes, weight].map(bold),
    ...rows.map((row) => [row.round.number, row.option, row.group, row.votes, row.weight].map((value) => typed(value))),
  ]
}

/** Who chose what, under the table of a named item. */
function names({ rounds }: ReportItem, words: Words) {
  const ballots = rounds.flatMap((round) => (round.counted?.named ?? []).map((ballot) => ({ round, ...ballot })))
  if (ballots.length === 0) return []
  const { round, voter, choice, state } = words.columns
  return [
    [],
    [round, choice, voter, state].map(bold),
    ...ballots.map(({ round, voter, said, chosen }) =>
      [round.number, said ?? chosen.map((id) => labelOf(round, id)).join(', '), voter, words.states[round.state]].map(
        (value) => typed(value),
      ),
    ),
  ]
}

function typed(value: Cell, column?: Column): CellObject | null {
  if (value === null || value === '') return null
  if (typeof value === 'number') return { value, type: Number, ...(column === 'share' && { format: '0.00' }) }
  if (value instanceof Date) return { value, type: Date, format: 'yyyy-mm-dd hh:mm:ss' }
  // '@' keeps it text when somebody edits the cell.
  return { value: written(value), type: String, format: '@' }
}

const bold = (text: string): CellObject => ({ value: written(text), type: String, fontWeight: 'bold' })

/**
 * Text as a workbook spells it (ECMA-376, ST_Xstring): a character XML can't carry is `_xHHHH_`, and so is an
 * underscore that would begin such a thing by accident.
 */
function written(text: string): string {
  const spelt = text
    .replace(/_(?=x[0-9a-f]{4}_)/gi, spell)
    .replace(/(?![\t\n])[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\uFFFD]/gu, spell)
  // The writer keeps its texts as keys of a plain object, where these already stand for something.
  return spelt in {} ? spell(spelt[0]!) + spelt.slice(1) : spelt
}

const spell = (text: string) =>
  text
    .split('')
    .map((unit) => `_x${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .join('')

/** At most 31 units, none of []:*?/\, no apostrophe at an end; the number makes it unique. */
export const sheetName = ({ number, question }: Pick<ReportItem, 'number' | 'question'>) =>
  `${number} ${question.title}`
    .replace(/[[\]:*?/\\\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\uFFFD]+/gu, ' ')
    .slice(0, 31)
    .replace(/[\uD800-\uDBFF]$/, '')
    .replace(/[\s']+$/, '')
