// Loaded before a server: its disk fails as long as a file is there (FAULT_FILE), with the error code that stands in it.
import { existsSync, readFileSync } from 'node:fs'
import { open } from 'node:fs/promises'

const order = process.env.FAULT_FILE
const file = await open(process.execPath, 'r')
const handle = Object.getPrototypeOf(file)
await file.close()

const calls = { EIO: ['datasync', 'sync'], ENOSPC: ['write'], EROFS: ['write', 'truncate'] }
for (const name of ['write', 'truncate', 'datasync', 'sync']) {
  const call = handle[name]
  handle[name] = async function (...given) {
    const code = order && existsSync(order) ? readFileSync(order, 'utf8').trim() : ''
    if (calls[code]?.includes(name)) throw Object.assign(new Error(`${code}: on purpose, ${name}`), { code })
    return call.apply(this, given)
  }
}
