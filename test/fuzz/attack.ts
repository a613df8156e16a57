// The assault itself, at three levels: bytes, packets, commands. Counts what became of each.
import { connect } from 'node:net'
import { type Random, rest } from '../../server/rehearsal/moment.ts'
import { assault } from './frames.ts'
import { packets, strangersAuth } from './packets.ts'
import { type Aim, chance, desksCommand, pick, strangersCommand } from './values.ts'
import { Wire } from './wire.ts'

export type Layer = 'bytes' | 'packets' | 'commands' | 'desk'

/** A meeting, and those who have a way into it. */
export interface Target {
  code: string
  aim: Aim
  /** Tokens of seats. */
  seats: string[]
  /** Keys by role. */
  keys: Partial<Record<string, string>>
}

export interface Plan {
  url: string
  port: number
  seed: number
  /** Of these nothing may change. */
  targets: Target[]
  /** Here the desk itself is hostile. */
  wild: Target
  /** How many of each to send, and over how many milliseconds to spread them. */
  sent: Record<Layer, number>
  within: number
}

export interface Toll {
  sent: Record<Layer, number>
  connections: number
  /** What became of them, by layer and fate. */
  fates: Record<string, number>
  /** What must not happen, in words. */
  wrong: string[]
}

/** Carries out a plan. */
export async function attack(plan: Plan): Promise<Toll> {
  const toll: Toll = { sent: { bytes: 0, packets: 0, commands: 0, desk: 0 }, connections: 0, fates: {}, wrong: [] }
  const lanes: Record<Layer, (lane: number, turn: Turn) => Promise<void>> = {
    bytes: (lane, turn) => bytesLane(plan, chance(plan.seed, lane), toll, turn),
    packets: (lane, turn) => packetsLane(plan, chance(plan.seed, 1000 + lane), toll, turn),
    commands: (lane, turn) => commandsLane(plan, lane, chance(plan.seed, 2000 + lane), toll, turn),
    desk: (lane, turn) => deskLane(plan, chance(plan.seed, 5000 + lane), toll, turn),
  }
  const seats = plan.targets.reduce((sum, { seats }) => sum + seats.length, 0)
  const width: Record<Layer, number> = { bytes: 40, packets: 16, commands: seats, desk: 4 }
  await Promise.all(
    (Object.keys(lanes) as Layer[]).map(async (layer) => {
      const turn = paced(plan.sent[layer], plan.within)
      await Promise.all(Array.from({ length: width[layer] }, (_, lane) => lanes[layer](lane, turn)))
    }),
  )
  return toll
}

/** Whose turn it is: false when all is sent. */
type Turn = () => Promise<boolean>

/** Spreads `count` turns over so many milliseconds; whoever is late does not wait. */
function paced(count: number, within: number): Turn {
  const from = performance.now()
  let given = 0
  return async () => {
    if (given >= count) return false
    const due = from + (given++ / count) * within
    const early = due - performance.now()
    if (early > 1) await rest(early)
    return true
  }
}

function note(toll: Toll, layer: Layer, fate: string) {
  const name = `${layer} ${fate}`
  toll.sent[layer] += 1
  toll.fates[name] = (toll.fates[name] ?? 0) + 1
}

async function bytesLane({ port }: Plan, random: Random, toll: Toll, turn: Turn) {
  while (await turn()) {
    const { opening, frames } = assault(random, `127.0.0.1:${port}`)
    const fate = await strike(port, opening, frames)
    toll.connections += 1
    for (let frame = 0; frame < Math.max(1, frames.length); frame++) note(toll, 'bytes', fate)
    // A burst of frames takes as many turns.
    for (let more = 1; more < frames.length; more++) await turn()
  }
}

/** What a connection says to bytes: `answered`, `closed`, or nothing for a moment. */
function strike(port: number, opening: string | Buffer, frames: Buffer[]) {
  return new Promise<string>((resolve) => {
    const socket = connect(port, '127.0.0.1')
    let heard = 0
    const end = (fate: string) => {
      clearTimeout(timer)
      socket.destroy()
      resolve(fate)
    }
    // Many of these leave the server waiting for more: it is left alone then.
    let timer = setTimeout(() => end('unanswered'), frames.length === 0 ? 1000 : 5000)
    socket.on('connect', () => socket.write(opening))
    socket.on('data', () => {
      heard += 1
      if (frames.length === 0) return end('answered')
      if (heard > 1) return
      clearTimeout(timer)
      timer = setTimeout(() => end('unanswered'), 250)
      socket.write(Buffer.concat(frames))
    })
    socket.on('error', () => end('closed'))
    socket.on('close', () => end('closed'))
  })
}

export const phonesAuth = (code: string, token?: string) =>
  `40${JSON.stringify({ protocol: 1, meeting: code, role: 'phone', ...(token && { voter: token }) })}`
const keyedAuth = ({ code, keys }: Target, role: string) =>
  `40${JSON.stringify({ protocol: 1, meeting: code, role, ...(keys[role] && { key: keys[role] }) })}`
/** Whose keys give no power over the meeting; the tablet is never released. */
const powerless = ['kiosk', 'projector', 'results']

/** Anybody who may come in and has nothing to say there. */
function guest(target: Target, random: Random): string {
  if (random() < 0.6) return phonesAuth(target.code, pick(random, target.seats))
  return keyedAuth(target, pick(random, powerless))
}

async function packetsLane({ url, targets }: Plan, random: Random, toll: Toll, turn: Turn) {
  while (await turn()) {
    const target = pick(random, targets)
    const stranger = random() < 0.2
    const { wire, way } = await Wire.open(url, stranger ? strangersAuth(random) : guest(target, random))
    toll.connections += 1
    if (stranger && way === 'in') toll.wrong.push('a stranger was let in')
    if (!stranger && way !== 'in') toll.wrong.push(`a guest with the right papers was turned away: ${way}`)
    note(toll, 'packets', `handshake ${way}`)
    // A refused handshake leaves the connection open for a while: it is spoken to like any other.
    for (let alive = true, left = 30; alive && left > 0 && (await turn()); ) {
      const batch = packets(target.aim, random)
      for (const packet of batch) wire.send(packet)
      alive = await wire.settled()
      left -= batch.length
      for (const _ of batch) note(toll, 'packets', alive ? 'outlived' : 'closed')
    }
    wire.end()
  }
}

/** Of phones, by seat: they stay from one plan to the next, or each would begin with a storm of handshakes. */
const seated = new Map<string, Wire>()

/** A device sends five a second and hears an answer to each: faster ones hear `slow-down`. */
async function commandsLane({ url, targets }: Plan, lane: number, random: Random, toll: Toll, turn: Turn) {
  const target = targets[lane % targets.length]!
  const seat = target.seats[Math.floor(lane / targets.length) % target.seats.length]!
  // Every tenth comes with a key instead of a seat, for as long as its first twenty commands last.
  const keyed = lane % 10 === 0
  let wire = seated.get(seat)
  for (let sent = 0; await turn(); sent++) {
    if (!wire?.open || (keyed && sent % 18 === 0)) {
      wire?.end()
      const opened = await Wire.open(
        url,
        keyed ? keyedAuth(target, pick(random, powerless)) : phonesAuth(target.code, seat),
      )
      wire = opened.wire
      toll.connections += 1
      if (!keyed) seated.set(seat, wire)
      if (opened.way !== 'in') toll.wrong.push(`a seat was turned away: ${opened.way}`)
    }
    const text = strangersCommand(target.aim, random)
    const ack = await wire.ask(text)
    note(toll, 'commands', fateOf(ack))
    if (ack === 'silent') toll.wrong.push(`no answer to ${text.slice(0, 300)}`)
    if (ack !== null && ack !== 'silent' && ack.ok && !harmless.has(typeIn(text)))
      toll.wrong.push(`carried out for a stranger: ${text.slice(0, 300)}`)
  }
  if (keyed) wire?.end()
}

/** Lets go of those who stayed. */
export function leave() {
  for (const wire of seated.values()) wire.end()
  seated.clear()
}

/** What anybody may ask, or a tablet: nothing follows from it. */
const harmless = new Set(['ping', 'leave'])
const typeIn = (text: string) => String((JSON.parse(text) as { type?: unknown } | null)?.type)
const fateOf = (ack: Awaited<ReturnType<Wire['ask']>>) =>
  ack === null ? 'closed' : ack === 'silent' ? ack : ack.ok ? 'ok' : ack.refusal.code

async function deskLane({ url, wild }: Plan, random: Random, toll: Toll, turn: Turn) {
  let wire: Wire | null = null
  for (let sent = 0; await turn(); sent++) {
    if (!wire?.open || sent % 18 === 0) {
      wire?.end()
      const opened = await Wire.open(url, keyedAuth(wild, pick(random, ['moderator', 'organizer', 'kiosk'])))
      wire = opened.wire
      toll.connections += 1
      if (opened.way !== 'in') toll.wrong.push(`the desk was turned away: ${opened.way}`)
    }
    const text = desksCommand(wild.aim, random)
    const ack = await wire.ask(text)
    note(toll, 'desk', fateOf(ack))
    if (ack === 'silent' || (ack && !ack.ok && ack.refusal.code === 'failed'))
      toll.wrong.push(`the desk got no answer to ${text.slice(0, 300)}`)
  }
  wire?.end()
}
