// A voter of a scripted meeting: tries until counted, and notes every answer that should not have been.
import { after, rest } from '../../server/rehearsal/moment.ts'
import { Phone } from '../../server/rehearsal/phone.ts'
import type { Ack } from '../../shared/protocol.ts'
import { mayStand } from '../crash/check.ts'
import type { FragileHouse } from './house.ts'

export const soon = after(10, 40)

export class Voter {
  readonly phone: Phone
  readonly wrongs: string[] = []
  /** Refused as not saved, by ballot. */
  readonly unsaved = new Set<string>()
  readonly #house: FragileHouse
  #answers = 0
  #sent = 0

  private constructor(house: FragileHouse, phone: Phone) {
    this.#house = house
    this.phone = phone
    const send = phone.line.send.bind(phone.line)
    phone.line.send = async (command, timeout) => {
      this.#sent += 1
      const ack = await send(command, timeout)
      this.#answers += 1
      this.#note(command, ack)
      return ack
    }
    phone.onmine = (mine, round) => {
      if (round === null) return
      const shown = mine && 'vote' in mine ? JSON.stringify(mine.vote) : null
      const may = mayStand(phone.ledger, round)
      const sealed = mine !== null && !('vote' in mine)
      if (!sealed && !may.has(shown)) this.wrongs.push(`was shown ${shown}, not ${[...may].join(' or ')}`)
    }
  }

  /** Comes in; knocks again where the door says that nothing can be saved. */
  static async join(house: FragileHouse): Promise<Voter> {
    for (;;) {
      const phone = new Phone({ url: house.url, meeting: house.code, pause: soon })
      const voter = new Voter(house, phone)
      const came = await phone.line.until(() => true, 20_000).catch(() => null)
      if (came) return voter
      if (phone.line.refusal?.code !== 'not-saved') throw new Error(`turned away: ${phone.line.refusal?.code}`)
      phone.line.close()
      await rest(soon())
    }
  }

  /** Votes in the round that is open; resolves when it is counted. `twice`: the ballot goes out again at once. */
  async vote(vote: unknown, twice = false): Promise<void> {
    const { current } = await this.phone.line.until(({ current }) => current?.phase === 'open', 20_000)
    const round = current!.round!.id
    const counted = this.phone.cast(current!.id, round, vote)
    const { ballot } = this.phone.ledger.at(-1)!
    if (twice) void this.phone.line.send({ type: 'cast', item: current!.id, round, vote, ballot }).catch(() => null)
    const { fate, refusal } = await counted
    if (fate !== 'ok') this.wrongs.push(`a vote ended as ${fate} (${refusal})`)
  }

  /** More answers than questions would be as wrong as an answer too early. */
  get overanswered(): boolean {
    return this.#answers > this.#sent || this.phone.line.heard.acks > this.#sent
  }

  #note(command: { type: string } & Record<string, unknown>, ack: Ack) {
    const ballot = String(command['ballot'])
    if (ack.ok && !this.#house.book.taken.has(ballot)) this.wrongs.push(`FALSE COUNTED: ${ballot} is not recorded`)
    if (!ack.ok && ack.refusal.code === 'not-saved') this.unsaved.add(ballot)
    if (!ack.ok && ack.refusal.code === 'failed') this.wrongs.push('heard of a bug')
  }
}
