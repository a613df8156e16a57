// A meeting's sealed boxes, by digest, in two copies. Which of them count only the journal knows.
import { join } from 'node:path'
import type { Box } from '../../shared/meeting/meeting.ts'
import type { Disk } from './disk.ts'
import { openDocument } from './documents.ts'
import { digestOf, type Label, type Ledger, sealed } from './ledger.ts'
import { safe } from './names.ts'
import { StoreError } from './store.ts'

type Boxes = Record<string, Box>

interface SnapshotDocument extends Label {
  format: 1
  boxes: Boxes
}

export class Snapshot {
  /** The boxes that count. */
  boxes = new Map<string, Box>()
  readonly #disk: Disk
  readonly #paths: string[]
  readonly #log: (message: string) => void
  /** On disk, though the journal has never heard of them: a close that was cut short, or a journal that was cut. */
  #strays = new Map<string, Box>()
  /** Whether a copy lacks a box that counts, or has one that no longer does. */
  #untidy = false

  constructor(disk: Disk, folder: string, meeting: string, log: (message: string) => void) {
    this.#disk = disk
    this.#log = log
    this.#paths = [`${safe(meeting)}.json`, `${meeting}.backup.json`].map((name) => join(folder, name))
  }

  /** Finds the boxes that count, in whichever copy has them whole. Throws `damaged` where neither has, and `newer`. */
  async read(ledger: Ledger): Promise<void> {
    const copies: Boxes[] = []
    for (const path of this.#paths) copies.push(await this.#readCopy(path))
    const digests = sealed(ledger)
    this.boxes = new Map()
    for (const digest of digests) {
      const copy = copies.find((copy) => holds(copy, digest))
      if (!copy) throw new StoreError('damaged', this.#paths[0]!)
      this.boxes.set(digest, copy[digest]!)
    }
    const others = copies.flatMap((copy) => Object.entries(copy).filter(([digest]) => !digests.has(digest)))
    this.#strays = new Map(others.filter(([digest]) => !ledger.superseded.has(digest)))
    this.#untidy =
      others.some(([digest]) => ledger.superseded.has(digest)) ||
      copies.some((copy) => [...digests].some((digest) => !holds(copy, digest)))
  }

  /** Puts boxes on disk that will count as soon as the journal says so. */
  async add(label: Label, boxes: ReadonlyMap<string, Box>): Promise<void> {
    await this.#write(label, [...this.boxes, ...boxes])
  }

  /** The journal has spoken: of the boxes there were and those added, these count. */
  keep(digests: ReadonlySet<string>, added: ReadonlyMap<string, Box>): void {
    const all = new Map([...this.boxes, ...added])
    this.boxes = new Map([...all].filter(([digest]) => digests.has(digest)))
    this.#strays = new Map()
    this.#untidy = this.boxes.size < all.size
  }

  /** Takes what no longer counts off the disk, and makes both copies whole. */
  async tidy(label: Label): Promise<void> {
    if (this.#untidy) await this.#write(label, [...this.boxes, ...this.#strays])
    this.#untidy = false
  }

  async #readCopy(path: string): Promise<Boxes> {
    try {
      const copy = openDocument<SnapshotDocument | null>(this.#disk, path, null)
      await copy.read()
      return copy.data?.boxes ?? {}
    } catch (error) {
      if (!(error instanceof StoreError) || error.problem !== 'damaged') throw error
      this.#log(`${error.where} is damaged; the other copy is used`)
      return {}
    }
  }

  async #write(label: Label, boxes: [string, Box][]): Promise<void> {
    const document: SnapshotDocument = { format: 1, ...label, boxes: Object.fromEntries(boxes) }
    for (const path of this.#paths) await openDocument(this.#disk, path, document).write()
  }
}

function holds(boxes: Boxes, digest: string): boolean {
  return Object.hasOwn(boxes, digest) && digestOf(boxes[digest]!) === digest
}
