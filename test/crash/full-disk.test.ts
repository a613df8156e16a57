// The built server on a real disk that is full: refused, told, and once there is room going on without a restart.
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Line } from '../../server/rehearsal/line.ts'
import { Phone } from '../../server/rehearsal/phone.ts'
import { possibleWays, ways } from '../faults/small-disk.ts'
import { keyOf, Server } from '../load/server.ts'

vi.setConfig({ testTimeout: 60_000 })

let folder: string
const releases: (() => unknown)[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'full-'))
})
afterEach(async () => {
  for (const release of releases.splice(0).reverse()) await release()
  rmSync(folder, { recursive: true, force: true })
})

const agenda = { title: 'Full', items: [{ title: 'Go?', kind: 'choice', options: ['Yes', 'No'] }] }

function fill(file: string) {
  try {
    for (let size = 0; size < 4096; size++) appendFileSync(file, Buffer.alloc(4096))
  } catch {
    // Full.
  }
}

/** Without a disk of its own to fill this rests on the disk in memory; a line says so. */
if (possibleWays.length === 0) test('S2 nowhere to mount a small disk', () => expect(possibleWays).toEqual([]))
else
  test.each(possibleWays)(
    'S2 S9 on a full disk %s a vote is refused as not saved; once there is room it counts, without a restart',
    async (way) => {
      const data = join(folder, 'data')
      const disk = ways[way](data)
      releases.push(() => disk.release())
      const file = join(folder, 'agenda.json')
      writeFileSync(file, JSON.stringify(agenda))
      const server = new Server({ data, agenda: file, under: disk.under })
      releases.push(() => server.kill())
      const { url, meetings } = await server.ready
      const { code: meeting, moderator } = meetings[0]!
      const line = new Line<'moderator'>({ url, meeting, role: 'moderator', key: keyOf(moderator) })
      const phone = new Phone({ url, meeting })
      releases.push(() => [line, phone.line].map((each) => each.close()))
      const item = (await line.until(() => true)).agenda[0]!.id
      await phone.line.until(() => true)
      await line.send({ type: 'open', item })
      const { current } = await line.until(({ current }) => current?.phase === 'open')
      const round = current!.round!.id
      const cast = (vote: string, n: number) =>
        phone.line.send({ type: 'cast', item, round, vote, ballot: String(n).padStart(60, '-') })
      const filler = join(disk.seen(server.child.pid!), 'filler')
      fill(filler)
      // The last page of the journal has room for a few.
      let [count, answer] = [0, await cast('A', 0)]
      while (answer.ok && count < 16) answer = await cast('A', ++count)
      expect(answer).toMatchObject({ ok: false, refusal: { code: 'not-saved' } })
      await line.until(({ room }) => room.storage === 'failing', 2000)
      expect((await fetch(`${url}/healthz`)).status).toBe(503)
      rmSync(filler)
      expect(await cast('B', count)).toMatchObject({ ok: true })
      const after = await line.until(({ room }) => room.storage === 'ok', 2000)
      expect(after.current!.round!.turnout!.voted).toBe(1)
      await line.send({ type: 'close', item, round })
      await line.send({ type: 'reveal', item, round })
      const revealed = await line.until(({ current }) => current?.phase === 'revealed')
      expect(revealed.current!.round!.tally).toMatchObject({ cast: 1, options: [{ votes: 0 }, { votes: 1 }] })
      expect(await server.stop()).toBe(0)
    },
  )
