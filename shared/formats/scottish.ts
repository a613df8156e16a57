// The .csv of scot-elex (Scottish council elections): numbers and seats, ballots, candidates with party, the ward.
import { linesOf, refuse } from './lines.ts'
import { seen } from './reading.ts'

export interface Scottish {
  seats: number
  candidates: { name: string; party: string }[]
  /** `order` holds places in `candidates`, from 0. */
  ballots: { count: number; order: number[] }[]
  ward: string
}

/** Reads a file. Refuses `invalid` with the line. */
export function parseScottish(text: string): Scottish {
  const lines = linesOf(text).filter(({ text }) => text !== '')
  const quoted = lines.findIndex(({ text }) => text.startsWith('"'))
  const last = lines.at(-1)?.line ?? 1
  const [first, ...rows] = lines.slice(0, quoted < 0 ? lines.length : quoted)
  if (!first) throw refuse(1, { expected: { what: 'present' } })
  const [count = 0, seats = 0, ...more] = numbers(first.text, first.line)
  if (count < 1 || seats < 1 || more.length > 0)
    throw refuse(first.line, { expected: { what: 'at-least', limit: 1 }, got: seen(first.text) })
  const names = quoted < 0 ? [] : lines.slice(quoted).map(({ text, line }) => ({ cells: cells(text, line), line }))
  const ward = names.length > count ? names.pop()! : null
  if (names.length !== count || !ward)
    throw refuse(names.at(-1)?.line ?? last, {
      expected: { what: names.length > count ? 'shorter' : 'longer', limit: count + 1 },
      got: String(names.length + (ward ? 1 : 0)),
    })
  const known = new Set<string>()
  const candidates = names.map(({ cells: [, name = '', party = ''], line }) => {
    if (name === '') throw refuse(line, { expected: { what: 'not-blank' } })
    if (known.has(name)) throw refuse(line, { expected: { what: 'different' }, got: seen(name) })
    known.add(name)
    return { name, party }
  })
  const ballots = rows.map(({ text, line }) => {
    const [papers = 0, ...order] = numbers(text, line)
    if (papers < 1) throw refuse(line, { expected: { what: 'at-least', limit: 1 }, got: seen(text) })
    for (const place of order)
      if (place < 1 || place > count)
        throw refuse(line, { expected: { what: 'at-most', limit: count }, got: String(place) })
    return { count: papers, order: order.map((place) => place - 1) }
  })
  return { seats, candidates, ballots, ward: ward.cells[0] ?? '' }
}

function numbers(text: string, line: number): number[] {
  if (!/^\d{1,12}(\s*,\s*\d{1,12})*\s*,?$/.test(text))
    throw refuse(line, { expected: { what: 'list' }, got: seen(text) })
  return text
    .split(',')
    .filter((cell) => cell.trim() !== '')
    .map(Number)
}

/** Cells in quotes; a quote inside is doubled. */
function cells(text: string, line: number): string[] {
  if (!/^"(?:[^"]|"")*"(,"(?:[^"]|"")*")*,?$/.test(text))
    throw refuse(line, { expected: { what: 'text' }, got: seen(text) })
  return [...text.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell]) => cell!.replace(/""/g, '"').trim())
}

/** Writes a file: `parseScottish(writeScottish(s))` equals `s`. */
export function writeScottish({ seats, candidates, ballots, ward }: Scottish): string {
  const cell = (text: string) => `"${text.replace(/"/g, '""')}",`
  return [
    `${candidates.length},${seats},`,
    ...ballots.map(({ count, order }) => `${[count, ...order.map((place) => place + 1)].join(',')},`),
    ...candidates.map(({ name, party }, index) => `${cell(`Candidate ${index + 1}`)}${cell(name)}${cell(party)}`),
    cell(ward),
    '',
  ].join('\n')
}
