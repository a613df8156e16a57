// The real thing as the model sees it: a room on a store that can be held back, refuse, and lose its power.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Room } from '../../server/room.ts'
import { fileStore } from '../../server/store/file.ts'
import { memoryStore } from '../../server/store/memory.ts'
import { type Store, StoreError } from '../../server/store/store.ts'
import { question } from '../../shared/meeting/question.ts'
import { Refusal } from '../../shared/refusal.ts'
import { TestDisk } from '../faults/failing-disk.ts'
import { Clock } from './clock.ts'
import { type Question, written } from './papers.ts'
import { type By, groups, type Said } from './reference.ts'

/** `memory`: one store all the time. `power`: the file store, each restart after a power cut. `disk`: in a real folder. */
export type Ground = 'memory' | 'power' | 'disk'

/** An answer yet to come; a refusal by its code. */
export interface Answer {
  came?: string
}

const soon = () => new Promise<void>((resolve) => setImmediate(resolve))

export class Hall {
  readonly clock = new Clock()
  room!: Room
  /** The model's names of voters, by id, and back. */
  readonly names = new Map<string, string>()
  readonly ids = new Map<string, string>()
  readonly log: string[] = []
  /** Tokens of seats, by the model's name of the voter. */
  readonly #tokens = new Map<string, string>()
  readonly #ground: Ground
  readonly #folder: string | null
  #disk = new TestDisk()
  #store!: Store
  readonly #writing = new Set<Promise<void>>()
  /** How many more writes succeed before one does not. */
  #left = Number.POSITIVE_INFINITY

  private constructor(ground: Ground) {
    this.#ground = ground
    this.#folder = ground === 'memory' ? null : mkdtempSync(join(tmpdir(), 'spotvote-model-'))
  }

  static async open(ground: Ground, grouped: boolean, questions: readonly Question[]): Promise<Hall> {
    const hall = new Hall(ground)
    await hall.#openStore()
    hall.clock.start()
    const at = hall.clock.now
    const made = { type: 'meeting-made', id: 'm', code: 'KWXR34', title: 'Model', language: 'en', at } as const
    hall.room = await Room.make(hall.#options(), 'm', [
      { ...made, ...(grouped && { groups }) },
      ...questions.map((one, to) => ({
        type: 'item-added' as const,
        item: `item${to}`,
        question: question(written(one)),
        to,
      })),
    ])
    return hall
  }

  async close() {
    await this.room.close()
    this.clock.stop()
    await this.#store.close()
    if (this.#folder) rmSync(this.#folder, { recursive: true })
  }

  /**
   * Gives commands in one breath: none of them is recorded before the last one is decided. The write after the first
   * `writes` fails. Resolves when nothing more is on its way; a close is answered later.
   */
  async give(list: readonly { said: Said; by: By }[], writes = Number.POSITIVE_INFINITY): Promise<Answer[]> {
    this.#left = writes
    const answers = list.map(({ said, by }) => {
      const answer: Answer = {}
      const came = (code: string) => {
        answer.came = code
      }
      this.#handle(said, by).then(
        () => came('yes'),
        (error) => came(error instanceof Refusal ? error.code : `no refusal: ${error}`),
      )
      return answer
    })
    await this.#settled()
    this.#left = Number.POSITIVE_INFINITY
    return answers
  }

  async pass(milliseconds: number, writes = Number.POSITIVE_INFINITY) {
    this.#left = writes
    await this.clock.pass(milliseconds, () => this.#settled())
    this.#left = Number.POSITIVE_INFINITY
  }

  /** The server is gone for a while and comes back from what is recorded. */
  async restart(milliseconds: number) {
    await this.room.close()
    const left = this.#disk.left('synced')
    await this.#store.close()
    this.#disk = left
    if (this.#ground !== 'memory') await this.#openStore()
    this.clock.now += milliseconds
    this.room = await Room.load(this.#options(), 'm')
  }

  /** The machine sleeps: no alarm rings meanwhile. */
  async sleep(milliseconds: number) {
    const from = this.clock.now
    this.clock.now += milliseconds
    this.room.jumped({ by: milliseconds, from })
    await this.#settled()
  }

  /** Whose tokens lead to a seat, and to theirs. */
  seats(): string[] {
    return [...this.#tokens].flatMap(([name, token]) =>
      this.room.seats.voterOf(token) === this.ids.get(name) ? name : [],
    )
  }

  /** The id of a round by the model's name; a name that leads nowhere where there is none. */
  roundId(name: string): string {
    const [item, number] = name.split('#')
    return this.room.meeting.items.find(({ id }) => id === item)?.rounds[Number(number) - 1]?.id ?? 'no such round'
  }

  async #handle(said: Said, by: By): Promise<void> {
    if (said.type === 'seat' || said.type === 'claim') {
      const { voter, token } = await this.room.seat(said.type)
      const name = said['voter'] as string
      this.names.set(voter, name)
      this.ids.set(name, voter)
      this.#tokens.set(name, token)
      return
    }
    const command = { ...said } as Record<string, unknown> & { type: string }
    if (said.round !== undefined) command['round'] = this.roundId(said.round)
    if (said.type === 'add-item' || said.type === 'edit-item') command['item'] = written(said.item as never)
    const voter = by.voter === undefined ? undefined : (this.ids.get(by.voter) ?? 'nobody')
    await this.room.handle(command, { role: by.role as never, ...(voter !== undefined && { voter }) })
  }

  async #settled() {
    do {
      await Promise.allSettled(this.#writing)
      await soon()
    } while (this.#writing.size > 0)
  }

  #options() {
    const append: Store['append'] = (...batch) => {
      const write = this.#append(...batch).finally(() => this.#writing.delete(write))
      this.#writing.add(write)
      return write
    }
    const log = (message: string) => void this.log.push(message)
    return { store: { ...this.#store, append }, log, clock: () => this.clock.now, gathering: 0 }
  }

  async #append(...batch: Parameters<Store['append']>) {
    // Whoever speaks in the same breath has spoken by then.
    await soon()
    if (this.#left-- === 0) throw new StoreError('full', 'the model said so')
    await this.#store.append(...batch)
  }

  async #openStore() {
    if (this.#ground === 'memory') this.#store = memoryStore()
    else {
      const disk = this.#ground === 'power' ? { disk: this.#disk } : {}
      this.#store = await fileStore(this.#folder!, { ...disk, log: (message) => this.log.push(message) })
    }
  }
}
