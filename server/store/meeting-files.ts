// One meeting on disk: its journal, the segment of an open round, its sealed boxes, and the order they are written in.
import { join } from 'node:path'
import { boxesIn, closedIn, journalRecords, segmentRecords, withBox } from './batch.ts'
import type { Chain, Header } from './chain.ts'
import { type Addition, ChainFile } from './chain-file.ts'
import { type Disk, reported, storeError } from './disk.ts'
import { emptyLedger, note, sealed } from './ledger.ts'
import { journalName, readSegmentName, segmentName } from './names.ts'
import { type Reading, readMeeting } from './reading.ts'
import { remains } from './remains.ts'
import { destroy } from './segment.ts'
import { Snapshot } from './snapshot.ts'
import type { Recorded, StoreError } from './store.ts'

/** Lines ready for one file; of a segment also the round. */
interface Writing {
  file: ChainFile
  addition: Addition
  round?: string
}

const nothing = { length: 0, hash: '' }

export class MeetingFiles {
  readonly #id: string
  readonly #disk: Disk
  readonly #folder: string
  readonly #log: (message: string) => void
  readonly #snapshot: Snapshot
  #journal: ChainFile
  /** Of open rounds, by round. */
  #segments = new Map<string, ChainFile>()
  #ledger
  #loaded = false
  /** The device reported an error: nothing it says it wrote is believed any more, and every batch meets this. */
  #failed: StoreError | null = null
  /** Files of a refused batch that could not be cut back yet to what counts. */
  #uncut: readonly ChainFile[] = []
  /** A sealed segment or a superseded box may still be on disk. */
  #unswept = false

  constructor(id: string, disk: Disk, folder: string, log: (message: string) => void) {
    this.#id = id
    this.#disk = disk
    this.#folder = folder
    this.#log = log
    this.#snapshot = new Snapshot(disk, folder, id, log)
    this.#journal = this.#journalFrom(nothing)
    this.#ledger = emptyLedger(id)
  }

  /**
   * Boxes are on disk before the journal says they are sealed, the journal before the segments that build on it, and
   * all of it before a sealed segment is destroyed. Cut at any point, a round is open with all its ballots, or sealed.
   */
  async append(batch: readonly Recorded[]): Promise<void> {
    if (this.#failed) throw this.#failed
    if (!this.#loaded) await this.load()
    await this.#cut()
    if (this.#unswept) await this.#sweep()
    const boxes = boxesIn(batch)
    const writings = this.#prepare(batch)
    try {
      if (boxes.size > 0) await this.#snapshot.add(this.#ledger.label, boxes)
      for (const { file, addition } of writings) await file.write(addition)
    } catch (error) {
      throw await this.#takeBack(writings, error)
    }
    for (const record of batch) note(this.#ledger, record)
    const closed = closedIn(batch)
    for (const round of closed) await this.#letGo(round)
    for (const { file, addition, round } of writings) {
      file.keep(addition)
      if (round !== undefined) this.#segments.set(round, file)
    }
    if (closed.size === 0) return
    this.#snapshot.keep(sealed(this.#ledger), boxes)
    await this.#sweep()
  }

  load(): Promise<Recorded[]> {
    return reported(this.#journal.path, () => this.#load())
  }

  async #load(): Promise<Recorded[]> {
    // After a failure, or before a refused batch is cut off, only what was kept counts, whatever else can be read.
    const files = [this.#journal, ...this.#segments.values()]
    const certain = !this.#failed && this.#uncut.length === 0
    const limits = certain ? undefined : new Map(files.map(({ path, length }) => [path, length]))
    await this.close()
    const reading = await readMeeting(this.#disk, this.#folder, this.#id, limits)
    await this.#snapshot.read(reading.ledger)
    this.#ledger = reading.ledger
    this.#journal = this.#journalFrom(reading.journal)
    this.#segments = new Map(
      reading.segments.map(({ path, round, chain }) => [round, new ChainFile(this.#disk, path, chain.header!, chain)]),
    )
    if (!limits) await this.#mend(reading)
    this.#loaded = true
    await this.#sweep()
    return this.#together(reading)
  }

  async close(): Promise<void> {
    this.#loaded = false
    for (const file of [this.#journal, ...this.#segments.values()]) await file.close()
  }

  /** The lines of a batch, the journal's first. Ballots that the batch itself seals are in its box alone. */
  #prepare(batch: readonly Recorded[]): Writing[] {
    const lasting = journalRecords(batch)
    const writings: Writing[] = []
    if (lasting.length > 0) writings.push({ file: this.#journal, addition: this.#journal.prepare(lasting) })
    const after = writings[0]?.addition.hash ?? this.#journal.hash
    const closed = closedIn(batch)
    for (const [round, records] of segmentRecords(batch)) {
      const open = closed.has(round) ? undefined : this.#segments.get(round)
      const file = open ?? this.#begin(round, records[0]!.seq, after)
      writings.push({ file, addition: file.prepare(records), round })
    }
    return writings
  }

  /** Cuts off all that was written of a batch, now or, where the disk takes no change at all, before the next one. */
  async #takeBack(writings: readonly Writing[], error: unknown): Promise<StoreError> {
    // The segments first, as they build on the journal.
    this.#uncut = writings.map(({ file }) => file).toReversed()
    const reason = storeError(error, this.#journal.path)
    await this.#cut().catch(() => {})
    if (reason.problem === 'failed') this.#failed ??= reason
    return this.#failed ?? reason
  }

  async #cut(): Promise<void> {
    try {
      for (const file of this.#uncut) await file.cut()
      this.#uncut = []
    } catch (error) {
      const reason = storeError(error, this.#journal.path)
      if (reason.problem === 'failed') this.#failed = reason
      throw reason
    }
  }

  /** Destroys what closes have sealed. The close counts already: what fails here is done at the next opportunity. */
  async #sweep(): Promise<void> {
    try {
      const open = new Set([...this.#segments.values()].map(({ path }) => path))
      const names = (await this.#disk.readdir(this.#folder)).filter((name) => {
        const segment = readSegmentName(name)
        return segment?.meeting === this.#id && !open.has(join(this.#folder, segment.of))
      })
      for (const name of names) await destroy(this.#disk, join(this.#folder, name))
      if (names.length > 0) await this.#disk.syncFolder(this.#folder)
      await this.#snapshot.tidy(this.#ledger.label)
      this.#unswept = false
    } catch (error) {
      this.#unswept = true
      this.#log(`meeting ${this.#id}: sealed ballots could not be destroyed yet: ${error}`)
    }
  }

  async #mend({ journal, segments }: Reading): Promise<void> {
    const files = [
      { file: this.#journal, chain: journal },
      ...segments.map(({ round, chain }) => ({ file: this.#segments.get(round)!, chain })),
    ]
    for (const { file, chain } of files) {
      if (chain.torn) this.#log(`${file.path}: cut off a record that was never finished`)
      await file.mend(chain)
    }
  }

  #together({ journal, segments }: Reading): Recorded[] {
    const links = [journal, ...segments.map(({ chain }) => chain)].flatMap((chain) => chain.links)
    const records = links.sort((a, b) => a.seq - b.seq).map((record) => withBox(record, this.#snapshot.boxes))
    return remains(records)
  }

  async #letGo(round: string): Promise<void> {
    await this.#segments.get(round)?.close()
    this.#segments.delete(round)
  }

  #journalFrom(read: Pick<Chain, 'length' | 'hash'>): ChainFile {
    const header: Header = { format: 1, kind: 'journal', meeting: this.#id }
    return new ChainFile(this.#disk, join(this.#folder, journalName(this.#id)), header, read)
  }

  #begin(round: string, seq: number, after: string): ChainFile {
    const header: Header = { format: 1, kind: 'segment', meeting: this.#id, round, after }
    return new ChainFile(this.#disk, join(this.#folder, segmentName(this.#id, round, seq)), header, nothing)
  }
}
