// One server a folder: a local socket that the operating system lets go of when its process ends, however it ends.
import { createHash, randomBytes } from 'node:crypto'
import { realpath, rename, unlink } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { codeOf } from './disk.ts'
import { StoreError } from './store.ts'

/** Takes the folder; answers how to let it go. Throws `in-use`. */
export async function lock(folder: string): Promise<() => Promise<void>> {
  const path = await addressOf(folder)
  for (let attempt = 0; attempt < 5; attempt++) {
    const server = await listen(path)
    if (server) return () => new Promise((done) => server.close(() => done()))
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

/** Null where the address is taken. */
function listen(path: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
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
