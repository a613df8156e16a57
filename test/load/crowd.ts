// A process full of phones, so that making the load costs the server nothing. Takes orders from swarm.ts.
import { instant, percentile, rest, seeded } from '../../server/rehearsal/moment.ts'
import { Phone } from '../../server/rehearsal/phone.ts'
import { anyVote } from '../../server/rehearsal/votes.ts'

/** Times are `instant()`s, durations milliseconds. */
export interface Orders {
  /** `atOnce`: how many may be on their way in together. */
  join: { order: { url: string; meeting: string; count: number; atOnce: number }; answer: { took: number[] } }
  /** Waits until every phone knows that the round is open. */
  see: { order: { round: string; phase: string }; answer: { at: number } }
  /** Each phone votes once, at a moment of its own within so many milliseconds. */
  vote: { order: { within: number; seed: number }; answer: { casts: Voted[] } }
  /** Socket.IO views heard by each phone since this was last asked. */
  views: { order: object; answer: { views: number[] } }
  /** The server is going: waits until each phone has lost it and been let back in; `gone` is when it went. */
  back: { order: { seats: number }; answer: { at: number; kept: number } }
  leave: { order: object; answer: object }
}

export interface Voted {
  sentAt: number
  answeredAt: number
  seq: number
  fate: string
  vote: unknown
}

type Reply = { [O in keyof Orders]: (order: Orders[O]['order']) => Promise<Orders[O]['answer']> }

const phones: Phone[] = []
const tokens = new Map<Phone, string | undefined>()
const heard = new Map<Phone, number>()

const replies: Reply = {
  async join({ url, meeting, count, atOnce }) {
    const took: number[] = []
    let left = count
    const lane = async () => {
      while (left-- > 0) {
        const from = instant()
        const phone = new Phone({ url, meeting })
        await phone.line.until(() => true, 30_000)
        took.push(instant() - from)
        phones.push(phone)
        tokens.set(phone, phone.line.voter)
      }
    }
    await Promise.all(Array.from({ length: atOnce }, lane))
    return { took }
  },
  async see({ round, phase }) {
    const seen = phones.map(async ({ line }) => {
      await line.until(({ current }) => current?.round?.id === round && current.phase === phase, 30_000)
      return instant()
    })
    return { at: Math.max(...(await Promise.all(seen))) }
  },
  async vote({ within, seed }) {
    const random = seeded(seed)
    const casts = phones.map(async (phone) => {
      const { item, round } = phone.open!
      const vote = anyVote(item, random)
      await rest(random() * within)
      return phone.cast(item.id, round, vote)
    })
    const done = await Promise.all(casts)
    return { casts: done.map(({ sentAt, answeredAt, seq, fate, vote }) => ({ sentAt, answeredAt, seq, fate, vote })) }
  },
  async views() {
    const views = phones.map((phone) => phone.line.heard.views - (heard.get(phone) ?? 0))
    for (const phone of phones) heard.set(phone, phone.line.heard.views)
    return { views }
  },
  async back({ seats }) {
    const returned = phones.slice(0, seats).map(async (phone) => {
      const { views } = phone.line.heard
      await phone.line.until(() => phone.line.heard.views > views, 60_000)
      return { at: instant(), kept: phone.line.voter === tokens.get(phone) }
    })
    const all = await Promise.all(returned)
    return {
      at: percentile(
        all.map(({ at }) => at),
        1,
      ),
      kept: all.filter(({ kept }) => kept).length,
    }
  },
  async leave() {
    for (const { line } of phones.splice(0)) line.close()
    return {}
  },
}

process.on('message', async ({ name, order }: { name: keyof Orders; order: never }) => {
  try {
    process.send!({ answer: await replies[name](order) })
  } catch (error) {
    process.send!({ problem: String(error) })
  }
})
process.on('disconnect', () => process.exit())
process.send!({ answer: 'here' })
