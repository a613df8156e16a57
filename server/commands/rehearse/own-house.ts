// A house for one rehearsal: this program as a server on loopback, its data where the meetings would lie, and no longer.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

export interface OwnHouse {
  url: string
  organizer: string
  stop(): Promise<void>
}

/** Starts it; `program` are Node's arguments for a server. Rejects with what the server said. */
export async function openOwnHouse(program: string[], data: string, language: string): Promise<OwnHouse> {
  const folder = mkdtempSync(join(diskOf(resolve(data)), 'rehearsal-'))
  const args = ['--host', '127.0.0.1', '--port', '0', '--json', '--lang', language, '--data', folder]
  // With a channel, so that it ends when this process does, however that ends.
  const server = spawn(process.execPath, [...program, ...args], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
  const ended = once(server, 'close')
  const stop = async () => {
    server.kill()
    await ended.catch(() => {})
    rmSync(folder, { recursive: true, force: true })
  }
  let [said, complaint] = ['', '']
  server.stderr!.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-2000)
  })
  try {
    const { url, organizer } = await new Promise<{ url: string; organizer: string }>((tell, reject) => {
      server.stdout!.setEncoding('utf8').on('data', (text: string) => {
        said += text
        if (said.includes('\n')) tell(JSON.parse(said) as { url: string; organizer: string })
      })
      ended.then(() => reject(new Error(complaint.trim())), reject)
    })
    return { url, organizer: new URL(organizer).hash.slice(1), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** The data folder where there is one, else the nearest folder above it: what is tried is that disk. */
function diskOf(folder: string): string {
  return existsSync(folder) ? folder : diskOf(dirname(folder))
}
