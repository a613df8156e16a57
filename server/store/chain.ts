// The lines journals and segments are made of. Each carries a hash over all before it: checksum and evidence in one.
import { hash } from 'node:crypto'
import type { Event } from '../../shared/meeting/event.ts'
import { type Recorded, StoreError } from './store.ts'

/*
 * A file is a header line and record lines, each a JSON object ended by one line feed.
 *   header   {"format":1,"kind":"journal","meeting":"…"}       h₀ = SHA-256(line)
 *   record   {"seq":7,"event":{…},"hash":"hₙ"}                 hₙ = SHA-256(hₙ₋₁ + line without `,"hash":"hₙ"`)
 * Hashes are written, and hashed on, as 64 lower-case hexadecimal digits; lines are hashed as their UTF-8 bytes,
 * without the line feed.
 */

export type Header =
  | { format: 1; kind: 'journal'; meeting: string }
  /** `after`: hash of the journal's last record when the segment was begun. */
  | { format: 1; kind: 'segment'; meeting: string; round: string; after: string }

/** A record as it is in the file; of a `round-closed` the box is kept elsewhere. */
interface Link extends Recorded {
  hash: string
}

export interface Chain {
  /** Null where not even the header is whole. */
  header: Header | null
  links: Link[]
  /** Hash of the last line; empty where there is no header. */
  hash: string
  /** Bytes up to the end of the last whole line, its line feed included. */
  length: number
  /** What follows `length` was never written to its end; nobody has been told it was. */
  torn: boolean
  /** The last record is whole but for its line feed. */
  unended: boolean
}

const LINE_FEED = 10
const BRACE = 125
/** Length of a hash as it is written. */
const HASH = 64
/** Length of `,"hash":"…"}`. */
const TAIL = HASH + 11

export const sha256 = (text: string | Buffer) => hash('sha256', text)

export const headerLine = (header: Header) => JSON.stringify(header)

/** Record lines that go on from a hash, and the hash of the last. */
export function link(
  from: string,
  records: readonly { seq: number; event: unknown }[],
): { text: string; hash: string } {
  let text = ''
  let last = from
  for (const { seq, event } of records) {
    const body = JSON.stringify({ seq, event })
    last = sha256(last + body)
    text += `${body.slice(0, -1)},"hash":"${last}"}\n`
  }
  return { text, hash: last }
}

/**
 * Reads and checks a file. A last line without its end is torn off. A line that has its end and does not check was
 * once whole, so it and all after it are not to be trusted: throws `damaged` with file and line. Throws `newer`.
 */
export function readChain(bytes: Buffer, path: string): Chain {
  const chain: Chain = { header: null, links: [], hash: '', length: 0, torn: false, unended: false }
  for (let line = 1; chain.length < bytes.length; line++) {
    const end = bytes.indexOf(LINE_FEED, chain.length)
    if (end < 0) return takeTail(chain, bytes.subarray(chain.length))
    const text = bytes.subarray(chain.length, end)
    if (!(line === 1 ? takeHeader(chain, text, path) : takeLink(chain, text)))
      throw new StoreError('damaged', `${path}:${line}`)
    chain.length = end + 1
  }
  return chain
}

function takeHeader(chain: Chain, line: Buffer, path: string): boolean {
  const header = parse(line) as Header | undefined
  if (typeof header?.format === 'number' && header.format > 1) throw new StoreError('newer', path)
  if (header?.format !== 1) return false
  chain.header = header
  chain.hash = sha256(line)
  return true
}

function takeLink(chain: Chain, line: Buffer): boolean {
  if (line.length < TAIL) return false
  const hashed = Buffer.allocUnsafe(HASH + line.length - TAIL + 1)
  hashed.write(chain.hash, 'latin1')
  line.copy(hashed, HASH, 0, line.length - TAIL)
  hashed[hashed.length - 1] = BRACE
  const own = sha256(hashed)
  if (line.toString('latin1', line.length - TAIL) !== `,"hash":"${own}"}`) return false
  const { seq, event } = parse(line) as { seq: number; event: Event }
  chain.links.push({ seq, event, hash: own })
  chain.hash = own
  return true
}

/** A whole record stays even if its line feed is missing or spoiled: it may have been acknowledged. */
function takeTail(chain: Chain, tail: Buffer): Chain {
  const whole = [tail, tail.subarray(0, -1)].find((line) => chain.header && takeLink(chain, line))
  if (whole) chain.length += whole.length + 1
  chain.unended = whole !== undefined
  chain.torn = !whole
  return chain
}

function parse(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString())
  } catch {
    return undefined
  }
}
