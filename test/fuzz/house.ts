// The built server with meetings in it, for campaigns: a hall that votes, one where all is over, one to be played with.
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Line } from '../../server/rehearsal/line.ts'
import { keyOf, Server } from '../load/server.ts'
import { phonesAuth, type Target } from './attack.ts'
import { Wire } from './wire.ts'

const options = ['Square', 'School', 'River', 'Hill', 'Market']
const items = [
  { title: 'Where to plant?', kind: 'choice', options },
  { title: 'Adopt the plan', kind: 'motion' },
  { title: 'Where to dig?', kind: 'choice', options },
  { title: 'How was it?', kind: 'rating' },
]

export interface Hall extends Target {
  desk: Line<'moderator'>
  wall: Line<'projector'>
}

export class CampaignHouse {
  readonly #folder = mkdtempSync(join(tmpdir(), 'spotvote-'))
  #server: Server
  #link = ''
  /** What the servers before this one complained of. */
  #past = ''
  url = ''
  port = 0
  readonly halls: Hall[] = []

  private constructor() {
    this.#server = this.#start()
  }

  /** Starts the server; its meetings have these titles. */
  static async open(titles: string[]): Promise<CampaignHouse> {
    const house = new CampaignHouse()
    await house.#listening()
    for (const title of titles.slice(1)) await house.#make(title)
    const list = (await (await house.ask('/api/meetings')).json()) as { code: string; links: Record<string, string> }[]
    for (const { code, links } of list) {
      const keys: Record<string, string> = { organizer: keyOf(house.#link) }
      for (const role of ['moderator', 'projector', 'kiosk']) keys[role] = keyOf(links[role]!)
      const at = { url: house.url, meeting: code }
      const desk = new Line<'moderator'>({ ...at, role: 'moderator', key: keys['moderator'] })
      const wall = new Line<'projector'>({ ...at, role: 'projector', key: keys['projector'] })
      const { agenda } = await desk.until(() => true)
      await wall.until(() => true)
      const others = agenda.map(({ id }) => id)
      house.halls.push({ code, keys, seats: [], aim: { item: others[0]!, round: 'none', others }, desk, wall })
    }
    return house
  }

  get server() {
    return this.#server
  }
  /** Everything in its log so far. */
  get complaints() {
    return this.#past + this.#server.complaints
  }

  /** Asks over HTTP, as the organizer. */
  ask(path: string, more: RequestInit = {}) {
    return fetch(this.url + path, { ...more, headers: { Authorization: `Bearer ${keyOf(this.#link)}` } })
  }

  /** Ends it and starts it again on what it has stored. */
  async restart() {
    await this.#server.stop()
    this.#past += this.#server.complaints
    this.#server = this.#start()
    await this.#listening()
  }

  /** All a meeting has on record, and all its desk and its wall show of it, but who is connected and how many events. */
  async state({ code, desk, wall }: Hall): Promise<string> {
    const { seq: _, room, ...shown } = desk.view!
    const { seq: __, present: ___, ...seen } = wall.view!
    const record = (await this.record(code)).replace(/"seq": \d+/, '')
    return JSON.stringify([record, shown, room.storage, seen])
  }

  async record(code: string): Promise<string> {
    return (await this.ask(`/api/meetings/${code}/export/json`)).text()
  }

  /** Seats for hostile phones. Waits where the door is crowded. */
  async seat(hall: Hall, count: number) {
    const take = async () => {
      while (hall.seats.length < count) {
        const { wire, way } = await Wire.open(this.url, phonesAuth(hall.code))
        if (way === 'in' && hall.seats.length < count) hall.seats.push(wire.token!)
        else if (way !== 'slow-down' && way !== 'in') throw new Error(`no seat: ${way}`)
        wire.end()
      }
    }
    await Promise.all(Array.from({ length: 4 }, take))
  }

  /** Ends all, also after a failure. */
  async close(): Promise<number | null> {
    for (const { desk, wall } of this.halls) for (const line of [desk, wall]) line.close()
    const status = await this.#server.stop()
    rmSync(this.#folder, { recursive: true, force: true })
    return status
  }

  #start() {
    const agenda = join(this.#folder, 'agenda.json')
    writeFileSync(agenda, JSON.stringify({ title: 'Hall', items }))
    return new Server({
      data: join(this.#folder, 'data'),
      agenda,
      port: this.port,
    })
  }

  async #listening() {
    const { url, port, organizer } = await this.#server.ready
    Object.assign(this, { url, port })
    this.#link = organizer
  }

  async #make(title: string) {
    const answer = await this.ask('/api/meetings', { method: 'POST', body: JSON.stringify({ title, items }) })
    if (answer.status !== 201) throw new Error(`no meeting: ${await answer.text()}`)
  }
}

/** Carries out a command of the desk. */
export async function act({ desk }: Hall, type: string, more: object = {}) {
  const ack = await desk.send({ type, ...more })
  if (!ack.ok) throw new Error(`${type}: ${JSON.stringify(ack.refusal)}`)
}

/** Opens an item, and aims at its round. */
export async function open(hall: Hall, n = 0) {
  const item = hall.aim.others[n]!
  await act(hall, 'open', { item })
  const { current } = await hall.desk.until(({ current }) => current?.id === item && current.phase === 'open')
  hall.aim = { ...hall.aim, item, round: current!.round!.id }
}

/** An item in each phase there is, the closed one on the wall. */
export async function everyPhase(hall: Hall) {
  const [, revealed, closed] = hall.aim.others
  await open(hall, 0)
  await act(hall, 'void', { item: hall.aim.item, reason: 'to have one' })
  for (const n of [1, 2]) {
    await open(hall, n)
    await act(hall, 'close', { item: hall.aim.item })
    if (n === 1) await act(hall, 'reveal', { item: revealed })
  }
  await hall.desk.until(({ current }) => current?.id === closed && current?.phase === 'closed')
}

export const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16)

/** Lines of a log that tell of a fault, whatever else it says. */
export const faults = (log: string) =>
  log.split('\n').filter((line) => /bug|unhandled|uncaught|rejection|TypeError|RangeError|^\s+at /i.test(line))
