// Honest voters who go on voting while others misbehave, and how long they wait for "counted".
import { percentile, rest, seeded } from '../../server/rehearsal/moment.ts'
import { type Cast, Phone } from '../../server/rehearsal/phone.ts'
import { anyVote } from '../../server/rehearsal/votes.ts'

export interface Waited {
  casts: number
  p50: number
  p99: number
  worst: number
}

export class Bystanders {
  readonly phones: Phone[]
  #casts: (Cast & { phase: string })[] = []
  #phase: string | null = null
  #voting: Promise<unknown> = Promise.resolve()
  #going = false

  constructor(url: string, meeting: string, count: number) {
    this.phones = Array.from({ length: count }, () => new Phone({ url, meeting }))
  }

  /** Resolves when all see the open round. */
  async seated(patience = 30_000) {
    const open = ({ line }: Phone) => line.until(({ current }) => current?.phase === 'open', patience)
    await Promise.all(this.phones.map(open))
  }

  /** Each votes, and votes again, every `pause` milliseconds on average, from a moment of its own on. */
  start(pause = 300) {
    this.#going = true
    this.#voting = Promise.all(
      this.phones.map(async (phone, n) => {
        const random = seeded(n + 1)
        await rest(random() * pause)
        while (this.#going) {
          const { item, round } = phone.open ?? {}
          const phase = this.#phase
          if (item && round) {
            const cast = await phone.cast(item.id, round, anyVote(item, random), () => !this.#going)
            // What began in one phase and ended in another belongs to neither.
            if (phase !== null && phase === this.#phase) this.#casts.push({ ...cast, phase })
          }
          await rest(pause * (0.75 + random() / 2))
        }
      }),
    )
  }

  /** What is cast from now on counts under this name; null: not at all. */
  during(phase: string | null) {
    this.#phase = phase
  }

  async stop() {
    this.#going = false
    await this.#voting
  }

  close() {
    for (const { line } of this.phones) line.close()
  }

  waited(phase: string): Waited {
    const times = this.#casts.filter((cast) => cast.phase === phase).map((cast) => cast.answeredAt - cast.sentAt)
    const at = (share: number) => Number(percentile(times, share).toFixed(2))
    return { casts: times.length, p50: at(0.5), p99: at(0.99), worst: at(1) }
  }

  /** Everything ever cast. */
  get ledger(): Cast[] {
    return this.phones.flatMap(({ ledger }) => ledger)
  }

  /** Casts that did not end in "counted", or had to be sent more than once. */
  get harmed(): Cast[] {
    return this.ledger.filter(({ fate, sends }) => fate !== 'ok' || sends > 1)
  }

  /** Each one's last vote that was counted, as often as it was chosen. */
  last(): Record<string, number> {
    const votes: Record<string, number> = {}
    for (const { ledger } of this.phones) {
      const vote = ledger.findLast(({ fate }) => fate === 'ok')?.vote
      if (vote !== undefined) votes[String(vote)] = (votes[String(vote)] ?? 0) + 1
    }
    return votes
  }
}
