// Short meetings as a room would record them: real commands, decided and folded, in batches.
import { createHash, createHmac } from 'node:crypto'
import { signed } from '../../server/secrets.ts'
import { remains } from '../../server/store/remains.ts'
import type { Recorded } from '../../server/store/store.ts'
import type { Actor, Context } from '../../shared/meeting/command.ts'
import { decide } from '../../shared/meeting/decide.ts'
import { type Event, isSegmentEvent } from '../../shared/meeting/event.ts'
import { blank, evolve } from '../../shared/meeting/evolve.ts'
import type { Meeting } from '../../shared/meeting/meeting.ts'

const server: Actor = { role: 'server' }
const moderator: Actor = { role: 'moderator' }

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** Writes down what a meeting decides, batch by batch. */
export class Clerk {
  readonly meeting: Meeting = blank()
  readonly batches: Recorded[][] = []
  /** Pseudonyms, keys and ballot ids: nothing of these may outlive a close. */
  readonly secrets: string[] = []
  #batch: Recorded[] = []
  #count = 0

  constructor(id = 'meeting-1') {
    this.#take([{ type: 'meeting-made', id, code: 'K7QX2M', title: 'Assembly 주민총회', language: 'ko', at: 1 }])
  }

  #context: Context = {
    now: 1_000_000,
    present: () => 5,
    newId: () => `id-${++this.#count}`,
    newKey: () => this.#secret(`key-${sha256(`${++this.#count}`)}`),
    digest: sha256,
    pseudonym: (key, voter) => this.#secret(createHmac('sha256', key).update(voter).digest('base64url')),
    signed,
  }

  command(type: string, fields: Record<string, unknown> = {}, actor = moderator): this {
    this.#context.now += type === 'seal' ? 2000 : 10
    this.#take(decide(this.meeting, { type, ...fields }, actor, this.#context))
    return this
  }

  /** A vote of a seated voter in the open round; the seat is taken first where needed. */
  vote(voter: string, vote: unknown, ballot = this.#secret(`ballot-${voter}-${++this.#count}`)): this {
    if (!this.meeting.voters.has(voter)) this.command('seat', { voter, token: sha256(voter) }, server)
    const item = this.meeting.items.find((item) => item.id === this.meeting.current)!
    const round = item.rounds.at(-1)!.id
    return this.command('cast', { item: item.id, round, vote, ballot }, { role: 'phone', voter })
  }

  /** Closes and seals. */
  seal(item: string): this {
    return this.command('close', { item }).done().command('seal', { item }, server)
  }

  /** Ends the batch: what follows is written with the next one. */
  done(): this {
    if (this.#batch.length > 0) this.batches.push(this.#batch)
    this.#batch = []
    return this
  }

  #take(events: readonly Event[]) {
    for (const event of events) {
      const seq = this.meeting.seq + 1
      evolve(this.meeting, event, seq)
      this.#batch.push(structuredClone({ seq, event }))
    }
  }

  #secret(text: string): string {
    this.secrets.push(text)
    return text
  }
}

export const plant = { title: 'What to plant?', kind: 'choice', options: ['Linden', '느티나무', 'Oak'] }
const adopt = { title: 'Adopt the plan', kind: 'motion', secrecy: 'named' }

/** Opens, closes, opens again, closes, reveals, votes again, voids: all that can become of a round. Nothing is open. */
export function wholeMeeting(): Clerk {
  const clerk = new Clerk().command('add-item', { id: 'plant', item: plant })
  clerk.command('add-item', { id: 'adopt', item: adopt }).done()
  clerk.command('open', { item: 'plant' }).done()
  clerk.vote('ann', 'A').vote('ben', 'B').done().vote('ann', 'C').done()
  clerk.seal('plant').done()
  clerk.command('reopen', { item: 'plant' }).done().vote('cho', 'A').done()
  clerk.seal('plant').command('reveal', { item: 'plant' }).done()
  clerk.command('open', { item: 'plant', reason: 'miscounted' }).vote('ann', 'B').done()
  clerk.command('void', { item: 'plant', reason: 'wrong question' }).command('open', { item: 'adopt' }).done()
  clerk.vote('ben', 'yes').done().vote('cho', 'no').done()
  return clerk.seal('adopt').done()
}

/** Two rounds sealed, one of them after it was opened again, and a third open with ballots in it. */
export function openMeeting(): Clerk {
  const clerk = new Clerk().command('add-item', { id: 'plant', item: plant })
  clerk.command('add-item', { id: 'adopt', item: adopt }).command('open', { item: 'plant' }).done()
  clerk.vote('ann', 'A').done()
  clerk.seal('plant').command('reopen', { item: 'plant' }).vote('ben', 'C').done()
  clerk.seal('plant').done()
  clerk.command('open', { item: 'adopt' }).done()
  return clerk.vote('ben', 'yes').vote('ann', 'no').done().vote('ben', 'no').done()
}

/** All that a store may say after it acknowledged some batches and was cut short in the next one. */
export function mayRemain(batches: readonly Recorded[][], acknowledged: number): Recorded[][] {
  const past = batches.slice(0, acknowledged).flat()
  const next = batches[acknowledged] ?? []
  const ballots = next.filter(({ event }) => isSegmentEvent(event))
  const written = [...next.filter((record) => !ballots.includes(record)), ...ballots]
  return Array.from({ length: written.length + 1 }, (_, count) =>
    remains([...past, ...written.slice(0, count)].sort((a, b) => a.seq - b.seq)),
  )
}

export function fold(records: readonly Recorded[]): Meeting {
  const meeting = blank()
  for (const { seq, event } of structuredClone(records)) evolve(meeting, event, seq)
  return meeting
}
