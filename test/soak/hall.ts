// The hall of a long evening: people, a moderator who takes them from question to question, and those who look in.
import { Line } from '../../server/rehearsal/line.ts'
import { type Random, rest, seeded } from '../../server/rehearsal/moment.ts'
import { Person, type Told } from '../../server/rehearsal/person.ts'
import type { ModeratorView } from '../../shared/meeting/view.ts'

export interface HallOptions {
  url: string
  meeting: string
  /** Keys. */
  moderator: string
  projector: string
  phones: number
  random: Random
}

/** What became of one question. */
export interface Asked {
  round: string
  /** By phone. */
  told: Told[][]
  isVoid: boolean
  /** Phones that did not show in time what the room was doing. */
  astray: number
}

/** Milliseconds in which a phone shows what is new, and a locked one has come back and voted. */
const SIGHT = 15_000
/** How many of a hundred questions are voided half-way, and how many are reopened once. */
const VOID = 6
const REOPENED = 10

export class Hall {
  readonly #options: HallOptions
  readonly #people: Person[] = []
  readonly #desk: Line<'moderator'>
  readonly #wall: Line<'projector'>

  constructor(options: HallOptions) {
    const { url, meeting, moderator, projector } = options
    this.#options = options
    this.#desk = new Line<'moderator'>({ url, meeting, role: 'moderator', key: moderator })
    this.#wall = new Line<'projector'>({ url, meeting, role: 'projector', key: projector })
  }

  /** Everybody comes in, fifty a second. */
  async fill() {
    const { url, meeting, phones, random } = this.#options
    const arrivals = Array.from({ length: phones }, async (_, n) => {
      await rest(n * 20)
      const person = new Person({ url, meeting }, seeded(Math.floor(random() * 2 ** 32)))
      this.#people.push(person)
      await person.phone.line.until(() => true, SIGHT)
    })
    await Promise.all(arrivals)
  }

  empty() {
    for (const line of [this.#desk, this.#wall, ...this.#people.map(({ phone }) => phone.line)]) line.close()
  }

  /** The `n`th question, in which people take `within` milliseconds to vote. */
  async question(n: number, within: number): Promise<Asked> {
    const chance = this.#options.random() * 100
    const { agenda } = await this.#desk.until(() => true)
    const item = agenda[n % agenda.length]!.id
    await this.#act({ type: 'open', item, reason: 'once more' })
    const { current } = await this.#desk.until(({ current }) => current?.id === item && current.phase === 'open')
    const round = current!.round!.id
    const unseen = await this.#astray(round, 'open')
    const visitors = this.#lookIn(within)
    const voting = Promise.all(
      this.#people.map((person) => person.vote({ round, within, patience: SIGHT, lively: true })),
    )
    const isVoid = chance < VOID
    if (isVoid) {
      await rest(within / 2)
      await this.#act({ type: 'void', item, round, reason: 'chance' })
    }
    const told = await voting
    await visitors
    if (!isVoid) {
      await this.#close(item, round)
      if (chance > 100 - REOPENED) {
        await this.#act({ type: 'reopen', item, round })
        await this.#desk.until(({ current }) => current?.phase === 'open')
        await this.#close(item, round)
      }
      await this.#act({ type: 'reveal', item, round })
    }
    return { round, told, isVoid, astray: unseen + (isVoid ? 0 : await this.#astray(round, 'revealed')) }
  }

  async #astray(round: string, phase: 'open' | 'revealed'): Promise<number> {
    const seen = await Promise.all(this.#people.map((person) => person.sees(round, phase, SIGHT)))
    return seen.filter((sees) => !sees).length
  }

  /** A second moderator comes and goes, somebody opens the results, and the wall is reloaded. */
  async #lookIn(within: number) {
    const { url, meeting, moderator } = this.#options
    const second = new Line<'moderator'>({ url, meeting, role: 'moderator', key: moderator })
    const results = new Line<'results'>({ url, meeting, role: 'results' })
    this.#wall.leave(0, true)
    await Promise.all([second.until(() => true), results.until(() => true), rest(within / 3)])
    second.close()
    results.close()
  }

  /** A countdown may have been quicker. */
  async #close(item: string, round: string) {
    const isOpen = ({ current }: ModeratorView) => current?.id === item && current.phase === 'open'
    if (isOpen(await this.#desk.until(() => true))) await this.#desk.send({ type: 'close', item, round })
    await this.#desk.until((view) => !isOpen(view))
  }

  async #act(command: { type: string } & Record<string, unknown>) {
    const ack = await this.#desk.send(command)
    if (!ack.ok) throw new Error(`${command.type} was refused: ${JSON.stringify(ack.refusal)}`)
  }
}
