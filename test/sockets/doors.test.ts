// The doors: codes, keys, versions, and how often one may knock.
import { describe, expect, test, vi } from 'vitest'
import type { Interfaces } from '../../server/network-rank.ts'
import { parseAgenda } from '../../shared/formats/agenda.ts'
import { PROTOCOL } from '../../shared/protocol.ts'
import { deskOf, motions } from '../acts.ts'
import { Client, type House, within } from '../harness.ts'
import { ipv4 } from '../interfaces.ts'

vi.setConfig({ testTimeout: 30_000 })

const keyed = ['kiosk', 'projector', 'moderator', 'organizer', 'scrutineer'] as const
const second = (house: House) => house.app.rooms.make(parseAgenda(JSON.stringify(motions({}))))
const codeOf = (joining: Promise<unknown>) =>
  joining.then(
    () => 'let in',
    (error: { code?: string }) => error.code,
  )

describe('a handshake is refused with the code that fits', () => {
  test.concurrent('P10 protocol', () =>
    within({}, async (house) => {
      for (const protocol of [0, PROTOCOL + 1, -1, 1.5])
        expect(await codeOf(house.join('phone', { protocol }))).toBe('protocol')
      for (const protocol of ['1', null, undefined, {}])
        expect(await codeOf(house.join('phone', { protocol: protocol as number }))).toBe('invalid')
    }))

  test.concurrent('P10 code', () =>
    within({}, async (house) => {
      const { code } = house.room.meeting
      const unknown = code === 'AAAAAA' ? 'CCCCCC' : 'AAAAAA'
      for (const meeting of [unknown, 'A', '0O1IL2', '../../', '__proto__'])
        expect(await codeOf(house.join('phone', { meeting }))).toBe('no-meeting')
      for (const meeting of [code.toLowerCase(), ` ${code.slice(0, 3)}-${code.slice(3)} `, undefined, ''])
        expect(await codeOf(house.join('phone', { meeting: meeting as string }))).toBe('let in')
    }))

  test.concurrent('P10 which meeting, where several run', () =>
    within({}, async (house) => {
      const other = await second(house)
      expect(await codeOf(house.join('phone', { meeting: '' }))).toBe('which-meeting')
      expect((await house.join('phone', { meeting: other.meeting.code })).view.meeting.title).toBe('Motions')
      await other.handle({ type: 'archive', archived: true }, { role: 'organizer' })
      expect((await house.join('phone', { meeting: '' })).view.meeting.title).toBe('Neighbours')
    }))

  test.concurrent.each(keyed)('P11 key of the %s: none, a wrong one, those of other roles and meetings', (role) =>
    within({}, async (house) => {
      const other = house.app.rooms.keys(await second(house))
      const keys: Record<string, string> = { ...house.keys(), organizer: house.app.rooms.organizerKey } as never
      const wrong = [undefined, '', 'wrong', keys[role]!.slice(0, -1), `${keys[role]} `, keys[role]!.toLowerCase()]
      const others = keyed.filter((name) => name !== role).map((name) => keys[name])
      const elsewhere = role === 'organizer' ? [] : [other[role]]
      for (const key of [...wrong, ...others, ...elsewhere])
        expect(await codeOf(house.join(role, { key: key as string }))).toBe('bad-key')
      expect(await codeOf(house.join(role))).toBe('let in')
    }),
  )

  test.concurrent('P10 what is no handshake at all', () =>
    within({}, async (house) => {
      const sound = { protocol: PROTOCOL, meeting: house.room.meeting.code, role: 'phone' }
      const hostile = [
        {},
        { ...sound, role: 'server' },
        { ...sound, role: ['phone'] },
        { ...sound, role: '__proto__' },
        { ...sound, voter: 7 },
        { ...sound, voter: 'x'.repeat(101) },
        { ...sound, meeting: { toString: 'x' } },
        { ...sound, key: ['k'] },
        JSON.parse('{"__proto__":{"role":"organizer"}}'),
      ]
      for (const auth of hostile) {
        const client = new Client(house.url, auth)
        expect([auth, await codeOf(client.until(() => true))]).toEqual([auth, 'invalid'])
        client.close()
      }
      expect(house.room.meeting.voters.size).toBe(0)
    }))
})

test.concurrent('P11 a new key turns out whoever holds the old one, and nobody else', () =>
  within({}, async (house) => {
    const { moderator } = await deskOf(house)
    const [organizer, projector, phone] = [
      await house.join('organizer'),
      await house.join('projector'),
      await house.join('phone'),
    ]
    const old = house.keys().moderator
    const gone = new Promise((resolve) => moderator.socket.once('disconnect', resolve))
    const { key } = await organizer.do({ type: 'rekey', role: 'moderator' })
    expect(key).toMatch(/^[\w-]{32}$/)
    expect(key).not.toBe(old)
    expect(await gone).toBe('io server disconnect')
    expect(await codeOf(house.join('moderator', { key: old }))).toBe('bad-key')
    expect(await codeOf(house.join('moderator', { key: key! }))).toBe('let in')
    expect([organizer, projector, phone].map(({ socket }) => socket.connected)).toEqual([true, true, true])
    expect(await organizer.refused({ type: 'rekey', role: 'organizer' })).toBe('invalid')
  }))

test.concurrent('P13 a device is slowed down, its neighbour behind the same address is not', () =>
  within({}, async (house) => {
    const [one, two] = [await house.join('phone'), await house.join('phone')]
    const acks = await Promise.all(Array.from({ length: 40 }, () => one.send({ type: 'ping' })))
    const slowed = acks.filter((ack) => !ack.ok && ack.refusal.code === 'slow-down').length
    expect(slowed).toBeGreaterThanOrEqual(10)
    expect(slowed).toBeLessThanOrEqual(20)
    // A second tab is the same device.
    const tab = await house.join('phone', { voter: one.voter })
    expect(await Promise.all(Array.from({ length: 12 }, () => tab.send({ type: 'ping' })))).toContainEqual(
      expect.objectContaining({ ok: false }),
    )
    expect((await two.send({ type: 'ping' })).ok).toBe(true)
    // Nor is coming back a way around it.
    for (const line of [one, tab]) line.close()
    await (await deskOf(house)).moderator.until(({ room }) => room.connected.phones === 1)
    const back = await house.join('phone', { voter: one.voter })
    const again = await Promise.all(Array.from({ length: 20 }, () => back.send({ type: 'ping' })))
    expect(again.filter(({ ok }) => ok).length).toBeLessThan(20)
  }))

test.concurrent('P13 who guesses is slowed down, a right key passes', () =>
  within({}, async (house) => {
    const tries = await Promise.all(
      Array.from({ length: 24 }, (_, n) => codeOf(house.join('moderator', { key: `guess${n}` }))),
    )
    expect(tries.filter((code) => code === 'bad-key')).toHaveLength(20)
    expect(tries.filter((code) => code === 'slow-down')).toHaveLength(4)
    const unknown = house.room.meeting.code === 'AAAAAA' ? 'CCCCCC' : 'AAAAAA'
    expect(await codeOf(house.join('phone', { meeting: unknown }))).toBe('slow-down')
    expect(await codeOf(house.join('moderator'))).toBe('let in')
    expect(await codeOf(house.join('phone'))).toBe('let in')
  }))

describe('the address on the wall', () => {
  const machine: Interfaces = { en0: [ipv4('192.168.0.5')], en1: [ipv4('192.168.1.6')] }

  test.concurrent('P18 P17 is chosen among those of the machine, shown to all, and kept', () =>
    within({ everywhere: true, interfaces: () => machine }, async (house) => {
      const { moderator } = await deskOf(house)
      const projector = await house.join('projector')
      const { addresses } = moderator.view.room
      expect(addresses.map(({ address }) => address).sort()).toEqual(['192.168.0.5', '192.168.1.6'])
      const other = addresses.find(({ chosen }) => !chosen)!.address
      expect(projector.view.join?.url).not.toContain(other)
      await moderator.do({ type: 'choose-address', address: other })
      const { join } = await projector.until((view) => !!view.join?.url.includes(other))
      expect(join).toMatchObject({
        url: `http://${other}:${house.port}/${house.room.meeting.code}`,
        address: `${other}:${house.port}`,
      })
      const qr = await fetch(new URL(join!.qr, house.url))
      expect([qr.status, qr.headers.get('content-type')]).toEqual([200, 'image/svg+xml'])
      expect((await house.store.house())?.address).toBe(other)
      for (const address of ['10.9.9.9', 'evil.example', '', '127.0.0.1'])
        expect(await moderator.refused({ type: 'choose-address', address })).toBe('invalid')
      await moderator.do({ type: 'choose-address', address: null })
      await projector.until((view) => !view.join?.url.includes(other))
    }))

  test.concurrent('P17 is none where only loopback is known', () =>
    within({}, async (house) => {
      const projector = await house.join('projector')
      expect(projector.view.join).toBeNull()
      expect((await fetch(`${house.url}/${house.room.meeting.code}/qr.svg`)).status).toBe(404)
    }))
})
