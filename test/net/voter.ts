// A voter with the page's own way of voting (outbox, resends, one ballot in the place of another) on a light line.

import type { Session } from '../../client/session.svelte.ts'
import { memoryShelf } from '../../client/shelf.ts'
import { Voting } from '../../client/voting.svelte.ts'
import { Line, type LineOptions } from '../../server/rehearsal/line.ts'
import { instant, type Random } from '../../server/rehearsal/moment.ts'
import type { Cast } from '../../server/rehearsal/phone.ts'
import { anyVote } from '../../server/rehearsal/votes.ts'
import type { Ack } from '../../shared/protocol.ts'

type Ballot = { type: string } & Pick<Cast, 'item' | 'round' | 'vote' | 'ballot'>

const passing = ['not-saved', 'slow-down', 'failed']

export class Voter {
  readonly line: Line<'phone' | 'phone-voted'>
  readonly voting: Voting
  /** Every ballot that was ever sent, in the order of the taps. */
  readonly ledger: Cast[] = []

  constructor(options: Omit<LineOptions, 'role' | 'key'>) {
    const line = new Line<'phone' | 'phone-voted'>({ ...options, role: 'phone' })
    const session = {
      get online() {
        return line.online
      },
      send: (ballot: Ballot, timeout: number) => this.#send(ballot, timeout),
    }
    this.line = line
    this.voting = new Voting(session as unknown as Session, options.meeting, memoryShelf())
    line.onview = ({ current }, envelope, first) => {
      if (first) this.voting.resume(envelope, current?.phase === 'open' ? current.round?.id : undefined)
    }
  }

  /** Chooses anything that is on the screen, connected or not; nothing where the page would not let a person choose. */
  tap(random: Random) {
    const item = this.line.view?.current
    const round = item?.round
    if (!item || !round || item.phase !== 'open' || (round.closesAt ?? Number.POSITIVE_INFINITY) <= Date.now()) return
    const delivery = this.voting.round === round.id ? this.voting.delivery : 'none'
    if (delivery === 'elsewhere' || (delivery !== 'none' && !item.change)) return
    this.voting.cast(item.id, round.id, anyVote(item, random))
  }

  async #send(ballot: Ballot, timeout: number): Promise<Ack> {
    const cast = this.ledger.find((cast) => cast.ballot === ballot.ballot) ?? this.#enter(ballot)
    const first = cast.sends === 0
    cast.sends += 1
    const ack = await this.line.send(ballot, timeout)
    cast.answeredAt = instant()
    if (ack.ok) Object.assign(cast, { fate: 'ok', seq: ack.seq })
    else if (passing.includes(ack.refusal.code)) cast.sends -= 1
    else if (cast.fate !== 'ok') Object.assign(cast, { fate: first ? 'refused' : 'unknown', refusal: ack.refusal.code })
    return ack
  }

  #enter({ item, round, vote, ballot }: Ballot): Cast {
    const cast: Cast = {
      item,
      round,
      vote,
      ballot,
      fate: 'unknown',
      sends: 0,
      sentAt: instant(),
      answeredAt: 0,
      seq: 0,
    }
    this.ledger.push(cast)
    return cast
  }
}
