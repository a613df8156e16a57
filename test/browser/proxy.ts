// A network that can fail: passes TCP on to the server, cuts every line, or swallows what is sent without a word.

import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'

export interface FaultyNet {
  port: number
  /** Closes every line and refuses new ones until `heal`. */
  cut(): void
  /** Lines stay open and nothing passes any more, either way, until `heal`. */
  silence(): void
  /** The lines there are fall silent for good; new ones are well. */
  deafen(): void
  heal(): void
  close(): Promise<void>
}

/** Listens on loopback; `target` is asked for each line, because the server may not be there yet. */
export async function proxy(target: () => number): Promise<FaultyNet> {
  const lines = new Set<Socket>()
  const deaf = new WeakSet<Socket>()
  let state: 'well' | 'cut' | 'silent' = 'well'
  const server = createServer((near) => {
    if (state === 'cut') return near.destroy()
    const far = connect(target(), '127.0.0.1')
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      lines.add(from)
      from.on('data', (bytes) => state === 'well' && !deaf.has(from) && to.write(bytes))
      from.on('error', () => to.destroy())
      from.on('close', () => {
        lines.delete(from)
        to.destroy()
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const drop = () => {
    for (const line of lines) line.destroy()
  }
  return {
    port: (server.address() as AddressInfo).port,
    cut() {
      state = 'cut'
      drop()
    },
    silence() {
      state = 'silent'
    },
    deafen() {
      for (const line of lines) deaf.add(line)
    },
    /** A line that lost bytes is of no use any more: it is closed, as a real network would sooner or later. */
    heal() {
      if (state === 'silent') drop()
      state = 'well'
    },
    close() {
      drop()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
