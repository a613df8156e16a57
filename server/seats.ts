// Who holds which seat of a meeting: by token, by the code that takes a seat along, and in which place.
import type { Voter } from '../shared/meeting/meeting.ts'
import { readSeatCode, seatCode } from './code.ts'
import { digest, newId } from './secrets.ts'

/** A seat nobody has yet. The token is for its device's eyes only; the rest is recorded. */
export function newSeat(type: 'seat' | 'claim', token: string) {
  const voter = newId()
  // Whoever sits at a shared tablet takes nothing along.
  const code = type === 'seat' && { code: digest(seatCode(token)) }
  return { token, voter, recorded: { type, voter, token: digest(token), ...code } }
}

export class Seats {
  /** Voters by the digest of their token, and by that of their seat's code. */
  readonly #voters = new Map<string, string>()
  readonly #taken: string[] = []
  /** Places among all, from 0, as far as anybody has asked. */
  readonly #places = new Map<string, number>()

  take({ id, token, code }: Voter) {
    for (const secret of [token, code]) if (secret) this.#voters.set(secret, id)
    this.#taken.push(id)
  }

  /** The voter a token or a seat code belongs to, if it is of this meeting. */
  voterOf(secret: string): string | undefined {
    return this.#voters.get(digest(secret))
  }

  /** The code to take a seat along with; null where it has none. */
  codeOf(voter: string, secret: string): string | null {
    const code = readSeatCode(secret) ?? seatCode(secret)
    return this.#voters.get(digest(code)) === voter ? code : null
  }

  /** The place of a seat among all, from 0; -1 where there is none. */
  place(voter: string): number {
    for (let place = this.#places.size; place < this.#taken.length && !this.#places.has(voter); place++)
      this.#places.set(this.#taken[place]!, place)
    return this.#places.get(voter) ?? -1
  }
}
