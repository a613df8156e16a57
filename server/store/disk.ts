// The few things a store asks of a disk, as an interface so that tests can make each of them fail.
import { fstatSync } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, unlink } from 'node:fs/promises'
import { StoreError, type StoreProblem } from './store.ts'

export interface DiskFile {
  /** May write less than asked without an error. */
  write(bytes: Buffer, offset: number, length: number, position: number): Promise<{ bytesWritten: number }>
  truncate(length: number): Promise<void>
  /** Contents and length are on disk when it resolves. */
  datasync(): Promise<void>
  sync(): Promise<void>
  /** `nlink` is 0 once the file has been deleted under us. */
  stat(): Promise<{ size: number; nlink: number }>
  close(): Promise<void>
}

export interface Disk {
  /** `r+` for a file that is there, `w+` to begin it anew. */
  open(path: string, flags: 'r+' | 'w+', mode: number): Promise<DiskFile>
  readFile(path: string): Promise<Buffer>
  readdir(path: string): Promise<string[]>
  /** With its parents; answers the outermost folder it made. */
  mkdir(path: string): Promise<string | undefined>
  rename(from: string, to: string): Promise<void>
  unlink(path: string): Promise<void>
  /** A new, renamed or removed file is only so for good when its folder has been synced. */
  syncFolder(path: string): Promise<void>
}

export const nodeDisk: Disk = {
  async open(path, flags, mode) {
    const file = await open(path, flags, mode)
    // Known to the system without asking the disk: answered at once, it costs a hundredth of a way to a thread and back.
    return Object.assign(file, { stat: async () => fstatSync(file.fd) })
  },
  readFile: (path) => readFile(path),
  readdir: (path) => readdir(path),
  mkdir: (path) => mkdir(path, { recursive: true }),
  rename,
  unlink,
  async syncFolder(path) {
    // Windows can't open folders, and its file systems log such changes by themselves.
    if (process.platform === 'win32') return
    const folder = await open(path, 'r')
    try {
      await folder.sync()
    } finally {
      await folder.close()
    }
  },
}

/** Files are for the owner only: they hold keys and, while a round is open, ballots. */
export const PRIVATE = 0o600

export const codeOf = (error: unknown) => (error as NodeJS.ErrnoException | undefined)?.code

/** Writes all of it, however short the single writes turn out. */
export async function writeAll(file: DiskFile, bytes: Buffer, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done)
    if (bytesWritten === 0) throw Object.assign(new Error('nothing more could be written'), { code: 'ENOSPC' })
    done += bytesWritten
  }
}

/** The contents of a file, or null where there is none. */
export async function readIfThere(disk: Disk, path: string): Promise<Buffer | null> {
  try {
    return await disk.readFile(path)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}

export async function unlinkIfThere(disk: Disk, path: string): Promise<void> {
  await disk.unlink(path).catch((error: unknown) => {
    if (codeOf(error) !== 'ENOENT') throw error
  })
}

const problems = new Map<string | undefined, StoreProblem>([
  ...['ENOSPC', 'EDQUOT'].map((code) => [code, 'full'] as const),
  ...['EROFS', 'EACCES', 'EPERM', 'ENOENT', 'ENOTDIR', 'EEXIST', 'EBUSY', 'EMFILE', 'ENFILE'].map(
    (code) => [code, 'unwritable'] as const,
  ),
])

/** Says in the port's terms what a disk's error means. Whatever is not known to be harmless is `failed`. */
export const storeError = (error: unknown, where: string): StoreError =>
  error instanceof StoreError ? error : new StoreError(problems.get(codeOf(error)) ?? 'failed', where, error)

/** Runs something that uses the disk; what it throws comes out as a `StoreError`. */
export async function reported<T>(where: string, task: () => Promise<T>): Promise<T> {
  try {
    return await task()
  } catch (error) {
    throw storeError(error, where)
  }
}
