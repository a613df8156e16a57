// A meeting as it might go, in an order drawn from a seed: open, vote, change, close, reopen, reveal, void, vote again.
import { Line } from '../../server/rehearsal/line.ts'
import { type Random, rest, seeded } from '../../server/rehearsal/moment.ts'
import type { ModeratorView } from '../../shared/meeting/view.ts'
import type { FragileHouse } from './house.ts'
import { soon, Voter } from './voter.ts'

export const agenda = {
  title: 'Faults',
  items: [
    { title: 'Where to plant?', kind: 'choice', options: ['Square', 'School', 'River'] },
    { title: 'Adopt the plan', kind: 'motion', secrecy: 'named' },
    { title: 'How was it?', kind: 'rating' },
  ],
}

const VOTERS = 4

export class Script {
  readonly desk: Line<'moderator'>
  readonly voters: Voter[] = []
  readonly #house: FragileHouse
  readonly #random: Random

  constructor(house: FragileHouse, seed: number) {
    this.#house = house
    this.#random = seeded(seed)
    const { url, moderatorKey: key, code: meeting } = house
    this.desk = new Line({ url, meeting, role: 'moderator', key, pause: soon })
  }

  /** Plays the whole meeting, whatever it takes. */
  async play(): Promise<void> {
    await this.desk.until(() => true)
    for (let n = 0; n < VOTERS; n++) this.voters.push(await Voter.join(this.#house))
    for (const act of this.#shuffled([() => this.#reopened(), () => this.#named(), () => this.#voided()])) await act()
  }

  close() {
    for (const { phone } of this.voters) phone.line.close()
    this.desk.close()
  }

  async #reopened() {
    await this.#open(0)
    const [a, b, c, d] = this.#shuffled(this.voters)
    await Promise.all([a!.vote('A', true), b!.vote('B')])
    await a!.vote('C', true)
    await this.#step('close', 0, 'closed')
    await this.#step('reopen', 0, 'open')
    await Promise.all([c!.vote('A'), d!.vote('B')])
    await this.#step('close', 0, 'closed')
    await this.#step('reveal', 0, 'revealed')
  }

  async #named() {
    await this.#open(1)
    const [a, b, ...rest] = this.#shuffled(this.voters)
    await Promise.all([a!.vote('no'), ...rest.map((voter) => voter.vote('yes'))])
    await b!.vote('abstain', true)
    await this.#step('close', 1, 'closed')
    await this.#step('reveal', 1, 'revealed')
  }

  async #voided() {
    await this.#open(2)
    const [a, b, c] = this.#shuffled(this.voters)
    await Promise.all([a!.vote(1), b!.vote(2, true)])
    await this.#step('void', 2, 'draft', { reason: 'wrong question' })
    await this.#open(2)
    for (const voter of [c!, b!, a!]) await voter.vote(this.#random() < 0.5 ? 4 : 5)
    await this.#step('close', 2, 'closed')
  }

  async #open(n: number) {
    await this.#step('open', n, 'open')
    const round = this.desk.view!.current!.round!.id
    for (const { phone } of this.voters)
      await phone.line.until(({ current }) => current?.round?.id === round && current.phase === 'open', 20_000)
  }

  /** Gives a command, again and again, until the item is in the phase it leads to. */
  async #step(type: string, n: number, phase: string, more: object = {}) {
    const reached = ({ current, agenda }: ModeratorView) => current?.id === agenda[n]!.id && current.phase === phase
    for (;;) {
      const view = await this.desk.until(() => true, 20_000)
      if (reached(view)) return
      const item = view.agenda[n]!.id
      const done = this.desk.send({ type, item, ...more }, 20_000).catch(() => null)
      if (type === 'close') await this.#hurry(item)
      const ack = await done
      if (ack?.ok) await this.desk.until((view) => view.seq >= ack.seq, 5000).catch(() => null)
      else await rest(soon())
    }
  }

  /** The grace after a close passes at once: the clock goes on, and another event makes the house look at it. */
  async #hurry(item: string) {
    const closing = ({ current }: ModeratorView) => current?.id !== item || current.round?.closing !== false
    await this.desk.until(closing, 200).catch(() => null)
    this.#house.pass(2000)
    await this.desk.send({ type: 'release' }, 5000).catch(() => null)
  }

  #shuffled<T>(all: readonly T[]): T[] {
    return all
      .map((one) => ({ one, at: this.#random() }))
      .sort((x, y) => x.at - y.at)
      .map(({ one }) => one)
  }
}
