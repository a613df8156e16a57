// A real server on a free port with real clients, for tests: what I was told, what others were told, what is stored.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { io, type Socket } from 'socket.io-client'
import { openApp } from '../server/app.ts'
import type { Interfaces } from '../server/network-rank.ts'
import type { Pictures } from '../server/pictures.ts'
import type { Room } from '../server/room.ts'
import { memoryStore } from '../server/store/memory.ts'
import type { Store } from '../server/store/store.ts'
import { parseAgenda } from '../shared/formats/agenda.ts'
import type { Audience, View } from '../shared/meeting/view.ts'
import type { Ack, Auth, ClientRole, ClientToServer, Envelope, ServerToClient } from '../shared/protocol.ts'
import { PROTOCOL } from '../shared/protocol.ts'
import type { RefusalMessage } from '../shared/refusal.ts'

export interface StartOptions {
  store?: Store
  pictures?: Pictures
  agenda?: unknown
  clock?: () => number
  interfaces?: () => Interfaces
  /** Acts as if it listened on every address of the machine. */
  everywhere?: boolean
}

/** A program of the server, run from its source. */
const source = (name: string) =>
  ['run.mjs', `../server/rehearsal/${name}`].map((path) => fileURLToPath(new URL(path, import.meta.url)))

/** One item of each kind. */
export const sampleAgenda = {
  title: 'Neighbours',
  items: [
    { title: 'Where to plant?', kind: 'choice', options: ['Square', 'School', 'River'] },
    { title: 'Adopt the plan', kind: 'motion' },
    { title: 'Three projects', kind: 'multiple', options: ['P1', 'P2', 'P3', 'P4', 'P5'], max: 3 },
    { title: 'How was it?', kind: 'rating', labels: ['bad', 'good'] },
  ],
}

/** Starts the house on loopback, with one meeting when the store has none. */
export async function start({
  store = memoryStore(),
  agenda = sampleAgenda,
  clock,
  interfaces,
  everywhere,
  pictures,
}: StartOptions = {}) {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  const logged: string[] = []
  const app = await openApp({
    store,
    server,
    pages: fileURLToPath(new URL('../client', import.meta.url)),
    ...(!everywhere && { host: '127.0.0.1' }),
    programs: { director: source('director.ts'), crowd: source('crowd.ts') },
    log: (message) => logged.push(message),
    ...(clock && { clock }),
    ...(pictures && { pictures }),
    ...(interfaces && { interfaces }),
  })
  const room: Room = app.rooms.all()[0] ?? (await app.rooms.make(parseAgenda(JSON.stringify(agenda))))
  const clients: Client[] = []

  return {
    app,
    room,
    url,
    port,
    store,
    logged,
    keys: () => app.rooms.keys(room),
    /** Connects and waits for the first view; rejects with the refusal where the server says no. */
    async join<A extends Audience>(role: A & ClientRole, auth: Partial<Auth> = {}): Promise<Client<A>> {
      const keys: Partial<Record<ClientRole, string>> = {
        ...app.rooms.keys(room),
        organizer: app.rooms.organizerKey,
      } as never
      const key = keys[role]
      const client = new Client<A>(url, {
        protocol: PROTOCOL,
        role,
        meeting: room.meeting.code,
        ...(key && { key }),
        ...auth,
      })
      clients.push(client as Client)
      await client.until(() => true)
      return client
    },
    async stop() {
      for (const client of clients) client.close()
      await app.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export type House = Awaited<ReturnType<typeof start>>

/** A house for the length of one test. */
export async function within(options: StartOptions, body: (house: House) => Promise<void>) {
  const house = await start(options)
  try {
    await body(house)
  } finally {
    await house.stop()
  }
}

/** One page's line, with everything it was ever told. */
export class Client<A extends Audience = Audience> {
  readonly socket: Socket<ServerToClient, ClientToServer>
  readonly views: View<A>[] = []
  readonly envelopes: Envelope[] = []
  refusal: RefusalMessage | null = null
  #waiting: (() => void)[] = []

  constructor(url: string, auth: Auth | Record<string, unknown>, options: Record<string, unknown> = {}) {
    this.socket = io(url, {
      auth,
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: 50,
      reconnectionDelayMax: 200,
      ...options,
    })
    this.socket.on('view', (view, envelope) => {
      this.views.push(view as View<A>)
      this.envelopes.push(envelope)
      this.#wake()
    })
    this.socket.on('connect_error', (error: Error & { data?: RefusalMessage }) => {
      this.refusal = error.data ?? null
      if (error.data) this.#wake()
    })
  }

  get view(): View<A> {
    const last = this.views.at(-1)
    if (!last) throw new Error('no view yet')
    return last
  }

  /** The token of one's seat. */
  get voter(): string {
    return this.envelopes.find((envelope) => envelope.voter)!.voter!
  }

  /** Waits for a view that fits. Rejects with the refusal when turned away, or after `timeout` milliseconds. */
  async until(fits: (view: View<A>) => boolean, timeout = 5000): Promise<View<A>> {
    const deadline = Date.now() + timeout
    for (;;) {
      const found = this.views.at(-1)
      if (found && fits(found)) return found
      if (this.refusal) throw this.refusal
      await new Promise<void>((resolve, reject) => {
        const left = deadline - Date.now()
        const timer = setTimeout(
          () => reject(new Error(`no such view within ${timeout} ms: ${JSON.stringify(found)}`)),
          left,
        )
        this.#waiting.push(() => {
          clearTimeout(timer)
          resolve()
        })
      })
    }
  }

  send(command: Record<string, unknown>): Promise<Ack> {
    return this.socket.timeout(8000).emitWithAck('command', command as never)
  }

  /** Sends a command that must be carried out. */
  async do(command: Record<string, unknown>): Promise<Extract<Ack, { ok: true }>> {
    const ack = await this.send(command)
    if (!ack.ok) throw new Error(`${JSON.stringify(command)} was refused: ${JSON.stringify(ack.refusal)}`)
    return ack
  }

  /** Sends a command that must be refused, and says why it was. */
  async refused(command: Record<string, unknown>): Promise<string> {
    const ack = await this.send(command)
    if (ack.ok) throw new Error(`${JSON.stringify(command)} was carried out`)
    return ack.refusal.code
  }

  close() {
    this.socket.disconnect()
  }

  #wake() {
    for (const wake of this.#waiting.splice(0)) wake()
  }
}
