// The built server as a process of its own: started, killed, stopped, and asked how it fares.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url))
/** A long campaign runs on a copy of the build, which others may renew meanwhile: SPOTVOTE_DIST says where it is. */
const built = process.env['SPOTVOTE_DIST'] ?? path('../../dist')
const program = join(built, 'server/main.js')

export interface ServerOptions {
  data: string
  agenda?: string
  /** 0: any free one. */
  port?: number
  args?: string[]
  /** The program that runs Node, with its arguments, where it is not Node itself. */
  under?: string[]
  env?: NodeJS.ProcessEnv
  /** Runs the bare yardstick in the product's place. */
  floor?: boolean
  /** Can be asked for what only the process knows of itself. */
  watched?: boolean
}

interface Announced {
  url: string
  port: number
  organizer: string
  meetings: { code: string; join: string; projector: string; moderator: string; kiosk: string }[]
}

interface Watched {
  memory: { live: number; rss: number }
  delay: { p99: number; most: number }
}

export class Server {
  readonly child: ChildProcess
  /** What it printed when it was ready; rejects where it ended before. */
  readonly ready: Promise<Announced>
  readonly #exited: Promise<number | null>
  #out = ''
  #complaints = ''

  constructor({ data, agenda, port = 0, args = [], under = [], env, floor, watched }: ServerOptions) {
    const node = [...under, process.execPath, ...(watched ? ['--import', path('watch.mjs')] : [])]
    const product = [program, '--host', '127.0.0.1', '--port', String(port), '--json', '--data', data, ...args]
    const [command, ...rest] = [...node, ...(floor ? [path('floor.mjs')] : [...product, ...(agenda ? [agenda] : [])])]
    this.child = spawn(command!, rest, {
      stdio: ['ignore', 'pipe', 'pipe', watched ? 'ipc' : 'ignore'],
      env: { ...process.env, LANG: 'en_GB.UTF-8', ...env },
    })
    this.child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      this.#complaints += text
    })
    this.#exited = once(this.child, 'close').then(([status]) => status as number | null)
    this.ready = new Promise((resolve, reject) => {
      this.child.stdout!.setEncoding('utf8').on('data', (text: string) => {
        this.#out += text
        if (this.#out.includes('\n')) resolve(JSON.parse(this.#out) as Announced)
      })
      void this.#exited.then((status) => reject(new Error(`the server ended with ${status}: ${this.#complaints}`)))
    })
    this.ready.catch(() => {})
  }

  get complaints(): string {
    return this.#complaints
  }

  /** Exit status; null where a signal ended it. */
  ended(): Promise<number | null> {
    return this.#exited
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL')
    await this.#exited
  }

  /** Asks it to end, as Ctrl+C does. */
  async stop(): Promise<number | null> {
    this.child.kill('SIGTERM')
    return this.#exited
  }

  /** Of a server that is watched: its memory in bytes, or how late its event loop was (ms, since last asked). */
  async ask<T extends keyof Watched>(what: T): Promise<Watched[T]> {
    this.child.send(what)
    const [answer] = await once(this.child, 'message')
    return answer as Watched[T]
  }

  /** Resident memory, MB. Linux only. */
  memory(): number {
    const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8')
    return Number(/VmRSS:\s+(\d+)/.exec(status)![1]) / 1024
  }

  /** Processor time used so far by all threads, milliseconds. Linux only. */
  worked(): number {
    const tasks = `/proc/${this.child.pid}/task`
    const nanoseconds = readdirSync(tasks).map((task) =>
      Number(readFileSync(`${tasks}/${task}/schedstat`, 'utf8').split(' ')[0]),
    )
    return nanoseconds.reduce((sum, value) => sum + value, 0) / 1e6
  }
}

/** The key in a link's fragment. */
export const keyOf = (link: string) => link.slice(link.indexOf('#') + 1)
