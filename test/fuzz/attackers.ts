// Orders given to a process that attacks, and what it tells of them.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { setPriority } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Plan, Toll } from './attack.ts'
import type { Order } from './attacker.ts'
import type { FloodOrder, Washed } from './floods.ts'

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url))

export class Attacker {
  readonly #process: ChildProcess

  private constructor() {
    this.#process = fork(path('../run.mjs'), [path('attacker.ts')])
  }

  static async start(): Promise<Attacker> {
    const attacker = new Attacker()
    await once(attacker.#process, 'message')
    // The honest and the server come first where there are too few processors.
    setPriority(attacker.#process.pid!, 19)
    return attacker
  }

  attack = (plan: Plan) => this.#order<Toll>({ plan })
  flood = (flood: FloodOrder, hold: number) => this.#order<Washed>({ flood, hold })

  end() {
    this.#process.disconnect()
  }

  async #order<A>(order: Order): Promise<A> {
    this.#process.send(order)
    const [message] = (await once(this.#process, 'message')) as [{ answer: A } | { problem: string }]
    if ('problem' in message) throw new Error(message.problem)
    return message.answer
  }
}
