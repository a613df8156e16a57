// The end of the process: told once it drains, told twice it ends at once, and nobody on the line can hold it up.
import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/** How long whoever is on the line has to take the last answers and the goodbye. Milliseconds. */
const GOODBYE = 1500
const signals = ['SIGINT', 'SIGTERM'] as const

/** Keeps track of a server's connections; answers how to cut all of them. */
export function connectionsOf(server: Server): { cut(): void } {
  const connections = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    connections.add(socket)
    socket.once('close', () => connections.delete(socket))
  })
  return {
    cut() {
      for (const socket of connections) socket.destroy()
    },
  }
}

/** `drain` may wait for connections to close as they should; those that have not in time are cut. */
export function onSignal(drain: () => Promise<void>, { cut }: { cut(): void }): void {
  const end = async () => {
    // From here on a signal does what it does by default.
    for (const signal of signals) process.off(signal, end)
    process.off('disconnect', end)
    const late = setTimeout(cut, GOODBYE)
    await drain()
    clearTimeout(late)
    cut()
  }
  for (const signal of signals) process.on(signal, end)
  // Started by a rehearsal: it goes when that goes, however that goes, and waits for nothing from there.
  process.on('disconnect', end)
  process.channel?.unref()
}
