// `npm run campaign:restart -- --ballots 100000`: how long a start takes when so many ballots are stored, in rounds that
// are sealed and in one that is open; each is a median, beside that of reading and parsing the same bytes.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { percentile } from '../../server/rehearsal/moment.ts'
import { Room } from '../../server/room.ts'
import { fileStore } from '../../server/store/file.ts'
import { openRound } from '../../shared/meeting/meeting.ts'
import { question } from '../../shared/meeting/question.ts'
import { Server } from '../load/server.ts'

const { values } = parseArgs({
  options: { ballots: { type: 'string', default: '100000' }, starts: { type: 'string', default: '5' } },
})
const [ballots, starts] = [Number(values.ballots), Number(values.starts)]
const SEATS = 1000
/** Milliseconds from start to ready. */
const PROMISE = 2000
const desk = { role: 'moderator' } as const
const item = { title: 'Where to?', kind: 'choice', options: ['Hill', 'Lake', 'Sea', 'Home'] }

/** Stores a meeting in which each of a thousand seats has cast its part, in `rounds` rounds, the last one left open. */
async function store(data: string, rounds: number) {
  const store = await fileStore(data, { log: () => {} })
  let now = Date.now()
  const options = { store, log: () => {}, clock: () => now }
  const room = await Room.make(options, 'm1', [
    { type: 'meeting-made', id: 'm1', code: 'ACDEFG', title: 'Neighbours', language: 'en', groups: [], at: now },
    { type: 'item-added', item: 'i1', question: question(item), to: 0 },
  ])
  const seats = await Promise.all(Array.from({ length: SEATS }, () => room.seat('seat')))
  for (let n = 1; n <= rounds; n++) {
    await room.handle({ type: 'open', item: 'i1', reason: 'once more' }, desk)
    const { id: round } = openRound(room.meeting)!.round
    for (let turn = 0; turn < ballots / rounds / SEATS; turn++)
      await Promise.all(
        seats.map(({ voter }, seat) => {
          const cast = { type: 'cast', item: 'i1', round, vote: 'ABCD'[(seat + turn) % 4], ballot: `${turn}-${seat}` }
          return room.handle(cast, { role: 'phone', voter })
        }),
      )
    if (n === rounds) continue
    const closing = room.handle({ type: 'close', item: 'i1' }, desk)
    // The grace is over at once: nobody here is late.
    now += 5000
    await room.handle({ type: 'seal', item: 'i1', round }, { role: 'server' })
    await closing
  }
  await room.close()
  await store.close()
}

/** Milliseconds of reading every file and parsing every line. */
function parsed(data: string): { took: number; bytes: number } {
  const from = performance.now()
  let bytes = 0
  for (const name of readdirSync(data, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(json|journal|segment)$/.test(name)) continue
    const text = readFileSync(join(data, name), 'utf8')
    bytes += text.length
    for (const line of text.split('\n')) if (line) JSON.parse(line)
  }
  return { took: performance.now() - from, bytes }
}

const results = []
for (const [what, rounds] of [
  ['nothing stored', 0],
  [`${ballots} ballots in rounds that are sealed but for the last`, ballots / SEATS],
  [`${ballots} ballots in one open round, most of them replaced`, 1],
] as const) {
  const data = mkdtempSync(join(tmpdir(), 'restart-'))
  try {
    if (rounds > 0) await store(data, rounds)
    const [took, worked, readings] = [[], [], []] as [number[], number[], number[]]
    let bytes = 0
    for (let n = 0; n < starts; n++) {
      const reading = parsed(data)
      bytes = reading.bytes
      readings.push(reading.took)
      const from = performance.now()
      const server = new Server({ data })
      await server.ready
      took.push(performance.now() - from)
      worked.push(server.worked())
      await server.kill()
    }
    const middle = (times: number[]) => Math.round(percentile(times, 0.5))
    const [ready, cpu, parse] = [middle(took), middle(worked), middle(readings)]
    results.push({ what, bytes, ready, cpu, parse, reached: ready <= PROMISE })
    console.log(`${what}: ready in ${ready} ms (${cpu} ms of CPU); ${bytes} bytes parsed in ${parse} ms`)
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}
console.log(JSON.stringify({ campaign: 'restart', date: new Date().toISOString(), ballots, starts, results }))
process.exit(results.every(({ reached }) => reached) ? 0 : 1)
