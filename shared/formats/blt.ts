// BLT, the files of OpenSTV and its kin: candidates and seats, withdrawals, ballots, names, a title.
import { decimal, type Rational, rational } from '../counting/rational.ts'
import { refuse } from './lines.ts'
import { seen } from './reading.ts'

export interface Blt {
  seats: number
  /** Names in the order of their numbers. */
  candidates: string[]
  /** Places in `candidates`, from 0. */
  withdrawn: number[]
  /** An order for ties, as places in `candidates`: the first one named is the first to go. */
  tie: number[] | null
  /** `ranks` hold places in `candidates`; an empty one was skipped. */
  ballots: { weight: Rational; ranks: number[][] }[]
  title: string
}

interface Token {
  kind: 'word' | 'quoted' | 'option'
  text: string
  line: number
}

/** Reads a file. Refuses `invalid` with the line. */
export function parseBlt(text: string): Blt {
  const tokens = new Tokens(text)
  const count = tokens.whole(1, 10_000)
  const seats = tokens.whole(1, 10_000)
  const withdrawn = new Set<number>()
  let tie: number[] | null = null
  for (;;) {
    const token = tokens.peek()
    if (token?.kind === 'option') {
      const [name, ...rest] = tokens.take().text.split(/[\s,]+/)
      const listed = rest.map((number) => placeOf({ ...token, text: number }, count))
      if (name === 'tie') tie = listed
      else if (name === 'withdrawn') for (const place of listed) withdrawn.add(place)
      else throw refuse(token.line, { expected: { what: 'one-of', of: ['tie', 'withdrawn'] }, got: seen(token.text) })
    } else if (token?.kind === 'word' && /^-\d/.test(token.text)) {
      tokens.take()
      withdrawn.add(placeOf({ ...token, text: token.text.slice(1) }, count))
    } else break
  }
  const ballots: Blt['ballots'] = []
  for (;;) {
    const token = tokens.take('word')
    if (/^0+$/.test(token.text)) break
    const weight = /^\d+(\.\d+)?$/.test(token.text) ? rational(token.text) : null
    if (!weight || weight.n === 0n) throw refuse(token.line, { expected: { what: 'number' }, got: seen(token.text) })
    ballots.push({ weight, ranks: ranks(tokens, count) })
  }
  const names = Array.from({ length: count }, () => tokens.take('quoted'))
  const known = new Set<string>()
  for (const { text, line } of names) {
    if (text === '') throw refuse(line, { expected: { what: 'not-blank' } })
    if (known.has(text)) throw refuse(line, { expected: { what: 'different' }, got: seen(text) })
    known.add(text)
  }
  const title = tokens.peek() ? tokens.take('quoted').text : ''
  const more = tokens.peek()
  if (more) throw refuse(more.line, { got: seen(more.text) })
  return { seats, candidates: names.map(({ text }) => text), withdrawn: [...withdrawn], tie, ballots, title }
}

/** The ranks of one ballot up to its 0: `=` puts the next candidate beside the last, `-` leaves a rank out. */
function ranks(tokens: Tokens, count: number): number[][] {
  const found: number[][] = []
  let joined = false
  for (;;) {
    const token = tokens.take('word')
    const ends = /^0+$/.test(token.text)
    const apart = ends || token.text === '-' || token.text === '='
    if (joined && apart) throw refuse(token.line, { expected: { what: 'at-least', limit: 1 }, got: token.text })
    if (ends) return found
    if (token.text === '=') {
      if (!found.at(-1)?.length) throw refuse(token.line, { expected: { what: 'at-least', limit: 1 }, got: '=' })
      joined = true
    } else if (token.text === '-') found.push([])
    else {
      const place = placeOf(token, count)
      if (joined) found.at(-1)!.push(place)
      else found.push([place])
      joined = false
    }
  }
}

function placeOf({ text, line }: Token, count: number): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : 0
  if (number < 1) throw refuse(line, { expected: { what: 'at-least', limit: 1 }, got: seen(text) })
  if (number > count) throw refuse(line, { expected: { what: 'at-most', limit: count }, got: seen(text) })
  return number - 1
}

/** Words, `=`, `"names"` and `[options]`; what follows a # outside of them is a comment. */
class Tokens {
  readonly #tokens: Token[] = []
  #next = 0
  #last = 1

  constructor(file: string) {
    const text = file.replace(/^\uFEFF/, '')
    const pattern = /\r\n|\n|\r|[^\S\r\n]+|#[^\r\n]*|"([^"\r\n]*)"|\[([^\]\r\n]*)\]|=|[^\s"[\]=#]+/y
    for (let line = 1; pattern.lastIndex < text.length; ) {
      const at = pattern.lastIndex
      const match = pattern.exec(text)
      this.#last = line
      if (!match) throw refuse(line, { got: seen(text.slice(at, at + 30)) })
      const [all, quoted, option] = match
      if (quoted !== undefined) this.#tokens.push({ kind: 'quoted', text: quoted.trim(), line })
      else if (option !== undefined) this.#tokens.push({ kind: 'option', text: option.trim(), line })
      else if (/^[\r\n]/.test(all)) line++
      else if (/^[^\s#]/.test(all)) this.#tokens.push({ kind: 'word', text: all, line })
    }
  }

  peek = (): Token | undefined => this.#tokens[this.#next]

  take(kind?: Token['kind']): Token {
    const token = this.peek()
    if (!token) throw refuse(this.#last, { expected: { what: 'present' } })
    if (kind && token.kind !== kind)
      throw refuse(token.line, { expected: { what: kind === 'quoted' ? 'text' : 'number' }, got: seen(token.text) })
    this.#next++
    return token
  }

  whole(least: number, most: number): number {
    const { text, line } = this.take('word')
    const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
    if (!(number >= least)) throw refuse(line, { expected: { what: 'at-least', limit: least }, got: seen(text) })
    if (number > most) throw refuse(line, { expected: { what: 'at-most', limit: most }, got: seen(text) })
    return number
  }
}

/** Writes a file: `parseBlt(writeBlt(b))` equals `b`. */
export function writeBlt({ seats, candidates, withdrawn, tie, ballots, title }: Blt): string {
  const numbers = (places: readonly number[]) => places.map((place) => place + 1)
  const ranked = (rank: readonly number[]) => (rank.length > 0 ? numbers(rank).join('=') : '-')
  return [
    `${candidates.length} ${seats}`,
    ...withdrawn.map((place) => `-${place + 1}`),
    ...(tie ? [`[tie ${numbers(tie).join(' ')}]`] : []),
    ...ballots.map(({ weight, ranks }) => [decimalText(weight), ...ranks.map(ranked), 0].join(' ')),
    '0',
    ...[...candidates, title].map((text) => `"${text}"`),
    '',
  ].join('\n')
}

/** Weights are read from decimals, so they can be written as decimals. */
const decimalText = (weight: Rational) => String(decimal(weight, String(weight.d).length))
