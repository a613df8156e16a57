// The built server as its users start it: a process of its own, on a free port, with its data in a folder of its own.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../../dist/server/main.js', import.meta.url))

interface Links {
  code: string
  join: string
  projector: string
  moderator: string
  kiosk: string
}

export interface Served {
  port: number
  organizer: string
  meeting: Links
  /** Ends the process at once, as a power cut would, and starts it again on the same port and folder, which may be changed meanwhile. */
  crash(meanwhile?: (data: string) => void): Promise<void>
  stop(): Promise<void>
}

/** Serves an agenda (as an object or as text). `args` are further command line options. */
export const serve = (agenda: unknown, ...args: string[]) => serveIn({}, agenda, ...args)

/** The same with more in the server's environment. */
export async function serveIn(env: NodeJS.ProcessEnv, agenda: unknown, ...args: string[]): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'spotvote-'))
  const file = join(folder, 'agenda.yaml')
  writeFileSync(file, typeof agenda === 'string' ? agenda : JSON.stringify(agenda))
  let running: ChildProcess
  const run = async (port: number) => {
    const options = [file, '--json', '--data', join(folder, 'data'), '--port', String(port), ...args]
    running = spawn(process.execPath, [main, ...options], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    })
    let complaint = ''
    running.stderr!.on('data', (text) => (complaint += text))
    const [line] = await Promise.race([
      once(createInterface(running.stdout!), 'line'),
      once(running, 'exit').then(() => Promise.reject(new Error(`the server ended: ${complaint}`))),
    ])
    return JSON.parse(line as string) as { port: number; organizer: string; meetings: Links[] }
  }
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    if (running.exitCode !== null || running.signalCode !== null) return
    running.kill(signal)
    await once(running, 'exit')
  }
  const { port, organizer, meetings } = await run(0)
  return {
    port,
    organizer,
    meeting: meetings[0]!,
    async crash(meanwhile) {
      await end('SIGKILL')
      meanwhile?.(join(folder, 'data'))
      await run(port)
    },
    async stop() {
      await end('SIGTERM')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
