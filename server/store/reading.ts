// Reads a meeting's journal and the segments that belong to it, and tells apart what was torn from what was damaged.
import { join } from 'node:path'
import { type Chain, type Header, readChain } from './chain.ts'
import { type Disk, PRIVATE, readIfThere, writeAll } from './disk.ts'
import { emptyLedger, type Ledger, note } from './ledger.ts'
import { journalName, readSegmentName } from './names.ts'
import { StoreError } from './store.ts'

export interface Reading {
  journal: Chain
  ledger: Ledger
  /** Of openings that no close has sealed, in order. */
  segments: { path: string; round: string; chain: Chain }[]
}

/** How much of each file counts; what is not named here does not. Undefined: all of every file. */
export type Limits = ReadonlyMap<string, number> | undefined

/** Throws `damaged` with file and line, having kept a copy of the file; and `newer`. */
export async function readMeeting(disk: Disk, folder: string, id: string, limits: Limits): Promise<Reading> {
  const journal = await readFile(disk, join(folder, journalName(id)), { kind: 'journal', meeting: id }, limits)
  const ledger = emptyLedger(id)
  for (const record of journal.links) note(ledger, record)
  const segments = []
  for (const { path, round } of await unsealed(disk, folder, id, ledger)) {
    const chain = await readFile(disk, path, { kind: 'segment', meeting: id, round }, limits)
    if (belongs(chain, journal, path)) segments.push({ path, round, chain })
  }
  return { journal, ledger, segments }
}

async function unsealed(disk: Disk, folder: string, id: string, { closes }: Ledger) {
  return (await disk.readdir(folder))
    .map((name) => ({ name, path: join(folder, name), ...readSegmentName(name) }))
    .flatMap(({ name, path, of, meeting, round = '', seq = 0 }) =>
      of === name && meeting === id ? { path, round, seq } : [],
    )
    .filter(({ round, seq }) => seq > (closes.get(round)?.seq ?? -1))
    .sort((a, b) => a.seq - b.seq)
}

/**
 * A segment builds on a journal record that was on disk before it. Where that record is missing, either the opening
 * was never finished, and nobody has voted; or the journal has lost records that it once had.
 */
function belongs({ header, links }: Chain, journal: Chain, path: string): boolean {
  if (header?.kind !== 'segment' || links.length === 0) return false
  if (header.after === journal.hash || journal.links.some(({ hash }) => hash === header.after)) return true
  if (links.some(({ event }) => event.type === 'cast')) throw new StoreError('damaged', path)
  return false
}

async function readFile(disk: Disk, path: string, expected: Partial<Header>, limits: Limits): Promise<Chain> {
  const whole = (await readIfThere(disk, path)) ?? Buffer.alloc(0)
  try {
    const chain = readChain(limits ? whole.subarray(0, limits.get(path) ?? 0) : whole, path)
    if (chain.header && !fits(chain.header, expected)) throw new StoreError('damaged', `${path}:1`)
    return chain
  } catch (error) {
    const damaged = error instanceof StoreError && error.problem === 'damaged'
    // Where there is no room for a copy the file itself still stays as it is.
    if (damaged) await keepCopy(disk, path, whole).catch(() => {})
    throw error
  }
}

const fits = (header: Header, expected: Partial<Header>) =>
  Object.entries(expected).every(([key, value]) => header[key as keyof Header] === value)

/** Copies a damaged file to `<path>.damaged-<n>`, once however often the damage is met. */
async function keepCopy(disk: Disk, path: string, bytes: Buffer): Promise<void> {
  for (let n = 1; ; n++) {
    const copy = `${path}.damaged-${n}`
    const there = await readIfThere(disk, copy)
    if (there?.equals(bytes)) return
    if (there) continue
    const file = await disk.open(copy, 'w+', PRIVATE)
    try {
      await writeAll(file, bytes, 0)
      return await file.sync()
    } finally {
      await file.close()
    }
  }
}

/** When a meeting was made. Null where its making was never finished; 0 where that can't be read. */
export async function madeAt(disk: Disk, path: string): Promise<number | null> {
  try {
    const { links } = readChain(await disk.readFile(path), path)
    if (!links[0]) return null
    return links[0].event.type === 'meeting-made' ? links[0].event.at : 0
  } catch (error) {
    if (error instanceof StoreError) return 0
    throw error
  }
}
