// Whether anybody from outside has ever got through to this machine, and whether they came by an address it has lost.
import type { EventEmitter } from 'node:events'

/** How long the desk is told of a lost address: until whoever is here has scanned the new one. Milliseconds. */
const WHILE = 10 * 60_000

const isLoopback = (address: string) => /^(127\.|::1$)/.test(address)

export interface Reach {
  /** Somebody got through, even if no further than the page. */
  reached(): boolean
  /** The address people came by, as read from the wall, while it is news that it is gone; else null. */
  lost(): string | null
  /** The network changed: phones now join at `host`, or nowhere. `has`: whether the machine still has an address. */
  moved(host: string | null, has: (host: string) => boolean): void
  stop(): void
}

/** `server` tells of connections; `own` are the addresses of the machine itself, from which nothing is proven. */
export function watchReach(server: EventEmitter, own: () => readonly string[], onchange: () => void): Reach {
  let reached = false
  let last: string | null = null
  let lost: string | null = null
  let timer: NodeJS.Timeout | undefined

  function came({ remoteAddress = '' }: { remoteAddress?: string }) {
    const address = remoteAddress.replace(/^::ffff:/, '')
    if (!address || isLoopback(address) || own().includes(address)) return
    server.off('connection', came)
    reached = true
    onchange()
  }
  server.on('connection', came)

  return {
    reached: () => reached,
    lost: () => lost,
    moved(host, has) {
      clearTimeout(timer)
      const before = lost ?? last
      last = host ?? last
      lost = host && before && before !== host && !has(before) ? before : null
      if (lost === null) return
      timer = setTimeout(() => {
        lost = null
        onchange()
      }, WHILE)
      timer.unref()
    },
    stop() {
      server.off('connection', came)
      clearTimeout(timer)
    },
  }
}
