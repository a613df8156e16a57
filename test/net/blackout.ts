// A hall of phones loses the network for ten seconds: how soon after it each is right again, and what became of the votes.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Line } from '../../server/rehearsal/line.ts'
import { percentile, rest, seeded } from '../../server/rehearsal/moment.ts'
import { keyOf, Server } from '../load/server.ts'
import { proxy } from './proxy.ts'
import { wrongness } from './right.ts'
import { Voter } from './voter.ts'

const DARK = 10_000
/** What is promised, milliseconds: 99 % of the phones are right, all of them are. */
const MOST = 10_000
const ALL = 30_000
/** A dead line is found within this. Milliseconds. */
const DEAD = 10_000

const agenda = {
  title: 'Blackout',
  items: [{ title: 'Where to?', kind: 'choice', options: ['Hill', 'Lake', 'Sea', 'Home'], secrecy: 'named' }],
}

const seconds = (milliseconds: number) => Number((milliseconds / 1000).toFixed(2))

export async function blackout(phones: number) {
  const folder = mkdtempSync(join(tmpdir(), 'blackout-'))
  writeFileSync(join(folder, 'agenda.json'), JSON.stringify(agenda))
  const server = new Server({ data: join(folder, 'data'), agenda: join(folder, 'agenda.json') })
  const { url, port, meetings } = await server.ready
  const { code: meeting, moderator } = meetings[0]!
  const net = await proxy(() => port)
  const desk = new Line<'moderator'>({ url, meeting, role: 'moderator', key: keyOf(moderator) })
  const place = { url: `http://127.0.0.1:${net.port}`, meeting, host: `127.0.0.1:${port}` }
  const people: Voter[] = []
  try {
    const { agenda: items } = await desk.until(() => true)
    while (people.length < phones) {
      const more = Array.from({ length: Math.min(50, phones - people.length) }, () => new Voter(place))
      await Promise.all(more.map(({ line }) => line.until(() => true, 30_000)))
      people.push(...more)
    }
    const item = items[0]!.id
    await desk.send({ type: 'open', item })
    await Promise.all(people.map(({ line }) => line.until(({ current }) => current?.phase === 'open')))

    net.silence()
    const darkAt = performance.now()
    // Everybody taps in the dark, and the desk goes on.
    const random = seeded(1)
    const tapping = people.map(async (voter) => {
      await rest(random() * DARK * 0.8)
      voter.tap(random)
    })
    const found = people.map(async ({ line }) => {
      while (line.online) await rest(50)
      return performance.now() - darkAt
    })
    const noticed = Promise.all(found)
    await Promise.all(tapping)
    await rest(darkAt + DARK - performance.now())
    net.heal()
    const healedAt = performance.now()
    const took = await Promise.all(people.map((voter) => rightAfter(voter, url, healedAt)))
    const dead = await noticed
    const { current } = await desk.until(({ current }) => current?.round?.turnout?.voted === phones)
    await desk.send({ type: 'close', item, round: current!.round!.id })
    await desk.send({ type: 'reveal', item, round: current!.round!.id })
    const { current: revealed } = await desk.until(({ current }) => current?.phase === 'revealed')
    const { cast } = revealed!.round!.tally as { cast: number }

    const within = (limit: number) => took.filter((time) => time <= limit).length / phones
    const wrongs = [
      ...(within(MOST) < 0.99 ? [`${within(MOST) * 100} % were right within ${MOST} ms`] : []),
      ...(within(ALL) < 1 ? [`${within(ALL) * 100} % were right within ${ALL} ms`] : []),
      ...(percentile(dead, 1) > DEAD ? [`a dead line was found after ${percentile(dead, 1)} ms`] : []),
      ...(cast !== phones ? [`${cast} votes are counted of ${phones} phones`] : []),
    ]
    for (const wrong of wrongs) console.error(`WRONG: ${wrong}`)
    const times = [0.5, 0.99, 1].map((share) => seconds(percentile(took, share)))
    return {
      ...{ blackout: phones, wrong: wrongs.length, counted: cast },
      right: { median: times[0], most: times[1], last: times[2] },
      dead: { median: seconds(percentile(dead, 0.5)), last: seconds(percentile(dead, 1)) },
    }
  } finally {
    for (const { line } of people) line.close()
    desk.close()
    await net.close()
    await server.kill()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** When a phone was found right for the first time, from `start`; infinite where that is longer than anybody waits. */
async function rightAfter(voter: Voter, url: string, start: number): Promise<number> {
  for (;;) {
    const at = performance.now() - start
    if (at > ALL) return Number.POSITIVE_INFINITY
    // Cheap questions first: asking the server a thousand times a second would be load of our own.
    const settled = voter.line.online && voter.voting.delivery === 'counted'
    if (settled && (await wrongness(url, voter)) === null) return at
    await rest(100)
  }
}
