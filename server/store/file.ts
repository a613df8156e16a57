// A store in a folder: a journal a meeting, sealed boxes beside it, a segment for the ballots of an open round.
import { dirname, join, resolve } from 'node:path'
import { type Disk, nodeDisk, PRIVATE, reported } from './disk.ts'
import { readHouse, writeHouse } from './house.ts'
import { lock } from './lock.ts'
import { MeetingFiles } from './meeting-files.ts'
import { journalOf, safe } from './names.ts'
import { madeAt } from './reading.ts'
import { finishRemovals, removeMeeting } from './removal.ts'
import type { Store } from './store.ts'

export interface FileStoreOptions {
  disk?: Disk
  /** Hears of what was repaired or could not be done yet. */
  log?: (message: string) => void
}

/** Opens a folder, making it where it is missing. Throws `in-use`, `unwritable`, `full`. */
export async function fileStore(folder: string, options: FileStoreOptions = {}): Promise<Store> {
  const { disk = nodeDisk, log = console.warn } = options
  const root = resolve(folder)
  const meetings = join(root, 'meetings')
  await reported(root, () => makeFolder(disk, meetings))
  const unlock = await reported(root, () => lock(root))
  try {
    await reported(root, () => probe(disk, meetings))
    await reported(root, () => finishRemovals(disk, meetings, log))
  } catch (error) {
    await unlock()
    throw error
  }

  const house = join(root, 'house.json')
  const open = new Map<string, MeetingFiles>()
  const filesOf = (meeting: string) => {
    const files = open.get(safe(meeting)) ?? new MeetingFiles(meeting, disk, meetings, log)
    open.set(meeting, files)
    return files
  }

  return {
    list: () => reported(meetings, () => oldestFirst(disk, meetings)),
    load: async (meeting) => filesOf(meeting).load(),
    append: async (meeting, batch) => {
      if (batch.length > 0) await filesOf(meeting).append(batch)
    },
    remove: async (meeting) => {
      await filesOf(meeting).close()
      open.delete(meeting)
      await reported(meetings, () => removeMeeting(disk, meetings, meeting))
    },
    house: () => readHouse(disk, house),
    saveHouse: (next) => writeHouse(disk, house, next),
    close: async () => {
      for (const files of open.values()) await files.close()
      await unlock()
    },
  }
}

async function makeFolder(disk: Disk, path: string): Promise<void> {
  const outermost = await disk.mkdir(path)
  if (outermost === undefined) return
  for (let made = path; made.length >= outermost.length; made = dirname(made)) await disk.syncFolder(dirname(made))
}

async function probe(disk: Disk, folder: string): Promise<void> {
  const path = join(folder, '.probe')
  await (await disk.open(path, 'w+', PRIVATE)).close()
  await disk.unlink(path)
}

async function oldestFirst(disk: Disk, folder: string): Promise<string[]> {
  const found = []
  for (const name of await disk.readdir(folder)) {
    const id = journalOf(name)
    if (id === undefined) continue
    const at = await madeAt(disk, join(folder, name))
    if (at !== null) found.push({ id, at })
  }
  return found.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1)).map(({ id }) => id)
}
