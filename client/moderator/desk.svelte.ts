// The moderator's hand: one command at a time, and what came back.

import type { Command } from '../../shared/meeting/decide.ts'
import type { Ack, HouseCommand } from '../../shared/protocol.ts'
import type { RefusalMessage } from '../../shared/refusal.ts'
import type { Session } from '../session.svelte.ts'

/** How long a refusal stays to be read, milliseconds. */
const READING = 6000
/** How long to wait for the view that shows what a command did, milliseconds. */
const CATCH_UP = 1000
/** No answer for so long, and what is shown may be old, milliseconds. */
const STALE = 3000

export class Desk {
  readonly session: Session<'moderator'>
  /** This device's clock, a few times a second. */
  now = $state(Date.now())
  problem = $state.raw<RefusalMessage | 'no-answer' | null>(null)
  #pending = $state(false)
  /** The sequence number the view must reach before the next command. */
  #awaited = $state({ seq: 0, until: 0 })
  #reading: ReturnType<typeof setTimeout> | undefined

  constructor(session: Session<'moderator'>) {
    this.session = session
  }

  get busy(): boolean {
    const { seq, until } = this.#awaited
    return this.#pending || ((this.session.view?.seq ?? 0) < seq && this.now < until)
  }
  get ready(): boolean {
    return this.session.online && !this.busy
  }
  get stale(): boolean {
    return this.session.online && this.now - this.session.heard > STALE
  }

  /** Sends a command unless another is on its way. Says whether it was carried out. */
  async act(command: Command | HouseCommand): Promise<boolean> {
    return (await this.ask(command)) !== null
  }

  /** The same for a command whose answer says more; null where it was not carried out. */
  async ask(command: Command | HouseCommand): Promise<Extract<Ack, { ok: true }> | null> {
    if (!this.ready) return null
    this.#pending = true
    this.#say(null)
    try {
      const ack = await this.session.send(command)
      if (ack.ok) this.#awaited = { seq: ack.seq, until: Date.now() + CATCH_UP }
      else this.#say(ack.refusal)
      return ack.ok ? ack : null
    } catch {
      this.#say('no-answer')
      return null
    } finally {
      this.#pending = false
    }
  }

  /** Sends commands one after the other, as far as they are carried out. */
  async actAll(commands: Command[]): Promise<boolean> {
    for (const command of commands) {
      if (!(await this.act(command))) return false
      this.#awaited = { seq: 0, until: 0 }
    }
    return true
  }

  /** Lets time pass; the caller stops it. */
  tick() {
    const timer = setInterval(() => {
      this.now = Date.now()
    }, 200)
    return () => clearInterval(timer)
  }

  #say(problem: Desk['problem']) {
    clearTimeout(this.#reading)
    this.problem = problem
    if (problem)
      this.#reading = setTimeout(() => {
        this.problem = null
      }, READING)
  }
}
