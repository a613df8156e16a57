// Folders that earlier versions left behind, killed in an open round (test/faults/formats): read, counted, gone on with.
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { check } from '../../recount/check.ts'
import { json } from '../../server/exports/json.ts'
import { fileStore } from '../../server/store/file.ts'
import type { Store } from '../../server/store/store.ts'
import { cast, counted, deskOf, roundOf } from '../acts.ts'
import { type House, start } from '../harness.ts'

vi.setConfig({ testTimeout: 30_000 })

/** 0.1.0 as released; and before 0.2, when rules, groups and lots had come. */
const versions = ['0.1.0', '0.1.0-rules']
const formats = fileURLToPath(new URL('../faults/formats', import.meta.url))

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spotvote-format-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const openStore = () => fileStore(folder, { log: () => {} })

async function within(body: (house: House) => Promise<void>) {
  const house = await start({ store: await openStore() })
  try {
    await body(house)
  } finally {
    await house.stop()
  }
}

test.each(versions)(
  'S4 M23 a folder of version %s says what it said, and the meeting in it goes on',
  async (version) => {
    await cp(join(formats, version), folder, { recursive: true })
    const tokens = JSON.parse(await readFile(join(folder, 'voters.json'), 'utf8')) as string[]
    let stands: unknown
    await within(async (house) => {
      const rounds = house.room.meeting.items.map(({ rounds }) => rounds)
      expect(rounds.map((all) => all.map((round) => [round.phase, !!round.void]))).toEqual([
        [['revealed', false]],
        [
          ['closed', true],
          ['closed', false],
        ],
        [['open', false]],
      ])
      expect([0, 1, 2].map((n) => counted(house, n))).toEqual([
        { A: 2, B: 1 },
        { yes: 2, no: 1 },
        { 2: 1, 5: 1 },
      ])
      const [first, second, third] = await Promise.all(tokens.map((voter) => house.join('phone', { voter })))
      expect([first, second, third].map((phone) => phone!.envelopes[0]!.mine)).toEqual([
        { round: roundOf(house, 2).id, vote: 2 },
        { round: roundOf(house, 2).id, vote: 5 },
        null,
      ])
      const desk = await deskOf(house)
      await desk.moderator.until(({ current }) => current?.phase === 'open')
      await cast(house, third!, 5, 2)
      await desk.close(2)
      await desk.reveal(2)
      expect(counted(house, 2)).toEqual({ 2: 1, 5: 2 })
      expect(check(String(json.write(house.room.meeting))).filter(({ says }) => says === 'wrong')).toEqual([])
      stands = structuredClone(house.room.meeting)
    })
    await within(async (house) => expect(structuredClone(house.room.meeting)).toEqual(stands))
  },
)

test.each(versions)(
  'S7 a folder of version %s with one file of a later format is refused and left alone',
  async (version) => {
    await cp(join(formats, version), folder, { recursive: true })
    const files = (await readdir(folder, { recursive: true })).filter((name) => /\.(journal|segment|json)$/.test(name))
    expect(files).toHaveLength(6)
    for (const name of files.filter((name) => name !== 'voters.json')) {
      const path = join(folder, name)
      const text = await readFile(path, 'utf8')
      await writeFile(path, text.replace('"format":1', '"format":2'))
      const later = await readFile(path)
      const store = await openStore()
      await expect(readAll(store), name).rejects.toMatchObject({ problem: 'newer', where: path })
      await store.close()
      expect(await readFile(path)).toEqual(later)
      await writeFile(path, text)
    }
  },
)

/** As a server does at its start. */
async function readAll(store: Store) {
  await store.house()
  for (const meeting of await store.list()) await store.load(meeting)
}
