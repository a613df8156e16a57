// The code of a seat: a person takes their seat along to another address, browser or phone.
import { expect, test, vi } from 'vitest'
import { seatCode } from '../../server/code.ts'
import { memoryStore } from '../../server/store/memory.ts'
import type { RefusalMessage } from '../../shared/refusal.ts'
import { cast, counted, deskOf, motions, phones, roundOf } from '../acts.ts'
import { type House, start, within } from '../harness.ts'

vi.setConfig({ testTimeout: 30_000 })

const codeOf = ({ envelopes }: { envelopes: { code?: string | null }[] }) => envelopes[0]!.code!
const turnedAway = (house: House, voter: string) =>
  house.join('phone', { voter }).then(
    () => 'let in',
    ({ code }: RefusalMessage) => code,
  )

test.concurrent('M32 V11 whoever comes with the code has the seat and sees its vote; the seat votes once', () =>
  within({ agenda: motions({}) }, async (house) => {
    await (await deskOf(house)).open()
    const [first] = await phones(house, 1)
    await cast(house, first!, 'yes')
    const code = codeOf(first!)
    expect(code).toMatch(/^[ACDEFGHJKMNPQRTUVWXY34679]{10}$/)
    const typed = `${code.slice(0, 5).toLowerCase()} - ${code.slice(5)}`
    const second = await house.join('phone', { voter: typed })
    expect(second.envelopes[0]).toMatchObject({ code, voter: code, mine: { round: roundOf(house).id, vote: 'yes' } })
    await cast(house, second, 'no')
    expect(counted(house)).toEqual({ no: 1 })
    expect(house.room.meeting.voters.size).toBe(1)
    // What the second phone keeps opens the seat again.
    const third = await house.join('phone', { voter: second.voter })
    expect(third.envelopes[0]!.mine).toEqual({ round: roundOf(house).id, vote: 'no' })
  }))

test.concurrent('M32 P13 a wrong code is refused and gives no seat; a guesser is slowed down, and a right one passes', () =>
  within({}, async (house) => {
    const [honest] = await phones(house, 1)
    const told = new Set<string>()
    for (let guess = 0; guess < 25; guess++) told.add(await turnedAway(house, seatCode(`guess ${guess}`)))
    expect([...told]).toEqual(['no-seat', 'slow-down'])
    expect(house.room.meeting.voters.size).toBe(1)
    const again = await house.join('phone', { voter: codeOf(honest!) })
    expect(again.envelopes[0]!.code).toBe(codeOf(honest!))
  }))

test.concurrent('M32 M23 the code is worth the same after a restart, and the record has only its digest', async () => {
  const store = memoryStore()
  const house = await start({ store })
  const [phone] = await phones(house, 1)
  const code = codeOf(phone!)
  const token = phone!.voter
  const id = house.room.meeting.id
  expect(JSON.stringify(await store.load(id))).not.toContain(code)
  await house.stop()
  await within({ store }, async (again) => {
    expect((await again.join('phone', { voter: code })).envelopes[0]!.code).toBe(code)
    expect((await again.join('phone', { voter: token })).envelopes[0]!.code).toBe(code)
    expect(again.room.meeting.voters.size).toBe(1)
  })
})
