// One of the crowd: arrives, reads, thinks, votes and thinks again; locks the phone, walks about, reloads, comes back.

import { type Line, patiently } from './line.ts'
import { after, instant, type Random, rest } from './moment.ts'
import { type Cast, Phone } from './phone.ts'
import { anyVote } from './votes.ts'

/** What a phone was told of one vote. Times are `instant()`s. */
export interface Told {
  vote: unknown
  fate: Cast['fate']
  sentAt: number
  answeredAt: number
  seq: number
  /** Whether the line held from the tap to the answer. */
  held: boolean
}

export interface Round {
  /** Its id. */
  round: string
  /** Milliseconds in which everybody has read, thought and tapped. */
  within: number
  /** Milliseconds after which a vote without an answer is given up. */
  patience: number
  /** Whether people change their minds and their phones have lives of their own. */
  lively: boolean
}

/** How many of a hundred do what while a vote is open; `part` of the time people take to vote. */
const habits: [share: number, act: (line: Line<'phone'>, part: (least: number, most: number) => number) => void][] = [
  [6, (line, part) => line.leave(part(0.1, 0.6))], // locked, and unlocked
  [5, (line, part) => line.leave(part(0.01, 0.1))], // from one access point to the next
  [3, (line) => line.leave(0, true)], // reloaded
]
/** How many of one vote again. */
const CHANGES = 0.12

export class Person {
  readonly phone: Phone
  readonly #random: Random

  constructor(place: { url: string; meeting: string }, random: Random) {
    this.#random = random
    const pause = (tries: number) => (this.phone.line.turnedOut ? Number.POSITIVE_INFINITY : patiently(tries))
    this.phone = new Phone({ ...place, pause })
  }

  /** Whether the phone shows what the room is doing before so many milliseconds are over. */
  async sees(round: string, phase: 'open' | 'revealed', patience: number): Promise<boolean> {
    const shown = this.phone.line.until(
      ({ current }) => current?.round?.id === round && current.phase === phase,
      patience,
    )
    return shown.then(
      () => true,
      () => false,
    )
  }

  /** All votes it cast, the last one last. */
  async vote({ round, within, patience, lively }: Round): Promise<Told[]> {
    const deadline = performance.now() + within + patience
    if (lively) this.#live(within)
    await rest(this.#random() * within)
    await this.#sayGroup(deadline)
    const told = [await this.#cast(round, deadline)]
    const isFirm = this.phone.line.view?.current?.change === false
    if (!lively || isFirm || this.#random() > CHANGES) return told
    await rest(after(0.06, 0.3, this.#random)() * within)
    return [...told, await this.#cast(round, deadline)]
  }

  async #cast(round: string, deadline: number): Promise<Told> {
    const { line } = this.phone
    const item = line.view?.current
    const online = line.online
    if (!item || item.round?.id !== round) {
      const at = instant()
      return { vote: null, fate: 'refused', sentAt: at, answeredAt: at, seq: 0, held: false }
    }
    const vote = anyVote(item, this.#random)
    const cast = await this.phone.cast(item.id, round, vote, () => line.turnedOut || performance.now() > deadline)
    const { fate, sends, sentAt, answeredAt, seq } = cast
    return { vote, fate, sentAt, answeredAt, seq, held: online && sends === 1 }
  }

  /** Where the meeting has groups nobody votes before they have said theirs. */
  async #sayGroup(deadline: number): Promise<void> {
    const { line } = this.phone
    const groups = line.view?.meeting.groups ?? []
    if (groups.length === 0 || this.phone.ledger.length > 0) return
    const group = groups[Math.floor(this.#random() * groups.length)]!.id
    while (performance.now() < deadline && !line.turnedOut) {
      const ack = await line.send({ type: 'join-group', group }).catch(() => null)
      if (ack?.ok) return
      await rest(after(50, 200, this.#random)())
    }
  }

  /** What happens to the phone in a round, if anything, at a moment of its own. */
  #live(within: number) {
    let die = this.#random() * 100
    for (const [share, act] of habits) {
      die -= share
      if (die >= 0) continue
      const part = (least: number, most: number) => after(least, most, this.#random)() * within
      setTimeout(() => act(this.phone.line, part), this.#random() * within)
      return
    }
  }
}
