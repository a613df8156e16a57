// A journal or segment kept open for appending: what was written counts when it is on disk, or is cut off again.
import { dirname } from 'node:path'
import { type Chain, type Header, headerLine, link, sha256 } from './chain.ts'
import { type Disk, type DiskFile, PRIVATE, unlinkIfThere, writeAll } from './disk.ts'
import { StoreError } from './store.ts'

/** Lines ready to be written. */
export interface Addition {
  bytes: Buffer
  hash: string
}

export class ChainFile {
  readonly path: string
  /** Bytes that count. A batch in the making lies behind them. */
  length: number
  /** Hash of the last line that counts. */
  hash: string
  readonly #disk: Disk
  readonly #header: string
  #file: DiskFile | null = null
  #touched = false

  /** Goes on from what was read, or begins a new file. */
  constructor(disk: Disk, path: string, header: Header, { length, hash }: Pick<Chain, 'length' | 'hash'>) {
    this.path = path
    this.#disk = disk
    this.#header = headerLine(header)
    this.length = length
    this.hash = length === 0 ? sha256(this.#header) : hash
  }

  /** The lines for some records. Touches nothing: records that can't be written fail here. */
  prepare(records: readonly { seq: number; event: unknown }[]): Addition {
    const { text, hash } = link(this.hash, records)
    return { bytes: Buffer.from(this.length === 0 ? `${this.#header}\n${text}` : text), hash }
  }

  /** Puts lines on disk with one write and one sync. They count from `keep` on; until then `cut` takes them back. */
  async write({ bytes }: Addition): Promise<void> {
    const file = await this.#open()
    this.#touched = true
    await writeAll(file, bytes, this.length)
    const synced = file.datasync()
    // Looked at meanwhile: while many vote each wait for the disk's threads is a wait for all of them.
    const stat = file.stat()
    stat.catch(() => {})
    await synced
    const { size, nlink } = await stat
    // Neither ends by itself: whatever is there now, it is not the record.
    if (nlink === 0) throw new StoreError('failed', this.path, new Error('it has been deleted'))
    if (size !== this.length + bytes.length)
      throw new StoreError('failed', this.path, new Error('it was changed by someone else'))
    if (this.length === 0) await this.#disk.syncFolder(dirname(this.path))
  }

  keep({ bytes, hash }: Addition): void {
    this.length += bytes.length
    this.hash = hash
    this.#touched = false
  }

  /** Cuts off whatever lies behind what counts; a file in which nothing counts is removed. */
  async cut(): Promise<void> {
    if (!this.#touched) return
    const file = await this.#open()
    await file.truncate(this.length)
    await file.sync()
    if (this.length === 0) {
      await this.close()
      await unlinkIfThere(this.#disk, this.path)
    }
    this.#touched = false
  }

  /** Makes the file say what was read of it: a torn tail goes, a missing line feed comes. */
  async mend({ torn, unended }: Pick<Chain, 'torn' | 'unended'>): Promise<void> {
    if (!torn && !unended) return
    const file = await this.#open()
    if (unended) await writeAll(file, Buffer.from('\n'), this.length - 1)
    await file.truncate(this.length)
    await file.sync()
  }

  async close(): Promise<void> {
    const file = this.#file
    this.#file = null
    // What counts has been synced; nothing a close could still report would change that.
    await file?.close().catch(() => {})
  }

  async #open(): Promise<DiskFile> {
    this.#file ??= await this.#disk.open(this.path, this.length === 0 ? 'w+' : 'r+', PRIVATE)
    return this.#file
  }
}
