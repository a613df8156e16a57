// Codes and keys tried out by the hundred, and three hundred honest phones behind the same address.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { guessingAlarm } from '../../server/guessing.ts'
import { rest } from '../../server/rehearsal/moment.ts'
import { casting, deskOf, phones } from '../acts.ts'
import { phonesAuth } from '../fuzz/attack.ts'
import { Wire } from '../fuzz/wire.ts'
import { type House, within } from '../harness.ts'
import { ask } from '../wire.ts'

vi.setConfig({ testTimeout: 60_000 })

/** What a guess is told: through a handshake as phone or desk, as the organizer, or by asking for a QR. */
function doors(house: House): ((guess: string) => Promise<string>)[] {
  const { url } = house
  const { code } = house.room.meeting
  const handshake = async (auth: object) => {
    const { wire, way } = await Wire.open(url, `40${JSON.stringify({ protocol: 1, ...auth })}`)
    wire.end()
    return way
  }
  const http = async (path: string, headers: Record<string, string> = {}) => {
    const { text } = await ask(house, path, { headers })
    return (JSON.parse(text) as { refusal: { code: string } }).refusal.code
  }
  return [
    (guess) => handshake({ meeting: guess, role: 'phone' }),
    (guess) => handshake({ meeting: guess, role: 'results' }),
    (guess) => handshake({ meeting: code, role: 'moderator', key: guess }),
    (guess) => http('/api/meetings', { authorization: `Bearer ${guess}` }),
    (guess) => http(`/${guess}/qr.svg`),
  ]
}

/** Codes that no meeting has. */
const guesses = (house: House, count: number) =>
  Array.from({ length: count }, (_, n) =>
    n.toString(3).padStart(6, '0').replaceAll('0', 'A').replaceAll('1', 'C').replaceAll('2', 'D'),
  ).filter((guess) => guess !== house.room.meeting.code)

test('P13 P28 of four hundred guesses through every door twenty are answered, the desk is told, voters notice nothing', () =>
  within({}, async (house) => {
    const desk = await deskOf(house)
    await desk.open()
    const honest = await phones(house, 20)
    expect(desk.moderator.view.room.guessing).toBe(false)
    const ways = doors(house)
    const from = performance.now()
    const trying = Promise.all(guesses(house, 400).map((guess, n) => ways[n % ways.length]!(guess)))
    const votes = honest.map(async (phone, n) => {
      await rest(n * 10)
      return phone.send(casting(house, 'A'))
    })
    const told = await trying
    const answered = told.filter((way) => way === 'bad-key' || way === 'no-meeting').length
    expect(answered + told.filter((way) => way === 'slow-down').length).toBe(told.length)
    expect(answered).toBeGreaterThanOrEqual(20)
    expect(answered).toBeLessThanOrEqual(21 + (performance.now() - from) / 6000)
    expect((await Promise.all(votes)).filter(({ ok }) => !ok)).toEqual([])
    await desk.moderator.until((view) => view.room.guessing)
    expect(house.logged.filter((line) => line.includes('trying out'))).toHaveLength(1)
    // Whoever is right gets in by every door, while guesses still hear "slow down".
    for (const role of ['phone', 'kiosk', 'projector', 'moderator', 'organizer', 'scrutineer', 'results'] as const)
      (await house.join(role)).close()
    expect(await ways[0]!('AAAAAA')).toBe('slow-down')
    expect((await phones(house, 1))[0]!.view.current?.phase).toBe('open')
  }))

test('P13 M16 three hundred phones behind one address: all get in, all vote, none is slowed', () =>
  within({}, async (house) => {
    const desk = await deskOf(house)
    await desk.open()
    const opened = await Promise.all(
      Array.from({ length: 300 }, () => Wire.open(house.url, phonesAuth(house.room.meeting.code))),
    )
    expect(opened.filter(({ way }) => way !== 'in')).toEqual([])
    const votes = await Promise.all(opened.map(({ wire }) => wire.ask(JSON.stringify(casting(house, 'B')))))
    expect(votes.filter((ack) => !ack || ack === 'silent' || !ack.ok)).toEqual([])
    expect(desk.moderator.view.room.guessing).toBe(false)
    await desk.moderator.until(({ current }) => current?.round?.turnout?.voted === 300)
    for (const { wire } of opened) wire.end()
  }))

describe('P28 the alarm', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  test('is raised once, and lasts until a minute after the last try', () => {
    const said: boolean[] = []
    const alarm = guessingAlarm((on) => said.push(on))
    expect(alarm.on()).toBe(false)
    for (let second = 0; second < 90; second++) {
      alarm.ring()
      vi.advanceTimersByTime(1000)
    }
    expect([alarm.on(), said]).toEqual([true, [true]])
    vi.advanceTimersByTime(58_000)
    expect(alarm.on()).toBe(true)
    vi.advanceTimersByTime(1000)
    expect([alarm.on(), said]).toEqual([false, [true, false]])
    alarm.ring()
    expect(said).toEqual([true, false, true])
  })
})
