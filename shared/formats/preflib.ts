// PrefLib's .soc .soi .toc .toi, read and written: strict or tied, complete or incomplete orders (preflib.github.io).
import { type Line, linesOf, refuse } from './lines.ts'
import { seen } from './reading.ts'

export const preflibTypes = ['soc', 'soi', 'toc', 'toi'] as const
export type PreflibType = (typeof preflibTypes)[number]

export interface Preflib {
  type: PreflibType
  /** What the head says beside type, counts and names, in the order of the file. */
  metadata: Map<string, string>
  /** Names; alternative 1 is the first. */
  alternatives: string[]
  /** `ranks` hold places in `alternatives`, from 0; an empty one was skipped. */
  orders: { count: number; ranks: number[][] }[]
  /** Counts the head does not state, so that nothing could be checked against them. */
  unstated: string[]
}

/** A head: values and lines by key. */
type Head = Map<string, { value: string; line: number }>

/** More is a damaged number. */
const MOST_ALTERNATIVES = 10_000

const counts = ['NUMBER ALTERNATIVES', 'NUMBER VOTERS', 'NUMBER UNIQUE ORDERS']
const ofName = /^ALTERNATIVE NAME (\d{1,9})$/
const ours = (key: string) => counts.includes(key) || key === 'DATA TYPE' || ofName.test(key)

/** Reads a file; `type` is what its name says, for a head that does not. Refuses `invalid` with the line. */
export function parsePreflib(text: string, type: PreflibType): Preflib {
  const { head, rows } = split(linesOf(text))
  const kind = typeOf(head, type)
  const alternatives = namesOf(head)
  const orders = rows.map((row) => order(row, kind, alternatives.length))
  const voters = orders.reduce((sum, { count }) => sum + count, 0)
  agree(head, 'NUMBER UNIQUE ORDERS', orders.length)
  agree(head, 'NUMBER VOTERS', voters)
  return {
    type: kind,
    metadata: new Map([...head].filter(([key]) => !ours(key)).map(([key, { value }]) => [key, value])),
    alternatives,
    orders,
    unstated: counts.filter((key) => !head.has(key)),
  }
}

/** The head, then the orders: a line of the head among the orders is out of its place. */
function split(all: Line[]): { head: Head; rows: Line[] } {
  const head: Head = new Map()
  const rows: Line[] = []
  for (const { line, text } of all) {
    if (text === '') continue
    if (!text.startsWith('#')) {
      rows.push({ line, text })
      continue
    }
    const [, key, value] = /^#\s*([^:]+?)\s*:\s*(.*)$/.exec(text) ?? []
    if (key === undefined || value === undefined || rows.length > 0) throw refuse(line, { got: seen(text) })
    if (head.has(key)) throw refuse(line, { field: key, expected: { what: 'different' }, got: seen(text) })
    head.set(key, { value, line })
  }
  return { head, rows }
}

function typeOf(head: Head, type: PreflibType): PreflibType {
  const said = head.get('DATA TYPE')
  const found = preflibTypes.find((one) => one === (said ? said.value.toLowerCase() : type))
  if (!found)
    throw refuse(said!.line, {
      field: 'DATA TYPE',
      expected: { what: 'one-of', of: preflibTypes },
      got: seen(said!.value),
    })
  return found
}

/** A count the head states. */
function stated(head: Head, key: string): number | null {
  const said = head.get(key)
  if (!said) return null
  if (!/^\d{1,15}$/.test(said.value))
    throw refuse(said.line, { field: key, expected: { what: 'whole' }, got: seen(said.value) })
  return Number(said.value)
}

function agree(head: Head, key: string, found: number) {
  const says = stated(head, key)
  if (says !== null && says !== found)
    throw refuse(head.get(key)!.line, {
      field: key,
      expected: { what: 'exactly', limit: found },
      got: String(says),
    })
}

/** Names by their numbers; where the head has none, the numbers are the names. */
function namesOf(head: Head): string[] {
  const named = [...head].filter(([key]) => ofName.test(key))
  const count = stated(head, 'NUMBER ALTERNATIVES') ?? named.length
  if (count > MOST_ALTERNATIVES)
    throw refuse(head.get('NUMBER ALTERNATIVES')?.line ?? 1, {
      field: 'NUMBER ALTERNATIVES',
      expected: { what: 'at-most', limit: MOST_ALTERNATIVES },
      got: String(count),
    })
  const known = new Set<string>()
  for (const [key, { value, line }] of named) {
    const number = Number(ofName.exec(key)![1])
    if (number < 1 || number > count)
      throw refuse(line, { field: key, expected: { what: 'at-most', limit: count }, got: String(number) })
    if (value === '') throw refuse(line, { field: key, expected: { what: 'not-blank' } })
    if (known.has(value)) throw refuse(line, { field: key, expected: { what: 'different' }, got: seen(value) })
    known.add(value)
  }
  return Array.from({ length: count }, (_, index) => {
    const key = `ALTERNATIVE NAME ${index + 1}`
    if (named.length === 0) return String(index + 1)
    const name = head.get(key)
    if (!name) throw refuse(head.get('NUMBER ALTERNATIVES')!.line, { field: key, expected: { what: 'present' } })
    return name.value
  })
}

/** `3: 1,{2,4},5`: how many cast it, then the ranks. An alternative stands once; a complete order has them all. */
function order({ line, text }: Line, type: PreflibType, alternatives: number): Preflib['orders'][number] {
  const [, count, rest = ''] = /^(\d{1,12})\s*:\s*(.*)$/.exec(text) ?? []
  if (!Number(count)) throw refuse(line, { expected: { what: 'at-least', limit: 1 }, got: seen(text) })
  const ranks: number[][] = []
  const next = /(?:\{([^{}]*)\}|(\d+))\s*(,|$)\s*/y
  while (next.lastIndex < rest.length) {
    const at = next.lastIndex
    const [, tied, one, comma] = next.exec(rest) ?? []
    if (comma === undefined || (comma === ',' && next.lastIndex === rest.length))
      throw refuse(line, { expected: { what: 'list' }, got: seen(rest.slice(at)) })
    const written = one ?? tied ?? ''
    ranks.push(
      written.trim() === '' ? [] : written.split(',').map((number) => place(number.trim(), line, alternatives)),
    )
  }
  const listed = ranks.flat()
  if (new Set(listed).size < listed.length) throw refuse(line, { expected: { what: 'different' }, got: seen(rest) })
  if (type.startsWith('s') && ranks.some((rank) => rank.length > 1))
    throw refuse(line, { field: 'DATA TYPE', expected: { what: 'one-of', of: ['toc', 'toi'] }, got: type })
  if (type.endsWith('c') && listed.length < alternatives)
    throw refuse(line, { expected: { what: 'longer', limit: alternatives }, got: seen(rest) })
  return { count: Number(count), ranks }
}

function place(number: string, line: number, alternatives: number): number {
  const value = /^\d{1,9}$/.test(number) ? Number(number) : 0
  if (value < 1) throw refuse(line, { expected: { what: 'at-least', limit: 1 }, got: seen(number) })
  if (value > alternatives)
    throw refuse(line, { expected: { what: 'at-most', limit: alternatives }, got: seen(number) })
  return value - 1
}

/** Writes a file with every key the format asks for: `parsePreflib(writePreflib(p))` counts as `p` does. */
export function writePreflib({ type, metadata, alternatives, orders }: Preflib): string {
  const said = new Map([
    ...['FILE NAME', 'TITLE', 'DESCRIPTION'].map((key): [string, string] => [key, '']),
    ['DATA TYPE', type],
    ['MODIFICATION TYPE', 'original'],
    ...['RELATES TO', 'RELATED FILES', 'PUBLICATION DATE', 'MODIFICATION DATE'].map((key): [string, string] => [
      key,
      '',
    ]),
    ...metadata,
    ['NUMBER ALTERNATIVES', String(alternatives.length)],
    ['NUMBER VOTERS', String(orders.reduce((sum, { count }) => sum + count, 0))],
    ['NUMBER UNIQUE ORDERS', String(orders.length)],
    ...alternatives.map((name, index): [string, string] => [`ALTERNATIVE NAME ${index + 1}`, name]),
  ])
  const head = [...said].map(([key, value]) => `# ${key}: ${oneLine(value)}`)
  return `${[...head, ...orders.map(({ count, ranks }) => `${count}: ${ranks.map(rankText).join(',')}`)].join('\n')}\n`
}

const oneLine = (value: string) => value.replace(/\s+/g, ' ').trim()

const rankText = (rank: readonly number[]) =>
  rank.length === 1 ? String(rank[0]! + 1) : `{${rank.map((index) => index + 1).join(',')}}`
