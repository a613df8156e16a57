// A house on a failing disk, in this process: started, unplugged, and started again on what the disk has left.
import { createServer, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { type App, openApp } from '../../server/app.ts'
import type { Room } from '../../server/room.ts'
import { fileStore } from '../../server/store/file.ts'
import type { Store } from '../../server/store/store.ts'
import { parseAgenda } from '../../shared/formats/agenda.ts'
import type { Leaving, TestDisk } from './failing-disk.ts'

/** What became of ballots at the store. */
interface Book {
  /** Recorded, or found recorded after a restart. */
  taken: Set<string>
  refused: Set<string>
  /** Batches refused, of whatever content. */
  refusals: number
}

export class FragileHouse {
  disk: TestDisk
  port = 0
  /** Of the meeting, once the house has been started. */
  code = ''
  readonly logged: string[] = []
  readonly book: Book = { taken: new Set(), refused: new Set(), refusals: 0 }
  readonly #folder: string
  readonly #agenda: unknown
  readonly #lines = new Set<Socket>()
  #server: Server | null = null
  #app: App | null = null
  #ahead = 0

  /** `folder` exists, and is where the store believes it is. */
  constructor(folder: string, disk: TestDisk, agenda: unknown) {
    this.#folder = folder
    this.disk = disk
    this.#agenda = agenda
  }

  get url() {
    return `http://127.0.0.1:${this.port}`
  }
  get room(): Room {
    return this.#app!.rooms.all()[0]!
  }
  get moderatorKey(): string {
    return this.#app!.rooms.keys(this.room).moderator
  }

  /** Throws `StoreError`, and is not started then. */
  async start(): Promise<void> {
    const store = this.#watched(await fileStore(this.#folder, { disk: this.disk, log: this.#log }))
    const server = createServer()
    server.on('connection', (line) => {
      this.#lines.add(line)
      line.on('close', () => this.#lines.delete(line))
    })
    await new Promise<void>((ready) => server.listen(this.port, '127.0.0.1', ready))
    this.port = (server.address() as AddressInfo).port
    this.#server = server
    try {
      const clock = () => Date.now() + this.#ahead
      this.#app = await openApp({ store, server, pages: null, host: '127.0.0.1', log: this.#log, clock })
      if (!this.#app.rooms.all()[0]) await this.#app.rooms.make(parseAgenda(JSON.stringify(this.#agenda)))
      this.code = this.room.meeting.code
    } catch (error) {
      await this.stop()
      await store.close()
      throw error
    }
  }

  /** Lets time pass for the house. Milliseconds. */
  pass(time: number) {
    this.#ahead += time
  }

  /** From this moment nobody hears anything of it any more. */
  unplug() {
    this.#server?.close()
    for (const line of this.#lines) line.destroy()
  }

  async stop(): Promise<void> {
    this.unplug()
    const [app, server] = [this.#app, this.#server]
    this.#app = null
    this.#server = null
    await app?.close()
    server?.closeAllConnections()
  }

  /** Stops, and starts again at the same address with what is left of the disk. */
  async restart(leaving: Leaving): Promise<void> {
    this.unplug()
    await this.stop()
    this.disk = this.disk.left(leaving)
    await this.start()
  }

  readonly #log = (message: string) => void this.logged.push(message)

  #watched(store: Store): Store {
    return {
      ...store,
      load: async (meeting) => {
        const loaded = await store.load(meeting)
        for (const { event } of loaded) if (event.type === 'cast') this.book.taken.add(event.ballot)
        return loaded
      },
      append: async (meeting, batch) => {
        const ballots = batch.flatMap(({ event }) => (event.type === 'cast' ? event.ballot : []))
        try {
          await store.append(meeting, batch)
          for (const ballot of ballots) this.book.taken.add(ballot)
        } catch (error) {
          this.book.refusals += 1
          for (const ballot of ballots) this.book.refused.add(ballot)
          throw error
        }
      },
    }
  }
}
