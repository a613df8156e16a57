// `npm run campaign:flood -- --sockets 5000`: floods of connections against the built server, with a hundred voters in it.
import { readdirSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { Line } from '../../server/rehearsal/line.ts'
import { instant, rest } from '../../server/rehearsal/moment.ts'
import { Attacker } from './attackers.ts'
import { Bystanders } from './bystanders.ts'
import type { FloodName } from './floods.ts'
import { CampaignHouse, faults, type Hall, open } from './house.ts'

const { values } = parseArgs({
  options: { sockets: { type: 'string', default: '5000' }, voters: { type: 'string', default: '100' } },
})
const [sockets, voters] = [values.sockets, values.voters].map(Number) as [number, number]

/** How many connections, and how many of them may be left after 20 s. */
const kinds: Record<FloodName, { count: number; left: number }> = {
  silent: { count: sockets, left: 0 },
  'slow headers': { count: sockets, left: 0 },
  'slow body': { count: sockets, left: 0 },
  'never join': { count: sockets, left: 0 },
  // Each of these is a phone with a seat: it may stay.
  'join and join': { count: sockets, left: sockets },
}
const HOLD = 20_000
const QUIET = 6000

const failures: string[] = []
const expect = (right: boolean, what: string) => void (right || failures.push(what))

async function main(house: CampaignHouse) {
  const [hall] = house.halls as [Hall]
  await open(hall)
  const honest = new Bystanders(house.url, hall.code, voters)
  await honest.seated()
  honest.start(1000)
  await hall.desk.until(({ current }) => current?.round?.turnout?.voted === voters)
  const attacker = await Attacker.start()
  const { pid } = house.server.child
  const descriptors = () => readdirSync(`/proc/${pid}/fd`).length
  const before = { memory: house.server.memory(), descriptors: descriptors() }
  const rows: object[] = []

  for (const [name, { count, left }] of Object.entries(kinds) as [FloodName, { count: number; left: number }][]) {
    honest.during(`before ${name}`)
    await rest(QUIET)
    honest.during(name)
    const order = { name, url: house.url, port: house.port, meeting: hall.code, count }
    const washing = attacker.flood(order, HOLD)
    // Somebody comes late, through the midst of it.
    await rest(3000)
    const from = instant()
    const late = new Line<'phone'>({ url: house.url, meeting: hall.code, role: 'phone' })
    const came = await late
      .until(() => true, 30_000)
      .then(
        () => instant() - from,
        () => Number.POSITIVE_INFINITY,
      )
    const peak = { memory: Math.round(house.server.memory()), descriptors: descriptors() }
    const washed = await washing
    honest.during(null)
    late.close()
    await emptied(descriptors, before.descriptors)
    const [quiet, flooded] = [honest.waited(`before ${name}`), honest.waited(name)]
    const after = { memory: Math.round(house.server.memory()), descriptors: descriptors() }
    const ratio = Number((flooded.p99 / quiet.p99).toFixed(2))
    const row = { name, ...washed, quiet, flooded, ratio, newcomer: Math.round(came), peak, after }
    rows.push(row)
    console.log(JSON.stringify(row))
    expect(ratio <= 2, `${name}: honest voters waited ${ratio} times as long`)
    expect(came < 10_000, `${name}: a newcomer waited ${came} ms`)
    expect(washed.left <= left, `${name}: ${washed.left} of ${washed.opened} connections are still held`)
    expect(after.descriptors <= before.descriptors + 5, `${name}: ${after.descriptors} descriptors are left`)
    expect(peak.memory <= 400, `${name}: ${peak.memory} MB`)
  }
  attacker.end()
  await honest.stop()
  expect(honest.harmed.length === 0, `${honest.harmed.length} honest ballots were refused or sent again`)
  honest.close()
  const log = faults(house.complaints)
  expect(log.length === 0, `in the log: ${log.slice(0, 5).join('\n  ')}`)
  const casts = honest.ledger.length
  console.log(JSON.stringify({ campaign: 'flood', sockets, voters, casts, before, rows, failures: failures.length }))
}

/** Until the server has let go of what has gone, 15 s at most. */
async function emptied(descriptors: () => number, usual: number) {
  for (let left = 30; left > 0 && descriptors() > usual + 5; left--) await rest(500)
}

const house = await CampaignHouse.open(['Hall'])
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
