// A small flood of each sort in a house where people vote: they notice nothing, and what floods is let go.
import { expect, test, vi } from 'vitest'
import { cast, deskOf, phones } from '../acts.ts'
import { type FloodName, wash } from '../fuzz/floods.ts'
import { within } from '../harness.ts'

vi.setConfig({ testTimeout: 60_000 })

const names: FloodName[] = ['silent', 'slow headers', 'slow body', 'never join', 'join and join']

test.concurrent('P12 P13 voters and newcomers in the midst of two hundred connections of every sort that want nothing or all', () =>
  within({}, async (house) => {
    const desk = await deskOf(house)
    await desk.open()
    const honest = await phones(house, 10)
    const meeting = house.room.meeting.code
    const order = { url: house.url, port: house.port, meeting, count: 200 }
    const washing = names.map((name) => wash({ ...order, name }, 1000))
    for (let times = 0; times < 5; times++) await Promise.all(honest.map((phone) => cast(house, phone, 'A')))
    for (const phone of await phones(house, 5)) await cast(house, phone, 'B')
    const washed = await Promise.all(washing)
    expect(washed.map(({ opened }) => opened)).toEqual(names.map(() => 200))
    expect(washed[4]!.ways).toEqual({ in: 200 })
    // Those that came as phones have seats; nothing else is left of any.
    await desk.moderator.until((view) => view.room.connected.phones === 15, 15_000)
    expect(house.room.meeting.voters.size).toBe(215)
    expect(desk.moderator.view.current?.round?.turnout?.voted).toBe(15)
    expect(house.logged.filter((line) => line.includes('bug'))).toEqual([])
  }))

test.concurrent('P29 a connection that never joins is ended within ten seconds', () =>
  within({}, async (house) => {
    const meeting = house.room.meeting.code
    const { opened, left } = await wash(
      { name: 'never join', url: house.url, port: house.port, meeting, count: 20 },
      10_000,
    )
    expect([opened, left]).toEqual([20, 0])
  }))
