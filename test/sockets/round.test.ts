// One round from opening to reveal, over real sockets: told me, told others, stored.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type House, start } from '../harness.ts'

let house: House
beforeEach(async () => {
  house = await start()
})
afterEach(() => house.stop())

const item = (n: number) => house.room.meeting.items[n]!.id

test('V1 a vote travels from a phone to the wall, hidden until the reveal', async () => {
  const moderator = await house.join('moderator')
  const projector = await house.join('projector')
  const phones = await Promise.all([house.join('phone'), house.join('phone'), house.join('phone')])
  await moderator.do({ type: 'open', item: item(0) })
  const { current } = await phones[0]!.until((view) => view.current?.phase === 'open')
  const round = current!.round!.id
  const votes = ['A', 'A', 'C']
  const acks = await Promise.all(
    phones.map((phone, n) => phone.do({ type: 'cast', item: item(0), round, vote: votes[n], ballot: `ballot-${n}` })),
  )
  expect(acks.every((ack) => ack.ok)).toBe(true)
  const open = await projector.until((view) => view.current?.round?.turnout?.voted === 3)
  expect(open.current?.round?.tally).toBeNull()
  expect(open.current?.round?.turnout).toEqual({ eligible: 3, present: 3, voted: 3 })

  await moderator.do({ type: 'close', item: item(0), round })
  await moderator.do({ type: 'reveal', item: item(0), round })
  const revealed = await projector.until((view) => view.current?.phase === 'revealed')
  expect(revealed.current?.round?.tally).toMatchObject({ cast: 3 })
  expect(revealed.current?.round?.outcome).toMatchObject({ type: 'won', winners: ['A'], votes: 2 })
  const result = await phones[0]!.until((view) => view.current?.phase === 'revealed')
  expect(result.current?.round?.tally).toEqual(revealed.current?.round?.tally)
})
