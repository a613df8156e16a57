// What people hear while the disk fails: voters with a ballot on its way, those at the door, the desk, the house itself.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { Line } from '../../server/rehearsal/line.ts'
import { fileStore } from '../../server/store/file.ts'
import { PROTOCOL } from '../../shared/protocol.ts'
import { cast, casting, counted, deskOf, newBallot, phones, roundOf } from '../acts.ts'
import { type Fault, TestDisk } from '../faults/failing-disk.ts'
import { type House, start, within } from '../harness.ts'

vi.setConfig({ testTimeout: 30_000 })

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spotvote-disk-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const openStore = (disk?: TestDisk) => fileStore(folder, { log: () => {}, ...(disk && { disk }) })
const withDisk = (disk: TestDisk, body: (house: House) => Promise<void>) =>
  openStore(disk).then((store) => within({ store }, body))
/** Meets the first sync of a segment, then nothing any more. */
const once = (mishap: ReturnType<Fault>): Fault => {
  let met = false
  return ({ name, path }) => {
    if (met || name !== 'datasync' || !path.endsWith('.segment')) return undefined
    met = true
    return mishap
  }
}

test('S3 S9 M10 a copy that meets the first one on its way to a disk that fails is refused with it', () => {
  const disk = new TestDisk()
  return withDisk(disk, async (house) => {
    const desk = await deskOf(house)
    const [phone] = await phones(house, 1)
    const again = await house.join('phone', { voter: phone!.voter })
    await desk.open()
    const ballot = casting(house, 'A')
    let copy: Promise<unknown> = Promise.resolve()
    disk.fault = (call) => {
      const mishap = once('stall')(call)
      // The first copy is being synced; the second comes in, and only then the device reports an error.
      if (mishap) copy = again.send(ballot)
      if (mishap) disk.fault = () => undefined
      return mishap
    }
    const first = phone!.send(ballot)
    await vi.waitFor(() => expect(disk.calls.slice(-2).map(({ name }) => name)).toEqual(['datasync', 'stat']))
    await again.do({ type: 'ping' })
    disk.release('EIO')
    const unsaved = { ok: false, refusal: { code: 'not-saved' } }
    expect([await first, await copy]).toMatchObject([unsaved, unsaved])
    expect(counted(house)).toEqual({})
    expect(await phone!.refused(ballot)).toBe('not-saved')
    const { room } = await desk.moderator.until(({ room }) => room.storage !== 'ok')
    expect(room.storage).toBe('failed')
  })
})

test('S9 S6 after an error of the device nothing is saved until a restart, and all that was counted is there then', async () => {
  const disk = new TestDisk()
  let code = ''
  let token = ''
  await withDisk(disk, async (house) => {
    const desk = await deskOf(house)
    const [before, during] = await phones(house, 2)
    code = house.room.meeting.code
    token = before!.voter
    await desk.open()
    await cast(house, before!, 'A')
    disk.fault = once('EIO')
    expect(await during!.refused(casting(house, 'B'))).toBe('not-saved')
    await desk.moderator.until(({ room }) => room.storage === 'failed', 2000)
    expect((await fetch(`${house.url}/healthz`)).status).toBe(503)
    // The disk is well again, as far as it says: it is not believed.
    for (const command of [{ type: 'release' }, { type: 'show', item: null }, { type: 'ping' }])
      expect((await desk.moderator.send(command)).ok).toBe(command.type === 'ping')
    expect(await before!.refused(casting(house, 'C'))).toBe('not-saved')
    expect(desk.moderator.view.room.storage).toBe('failed')
    expect(house.logged.filter((line) => line.includes('not saved'))).toHaveLength(1)
  })
  await withDisk(disk.left('synced'), async (house) => {
    expect(house.room.meeting.code).toBe(code)
    expect(counted(house)).toEqual({ A: 1 })
    const phone = await house.join('phone', { voter: token })
    expect(phone.envelopes[0]!.mine).toMatchObject({ vote: 'A' })
    await cast(house, phone, 'B')
    expect(counted(house)).toEqual({ B: 1 })
  })
})

test('S1 S9 a disk that takes five seconds: nobody is told "counted" too early, twice or never, and nobody gets two seats', () => {
  const disk = new TestDisk()
  return withDisk(disk, async (house) => {
    const desk = await deskOf(house)
    const voters = await phones(house, 5)
    await desk.open()
    disk.fault = once('stall')
    let answers = 0
    const ballots = voters.map(() => newBallot())
    const acks = voters.map(async (voter, n) => {
      const ack = await voter.do(casting(house, n % 2 ? 'A' : 'B', 0, ballots[n]))
      answers += 1
      return ack
    })
    const stalledAt = performance.now()
    await desk.moderator.until(({ room }) => room.storage === 'slow', 2000)
    const door = { url: house.url, meeting: house.room.meeting.code, role: 'phone' } as const
    const newcomer = new Line<'phone'>(door)
    const refused = lingering(house.url)
    // As long as it takes until a door that gives up on slow guests would have given up on this one.
    await vi.waitFor(() => expect(performance.now() - stalledAt).toBeGreaterThan(6500), {
      timeout: 8000,
      interval: 100,
    })
    expect(answers).toBe(0)
    // Whoever was turned away is shown out all the same.
    expect(await refused).toMatch(/44.*"bad-key"/)
    expect(roundOf(house).ballots.size).toBe(0)
    expect(desk.moderator.view.room.storage).toBe('slow')
    disk.release()
    await Promise.all(acks)
    await newcomer.until(() => true, 15_000)
    newcomer.close()
    await desk.moderator.until(({ room }) => room.storage === 'ok')
    expect(counted(house)).toEqual({ A: 2, B: 3 })
    expect(house.room.meeting.voters.size).toBe(voters.length + 1)
    expect(disk.calls.filter(({ name, path }) => name === 'datasync' && path.endsWith('.segment')).length).toBeLessThan(
      6,
    )
  })
})

test('S2 S9 an alarm ends with what caused it, though nobody tries anything meanwhile', () => {
  const disk = new TestDisk()
  return withDisk(disk, async (house) => {
    const desk = await deskOf(house)
    // That the room asked again is an event like others, which changes nothing.
    const stands = () => ({ ...house.room.meeting, seq: 0, record: null })
    const before = structuredClone(stands())
    disk.fault = ({ name }) => (name === 'write' ? 'ENOSPC' : undefined)
    const item = house.room.meeting.items[0]!.id
    expect(await desk.moderator.refused({ type: 'open', item })).toBe('not-saved')
    await desk.moderator.until(({ room }) => room.storage === 'failing', 2000)
    disk.fault = () => undefined
    await desk.moderator.until(({ room }) => room.storage === 'ok')
    expect(stands()).toEqual(before)
    expect(house.logged.filter((line) => /saved/.test(line))).toHaveLength(2)
    await desk.open()
  })
})

test('S2 P8 P11 what the house cannot save of itself changes nothing: keys, address, a new meeting', () => {
  const disk = new TestDisk()
  return withDisk(disk, async (house) => {
    const organizer = await house.join('organizer')
    const keys = { ...house.keys() }
    disk.fault = ({ name }) => (name === 'write' ? 'ENOSPC' : undefined)
    expect(await organizer.refused({ type: 'rekey', role: 'moderator' })).toBe('not-saved')
    expect(await organizer.refused({ type: 'choose-address', address: null })).toBe('not-saved')
    expect(house.keys()).toEqual(keys)
    await house.join('moderator')
    const headers = { Authorization: `Bearer ${house.app.rooms.organizerKey}` }
    const agenda = JSON.stringify({ title: 'Another', items: [] })
    const make = () => fetch(`${house.url}/api/meetings`, { method: 'POST', headers, body: agenda })
    const answer = await make()
    expect([answer.status, await answer.json()]).toEqual([503, { refusal: { code: 'not-saved' } }])
    disk.fault = () => undefined
    expect((await make()).status).toBe(201)
    const { key } = await organizer.do({ type: 'rekey', role: 'moderator' })
    expect(house.keys().moderator).toBe(key)
    await house.join('moderator')
  })
})

test('S7 a folder that is read-only at the start is refused, with nothing left behind', async () => {
  const disk = new TestDisk(({ name }) => (name === 'open' || name === 'mkdir' ? 'EROFS' : undefined))
  await expect(openStore(disk)).rejects.toMatchObject({ problem: 'unwritable' })
  disk.fault = () => undefined
  await withDisk(disk, async (house) => void (await house.join('phone')))
})

test('S9 S2 a folder deleted under the server stops the voting, is told, and leaves what was counted to be exported', async () => {
  const house = await start({ store: await openStore() })
  try {
    const desk = await deskOf(house)
    const [phone] = await phones(house, 1)
    await desk.open()
    await cast(house, phone!, 'A')
    await desk.close()
    await desk.reveal()
    await rm(folder, { recursive: true })
    const item = house.room.meeting.items[1]!.id
    expect(await desk.moderator.refused({ type: 'open', item })).toBe('not-saved')
    await desk.moderator.until(({ room }) => room.storage === 'failed', 2000)
    await expect(house.join('phone')).rejects.toMatchObject({ code: 'not-saved' })
    const headers = { Authorization: `Bearer ${house.app.rooms.organizerKey}` }
    const file = await fetch(`${house.url}/api/meetings/${house.room.meeting.code}/export/csv`, { headers })
    expect(await file.text()).toContain('Where to plant?')
  } finally {
    await house.stop()
  }
})

/** Comes with a wrong key and stays; resolves, when shown out, with what it heard. */
function lingering(url: string): Promise<string> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`)
  let heard = ''
  socket.on('message', (bytes: Buffer) => {
    const text = bytes.toString()
    if (text[0] === '0') socket.send(`40${JSON.stringify({ protocol: PROTOCOL, role: 'moderator', key: 'wrong' })}`)
    if (text === '2') socket.send('3')
    heard += `${text} `
  })
  return new Promise((resolve) => socket.on('close', () => resolve(heard)))
}
