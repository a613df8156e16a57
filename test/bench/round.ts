// One round of the benchmark: a server started, a crowd let in, votes cast in several ways, everybody gone and back.
import { instant, percentile } from '../../server/rehearsal/moment.ts'
import type { Casts } from '../load/crowd.ts'
import type { gather } from '../load/crowds.ts'
import { type Side, votes } from './sides.ts'

/** By scenario and name, as in `burst.ackP99`. Times in milliseconds, CPU in microseconds, memory in kB. */
export type Figures = Record<string, number>

type Crowd = Awaited<ReturnType<typeof gather>>

/**
 * How votes come in. `within`: all of them, in milliseconds. The quiet ones first: what a process does for the first
 * time it does slowly, on either side, and a meeting has more than one vote.
 */
const ways = {
  steady: { within: 4000, live: false },
  second: { within: 1000, live: false },
  burst: { within: 0, live: false },
  live: { within: 4000, live: true },
}

export const scenarios = ['join', ...Object.keys(ways), 'reconnect']

/** Phones on their way in at any time: about as many as the system keeps waiting without a word. */
const AT_ONCE = 256

/** What a side does with so many phones. Throws where a vote is lost or a phone comes back wrong. */
export async function measure(side: Side, crowd: Crowd, size: number, wanted: readonly string[]): Promise<Figures> {
  const figures: Figures = {}
  const reveals: number[] = []
  const { server } = side
  const all = <T>(answers: readonly T[][]) => answers.flat()
  const share = (index: number) => Math.floor(size / crowd.size) + (index < size % crowd.size ? 1 : 0)
  const atOnce = Math.ceil(AT_ONCE / crowd.size)

  /** CPU of the server while something happens, by its phones, and how late its event loop was. */
  async function watched<T>(name: string, what: () => Promise<T>): Promise<T> {
    await server.ask('delay')
    const before = server.worked()
    const result = await what()
    figures[`${name}.cpu`] = ((server.worked() - before) * 1000) / size
    const late = await server.ask('delay')
    figures[`${name}.late`] = late.p99
    figures['all.stop'] = Math.max(figures['all.stop'] ?? 0, late.most)
    return result
  }

  async function join() {
    const empty = await server.ask('memory')
    const from = instant()
    const took = await watched('join', () =>
      crowd.ask('join', (index) => ({ port: side.port, auth: side.auth, count: share(index), atOnce })),
    )
    figures['join.seconds'] = (instant() - from) / 1000
    figures['join.perSecond'] = size / figures['join.seconds']
    spread('join.first', all(took.map(({ took }) => took)))
    const full = await server.ask('memory')
    figures['join.memory'] = (full.live - empty.live) / 1000 / size
    figures['join.resident'] = (full.rss - empty.rss) / 1000 / size
  }

  async function round(name: string, { within, live }: { within: number; live: boolean }) {
    await crowd.ask('heard', () => ({}))
    const { command, sign } = await side.open(live)
    await crowd.ask('see', () => ({ sign }))
    const casts = await watched(name, async () => {
      const casts = joined(await crowd.ask('cast', (seed) => ({ command, votes, within, seed })))
      await side.shown(Math.max(...casts.seq))
      return casts
    })
    const first = Math.min(...casts.sentAt)
    figures[`${name}.perSecond`] = (size / (Math.max(...casts.answeredAt) - first)) * 1000
    spread(`${name}.ack`, apart(casts.answeredAt, casts.sentAt))
    spread(`${name}.wall`, apart(whenShown(side.told, casts.seq), casts.sentAt))
    const closed = await side.close()
    await crowd.ask('see', () => ({ sign: closed }))
    let from = 0
    const at = await watched(`${name}.reveal`, async () => {
      from = instant()
      const sign = await side.reveal()
      return Math.max(...(await crowd.ask('see', () => ({ sign }))).map(({ at }) => at))
    })
    figures[`${name}.revealed`] = at - from
    reveals.push(figures[`${name}.reveal.cpu`]!)
    const heard = await crowd.ask('heard', () => ({}))
    figures[`${name}.views`] = percentile(all(heard.map(({ views }) => views)), 1)
    figures[`${name}.messages`] = percentile(all(heard.map(({ messages }) => messages)), 1)
    figures[`${name}.bytes`] = percentile(all(heard.map(({ bytes }) => bytes)), 0.5)
    right(await side.counted(), casts.vote)
  }

  /** All have voted, and the round is still open when the lights go out. */
  async function reconnect() {
    const { command, sign, mine } = await side.open(false)
    await crowd.ask('see', () => ({ sign }))
    await crowd.ask('cast', (seed) => ({ command, votes, within: 0, seed }))
    const from = instant()
    const answers = await watched('reconnect', async () => {
      await crowd.ask('drop', () => ({}))
      return crowd.ask('back', () => ({ atOnce, signs: [sign, mine] }))
    })
    figures['reconnect.seconds'] = (instant() - from) / 1000
    const back = answers.reduce((sum, { right }) => sum + right, 0)
    if (back !== size) throw new Error(`${size - back} of ${size} phones came back wrong`)
    await side.close()
  }

  function spread(name: string, times: readonly number[]) {
    figures[`${name}P50`] = percentile(times, 0.5)
    figures[`${name}P99`] = percentile(times, 0.99)
  }

  await join()
  for (const [name, way] of Object.entries(ways)) if (wanted.includes(name)) await round(name, way)
  figures['reveal.cpu'] = percentile(reveals, 0.5)
  if (wanted.includes('reconnect')) await reconnect()
  figures['all.resident'] = server.memory()
  await crowd.ask('leave', () => ({}))
  return figures
}

const apart = (later: readonly number[], earlier: readonly number[]) => later.map((at, index) => at - earlier[index]!)

const joined = (answers: readonly Casts[]): Casts => ({
  sentAt: answers.flatMap(({ sentAt }) => sentAt),
  answeredAt: answers.flatMap(({ answeredAt }) => answeredAt),
  seq: answers.flatMap(({ seq }) => seq),
  vote: answers.flatMap(({ vote }) => vote),
})

/** When the projector first knew of each event. */
function whenShown(told: Side['told'], numbers: readonly number[]): number[] {
  const at = new Map<number, number>()
  let next = 0
  for (const seq of numbers.toSorted((a, b) => a - b)) {
    while (told[next]!.seq < seq) next += 1
    at.set(seq, told[next]!.at)
  }
  return numbers.map((seq) => at.get(seq)!)
}

/** What was counted is what the phones were told is counted. */
function right(counted: Record<string, number> | null, cast: readonly string[]) {
  if (!counted) return
  for (const id of votes) {
    const sent = cast.filter((vote) => vote === id).length
    if (counted[id] !== sent) throw new Error(`${sent} votes for ${id} were acknowledged, ${counted[id]} counted`)
  }
}
