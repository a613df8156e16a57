// One evening in bad weather: people vote while the network fails, and when it is well again nobody may be shown wrong.
import { readFileSync } from 'node:fs'
import { Line } from '../../server/rehearsal/line.ts'
import { after, type Random, rest, seeded } from '../../server/rehearsal/moment.ts'
import { parseAgenda } from '../../shared/formats/agenda.ts'
import type { ModeratorView } from '../../shared/meeting/view.ts'
import { check, type Exported } from '../crash/check.ts'
import type { House } from '../harness.ts'
import { type FaultyNet, proxy } from './proxy.ts'
import { wrongness } from './right.ts'
import { Voter } from './voter.ts'
import { weather } from './weather.ts'

/** How long after the healing everybody has to be right. Milliseconds. */
const HEALING = 10_000

/** How long people vote before the weather turns, and on after it is over. Milliseconds. */
const CALM = 1000

export interface Outcome {
  seed: number
  /** One line a vote lost, doubled or called counted wrongly. */
  wrongs: string[]
  /** One line a phone that was not right in time. */
  late: string[]
  /** How long this process waited for a processor while the phones came right, milliseconds; 0 where nobody knows. */
  starved: number
  /** How often this evening was held before, and not counted. */
  again: number
  acknowledged: number
  unknown: number
  rounds: number
  /** How long it took until the last phone was right, milliseconds. */
  rightAfter: number
}

const options = ['Hill', 'Lake', 'Sea', 'Home']
const agenda = {
  title: 'In bad weather',
  items: [
    { title: 'Where to?', kind: 'choice', options },
    { title: 'Where to, by name?', kind: 'choice', secrecy: 'named', options },
    { title: 'Where to, all along?', kind: 'choice', visibility: 'live', options },
    { title: 'Where to, for those who have voted?', kind: 'choice', visibility: 'own', secrecy: 'named', options },
    { title: 'Adopt, once and for all', kind: 'motion', change: false },
    { title: 'Adopt, within five seconds', kind: 'motion', seconds: 5, secrecy: 'named' },
  ],
}

export async function storm(house: House, voters: number, seed: number): Promise<Outcome> {
  const random = seeded(seed)
  const room = await house.app.rooms.make(parseAgenda(JSON.stringify(agenda)))
  const { code: meeting } = room.meeting
  const nets: FaultyNet[] = []
  const people: Voter[] = []
  const key = house.app.rooms.keys(room).moderator
  const desk = new Line<'moderator'>({ url: house.url, role: 'moderator', meeting, key })
  const host = `127.0.0.1:${house.port}`
  try {
    for (let n = 0; n < voters; n++) {
      const net = await proxy(() => house.port, seeded(seed * 1000 + n))
      nets.push(net)
      people.push(new Voter({ url: `http://127.0.0.1:${net.port}`, meeting, host }))
    }
    await Promise.all([desk, ...people.map(({ line }) => line)].map((line) => line.until(() => true, 60_000)))
    const { faults, healed } = weather(voters, random)
    const chair = preside(desk, random)
    const taps = people.map((voter, n) => voteOn(voter, seeded(seed * 1000 + n)))
    await rest(CALM)
    const began = performance.now()
    for (const { at, lines, strike } of faults) {
      await rest(began + at - performance.now())
      for (const line of lines) strike(nets[line]!)
    }
    await rest(began + healed - performance.now())
    for (const net of nets) net.heal()
    const healedAt = performance.now()
    const waitedBefore = waited()
    await rest(CALM)
    await Promise.all([chair, ...taps].map((work) => work.stop()))

    const late = await settled(house, people, healedAt)
    const rightAfter = performance.now() - healedAt
    await finish(desk)
    late.push(...(await settled(house, people, performance.now())))
    const starved = waited() - waitedBefore
    const exported = await report(house, meeting)
    const named = people.map(({ line, ledger }) => ({ id: room.seats.voterOf(line.voter!)!, ledger }))
    const { lost, doubled, invented } = check(exported, named)
    const wrongs = [
      ...lost,
      ...doubled,
      ...invented,
      ...misnamed(exported, people, (token) => room.seats.voterOf(token)!),
    ]
    if (exported.meeting.joined !== voters) wrongs.push(`${exported.meeting.joined} seats for ${voters} voters`)
    const casts = people.flatMap(({ ledger }) => ledger)
    return {
      ...{ seed, wrongs, late, starved, again: 0, rightAfter },
      acknowledged: casts.filter(({ fate }) => fate === 'ok').length,
      unknown: casts.filter(({ fate }) => fate === 'unknown').length,
      rounds: exported.items.reduce((sum, { rounds }) => sum + rounds.length, 0),
    }
  } finally {
    for (const { line } of people) line.close()
    desk.close()
    await Promise.all(nets.map((net) => net.close()))
  }
}

/** How long this thread has waited for a processor that others had, milliseconds. Linux tells. */
function waited(): number {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[1]) / 1e6
  } catch {
    return 0
  }
}

/** Something done again and again until it is stopped. */
function repeat(pause: () => number, act: () => Promise<unknown>) {
  let running = true
  const work = (async () => {
    while (running) {
      await rest(pause())
      if (running) await act()
    }
  })()
  return {
    stop() {
      running = false
      return work
    },
  }
}

function voteOn(voter: Voter, random: Random) {
  return repeat(after(100, 1500, random), async () => {
    // Locked and unlocked again, the page asks for a new line.
    if (random() < 0.05) voter.line.cut()
    const impatience = random() < 0.2 ? 2 + Math.floor(random() * 4) : 1
    for (let tap = 0; tap < impatience; tap++) {
      voter.tap(random)
      await rest(random() * 120)
    }
  })
}

/** The desk's own line is well: it opens, closes, reopens, reveals and voids by chance. */
function preside(desk: Line<'moderator'>, random: Random) {
  return repeat(after(100, 700, random), async () => {
    const command = next(await desk.until(() => true), random)
    const ack = command && (await desk.send(command))
    if (ack?.ok) await desk.until(({ seq }) => seq >= ack.seq)
  })
}

function next({ current, agenda }: ModeratorView, random: Random) {
  const chance = random()
  const round = current?.round && { item: current.id, round: current.round.id }
  if (current?.phase === 'open') {
    if (current.round!.closing || chance < 0.6) return null
    return chance < 0.95 ? { type: 'close', ...round } : { type: 'void', ...round, reason: 'chance' }
  }
  if (current?.phase === 'closed') return { type: chance < 0.3 ? 'reopen' : 'reveal', ...round }
  return { type: 'open', item: agenda[Math.floor(chance * agenda.length)]!.id, reason: 'chance' }
}

/** Ends what is open, and announces it. */
async function finish(desk: Line<'moderator'>) {
  const { current } = await desk.until(() => true)
  const round = current?.round && { item: current.id, round: current.round.id }
  if (current?.phase === 'open') await desk.send({ type: 'close', ...round })
  if (current?.phase === 'open' || current?.phase === 'closed') await desk.send({ type: 'reveal', ...round })
}

/** Waits until every phone is right, ten seconds at most; says what is wrong then. */
async function settled(house: House, people: readonly Voter[], from: number): Promise<string[]> {
  let wrong = people
  for (;;) {
    const found = await Promise.all(wrong.map((voter) => wrongness(house.url, voter)))
    wrong = wrong.filter((_, n) => found[n] !== null)
    if (wrong.length === 0) return []
    if (performance.now() - from > HEALING) return found.filter((text) => text !== null)
    await rest(200)
  }
}

async function report(house: House, meeting: string): Promise<Exported> {
  const headers = { Authorization: `Bearer ${house.app.rooms.organizerKey}` }
  return (await fetch(`${house.url}/api/meetings/${meeting}/export/json`, { headers })).json() as Promise<Exported>
}

/** Votes a phone calls its own, that the record has otherwise. */
function misnamed(exported: Exported, people: readonly Voter[], idOf: (token: string) => string): string[] {
  const rounds = exported.items.flatMap((item) => item.rounds)
  return people.flatMap(({ line, voting }) => {
    const named = rounds.find(({ id }) => id === voting.round)?.counted?.named
    if (voting.delivery !== 'counted' || !named) return []
    const stands = JSON.stringify(named.find(({ voter }) => voter === idOf(line.voter!))?.vote ?? null)
    const said = JSON.stringify(voting.vote)
    return stands === said ? [] : [`a phone says ${said} was counted, the record has ${stands}`]
  })
}
