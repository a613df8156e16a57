// JSON documents that are whole or not there at all: lowdb with an adapter that waits for the disk.
import { dirname } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { type Adapter, Low } from 'lowdb'
import { codeOf, type Disk, PRIVATE, readIfThere, unlinkIfThere, writeAll } from './disk.ts'
import { StoreError } from './store.ts'

/** A document of format 1; `initial` stands until the first write. Reading throws `damaged` or `newer`. */
export const openDocument = <T extends { format: 1 } | null>(disk: Disk, path: string, initial: T) =>
  new Low<T>(durable<T>(disk, path), initial)

const durable = <T>(disk: Disk, path: string): Adapter<T> => ({
  async read() {
    const bytes = await readIfThere(disk, path)
    return bytes && (parse(bytes, path) as T)
  },
  async write(document) {
    const temporary = `${path}.tmp`
    try {
      await writeWhole(disk, temporary, Buffer.from(JSON.stringify(document)))
      await renameWhenFree(disk, temporary, path)
    } catch (error) {
      await unlinkIfThere(disk, temporary).catch(() => {})
      throw error
    }
    await disk.syncFolder(dirname(path))
  },
})

function parse(bytes: Buffer, path: string): unknown {
  let document: unknown
  try {
    document = JSON.parse(bytes.toString())
  } catch (error) {
    throw new StoreError('damaged', path, error)
  }
  const format = (document as { format?: unknown } | null)?.format
  if (typeof format === 'number' && format > 1) throw new StoreError('newer', path)
  if (format !== 1) throw new StoreError('damaged', path)
  return document
}

async function writeWhole(disk: Disk, path: string, bytes: Buffer): Promise<void> {
  const file = await disk.open(path, 'w+', PRIVATE)
  try {
    await writeAll(file, bytes, 0)
    await file.sync()
    const { size } = await file.stat()
    if (size !== bytes.length) throw new Error(`${path} has ${size} bytes instead of ${bytes.length}`)
  } finally {
    await file.close()
  }
}

/** A virus scanner may hold the file for a moment. Tries ten times, half a second in all. */
async function renameWhenFree(disk: Disk, from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await disk.rename(from, to)
    } catch (error) {
      const held = codeOf(error) === 'EBUSY' || (process.platform === 'win32' && codeOf(error) === 'EPERM')
      if (!held || attempt === 10) throw error
      await setTimeout(attempt * 10)
    }
  }
}
