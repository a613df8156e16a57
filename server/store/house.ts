// The house's own document, with a checksum: a key with one wrong bit would lock out whoever holds the right one.
import { sha256 } from './chain.ts'
import { type Disk, reported } from './disk.ts'
import { openDocument } from './documents.ts'
import { type House, StoreError } from './store.ts'

/** Without it where an early version wrote it. */
type Signed = House & { sha256?: string }

/** Null where there is none yet. Throws `damaged`, `newer`. */
export const readHouse = (disk: Disk, path: string): Promise<House | null> =>
  reported(path, async () => {
    const document = openDocument<Signed | null>(disk, path, null)
    await document.read()
    if (!document.data) return null
    const { sha256: digest, ...house } = document.data
    if (digest !== undefined && digest !== digestOf(house)) throw new StoreError('damaged', path)
    return house
  })

export const writeHouse = (disk: Disk, path: string, house: House): Promise<void> =>
  reported(path, () => openDocument<Signed>(disk, path, { ...house, sha256: digestOf(house) }).write())

const digestOf = (house: House) => sha256(JSON.stringify(house))
