// The server dies at every step between a ballot and its answer: what the retry finds, and what counts.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Line } from '../../server/rehearsal/line.ts'
import { Phone } from '../../server/rehearsal/phone.ts'
import { keyOf, Server } from '../load/server.ts'
import { type Aim, fatal } from './points.ts'

const agenda = { title: 'Steps', items: [{ title: 'Go?', kind: 'choice', secrecy: 'named', options: ['Yes', 'No'] }] }

/** In the order in which a vote meets them; from the third on the ballot is in the file. */
const steps: [when: Aim['when'], call: string, written: boolean][] = [
  ['before', 'segment.write', false],
  ['torn', 'segment.write', false],
  ['after', 'segment.write', true],
  ['before', 'segment.datasync', true],
  ['after', 'segment.datasync', true],
  ['before', 'answer.send', true],
]

let folder: string
let server: Server | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'answer-'))
  writeFileSync(join(folder, 'agenda.json'), JSON.stringify(agenda))
})
afterEach(async () => {
  await server?.kill()
  rmSync(folder, { recursive: true, force: true })
})

test('S1 S3 S6 M10 killed at any step between the write of a ballot and its answer, the retry is counted, and once', {
  timeout: 60_000,
}, async () => {
  const start = (port: number, aim: Aim | null) => {
    const env = { ...fatal(aim, join(folder, 'calls'), () => 0), TMPDIR: folder }
    server = new Server({ data: join(folder, 'data'), agenda: join(folder, 'agenda.json'), port, env })
    return server
  }
  const first = start(0, null)
  const { url, port, meetings } = await first.ready
  const { code: meeting, moderator } = meetings[0]!
  const soon = () => 50
  const desk = new Line<'moderator'>({ url, meeting, role: 'moderator', key: keyOf(moderator), pause: soon })
  const phone = new Phone({ url, meeting, pause: soon })
  const item = (await desk.until(() => true)).agenda[0]!.id
  await desk.send({ type: 'open', item })
  await phone.line.until(() => phone.open !== null)
  const { round } = phone.open!
  expect((await phone.cast(item, round, 'A')).fate).toBe('ok')
  await first.kill()

  // A life begins with the retry from the one before, and ends with a ballot of its own.
  const aimAt = ([when, call]: (typeof steps)[number], earlier: number): Aim => {
    return { stage: 'life', call, when, nth: [1 + earlier, 1 + earlier] }
  }
  let dying = start(port, aimAt(steps[0]!, 0))
  for (const [n, step] of steps.entries()) {
    const [when, call, written] = step
    await phone.line.until(() => phone.open !== null)
    const vote = n % 2 ? 'A' : 'B'
    const casting = phone.cast(item, round, vote)
    await dying.ended()
    expect(dying.child.signalCode, `${when} ${call}`).toBe('SIGKILL')
    // What the server tells of this vote on the first connection of the next life, before the retry is there.
    const told = new Promise<{ mine: { vote?: unknown } | null; seq: number }>((resolve) => {
      phone.onmine = (mine) => resolve({ mine, seq: phone.line.view!.seq })
    })
    const next = steps[n + 1]
    dying = start(port, next ? aimAt(next, next[1] === 'answer.send' || !written ? 1 : 0) : null)
    const { mine, seq } = await told
    const { fate, sends, seq: countedAt } = await casting
    expect(
      { fate, sends, stored: mine?.vote === vote, recordedAgain: countedAt > seq },
      `${when} ${call}: the answer to the retry`,
    ).toEqual({ fate: 'ok', sends: 2, stored: written, recordedAgain: !written })
  }

  await desk.until(({ current }) => current?.phase === 'open')
  await desk.send({ type: 'close', item, round })
  await desk.send({ type: 'reveal', item, round })
  const { current } = await desk.until(({ current }) => current?.phase === 'revealed')
  const options = phone.ledger.at(-1)!.vote === 'A' ? [{ votes: 1 }, { votes: 0 }] : [{ votes: 0 }, { votes: 1 }]
  expect(current!.round!.tally).toMatchObject({ cast: 1, options })
  for (const line of [desk, phone.line]) line.close()
})
