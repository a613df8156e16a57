// What the desk hears of the way in: that nobody has come yet, and that the address people came by is gone.
import { EventEmitter } from 'node:events'
import { expect, test, vi } from 'vitest'
import type { Interfaces } from '../../server/network-rank.ts'
import { watchReach } from '../../server/reach.ts'
import { within } from '../harness.ts'
import { ipv4 } from '../interfaces.ts'

const at = (address: string): Interfaces => ({ en0: [ipv4(address)] })

test('V19 P17 when the address goes, the wall has another QR and the desk hears it, until the old one is back', () => {
  let machine = at('192.168.0.5')
  return within({ everywhere: true, interfaces: () => machine }, async (house) => {
    const [desk, projector] = [await house.join('moderator'), await house.join('projector')]
    expect(desk.view.room.lost).toBeNull()
    const qr = projector.view.join!.qr
    machine = at('192.168.0.77')
    const { room } = await desk.until((view) => view.room.lost !== null, 6000)
    expect([room.lost, room.join?.address]).toEqual([`192.168.0.5:${house.port}`, `192.168.0.77:${house.port}`])
    expect((await projector.until(({ join }) => join?.qr !== qr)).join?.url).toContain('192.168.0.77')
    machine = at('192.168.0.5')
    await desk.until((view) => view.room.lost === null, 6000)
  })
}, 20_000)

test('V19 an address that is gone is news for ten minutes, and none that was there beside another', () => {
  vi.useFakeTimers()
  try {
    const changed = vi.fn()
    const reach = watchReach(new EventEmitter(), () => [], changed)
    const gone = () => false
    reach.moved('a:80', gone)
    expect(reach.lost()).toBeNull()
    reach.moved('b:80', () => true)
    expect(reach.lost()).toBeNull()
    reach.moved(null, gone)
    expect(reach.lost()).toBeNull()
    reach.moved('c:80', gone)
    expect(reach.lost()).toBe('b:80')
    vi.advanceTimersByTime(9 * 60_000)
    expect(reach.lost()).toBe('b:80')
    vi.advanceTimersByTime(60_000)
    expect(reach.lost()).toBeNull()
    expect(changed).toHaveBeenCalledOnce()
    reach.stop()
  } finally {
    vi.useRealTimers()
  }
})

test('V19 what comes from this machine itself proves nothing; from another one, however little, it does', () =>
  within({}, async (house) => {
    await house.join('phone')
    expect((await house.join('moderator')).view.room.reached).toBe(false)
    const server = new EventEmitter()
    const changed = vi.fn()
    const reach = watchReach(server, () => ['192.168.0.5', 'fd00::5'], changed)
    for (const remoteAddress of ['127.0.0.1', '::1', '::ffff:127.0.0.1', '::ffff:192.168.0.5', 'fd00::5', undefined])
      server.emit('connection', { remoteAddress })
    expect(reach.reached()).toBe(false)
    server.emit('connection', { remoteAddress: '::ffff:192.168.0.77' })
    server.emit('connection', { remoteAddress: '192.168.0.78' })
    expect(reach.reached()).toBe(true)
    expect(changed).toHaveBeenCalledOnce()
  }))
