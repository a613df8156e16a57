// `npm run campaign:fuzz -- --packets 1000000 --seed 1`: hostile bytes, packets and commands against the built server.
import { parseArgs } from 'node:util'
import { rest } from '../../server/rehearsal/moment.ts'
import type { Layer, Plan, Toll } from './attack.ts'
import { Attacker } from './attackers.ts'
import { Bystanders } from './bystanders.ts'
import { act, CampaignHouse, digest, everyPhase, faults, type Hall, open } from './house.ts'

const { values } = parseArgs({
  options: {
    packets: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    /** Hostile seats in each of the two meetings that must not change. */
    seats: { type: 'string', default: '200' },
    /** A second. */
    rate: { type: 'string', default: '2200' },
  },
})
const [count, seed, seats, rate] = [values.packets, values.seed, values.seats, values.rate].map(Number) as number[]
/** How an assault is made up. */
const shares: Record<Layer, number> = { bytes: 0.05, packets: 0.4, commands: 0.5, desk: 0.05 }
/** Packets between two looks at the quiet house, and how long such a look takes, milliseconds. */
const SLICE = 20_000
const QUIET = 2500

const failures: string[] = []
const expect = (right: boolean, what: string) => void (right || failures.push(what))

async function main(house: CampaignHouse) {
  const started = performance.now()
  const [hall, still, wild] = house.halls as [Hall, Hall, Hall]
  await everyPhase(still)
  await open(hall)
  const honest = new Bystanders(house.url, hall.code, 20)
  await honest.seated()
  for (const target of [hall, still]) await house.seat(target, seats!)
  await house.seat(wild, 1)
  honest.start()
  // Until each of them has voted, what is on record grows.
  await hall.desk.until(({ current }) => current?.round?.turnout?.voted === 20)

  const attacker = await Attacker.start()
  const order = async (seed: number, sent: Plan['sent'], within: number): Promise<Toll> => {
    const targets = [plain(hall), plain(still)]
    return attacker.attack({ url: house.url, port: house.port, seed, targets, wild: plain(wild), sent, within })
  }
  const plain = ({ code, aim, seats, keys }: Hall) => ({ code, aim, seats, keys })
  const state = async () => digest((await house.state(hall)) + (await house.state(still)))
  const before = await state()
  const [seqStill, memory] = [still.desk.view!.seq, house.server.memory()]
  const seqHall = hall.desk.view!.seq
  const tolls: Toll[] = []
  /** Share of one processor that the server takes meanwhile. */
  const busy: number[] = []
  console.log(`seed ${seed}, state ${before}, ${memory.toFixed(0)} MB`)

  // Everybody takes their place, so that what follows is no storm of handshakes.
  await order(seed! * 1000 - 1, { bytes: 0, packets: 0, commands: 4 * seats!, desk: 0 }, 8000)
  for (let done = 0, slice = 0; done < count!; slice++) {
    honest.during('quiet')
    await rest(QUIET)
    honest.during('hostile')
    const [from, work] = [performance.now(), house.server.worked()]
    const size = Math.min(SLICE, count! - done)
    const sent = Object.fromEntries(Object.entries(shares).map(([layer, share]) => [layer, Math.ceil(size * share)]))
    const toll = await order(seed! * 1000 + slice, sent as Plan['sent'], (size / rate!) * 1000)
    honest.during(null)
    busy.push((house.server.worked() - work) / (performance.now() - from))
    tolls.push(toll)
    done += Object.values(toll.sent).reduce((sum, n) => sum + n, 0)
    const now = await state()
    expect(now === before, `slice ${slice}: the state is ${now}, not ${before}`)
    expect(toll.wrong.length === 0, `slice ${slice}: ${toll.wrong.slice(0, 5).join('\n  ')}`)
    const { p99 } = honest.waited('hostile')
    console.log(
      `${done} packets, ${house.server.memory().toFixed(0)} MB, honest p99 ${p99} ms (${honest.waited('quiet').p99})`,
    )
  }
  attacker.end()
  await honest.stop()

  // Each honest ballot is one event, and there are no others.
  const theirs = new Set(honest.ledger.map(({ seq }) => seq).filter((seq) => seq > seqHall))
  const events = Math.max(...theirs) - seqHall
  expect(events === theirs.size, `${events} events for ${theirs.size} honest ballots`)

  const [quiet, hostile] = [honest.waited('quiet'), honest.waited('hostile')]
  const ratio = Number((hostile.p99 / quiet.p99).toFixed(2))
  expect(ratio <= 2, `honest voters waited ${ratio} times as long`)
  expect(honest.harmed.length === 0, `${honest.harmed.length} honest ballots were refused or sent again`)
  expect(still.desk.view!.seq === seqStill, 'events were recorded in a meeting where nothing happened')
  await counted(hall, honest)
  const [wildRecord, log] = [await house.record(wild.code), faults(house.complaints)]
  const grown = house.server.memory() - memory
  honest.close()
  await house.restart()
  expect((await house.record(wild.code)) === wildRecord, 'the hostile desk’s meeting is another one after a restart')
  expect(log.length === 0, `in the log: ${log.slice(0, 5).join('\n  ')}`)

  const sum = <T extends Record<string, number>>(parts: T[]) => {
    const whole: Record<string, number> = {}
    for (const part of parts) for (const [name, n] of Object.entries(part)) whole[name] = (whole[name] ?? 0) + n
    return Object.fromEntries(Object.entries(whole).sort())
  }
  const sent = sum(tolls.map((toll) => toll.sent))
  console.log(
    JSON.stringify({
      campaign: 'fuzz',
      seed,
      seconds: Math.round((performance.now() - started) / 1000),
      packets: Object.values(sent).reduce((sum, n) => sum + n, 0),
      sent,
      connections: tolls.reduce((sum, toll) => sum + toll.connections, 0),
      fates: sum(tolls.map((toll) => toll.fates)),
      honest: { casts: honest.ledger.length, harmed: honest.harmed.length, quiet, hostile, ratio },
      busy: Number((busy.reduce((sum, share) => sum + share, 0) / busy.length).toFixed(2)),
      grownMB: Math.round(grown),
      logLines: house.complaints.split('\n').length - 1,
      state: before,
      failures: failures.length,
    }),
  )
}

/** The tally is what the honest were told is counted. */
async function counted(hall: Hall, honest: Bystanders) {
  await act(hall, 'close', { item: hall.aim.item })
  await act(hall, 'reveal', { item: hall.aim.item })
  const { current } = await hall.wall.until(({ current }) => current?.phase === 'revealed')
  const { options } = current!.round!.tally as { options: { id: string; votes: number }[] }
  const votes = Object.fromEntries(options.filter(({ votes }) => votes > 0).map(({ id, votes }) => [id, votes]))
  const last = honest.last()
  const same = Object.keys({ ...votes, ...last }).every((id) => votes[id] === last[id])
  expect(same, `counted ${JSON.stringify(votes)}, cast ${JSON.stringify(last)}`)
}

const house = await CampaignHouse.open(['Hall', 'Still', 'Wild'])
try {
  await main(house)
} catch (error) {
  failures.push(String((error as Error).stack))
} finally {
  const status = await house.close()
  expect(status === 0, `the server ended with ${status}`)
}
for (const failure of failures) console.error(`FAILED: ${failure}`)
process.exit(failures.length > 0 ? 1 : 0)
