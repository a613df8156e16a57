// A process full of handsets, so that making the load costs the server nothing. Takes orders from crowds.ts.
import { instant, rest, seeded } from '../../server/rehearsal/moment.ts'
import { Handset } from './handset.ts'

/** Times are `instant()`s, durations milliseconds. */
export interface Orders {
  /** So many come in, `atOnce` of them on their way at any time; what each took from first packet to first view. */
  join: { order: { port: number; auth: Auth; count: number; atOnce: number }; answer: { took: number[] } }
  /** All switched off. */
  drop: { order: object; answer: object }
  /** All of them again, with their seats; `right`: how many were on them at once, and saw all of the signs. */
  back: { order: { atOnce: number; signs: string[] }; answer: { took: number[]; right: number } }
  /** Waits until each has heard a view with this in it. */
  see: { order: { sign: string }; answer: { at: number } }
  /** Each sends the command once, with a vote of its own, at a moment of its own within so many milliseconds. */
  cast: { order: { command: object; votes: string[]; within: number; seed: number }; answer: Casts }
  /** What each heard since this was last asked, acknowledgements among the messages. */
  heard: { order: object; answer: Record<'views' | 'messages' | 'bytes', number[]> }
  leave: { order: object; answer: object }
}

type Auth = Record<string, unknown>

/** One entry a phone. */
export interface Casts {
  sentAt: number[]
  answeredAt: number[]
  seq: number[]
  vote: string[]
}

interface Phone {
  set: Handset
  from: string | undefined
  auth: Auth
  seat: string | undefined
  /** The last view, whole. */
  text: string
  onview: ((text: string) => void) | null
}

type Reply = { [O in keyof Orders]: (order: Orders[O]['order']) => Promise<Orders[O]['answer']> }

/**
 * Ports run out at about 28,000, each resting for a while after use: from here on phones have source addresses of their
 * own. Not before: the system searches longer for a free port of a given address than for any.
 */
const PER_ADDRESS = 12_000
/** How long anything may take. */
const PATIENCE = 60_000

let phones: Phone[] = []
let port = 0
let fail: (error: Error) => void = () => {}

/** Whatever goes wrong with any phone meanwhile ends the task. */
function all<T>(task: (done: (value: T) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`not done after ${PATIENCE} ms`)), PATIENCE)
    fail = reject
    task((value) => {
      clearTimeout(timer)
      fail = () => {}
      resolve(value)
    })
  })
}

function newPhone(auth: Auth): Phone {
  const set = new Handset()
  const block = Math.floor(phones.length / PER_ADDRESS)
  const from = block === 0 ? undefined : `127.0.0.${1 + block}`
  const phone: Phone = { set, from, auth, seat: undefined, text: '', onview: null }
  set.onend = (why) => fail(new Error(why))
  set.onview = (text) => {
    phone.text = text
    phone.onview?.(text)
  }
  return phone
}

/** Lets phones in, `atOnce` at a time, and says what each took. */
const enter = (coming: readonly Phone[], atOnce: number) =>
  all<number[]>((done) => {
    const took: number[] = []
    let next = 0
    const dial = () => {
      const phone = coming[next++]
      if (!phone) return
      const from = instant()
      phone.onview = () => {
        phone.onview = null
        took.push(instant() - from)
        if (took.length === coming.length) done(took)
        else dial()
      }
      phone.set.dial({ port, auth: { ...phone.auth, ...(phone.seat && { voter: phone.seat }) }, from: phone.from })
    }
    for (let lane = 0; lane < atOnce; lane++) dial()
  })

/** The token in the envelope of a first view, where the server gives seats. */
const seatIn = (text: string) => /"voter":"([\w-]+)"/.exec(text)?.[1]

const replies: Reply = {
  async join({ auth, count, atOnce, ...order }) {
    port = order.port
    phones = []
    for (let index = 0; index < count; index++) phones.push(newPhone(auth))
    const took = await enter(phones, atOnce)
    for (const phone of phones) phone.seat = seatIn(phone.text)
    return { took }
  },
  async drop() {
    for (const { set } of phones) set.drop()
    return {}
  },
  async back({ atOnce, signs }) {
    const took = await enter(phones, atOnce)
    const right = ({ text, seat }: Phone) => signs.every((sign) => text.includes(sign)) && seatIn(text) === seat
    return { took, right: phones.filter(right).length }
  },
  see: ({ sign }) =>
    all((done) => {
      const waiting = phones.filter(({ text }) => !text.includes(sign))
      let left = waiting.length
      if (left === 0) done({ at: instant() })
      for (const phone of waiting)
        phone.onview = (text) => {
          if (!text.includes(sign)) return
          phone.onview = null
          if (--left === 0) done({ at: instant() })
        }
    }),
  cast: ({ command, votes, within, seed }) =>
    all((done) => {
      const random = seeded(seed)
      const size = phones.length
      const casts: Casts = { sentAt: Array(size), answeredAt: Array(size), seq: Array(size), vote: Array(size) }
      let left = size
      phones.forEach(({ set }, index) => {
        const vote = votes[Math.floor(random() * votes.length)]!
        const text = JSON.stringify(['command', { ...command, vote, ballot: `${seed}-${index}` }])
        casts.vote[index] = vote
        set.onack = (answer) => {
          casts.answeredAt[index] = instant()
          const [ack] = JSON.parse(answer) as [{ ok: boolean; seq: number }]
          if (!ack.ok) return fail(new Error(answer))
          casts.seq[index] = ack.seq
          if (--left === 0) done(casts)
        }
        const send = () => {
          casts.sentAt[index] = instant()
          set.send(text)
        }
        if (within > 0) setTimeout(send, random() * within)
        else send()
      })
    }),
  async heard() {
    const all = phones.map(({ set }) => ({ ...set.heard }))
    for (const { set } of phones) Object.assign(set.heard, { views: 0, messages: 0, bytes: 0 })
    const of = (what: 'views' | 'messages' | 'bytes') => all.map((heard) => heard[what])
    return { views: of('views'), messages: of('messages'), bytes: of('bytes') }
  },
  async leave() {
    for (const { set } of phones) set.drop()
    // What was on its way is gone before the next crowd comes.
    await rest(50)
    phones = []
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
