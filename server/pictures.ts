// Pictures of projects: recognised by their bytes, named by their digest, kept as files that never change.
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { Refusal } from '../shared/refusal.ts'
import { pixelsOf } from './picture-size.ts'
import { type Disk, nodeDisk, PRIVATE, readIfThere, reported, writeAll } from './store/disk.ts'

/** Bytes of the largest picture. */
export const PICTURE_LIMIT = 1_000_000
/** Pixels of the largest: unpacked, 100 MB on every phone. */
const PIXEL_LIMIT = 25_000_000

export interface Picture {
  name: string
  type: string
  bytes: Buffer
}

const starts = (bytes: Buffer, at: number, text: string) =>
  bytes.subarray(at, at + text.length).toString('latin1') === text

const kinds = [
  { type: 'image/png', extension: 'png', is: (bytes: Buffer) => starts(bytes, 0, '\x89PNG\r\n\x1a\n') },
  { type: 'image/jpeg', extension: 'jpg', is: (bytes: Buffer) => starts(bytes, 0, '\xff\xd8\xff') },
  {
    type: 'image/webp',
    extension: 'webp',
    is: (bytes: Buffer) => starts(bytes, 0, 'RIFF') && starts(bytes, 8, 'WEBP'),
  },
]

/** A name that this program gave: nothing else ever becomes a path. */
const named = /^[0-9a-f]{32}\.(png|jpg|webp)$/

/** Names a picture by its content. Refuses `invalid` what is no PNG, JPEG or WebP, is too large, or says it is. */
export function picture(bytes: Buffer): Picture {
  const kind = kinds.find(({ is }) => is(bytes))
  if (!kind || bytes.length > PICTURE_LIMIT || pixelsOf(kind.type, bytes) > PIXEL_LIMIT)
    throw new Refusal('invalid', { field: 'picture', expected: { what: 'picture' }, got: `${bytes.length} B` })
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 32)
  return { name: `${digest}.${kind.extension}`, type: kind.type, bytes }
}

export interface Pictures {
  /** Resolves when it is on disk. Throws `StoreError`. */
  keep(picture: Picture): Promise<void>
  /** Null where there is none of this name, whatever the name. */
  find(name: string): Promise<Picture | null>
}

/** Pictures in a folder, made with the first one. */
export function pictureFiles(folder: string, disk: Disk = nodeDisk): Pictures {
  const find = async (name: string): Promise<Picture | null> => {
    if (!named.test(name)) return null
    const bytes = await readIfThere(disk, join(folder, name))
    const kind = kinds.find(({ extension }) => name.endsWith(`.${extension}`))!
    return bytes && { name, type: kind.type, bytes }
  }
  return {
    find,
    keep: ({ name, bytes }) =>
      reported(folder, async () => {
        if (await find(name)) return
        if (await disk.mkdir(folder)) await disk.syncFolder(join(folder, '..'))
        const path = join(folder, name)
        const file = await disk.open(`${path}.tmp`, 'w+', PRIVATE)
        try {
          await writeAll(file, bytes, 0)
          await file.sync()
        } finally {
          await file.close()
        }
        await disk.rename(`${path}.tmp`, path)
        await disk.syncFolder(folder)
      }),
  }
}

/** Pictures that last as long as the process: development and tests. */
export function picturesInMemory(): Pictures {
  const kept = new Map<string, Picture>()
  return {
    keep: async (picture) => void kept.set(picture.name, picture),
    find: async (name) => kept.get(name) ?? null,
  }
}
