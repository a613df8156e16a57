// Files that were made to hurt: refused soon, in words, while the room goes on voting.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { AskedWrong, countFile } from '../../server/commands/count/count-file.ts'
import { parseCountOptions } from '../../server/commands/count/options.ts'
import { parseAgenda } from '../../shared/formats/agenda.ts'
import { Refusal } from '../../shared/refusal.ts'
import { cast, deskOf, phones } from '../acts.ts'
import { agendaBombs, countBombs, jpeg, noPictures, png, webp } from '../fuzz/bombs.ts'
import { type Client, type House, start } from '../harness.ts'
import { ask, organizer } from '../wire.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 30_000 })

let house: House
/** Four, taking turns: a device may send twenty commands at once. */
let honest: Client[]
let turn = 0
const votes = () => cast(house, honest[turn++ % honest.length]!, 'A')
/** What the fullest agenda takes. */
let usual: number
beforeAll(async () => {
  usual = worked(() => expect(parseAgenda(fullest).items).toHaveLength(500))
  house = await start()
  await (await deskOf(house)).open()
  honest = await phones(house, 4)
})
afterAll(() => house.stop())

const bring = async (path: string, body: string | Buffer) => {
  const { status, text } = await ask(house, path, { method: 'POST', headers: organizer(house), body })
  return { status, answer: JSON.parse(text) }
}
/** Milliseconds of this process's own work: what others do on the machine does not count. */
function worked(act: () => void): number {
  const { user, system } = process.cpuUsage()
  act()
  const after = process.cpuUsage()
  return (after.user - user + after.system - system) / 1000
}
const megabytes = () => process.memoryUsage().rss / 1e6

/** As much as an agenda can hold: 500 items with fifty options each. */
const fullest = `title: Long\nitems:\n${Array.from(
  { length: 500 },
  (_, n) =>
    `  - title: Item ${n}\n    kind: choice\n    options:\n${Array.from({ length: 50 }, (_, o) => `      - Option ${o}`).join('\n')}\n`,
).join('')}`

describe('P9 agendas', () => {
  test(`P9 ${Object.keys(agendaBombs).length} that are none are refused with field or line, the room voting in between`, async () => {
    const rooms = house.app.rooms.all().length
    for (const [name, text] of Object.entries(agendaBombs)) {
      const { status, answer } = await bring('/api/meetings', text)
      expect([name, status, answer.refusal.code]).toEqual([name, 400, 'invalid'])
      expect([name, answer.refusal.line !== undefined || answer.refusal.field !== undefined]).toEqual([name, true])
      await votes()
    }
    expect(house.app.rooms.all()).toHaveLength(rooms)
    expect(house.logged.filter((line) => line.includes('bug'))).toEqual([])
  })

  test('P9 none takes more work than the fullest, and together they take no memory', () => {
    const before = megabytes()
    for (const [name, text] of Object.entries(agendaBombs)) {
      const work = worked(() => expect(() => parseAgenda(text)).toThrow(Refusal))
      expect([name, work <= usual ? 'no more' : `${work} ms, the fullest ${usual} ms`]).toEqual([name, 'no more'])
    }
    expect(megabytes() - before).toBeLessThan(150)
  })
})

describe('P21 pictures', () => {
  const huge: Record<string, Buffer> = {
    'a PNG of four billion times two': png(2 ** 31 - 1, 2 ** 31 - 1),
    'a PNG of 25,000,001': png(25_000_001, 1),
    'a JPEG of four billion': jpeg(65_535, 65_535),
    'a WebP of 280 billion': webp('VP8X', 2 ** 24, 2 ** 24),
    'a lossless WebP of 268 million': webp('VP8L', 16_384, 16_384),
    'a lossy WebP of 268 million': webp('VP8 ', 16_383, 16_383),
  }

  test('P21 what is none, or says it has more pixels than a phone can hold, is refused and not kept', async () => {
    const before = megabytes()
    for (const [name, bytes] of Object.entries({ ...noPictures, ...huge })) {
      const { status, answer } = await bring('/api/pictures', bytes)
      expect([name, status, answer.refusal]).toMatchObject([name, 400, { code: 'invalid', field: 'picture' }])
      await votes()
    }
    expect(megabytes() - before).toBeLessThan(150)
  })

  test('P21 of usual ones each is taken', async () => {
    for (const bytes of [
      png(5000, 5000),
      jpeg(4000, 6000),
      webp('VP8X', 5000, 5000),
      webp('VP8L', 4000, 3000),
      webp('VP8 ', 4000, 3000),
    ])
      expect((await bring('/api/pictures', bytes)).status).toBe(201)
  })
})

test('P23 counting files that declare what they do not hold are refused, or counted as what they hold', () => {
  const before = megabytes()
  for (const { name, text, argv = [] } of countBombs) {
    const work = worked(() => {
      try {
        countFile(text, name, parseCountOptions([name, ...argv]))
      } catch (error) {
        expect([text.slice(0, 60), error instanceof Refusal || error instanceof AskedWrong]).toEqual([
          text.slice(0, 60),
          true,
        ])
      }
    })
    expect([text.slice(0, 60), work <= 3 * usual ? 'soon' : `${work} ms, an agenda ${usual} ms`]).toEqual([
      text.slice(0, 60),
      'soon',
    ])
  }
  expect(megabytes() - before).toBeLessThan(200)
})
