// The end of a segment: its bytes are overwritten before its name goes.
import { type Disk, type DiskFile, PRIVATE, writeAll } from './disk.ts'

const PIECE = Buffer.alloc(64 * 1024)

/**
 * Overwrites a file with zeros and removes it. Disks that write elsewhere each time (most flash, copy-on-write file
 * systems) may keep the old bytes for a while; nothing a program can do reaches those.
 */
export async function destroy(disk: Disk, path: string): Promise<void> {
  const file = await disk.open(path, 'r+', PRIVATE)
  try {
    await wipe(file)
  } finally {
    await file.close()
    await disk.unlink(path)
  }
}

async function wipe(file: DiskFile): Promise<void> {
  const { size } = await file.stat()
  for (let at = 0; at < size; at += PIECE.length) {
    await writeAll(file, PIECE.subarray(0, Math.min(PIECE.length, size - at)), at)
  }
  await file.sync()
}
