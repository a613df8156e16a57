// A network that can fail: passes TCP on to the server, late, slowly, in pieces, one way only, or not at all.
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import type { Random } from '../../server/rehearsal/moment.ts'
import { type Conditions, Pipe, well } from './pipe.ts'

/** `up` is from the phone to the server. */
export type Way = 'up' | 'down' | 'both'

/** One connection through the network. */
interface Passage {
  near: Socket
  far: Socket
  up: Pipe
  down: Pipe
}

export interface FaultyNet {
  port: number
  /** Connections there are now. */
  passages(): number
  /** How it is from now on, for all connections and those to come; what is not named is well. */
  set(conditions: Partial<Conditions>, way?: Way): void
  /** Closes every connection and refuses new ones until `heal`. */
  cut(): void
  /** As a box on the way does that has forgotten them: every connection ends with RST; new ones are taken. */
  reset(): void
  /** Connections stay open and nothing gets through until `heal`. */
  silence(way?: Way): void
  /** The connections there are fall silent for good; new ones are well. */
  deafen(): void
  heal(): void
  close(): Promise<void>
}

/** Listens on loopback; `target` is asked for each connection, because the server may not be there yet. */
export async function proxy(target: () => number, random: Random = Math.random): Promise<FaultyNet> {
  const passages = new Set<Passage>()
  const deaf = new WeakSet<Passage>()
  let [up, down] = [well, well]
  let severed = false

  const server = createServer({ noDelay: true }, (near) => {
    if (severed) return near.resetAndDestroy()
    const far = connect({ port: target(), host: '127.0.0.1', noDelay: true })
    const passage = { near, far, up: new Pipe(near, far, up, random), down: new Pipe(far, near, down, random) }
    passages.add(passage)
    for (const side of [near, far]) side.on('close', () => near.destroyed && far.destroyed && passages.delete(passage))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  const apply = () => {
    for (const passage of passages) {
      if (deaf.has(passage)) continue
      passage.up.conditions = up
      passage.down.conditions = down
    }
  }
  const set = (conditions: Partial<Conditions>, way: Way = 'both') => {
    if (way !== 'down') up = { ...well, ...conditions }
    if (way !== 'up') down = { ...well, ...conditions }
    apply()
  }
  const end = (how: 'destroy' | 'resetAndDestroy') => {
    for (const { near, far } of passages) for (const side of [near, far]) side[how]()
  }

  return {
    port: (server.address() as AddressInfo).port,
    passages: () => passages.size,
    set,
    cut() {
      severed = true
      end('destroy')
    },
    reset: () => end('resetAndDestroy'),
    silence: (way) => set({ held: true }, way),
    deafen() {
      for (const passage of passages) {
        deaf.add(passage)
        for (const pipe of [passage.up, passage.down]) pipe.conditions = { ...well, held: true }
      }
    },
    heal() {
      severed = false
      set({})
    },
    close() {
      end('destroy')
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
