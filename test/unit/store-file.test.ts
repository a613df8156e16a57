// A file store and its folder (SPEC, section S): what lies there, who may have it, and what a close leaves.
import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nodeDisk } from '../../server/store/disk.ts'
import { fileStore } from '../../server/store/file.ts'
import { remains } from '../../server/store/remains.ts'
import type { Store } from '../../server/store/store.ts'
import { TestDisk } from '../faults/failing-disk.ts'
import { type Clerk, openMeeting, wholeMeeting } from './store-script.ts'

let root: string
let folder: string
const open: { close(): Promise<void> }[] = []

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'spotvote-file-'))
  folder = join(root, 'deep', 'down')
})
afterEach(async () => {
  vi.unstubAllEnvs()
  for (const store of open.splice(0)) await store.close()
  await rm(root, { recursive: true })
})

async function openStore(path = folder): Promise<Store> {
  const store = await fileStore(path)
  open.push(store)
  return store
}

async function record(clerk: Clerk): Promise<Store> {
  const store = await openStore()
  for (const batch of clerk.batches) await store.append('meeting-1', batch)
  return store
}

/** All files under the folder with their text. */
async function files(): Promise<Map<string, string>> {
  const entries = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  const paths = entries.map(({ parentPath, name }) => join(parentPath, name))
  return new Map(await Promise.all(paths.map(async (path) => [path, await readFile(path, 'latin1')] as const)))
}
const names = async () => [...(await files()).keys()].map((path) => path.slice(folder.length + 1)).sort()

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

describe('S5 the folder of a file store', () => {
  it('holds a journal, two copies of the sealed boxes, and a segment only while a round is open', async () => {
    const house = { format: 1, organizer: 'key', address: null, meetings: {} } as const
    await (await record(openMeeting())).saveHouse(house)
    const sealed = [
      'house.json',
      'meetings/meeting-1.backup.json',
      'meetings/meeting-1.journal',
      'meetings/meeting-1.json',
    ]
    const all = await names()
    expect(all.filter((name) => !name.endsWith('.segment'))).toEqual(sealed)
    expect(all.filter((name) => name.endsWith('.segment'))).toEqual([
      expect.stringMatching(/^meetings\/meeting-1\.id-\d+\.\d+\.segment$/),
    ])
  })

  it('is readable by its owner only', async () => {
    const store = await record(openMeeting())
    await store.saveHouse({ format: 1, organizer: 'key', address: null, meetings: {} })
    for (const path of (await files()).keys()) expect((await stat(path)).mode & 0o777, path).toBe(0o600)
  })

  it('has after a close no byte of a pseudonym, key or ballot id, nor the order of the ballots', async () => {
    const clerk = wholeMeeting()
    const store = await openStore()
    let seen = 0
    for (const batch of clerk.batches) {
      await store.append('meeting-1', batch)
      const texts = [...(await files()).values()]
      const found = clerk.secrets.filter((secret) => texts.some((text) => text.includes(secret)))
      if (batch.some(({ event }) => event.type === 'cast')) seen += found.length
      const sealed = batch.at(-1)!.event.type
      if (sealed === 'round-closed' || sealed === 'round-revealed') expect(found).toEqual([])
    }
    expect(seen).toBeGreaterThan(10)
    const texts = [...(await files()).values()].join()
    expect(texts).not.toContain('"type":"cast"')
    expect(texts).not.toContain('"ballot"')
    expect(await names()).not.toContain(expect.stringContaining('segment'))
  })

  it('has journals that anyone can check with SHA-256 alone', async () => {
    const clerk = openMeeting()
    await record(clerk)
    let checked = 0
    for (const [path, text] of await files()) {
      if (path.endsWith('.json')) continue
      const [header = '', ...lines] = Buffer.from(text, 'latin1').toString().trimEnd().split('\n')
      expect(JSON.parse(header)).toMatchObject({ format: 1, meeting: 'meeting-1' })
      let hash = sha256(header)
      for (const line of lines) {
        const { hash: written, ...record } = JSON.parse(line)
        hash = sha256(hash + JSON.stringify(record))
        expect(written).toBe(hash)
        expect(Object.keys(record)).toEqual(['seq', 'event'])
        checked += 1
      }
    }
    expect(checked).toBe(remains(clerk.batches.flat()).length)
  })

  it('has no box in the journal, and in the snapshot the boxes that count by their digests', async () => {
    await record(wholeMeeting())
    const all = await files()
    expect(all.get(join(folder, 'meetings', 'meeting-1.journal'))).not.toContain('"box"')
    const text = all.get(join(folder, 'meetings', 'meeting-1.json'))!
    expect(all.get(join(folder, 'meetings', 'meeting-1.backup.json'))).toBe(text)
    const { boxes, ...rest } = JSON.parse(Buffer.from(text, 'latin1').toString())
    expect(rest).toEqual({ format: 1, id: 'meeting-1', code: 'K7QX2M', title: 'Assembly 주민총회' })
    expect(Object.keys(boxes)).toHaveLength(3)
    for (const [digest, box] of Object.entries(boxes)) expect(sha256(JSON.stringify(box))).toBe(digest)
  })

  it('refuses a close whose digest is not that of its box, and is none the worse for it', async () => {
    const clerk = wholeMeeting()
    const store = await openStore()
    for (const batch of clerk.batches) {
      const wrong = structuredClone(batch)
      for (const { event } of wrong) if (event.type === 'round-closed') event.box.voted.push('nobody')
      if (JSON.stringify(wrong) !== JSON.stringify(batch))
        await expect(store.append('meeting-1', wrong)).rejects.toThrow('is not its box')
      await store.append('meeting-1', batch)
    }
    expect(await store.load('meeting-1')).toEqual(remains(clerk.batches.flat()))
  })

  it('that is deleted while in use takes no more ballots', async () => {
    const clerk = wholeMeeting()
    const store = await openStore()
    await store.append('meeting-1', clerk.batches[0]!)
    await rm(folder, { recursive: true })
    const shown = [{ seq: 99, event: { type: 'item-shown', item: null } as const }]
    await expect(store.append('meeting-1', shown)).rejects.toMatchObject({ problem: 'failed' })
    await expect(store.append('meeting-1', clerk.batches[1]!)).rejects.toMatchObject({ problem: 'failed' })
  })

  it('that someone else writes to takes no more ballots', async () => {
    const clerk = wholeMeeting()
    const store = await openStore()
    await store.append('meeting-1', clerk.batches[0]!)
    await appendFile(join(folder, 'meetings', 'meeting-1.journal'), 'x'.repeat(5000))
    await expect(store.append('meeting-1', clerk.batches[1]!)).rejects.toMatchObject({ problem: 'failed' })
    expect(await store.load('meeting-1')).toEqual(clerk.batches[0])
  })

  it('is there for good, with the folders made on the way to it', async () => {
    const synced: string[] = []
    const syncFolder = (path: string) => {
      synced.push(path)
      return nodeDisk.syncFolder(path)
    }
    open.push(await fileStore(folder, { disk: { ...nodeDisk, syncFolder } }))
    expect(synced).toEqual([folder, dirname(folder), root])
  })

  it('that cannot be made or written to is refused at the start', async () => {
    await writeFile(join(root, 'a file'), '')
    await expect(openStore(join(root, 'a file', 'folder'))).rejects.toMatchObject({ problem: 'unwritable' })
    const readOnly = new TestDisk(({ name }) => (name === 'open' ? 'EROFS' : undefined))
    await expect(fileStore(root, { disk: readOnly })).rejects.toMatchObject({ problem: 'unwritable', where: root })
    await openStore(root)
  })
})

describe('S7 the lock of a file store', () => {
  it('keeps a second store out, by whatever path it comes, until the first is closed', async () => {
    const first = await openStore()
    await expect(openStore()).rejects.toMatchObject({ problem: 'in-use', where: folder })
    await expect(openStore(`${folder}/../down`)).rejects.toMatchObject({ problem: 'in-use' })
    await openStore(join(root, 'another'))
    await first.close()
    await openStore()
  })

  it('keeps out a server of another process, and lets go of one that was killed', async () => {
    const sockets = join(root, 'sockets')
    await mkdir(sockets)
    vi.stubEnv('TMPDIR', sockets)
    const first = await openStore()
    const [name = ''] = await readdir(sockets)
    await first.close()
    expect(await readdir(sockets)).toEqual([])

    const other = await holdSocket(join(sockets, name))
    await expect(openStore()).rejects.toMatchObject({ problem: 'in-use' })
    other.kill('SIGKILL')
    await once(other, 'exit')
    expect(await readdir(sockets)).toEqual([name])
    await openStore()
    await expect(openStore()).rejects.toMatchObject({ problem: 'in-use' })
    expect(await readdir(sockets)).toEqual([name])
  })

  it('goes to exactly one of many that find a dead one', async () => {
    const sockets = join(root, 'sockets')
    await mkdir(sockets)
    vi.stubEnv('TMPDIR', sockets)
    await (await openStore()).close()
    const probe = await openStore()
    const [name = ''] = await readdir(sockets)
    await probe.close()
    const dead = await holdSocket(join(sockets, name))
    dead.kill('SIGKILL')
    await once(dead, 'exit')
    const results = await Promise.allSettled(
      Array.from({ length: 40 }, async (_, index) => {
        for (let turn = 0; turn < index; turn++) await setImmediate()
        return openStore()
      }),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })
})

/** Another process that listens where a store would. */
async function holdSocket(path: string): Promise<ChildProcess> {
  const listen = 'require("node:net").createServer().listen(process.argv[1], () => console.log("listening"))'
  const child = spawn(process.execPath, ['-e', listen, path], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout!, 'data')
  return child
}
