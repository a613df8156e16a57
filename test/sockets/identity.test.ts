// How well the product knows one person from another, and what of anybody is left in the folder afterwards.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fileStore } from '../../server/store/file.ts'
import { report } from '../../shared/report.ts'
import { cast, counted, deskOf, motions, phones } from '../acts.ts'
import { within } from '../harness.ts'

test('P10 P15 P19 one person in two private windows counts twice, and every screen and export says why', () =>
  within({}, async (house) => {
    const desk = await deskOf(house)
    await desk.open(1)
    // A private window has no token to bring.
    const windows = await phones(house, 2)
    expect(windows[0]!.voter).not.toBe(windows[1]!.voter)
    for (const window of windows) await cast(house, window, 'yes', 1)
    await desk.close(1)
    expect(counted(house, 1)).toEqual({ yes: 2 })
    for (const role of ['phone', 'projector', 'moderator', 'organizer', 'results'] as const)
      expect([role, (await house.join(role)).view.meeting.identity]).toEqual([role, 'device'])
    expect(report(house.room.meeting).meeting.identity).toBe('device')
    const headers = { authorization: `Bearer ${house.app.rooms.organizerKey}` }
    for (const [format, said] of [
      ['csv', 'device (one seat a browser)'],
      ['json', '"identity": "device"'],
    ]) {
      const path = `/api/meetings/${house.room.meeting.code}/export/${format}`
      expect(await (await fetch(house.url + path, { headers })).text()).toContain(said)
    }
  }))

test('M19 S5 V10 after the close the folder holds no token, address, browser or ballot id of anybody', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'spotvote-left-'))
  const stored = async () => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    const files = entries.filter((entry) => entry.isFile())
    return Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'utf8')))
  }
  try {
    const store = await fileStore(folder, { log: () => {} })
    await within({ store, agenda: motions({}) }, async (house) => {
      const desk = await deskOf(house)
      await desk.open()
      const voters = await phones(house, 5)
      const ballots = voters.map((_, index) => `ballot-of-${index}`)
      for (const [index, voter] of voters.entries()) await cast(house, voter, 'yes', 0, ballots[index])
      expect((await stored()).join()).toContain(ballots[0])
      await desk.close()
      const private_ = [...voters.map(({ voter }) => voter), ...ballots, '127.0.0.1', '::1', 'node-XMLHttpRequest']
      const text = (await stored()).join()
      expect(text).toContain(house.room.meeting.code)
      expect(private_.filter((one) => text.includes(one))).toEqual([])
    })
    await store.close()
  } finally {
    await rm(folder, { recursive: true })
  }
})
