// A hall full of voters who vote and change their minds, and a desk that opens and closes, whatever the server does.

import type { Line } from '../../server/rehearsal/line.ts'
import { after, type Random, rest } from '../../server/rehearsal/moment.ts'
import { Phone } from '../../server/rehearsal/phone.ts'
import { anyVote } from '../../server/rehearsal/votes.ts'
import type { ModeratorView } from '../../shared/meeting/view.ts'
import { mayStand } from './check.ts'

/** Back as soon as the server is: the sooner there are votes again, the more a kill can hit. */
export const impatient = after(50, 300)

/** How often the server has been killed. */
export interface Plug {
  kills: number
}

/** A phone that votes again and again until it is told to stop. */
export class Elector {
  readonly phone: Phone
  /** What the phone was shown that it should not have been. */
  readonly wrongs: string[] = []
  #seat: string | undefined
  #running = false
  #loop = Promise.resolve()

  constructor(url: string, meeting: string) {
    this.phone = new Phone({ url, meeting, pause: impatient })
    this.phone.onmine = (mine, round) => this.#compare(mine, round)
  }

  start(item: string, random: Random, plug: Plug) {
    this.#running = true
    this.#loop = this.#vote(item, random, plug)
  }

  /** Resolves when the last ballot has been answered. */
  async stop() {
    this.#running = false
    await this.#loop
  }

  /** Votes on every item but the roll call. */
  async #vote(rollCall: string, random: Random, plug: Plug) {
    const done = new Set<string>()
    const pause = after(2, 60, random)
    while (this.#running) {
      await rest(pause())
      const { open } = this.phone
      if (!open || open.item.id === rollCall || done.has(open.round)) continue
      const { kills } = plug
      // An impatient thumb: once the server was gone it may choose anew instead of waiting for the old ballot.
      const giveUp = () => plug.kills > kills && random() < 0.1
      const casting = this.phone.cast(open.item.id, open.round, anyVote(open.item, random), giveUp)
      if (random() < 0.03) this.phone.line.cut()
      const { refusal } = await casting
      if (refusal === 'already-voted') done.add(open.round)
    }
  }

  /** On every connection the server says what it knows of this seat. */
  #compare(mine: { round: string; vote?: unknown } | null, round: string | null) {
    const { voter } = this.phone.line
    this.#seat ??= voter
    if (voter !== this.#seat) this.wrongs.push('a seat was lost')
    if (round === null || (mine && mine.round !== round)) return
    const may = mayStand(this.phone.ledger, round)
    const shown = mine && 'vote' in mine ? JSON.stringify(mine.vote) : null
    if (mine ? 'vote' in mine && !may.has(shown) : !may.has(null))
      this.wrongs.push(`a phone was shown ${shown}, not ${[...may].join(' or ')}`)
  }
}

/** Takes the meeting from step to step by chance, from whatever it finds. */
export class Chair {
  readonly #desk: Line<'moderator'>
  readonly #random: Random
  #running = true

  constructor(desk: Line<'moderator'>, random: Random) {
    this.#desk = desk
    this.#random = random
  }

  /** Until `stop`, on the items but the first. */
  async preside() {
    while (this.#running) {
      const view = await this.#desk.until(() => true, 60_000)
      await rest(after(20, 200, this.#random)())
      const command = this.#next(view)
      if (command) await this.#do(command)
    }
  }

  stop() {
    this.#running = false
  }

  /** Ends what is open. */
  async finish() {
    const idle = ({ current }: ModeratorView) => current?.phase !== 'open'
    while (!idle(await this.#desk.until(() => true, 60_000))) {
      const { current } = this.#desk.view!
      await this.#do({ type: 'close', item: current!.id, round: current!.round!.id })
    }
  }

  /** Refusals and lost answers are part of the day; what was done is seen before the next step. */
  async #do(command: { type: string } & Record<string, unknown>) {
    const ack = await this.#desk.send(command).catch(() => null)
    if (ack?.ok) await this.#desk.until(({ seq }) => seq >= ack.seq, 5000).catch(() => {})
  }

  #next({ current, agenda }: ModeratorView): ({ type: string } & Record<string, unknown>) | null {
    const chance = this.#random()
    const round = current?.round && { item: current.id, round: current.round.id }
    if (current?.phase === 'open') {
      if (current.round!.closing || chance < 0.5) return null
      return chance < 0.9 ? { type: 'close', ...round } : { type: 'void', ...round, reason: 'chance' }
    }
    if (current?.phase === 'closed') return { type: chance < 0.4 ? 'reopen' : 'reveal', ...round }
    const { id } = agenda[1 + Math.floor(chance * (agenda.length - 1))]!
    return { type: 'open', item: id, reason: 'chance' }
  }
}
