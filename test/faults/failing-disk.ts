// A disk in memory that fails on demand, and knows which of its bytes and names would outlive a power cut.
import { dirname } from 'node:path'
import type { Disk, DiskFile } from '../../server/store/disk.ts'

export interface Call {
  /** From 1. */
  number: number
  name: string
  path: string
}

/** At a call: an error code, a write that takes only some bytes, no answer until `release`, or the end of the process. */
export type Mishap = 'ENOSPC' | 'EIO' | 'EROFS' | 'EBUSY' | 'short' | 'stall' | 'end'
export type Fault = (call: Call) => Mishap | undefined

/** Calls that a read-only disk refuses. */
export const changing: readonly string[] = ['open', 'mkdir', 'write', 'truncate', 'rename', 'unlink']

/** What is left: everything, as after a kill; only what was synced; or names as they were with bytes as synced. */
export type Leaving = 'everything' | 'synced' | 'names'

interface Inode {
  bytes: Buffer
  synced: Buffer
}

const failure = (code: string) => Object.assign(new Error(`${code} on purpose`), code !== 'end' && { code })

export class TestDisk implements Disk {
  readonly calls: Call[] = []
  fault: Fault
  #ended = false
  #stalled: ((then?: Mishap) => void)[] = []
  #folders = new Set(['/'])
  #files = new Map<string, Inode>()
  /** Names as they were when their folder was last synced. */
  #synced = new Map<string, Inode>()

  constructor(fault: Fault = () => undefined) {
    this.fault = fault
  }

  /** Lets every call that stalled go on, or end so. */
  release(then?: Mishap): void {
    for (const go of this.#stalled.splice(0)) go(then)
  }

  /** Another disk with what is left of this one. */
  left(leaving: Leaving): TestDisk {
    const disk = new TestDisk()
    disk.#folders = new Set(this.#folders)
    for (const [path, { bytes, synced }] of leaving === 'synced' ? this.#synced : this.#files)
      disk.put(path, Buffer.from(leaving === 'everything' ? bytes : synced))
    return disk
  }

  /** Takes over all files of another. */
  become(other: TestDisk): void {
    this.#files = new Map()
    this.#synced = new Map()
    for (const path of other.paths()) this.put(path, other.get(path))
  }

  remove(path: string): void {
    this.#files.delete(path)
    this.#synced.delete(path)
  }

  put(path: string, bytes: Buffer): void {
    const inode = { bytes, synced: bytes }
    this.#files.set(path, inode)
    this.#synced.set(path, inode)
  }

  get(path: string): Buffer {
    return Buffer.from(this.#inode(path).bytes)
  }

  paths(): string[] {
    return [...this.#files.keys()]
  }

  /** Which of some texts can be found in any file. */
  traces(texts: readonly string[]): string[] {
    return texts.filter((text) => [...this.#files.values()].some(({ bytes }) => bytes.includes(text)))
  }

  async open(path: string, flags: 'r+' | 'w+'): Promise<DiskFile> {
    await this.#call('open', path)
    if (flags === 'r+') return this.#file(this.#inode(path), path)
    if (!this.#folders.has(dirname(path))) throw failure('ENOENT')
    const inode = this.#files.get(path) ?? { bytes: Buffer.alloc(0), synced: Buffer.alloc(0) }
    inode.bytes = Buffer.alloc(0)
    this.#files.set(path, inode)
    return this.#file(inode, path)
  }

  async readFile(path: string): Promise<Buffer> {
    await this.#call('readFile', path)
    return this.get(path)
  }

  async readdir(path: string): Promise<string[]> {
    await this.#call('readdir', path)
    return this.paths().flatMap((file) => (dirname(file) === path ? file.slice(path.length + 1) : []))
  }

  async mkdir(path: string): Promise<string | undefined> {
    await this.#call('mkdir', path)
    let outermost: string | undefined
    for (let folder = path; !this.#folders.has(folder); folder = dirname(folder)) {
      this.#folders.add(folder)
      outermost = folder
    }
    return outermost
  }

  async rename(from: string, to: string): Promise<void> {
    await this.#call('rename', to)
    this.#files.set(to, this.#inode(from))
    this.#files.delete(from)
  }

  async unlink(path: string): Promise<void> {
    await this.#call('unlink', path)
    this.#inode(path)
    this.#files.delete(path)
  }

  async syncFolder(path: string): Promise<void> {
    await this.#call('syncFolder', path)
    for (const file of [...this.#synced.keys()]) if (dirname(file) === path) this.#synced.delete(file)
    for (const [file, inode] of this.#files) if (dirname(file) === path) this.#synced.set(file, inode)
  }

  #file(inode: Inode, path: string): DiskFile {
    const write = (bytes: Buffer, position: number) => {
      const length = Math.max(inode.bytes.length, position + bytes.length)
      const next = Buffer.concat([inode.bytes], length)
      bytes.copy(next, position)
      inode.bytes = next
      return { bytesWritten: bytes.length }
    }
    const sync = (name: string) => async () => {
      await this.#call(name, path)
      inode.synced = inode.bytes
    }
    return {
      write: async (bytes, offset, length, position) => {
        const asked = bytes.subarray(offset, offset + length)
        const half = asked.subarray(0, Math.ceil(length / 2))
        const ended = this.#ended
        const fault = await this.#next('write', path)
        if (fault === 'short') return write(half, position)
        // A write that fails has often put down part of what it was given.
        if (fault && !ended) write(half, position)
        if (fault) throw failure(fault)
        return write(asked, position)
      },
      truncate: async (length) => {
        await this.#call('truncate', path)
        inode.bytes = Buffer.concat([inode.bytes], length)
      },
      datasync: sync('datasync'),
      sync: sync('sync'),
      stat: async () => {
        await this.#call('stat', path)
        return { size: inode.bytes.length, nlink: [...this.#files.values()].includes(inode) ? 1 : 0 }
      },
      close: async () => {},
    }
  }

  #inode(path: string): Inode {
    const inode = this.#files.get(path)
    if (!inode) throw failure('ENOENT')
    return inode
  }

  async #call(name: string, path: string): Promise<void> {
    const fault = await this.#next(name, path)
    if (fault && fault !== 'short') throw failure(fault)
  }

  async #next(name: string, path: string): Promise<Mishap | undefined> {
    if (this.#ended) return 'end'
    const call = { number: this.calls.length + 1, name, path }
    this.calls.push(call)
    const fault = this.fault(call)
    this.#ended = fault === 'end'
    if (fault !== 'stall') return fault
    return new Promise((go) => this.#stalled.push(go))
  }
}

/** One fault at one call. */
export const at =
  (number: number, fault: ReturnType<Fault>): Fault =>
  (call) =>
    call.number === number ? fault : undefined
