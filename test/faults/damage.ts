// Files cut short or with a bit flipped: what a store makes of them, and whether it says so.
import { isDeepStrictEqual } from 'node:util'
import type { Random } from '../../server/rehearsal/moment.ts'
import { fileStore } from '../../server/store/file.ts'
import { type Recorded, type Store, StoreError } from '../../server/store/store.ts'
import { isSegmentEvent } from '../../shared/meeting/event.ts'
import { Clerk, openMeeting, plant } from '../unit/store-script.ts'
import { TestDisk } from './failing-disk.ts'

const MEETING = 'meeting-1'
const LINE_FEED = 10

/** A store in a folder on a disk in memory; `said` is what it logged since it was last emptied. */
async function opened(folder: string) {
  const disk = new TestDisk()
  const said: string[] = []
  return { disk, said, store: await fileStore(folder, { disk, log: (message) => said.push(message) }) }
}

export interface Cuts {
  tried: number
  wrongs: string[]
}

/**
 * Cuts a journal, or the segment of an open round, of so many records at every `step`-th byte. What is loaded must be
 * the records that were whole, exactly; what is left of the file their bytes; and a cut within a record is told.
 */
export async function cutEverywhere(
  folder: string,
  what: 'journal' | 'segment',
  count: number,
  { step, from = 0 }: { step: number; from?: number },
): Promise<Cuts> {
  const { disk, said, store } = await opened(folder)
  const { batches } = what === 'journal' ? shown(count) : voted(count)
  for (const batch of batches) await store.append(MEETING, batch)
  const whole = disk.left('everything')
  const path = whole.paths().find((path) => path.endsWith(`.${what}`))!
  const bytes = whole.get(path)
  const all = await store.load(MEETING)
  const inFile = all.map(({ event }) => what === 'journal' || isSegmentEvent(event))
  const texts = all.map((record) => JSON.stringify(record))
  const ends = lineEnds(bytes)
  const wrongs: string[] = []
  let [tried, lines] = [0, 0]
  for (let cut = from; cut <= bytes.length; cut += step) {
    // A record counts without its line feed too.
    while (lines < ends.length && ends[lines]! - 1 <= cut) lines += 1
    // A header has to be whole, line feed and all.
    const kept = lines === 1 && ends[0]! > cut ? 0 : lines
    disk.become(whole)
    disk.put(path, bytes.subarray(0, cut))
    said.length = 0
    const loaded = await store.load(MEETING)
    let left = Math.max(kept - 1, 0)
    const expected = texts.filter((_, n) => !inFile[n] || left-- > 0)
    const same = loaded.length === expected.length && loaded.every((one, n) => JSON.stringify(one) === expected[n])
    const length = kept === 0 ? 0 : ends[kept - 1]!
    // A segment without a whole record is none, and goes.
    const none = what === 'segment' && kept < 2
    const mended = none ? !disk.paths().includes(path) : disk.get(path).equals(bytes.subarray(0, length))
    const told = none || said.some((line) => line.includes(path)) === cut > length
    if (!same || !mended || !told)
      wrongs.push(`${what} cut at ${cut}: ${loaded.length} of ${expected.length}, mended ${mended}, told ${told}`)
    tried += 1
  }
  await store.close()
  return { tried, wrongs }
}

/** A meeting whose journal has so many records. */
function shown(count: number): { batches: Recorded[][] } {
  const { batches } = new Clerk().done()
  const more = Array.from({ length: count - 1 }, (_, n): Recorded => {
    return { seq: n + 2, event: { type: 'item-shown', item: null } }
  })
  return { batches: [...batches, more] }
}

/** A meeting with an open round in which so many ballots were cast, changes included. */
function voted(count: number): Clerk {
  const clerk = new Clerk().command('add-item', { id: 'plant', item: plant }).command('open', { item: 'plant' }).done()
  for (let n = 0; n < count - 1; n++) clerk.vote(`voter-${n % 50}`, 'ABC'[n % 3])
  return clerk.done()
}

function lineEnds(bytes: Buffer): number[] {
  const ends: number[] = []
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) ends.push(at + 1)
  return ends
}

export interface Flips {
  /** Refused, with the file and where it has them the line named. */
  found: number
  /** Read as if nothing had happened: it did not matter, or the other copy was used. */
  harmless: number
  wrongs: string[]
}

/** Flips one random bit of one random file, so many times: journal, segment, both copies of the boxes, house. */
export async function flipBits(folder: string, times: number, random: Random): Promise<Flips> {
  const { disk, said, store } = await opened(folder)
  const clerk = openMeeting()
  for (const batch of clerk.batches) await store.append(MEETING, batch)
  const keys = { moderator: 'mk', projector: 'pk', kiosk: 'kk', scrutineer: 'sk', source: null }
  await store.saveHouse({ format: 1, organizer: 'organizer-key', address: null, meetings: { [MEETING]: keys } })
  const whole = disk.left('everything')
  const expected = await readAll(store)
  const flips: Flips = { found: 0, harmless: 0, wrongs: [] }
  const below = (limit: number) => Math.floor(random() * limit)
  for (let flip = 0; flip < times; flip++) {
    const path = whole.paths()[below(whole.paths().length)]!
    const bytes = whole.get(path)
    const at = below(bytes.length)
    const bit = below(8)
    bytes[at]! ^= 1 << bit
    disk.become(whole)
    disk.put(path, bytes)
    said.length = 0
    const read = await readAll(store).catch((error: unknown) => error)
    const wrong = read instanceof StoreError ? misnamed(read, path, whole.get(path), at) : differs(read, expected)
    if (wrong) flips.wrongs.push(`bit ${bit} of byte ${at} of ${path}: ${wrong}`)
    else flips[read instanceof StoreError ? 'found' : 'harmless'] += 1
  }
  await store.close()
  return flips
}

async function readAll(store: Store) {
  const [meetings, house] = [await store.list(), await store.house()]
  const { format, organizer, address, meetings: keys } = house!
  return { meetings, house: { format, organizer, address, keys }, records: await store.load(MEETING) }
}

const differs = (read: unknown, expected: unknown) =>
  isDeepStrictEqual(read, expected) ? null : read instanceof Error ? String(read.stack) : 'silently something else'

/** A chain of lines breaks at the line itself, or at the next where two became one. */
function misnamed({ problem, where }: StoreError, path: string, bytes: Buffer, at: number): string | null {
  const said = `refused as ${problem} at ${where}`
  if (problem !== 'damaged' && problem !== 'newer') return said
  const [file, line] = /:(\d+)$/.test(where) ? [where.replace(/:\d+$/, ''), Number(where.split(':').at(-1))] : [where]
  if (file !== path) return said
  const right = lineEnds(bytes).filter((end) => end <= at).length + 1
  return line === undefined || line === right || line === right + 1 ? null : `${said}, not line ${right}`
}
