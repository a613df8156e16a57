// A process full of people with phones, so that making the load costs the server nothing. Takes orders from crowds.ts.
import { instant, rest, seeded } from './moment.ts'
import { Person, type Round, type Told } from './person.ts'

/** Times are `instant()`s, durations milliseconds. */
export interface Orders {
  /** They come within so long; whoever is not in after `patience` more stays outside. `at`: when the last one was in. */
  join: {
    order: { url: string; meeting: string; count: number; within: number; patience: number; seed: number }
    answer: { joined: number; at: number }
  }
  /** Waits until the phones show this; `astray`: those that do not. */
  see: { order: { round: string; phase: 'open' | 'revealed'; patience: number }; answer: { astray: number } }
  /** Each phone's votes. */
  vote: { order: Round; answer: { told: Told[][] } }
  leave: { order: object; answer: object }
}

/** What a crowd sends: an answer, how many are done with the order so far, or why it can't be carried out. */
export type Message = { answer: unknown } | { done: number } | { problem: string }

/** Milliseconds between two messages of how many are done. */
const BEAT = 200

type Reply = { [O in keyof Orders]: (order: Orders[O]['order']) => Promise<Orders[O]['answer']> }

const people: Person[] = []
let done = 0

/** Does something with everybody, and counts how many are done with it. */
function everybody<T>(act: (person: Person) => Promise<T>): Promise<T[]> {
  return Promise.all(
    people.map(async (person) => {
      const result = await act(person)
      done += 1
      return result
    }),
  )
}

const replies: Reply = {
  async join({ url, meeting, count, within, patience, seed }) {
    const arrivals = Array.from({ length: count }, async (_, index) => {
      const random = seeded(seed + index)
      await rest(random() * within)
      const person = new Person({ url, meeting }, random)
      people.push(person)
      await person.phone.line.until(() => true, patience)
      done += 1
      return instant()
    })
    const settled = await Promise.allSettled(arrivals)
    const times = settled.flatMap((arrival) => (arrival.status === 'fulfilled' ? arrival.value : []))
    return { joined: times.length, at: times.reduce((last, at) => Math.max(last, at), 0) }
  },
  async see({ round, phase, patience }) {
    const seen = await everybody((person) => person.sees(round, phase, patience))
    return { astray: seen.filter((sees) => !sees).length }
  },
  async vote(round) {
    return { told: await everybody((person) => person.vote(round)) }
  },
  async leave() {
    for (const { phone } of people.splice(0)) phone.line.close()
    return {}
  },
}

const tell = (message: Message) => process.connected && process.send!(message)

process.on('message', async ({ name, order }: { name: keyof Orders; order: never }) => {
  done = 0
  const beat = setInterval(() => tell({ done }), BEAT)
  try {
    tell({ answer: await replies[name](order) })
  } catch (error) {
    tell({ problem: String(error) })
  } finally {
    clearInterval(beat)
  }
})
// Ctrl+C is for whoever sent for the crowd; when they go, it goes.
process.on('SIGINT', () => {})
process.on('disconnect', () => process.exit())
tell({ answer: 'here' })
