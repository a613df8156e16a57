// The end of a meeting: first its journal is a journal no more, then all its files are overwritten and go.
import { join } from 'node:path'
import { codeOf, type Disk } from './disk.ts'
import { isOf, journalName, removedName, removedOf } from './names.ts'
import { destroy } from './segment.ts'

/**
 * The renaming is the commit: before it the meeting is there whole, after it whatever is left goes the next time the
 * folder is opened. The renamed journal goes last, as it alone tells that the others are to go.
 */
export async function removeMeeting(disk: Disk, folder: string, meeting: string): Promise<void> {
  const tombstone = removedName(meeting)
  try {
    await disk.rename(join(folder, journalName(meeting)), join(folder, tombstone))
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
  }
  await disk.syncFolder(folder)
  const names = (await disk.readdir(folder)).filter((name) => isOf(meeting, name))
  const others = names.filter((name) => name !== tombstone)
  for (const name of others) await destroy(disk, join(folder, name))
  if (others.length > 0) await disk.syncFolder(folder)
  if (!names.includes(tombstone)) return
  await destroy(disk, join(folder, tombstone))
  await disk.syncFolder(folder)
}

/** Ends the removals that were cut off. What can't be done yet is left for the next time. */
export async function finishRemovals(disk: Disk, folder: string, log: (message: string) => void): Promise<void> {
  for (const name of await disk.readdir(folder)) {
    const meeting = removedOf(name)
    if (meeting === undefined) continue
    await removeMeeting(disk, folder, meeting).catch((error: unknown) => {
      log(`meeting ${meeting}: what is left of it could not be removed yet: ${error}`)
    })
  }
}
