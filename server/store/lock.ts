// One server a folder: a local socket that the operating system lets go of when its process ends, however it ends.
import { createHash, randomBytes } from 'node:crypto'
import { readdir, realpath, rename, unlink } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { codeOf } from './disk.ts'
import { StoreError } from './store.ts'

/** Milliseconds in which a starter that saw a dead socket will have dealt with it. */
const SETTLE = 60

/** Takes the folder; answers how to let it go. Throws `in-use`. */
export async function lock(folder: string): Promise<() => Promise<void>> {
  const path = await addressOf(folder)
  for (let attempt = 0; attempt < 5; attempt++) {
    const id = randomBytes(12).toString('hex')
    const server = await listen(path, id)
    if (server) {
      // Not closed where it lost: closing would remove the address, which is another's by now.
      if (!(await leadsTo(id, path))) break
      return () => new Promise((done) => server.close(() => done()))
    }
    if (await answers(path)) break
    await clear(path)
  }
  throw new StoreError('in-use', folder)
}

/** Kept short: an address of this sort has room for about a hundred characters. */
async function addressOf(folder: string): Promise<string> {
  const name = `spotvote-${createHash('sha256')
    .update(await realpath(folder))
    .digest('hex')
    .slice(0, 20)}`
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`)
}

/**
 * Whether the address leads here, and stays so. Several starters may have found the same dead socket; one of them,
 * moving it aside, can hit the live one of another and put it back over a third. Whoever listens while something is
 * aside waits until that is over.
 */
async function leadsTo(id: string, path: string): Promise<boolean> {
  if (process.platform === 'win32') return true
  const there = await readdir(dirname(path))
  if (there.some((name) => name.startsWith(`${basename(path)}.`))) await sleep(SETTLE)
  return (await toldBy(path)) === id
}

/** What the holder of the address tells; empty where nobody does. */
function toldBy(path: string): Promise<string> {
  return new Promise((resolve) => {
    let told = ''
    const socket = connect(path)
    socket.setEncoding('utf8')
    socket.on('data', (text) => {
      told += text
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(told))
  })
}

/** Tells `id` to whoever calls. Null where the address is taken. */
function listen(path: string, id: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.on('error', () => {}).end(id))
    server.once('error', (error) => (codeOf(error) === 'EADDRINUSE' ? resolve(null) : reject(error)))
    server.listen(path, () => resolve(server.unref()))
  })
}

/** Whether a living process holds the address. What can't be told (another user's socket) counts as yes. */
function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path, () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', (error) => resolve(codeOf(error) !== 'ECONNREFUSED' && codeOf(error) !== 'ENOENT'))
  })
}

/** Moves a dead socket aside before removing it: were it alive by now (another server was quicker), it goes back. */
async function clear(path: string): Promise<void> {
  const aside = `${path}.${randomBytes(3).toString('hex')}`
  try {
    await rename(path, aside)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return
    throw error
  }
  await ((await answers(aside)) ? rename(aside, path) : unlink(aside))
}
