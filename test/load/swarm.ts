// `npm run swarm -- --phones 1000`: how the built server fares with a hall full of phones, on this machine.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir, type } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Line } from '../../server/rehearsal/line.ts'
import { instant, percentile } from '../../server/rehearsal/moment.ts'
import type { ItemView } from '../../shared/meeting/view.ts'
import type { Voted } from './crowd.ts'
import { gather } from './crowds.ts'
import { keyOf, Server } from './server.ts'

const { values } = parseArgs({
  options: { phones: { type: 'string', default: '1000' }, crowds: { type: 'string', default: '2' } },
})
const phones = Number(values.phones)
const crowds = Number(values.crowds)

const options = Array.from({ length: 5 }, (_, n) => `Place ${n + 1}`)
const agenda = {
  title: 'A hall full of phones',
  items: [
    { title: 'One of five, all within a second', kind: 'choice', options },
    { title: 'One of five, live, all within a second', kind: 'choice', options, visibility: 'live' },
    { title: 'One of five, all at once', kind: 'choice', options },
    { title: 'One of five, all at once, live', kind: 'choice', options, visibility: 'live' },
    { title: 'Three of five, then the plug is pulled', kind: 'multiple', options, min: 3, max: 3 },
  ],
}

/** What the projector was told, by number: when it knew of every event up to there. */
interface Told {
  seq: number
  at: number
}

const folder = mkdtempSync(join(tmpdir(), 'swarm-'))
const failures: string[] = []
const row = (what: string, value: string, promise = '') =>
  console.log(`${what.padEnd(52)} ${value.padEnd(30)} ${promise}`)
const ms = (value: number) => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`
const spread = (times: number[]) => `${ms(percentile(times, 0.5))} / ${ms(percentile(times, 0.99))}`
const share = (index: number) => Math.floor(phones / crowds) + (index < phones % crowds ? 1 : 0)

function expect(right: boolean, what: string) {
  if (!right) failures.push(what)
}

async function main() {
  const [cores, load] = [cpus().length, loadavg()[0]!.toFixed(1)]
  row(
    `${type()}, ${cores} cores, Node ${process.version}`,
    `load average ${load}`,
    'of everything else on this machine',
  )
  writeFileSync(join(folder, 'agenda.json'), JSON.stringify(agenda))
  const start = () => new Server({ data: join(folder, 'data'), agenda: join(folder, 'agenda.json'), port })
  let port = 0
  const began = instant()
  let server = start()
  const { url, meetings, organizer, ...rest } = await server.ready
  port = rest.port
  row('start, nothing stored', ms(instant() - began))
  row('server CPU of that start', ms(server.worked()))
  const { code: meeting, ...links } = meetings[0]!
  const empty = server.memory()
  row('memory, nobody here', `${empty.toFixed(0)} MB`)

  const crowd = await gather(crowds)
  const desk = new Line<'moderator'>({ url, meeting, role: 'moderator', key: keyOf(links.moderator) })
  const wall = new Line<'projector'>({ url, meeting, role: 'projector', key: keyOf(links.projector) })
  const told: Told[] = []
  wall.onview = ({ seq }) => told.push({ seq, at: instant() })
  const { agenda: items } = await desk.until(() => true)

  const act = async (command: { type: string } & Record<string, unknown>) => {
    const ack = await desk.send(command)
    if (!ack.ok) throw new Error(`${command.type}: ${JSON.stringify(ack.refusal)}`)
  }

  await join_()
  for (const { id, title } of items.slice(0, 4)) await round(id, title, title.includes('at once') ? 0 : 1000)
  row('memory after four rounds', `${server.memory().toFixed(0)} MB`, 'promise: at most 400 MB')
  row('memory a phone', `${(((server.memory() - empty) * 1024) / phones).toFixed(0)} kB`)
  expect(server.memory() <= 400, 'memory is above 400 MB')
  await plug(items[4]!.id)
  row('memory after the restart', `${server.memory().toFixed(0)} MB`)
  await agree()

  await crowd.ask('leave', () => ({}))
  crowd.disperse()
  for (const line of [desk, wall]) line.close()
  const status = await server.stop()
  expect(status === 0, `the server ended with ${status}`)

  async function join_() {
    const [from, work] = [instant(), server.worked()]
    const answers = await crowd.ask('join', (index) => ({ url, meeting, count: share(index), atOnce: 32 }))
    const seconds = (instant() - from) / 1000
    row(`${phones} phones joined in`, `${seconds.toFixed(2)} s`, 'promise: 30 s for 1,000')
    row('joins a second, each with a seat on disk', (phones / seconds).toFixed(0))
    row('first packet to first view, median / p99', spread(answers.flatMap(({ took }) => took)))
    row('server CPU a join', ms((server.worked() - work) / phones))
    row('memory, all here', `${server.memory().toFixed(0)} MB`, 'promise: at most 400 MB')
    expect(seconds <= 30, 'joining took more than 30 s')
    await crowd.ask('views', () => ({}))
  }

  async function open(item: string): Promise<string> {
    await act({ type: 'open', item })
    const { current } = await desk.until(({ current }) => current?.id === item && current.phase === 'open')
    const round = current!.round!.id
    await crowd.ask('see', () => ({ round, phase: 'open' }))
    return round
  }

  async function vote(within: number): Promise<Voted[]> {
    const answers = await crowd.ask('vote', (index) => ({ within, seed: index + 1 }))
    return answers.flatMap(({ casts }) => casts)
  }

  async function round(item: string, title: string, within: number) {
    console.log(`\n${title}`)
    const round = await open(item)
    const work = server.worked()
    const casts = await vote(within)
    await wall.until(({ seq }) => seq >= Math.max(...casts.map((cast) => cast.seq)))
    const used = server.worked() - work
    const lasted = Math.max(...casts.map((cast) => cast.answeredAt)) - Math.min(...casts.map((cast) => cast.sentAt))
    const acks = casts.map((cast) => cast.answeredAt - cast.sentAt)
    const shown = casts.map((cast) => told.find(({ seq }) => seq >= cast.seq)!.at)
    row('vote to acknowledgement, median / p99', spread(acks), within ? 'promise: p99 at most 500 ms' : '')
    row('votes a second', ((casts.length / lasted) * 1000).toFixed(0))
    row(
      'acknowledged to on the wall, median / p99',
      spread(casts.map((cast, n) => Math.max(0, shown[n]! - cast.answeredAt))),
    )
    row(
      'tap to bar on the wall, median / p99',
      spread(casts.map((cast, n) => shown[n]! - cast.sentAt)),
      'promise: at most 1 s',
    )
    row('server CPU a vote, wall included', `${(used / casts.length).toFixed(2)} ms`)
    expect(within === 0 || percentile(acks, 0.99) <= 500, `${title}: acknowledgement p99 above 500 ms`)
    await act({ type: 'close', item, round })
    const [from, before] = [instant(), server.worked()]
    await act({ type: 'reveal', item, round })
    const answers = await crowd.ask('see', () => ({ round, phase: 'revealed' }))
    row('reveal to the last phone', ms(Math.max(...answers.map(({ at }) => at)) - from))
    row('server CPU of a reveal, a phone', `${(((server.worked() - before) / phones) * 1000).toFixed(0)} µs`)
    const views = (await crowd.ask('views', () => ({}))).flatMap((answer) => answer.views)
    row(
      'views to one phone in this round, median / most',
      `${percentile(views, 0.5)} / ${percentile(views, 1)}`,
      'target: at most 4',
    )
    const { current } = await wall.until(({ current }) => current?.phase === 'revealed')
    exact(current!, casts)
  }

  /** Kills the server with the round open, and waits until everybody is back. */
  async function plug(item: string) {
    console.log('\nKilled in an open round with every vote in')
    const round = await open(item)
    const casts = await vote(1000)
    const back = crowd.ask('back', (index) => ({ seats: share(index) }))
    await server.kill()
    const from = instant()
    server = start()
    await server.ready
    row('start, four rounds stored and one open', ms(instant() - from), 'promise: 2 s')
    row('server CPU of that start, with phones dialling', ms(server.worked()))
    const answers = await back
    row(
      'all phones back after',
      `${((Math.max(...answers.map(({ at }) => at)) - from) / 1000).toFixed(2)} s`,
      'promise: 30 s',
    )
    expect(answers.reduce((sum, { kept }) => sum + kept, 0) === phones, 'a phone lost its seat')
    await desk.until(({ current }) => current?.phase === 'open')
    await act({ type: 'close', item, round })
    await act({ type: 'reveal', item, round })
    const { current } = await wall.until(({ current }) => current?.id === item && current.phase === 'revealed')
    exact(current!, casts)
  }

  /** The tally on the wall is what the phones were told is counted. */
  function exact({ round, title }: ItemView, casts: Voted[]) {
    const { options: rows, cast } = round!.tally as { options: { id: string; votes: number }[]; cast: number }
    const sent = (id: string) => casts.filter(({ fate, vote }) => fate === 'ok' && [vote].flat().includes(id)).length
    const right = cast === phones && casts.length === phones && rows.every(({ id, votes }) => votes === sent(id))
    row('tally is the ledger, to the vote', right ? 'yes' : 'NO')
    expect(right, `${title}: the tally is not the ledger`)
  }

  async function agree() {
    const response = await fetch(`${url}/api/meetings/${meeting}/export/json`, {
      headers: { Authorization: `Bearer ${keyOf(organizer)}` },
    })
    const { meeting: exported } = (await response.json()) as { meeting: { joined: number } }
    row('\nseats in the export', String(exported.joined))
    expect(exported.joined === phones, `the export has ${exported.joined} seats`)
  }
}

try {
  await main()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
for (const failure of failures) console.error(`FAILED: ${failure}`)
process.exit(failures.length > 0 ? 1 : 0)
