// Reads an XLSX as a spreadsheet would: values, number formats, bold, by cell.
import { strFromU8, unzipSync } from 'fflate'

interface Cell {
  value: string | number
  /** Number format, as the workbook's styles say it. */
  format: string
  bold: boolean
}
export type Sheet = Map<string, Cell>

const entities = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
])
const unquoted = (xml: string) => xml.replace(/\r\n?/g, '\n').replace(/&(\w+);/g, (_, name) => entities.get(name)!)
/** ECMA-376, ST_Xstring. */
const spoken = (text: string) =>
  text.replace(/_x([0-9a-f]{4})_/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
const all = (xml: string, tag: RegExp) => [...xml.matchAll(tag)]

/** Reads what a spreadsheet would read. */
export function openWorkbook(workbook: Uint8Array) {
  const files = new Map(Object.entries(unzipSync(workbook)).map(([name, bytes]) => [name, strFromU8(bytes)]))
  const strings = all(files.get('xl/sharedStrings.xml')!, /<si><t[^>]*>([^<]*)<\/t><\/si>/g).map((m) =>
    spoken(unquoted(m[1]!)),
  )
  const styles = files.get('xl/styles.xml')!
  const formats = new Map(
    all(styles, /<numFmt numFmtId="(\d+)" formatCode="([^"]*)"/g).map((m) => [m[1]!, unquoted(m[2]!)]),
  )
  const fonts = all(styles.match(/<fonts.*<\/fonts>/s)![0], /<font>.*?<\/font>|<font\/>/gs).map((m) =>
    m[0].includes('<b'),
  )
  const xfs = all(styles.match(/<cellXfs.*<\/cellXfs>/s)![0], /<xf [^>]*>/g).map(([xf]) => ({
    format: formats.get(xf.match(/numFmtId="(\d+)"/)?.[1] ?? '') ?? xf.match(/numFmtId="(\d+)"/)?.[1] ?? '',
    bold: fonts[Number(xf.match(/fontId="(\d+)"/)?.[1] ?? 0)] ?? false,
  }))
  const names = all(files.get('xl/workbook.xml')!, /<sheet [^>]*?name="([^"]*)"/g).map((m) => unquoted(m[1]!))
  const sheets = names.map((_, index): Sheet => {
    const cells = all(files.get(`xl/worksheets/sheet${index + 1}.xml`)!, /<c ([^>]*)><v>([^<]*)<\/v><\/c>/g)
    return new Map(
      cells.map(([, attributes, text]) => {
        const attribute = (name: string) => attributes!.match(new RegExp(`\\b${name}="([^"]*)"`))?.[1]
        const value = attribute('t') === 's' ? strings[Number(text)]! : Number(text)
        return [attribute('r')!, { value, ...xfs[Number(attribute('s') ?? 0)]! }]
      }),
    )
  })
  return { files, names, sheets }
}

/** Values of one column, from the row under its header. */
export function column(sheet: Sheet, header: string) {
  const [at] = [...sheet].find(([, { value }]) => value === header) ?? []
  if (!at) throw new Error(`no column ${header}`)
  const letters = at.replace(/\d+/, '')
  const top = Number(at.replace(/\D+/, ''))
  return [...sheet]
    .filter(([cell]) => cell.replace(/\d+/, '') === letters && Number(cell.replace(/\D+/, '')) > top)
    .map(([, cell]) => cell)
}
export const values = (sheet: Sheet, header: string) => column(sheet, header).map(({ value }) => value)
