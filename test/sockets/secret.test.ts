// A secret round from opening to reveal: what every audience was ever told, and what a phone hears of its own vote.
import { expect, test } from 'vitest'
import { cast, deskOf, motions, phones } from '../acts.ts'
import { within } from '../harness.ts'

test('M33 V3 no audience hears a count, nor a phone its choice, before the reveal of a secret round', () =>
  within({ agenda: motions({ secrecy: 'secret' }) }, async (house) => {
    const desk = await deskOf(house)
    const others = await Promise.all((['projector', 'organizer', 'results'] as const).map((role) => house.join(role)))
    const people = await phones(house, 3)
    await desk.open()
    for (const [n, person] of people.entries()) await cast(house, person, n === 0 ? 'no' : 'yes')
    // Coming back, a phone hears that its vote is in, and no more.
    const back = await house.join('phone', { voter: people[0]!.voter })
    const { id: round } = house.room.meeting.items[0]!.rounds[0]!
    expect(back.envelopes[0]!.mine).toEqual({ round, vote: null })
    await desk.moderator.until(({ current }) => current?.round?.turnout?.voted === 3)
    await desk.close()
    const everybody = [desk.moderator, ...others, ...people, back]
    for (const { views } of everybody)
      for (const view of views) {
        const round = 'current' in view ? view.current?.round : null
        expect([view.audience, round?.tally ?? null, round?.outcome ?? null]).toEqual([view.audience, null, null])
      }
    const told = JSON.stringify(everybody.map(({ views, envelopes }) => [views, envelopes]))
    expect(told).not.toMatch(/"vote":"(yes|no)"/)
    await desk.reveal()
    const { current } = await people[0]!.until((view) => view.current?.phase === 'revealed')
    expect(current!.round!.tally).toMatchObject({
      options: expect.arrayContaining([expect.objectContaining({ id: 'yes', votes: 2 })]),
    })
    const box = house.room.meeting.items[0]!.rounds[0]!.box!
    expect(box.named).toBeUndefined()
  }))
