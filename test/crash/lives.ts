// The server's lives, one after the other on one folder and port, and how each of them ends.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, type Random, rest } from '../../server/rehearsal/moment.ts'
import { Server } from '../load/server.ts'
import { type Aim, fatal, woundFor } from './points.ts'

/** How long a life may go on without making the call it is to die at. Milliseconds. */
const PATIENCE = 4000

export class Lives {
  /** How often it was killed, or died where it was to. */
  kills = 0
  /** How often it was told to end, and did. */
  stops = 0
  readonly hits: Aim[] = []
  readonly missed: Aim[] = []
  /** Milliseconds from start to ready. */
  readonly starts: number[] = []
  readonly wrongs: string[] = []
  readonly #folder: string
  readonly #agenda: string
  readonly #random: Random
  readonly #births: Aim[]
  readonly #queue: Aim[]
  readonly #adulthood: () => number
  readonly #childhood: () => number
  #data: string
  #port = 0
  #server: Server | null = null

  constructor(folder: string, agenda: string, aims: readonly Aim[], random: Random) {
    this.#folder = folder
    this.#agenda = agenda
    this.#random = random
    this.#data = join(folder, 'data')
    this.#births = aims.filter(({ stage }) => stage === 'birth')
    const others = aims.filter(({ stage }) => stage !== 'birth')
    this.#queue = others.flatMap((aim) => (aim.stage === 'mend' ? [woundFor(aim), aim] : aim))
    this.#adulthood = after(300, 2200, random)
    this.#childhood = after(0, 400, random)
  }

  /** Where the calls that were made are written down. */
  get log(): string {
    return join(this.#folder, 'calls')
  }

  /** Dies while it makes a meeting, each time on a folder of its own; whatever is left, the next start has one meeting. */
  async beBorn() {
    for (const [n, aim] of this.#births.entries()) {
      this.#data = join(this.#folder, `birth-${n}`)
      mkdirSync(this.#data)
      await this.#live(aim)
      const { meetings } = await this.begin()
      if (meetings.length !== 1) this.wrongs.push(`a birth that was cut short left ${meetings.length} meetings`)
      await this.#server!.kill()
      this.#port = 0
    }
    this.#data = join(this.#folder, 'data')
  }

  /** Starts and lets live. */
  async begin() {
    const from = performance.now()
    this.#server = this.#start(null)
    const announced = await this.#server.ready
    this.starts.push(performance.now() - from)
    this.#port = announced.port
    return announced
  }

  /** Whatever runs is killed; then one more life, up to its end. */
  async live() {
    if (this.#server) await this.#shoot()
    // What is to be mended is there for the next start alone.
    const isNext = this.#queue[0]?.stage === 'mend' || this.#random() < 0.8
    const aim = isNext ? this.#queue.shift() : undefined
    await this.#live(aim ?? null)
  }

  /** Exit status. */
  async stop(): Promise<number | null> {
    const status = await this.#server?.stop()
    this.#server = null
    return status ?? null
  }

  async kill() {
    await this.#server?.kill()
    this.#server = null
  }

  async #live(aim: Aim | null) {
    const from = performance.now()
    const server = this.#start(aim)
    this.#server = server
    const grown = server.ready.then(
      () => void this.starts.push(performance.now() - from),
      () => {},
    )
    await (aim ? this.#fall(server, aim, grown) : this.#beShot(server, grown))
  }

  async #beShot(server: Server, grown: Promise<void>) {
    if (this.#random() < 0.15) await rest(this.#childhood())
    else {
      await grown
      await rest(this.#adulthood())
      if (this.#random() < 0.08) return this.#tell(server)
    }
    await this.#shoot()
  }

  /** Waits until it dies where it is to. */
  async #fall(server: Server, aim: Aim, grown: Promise<void>) {
    const ended = server.ended()
    await Promise.race([ended, grown])
    if (aim.stage === 'end') {
      await rest(this.#adulthood())
      server.child.kill('SIGTERM')
    }
    // What comes before a server is ready does not come later.
    await Promise.race([ended, rest(aim.stage === 'start' || aim.stage === 'mend' ? 0 : PATIENCE)])
    const fell = server.child.signalCode === 'SIGKILL'
    ;(fell ? this.hits : this.missed).push(aim)
    await (aim.stage === 'end' && !fell ? this.#tell(server) : this.#shoot())
  }

  async #tell(server: Server) {
    const status = await this.stop()
    this.stops += 1
    if (status !== 0) this.wrongs.push(`told to end, the server ended with ${status}: ${server.complaints}`)
  }

  async #shoot() {
    const server = this.#server!
    await this.kill()
    this.kills += 1
    if (server.child.signalCode !== 'SIGKILL')
      this.wrongs.push(`the server ended by itself with ${server.child.exitCode}: ${server.complaints}`)
  }

  #start(aim: Aim | null): Server {
    // In the temporary folder are sockets of the dead, and what was moved out of their way.
    const env = { ...fatal(aim, this.log, this.#random), TMPDIR: this.#folder }
    return new Server({ data: this.#data, agenda: this.#agenda, port: this.#port, env })
  }
}
