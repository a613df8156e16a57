// A kind that fails to count: one result is missing, the evening goes on, and no ballot is lost.
import { expect, test, vi } from 'vitest'
import { kinds } from '../../shared/ballots/registry.ts'
import { cast, deskOf } from '../acts.ts'
import { within } from '../harness.ts'
import { ask, organizer } from '../wire.ts'

const agenda = {
  title: 'Neighbours',
  items: [
    { title: 'Where?', kind: 'choice', options: ['Hill', 'Lake'] },
    { title: 'Adopt', kind: 'motion' },
  ],
}

test('V20 a vote that cannot be counted is said to be, in the log once, and stops nothing', async () => {
  const choice = kinds.get('choice')!
  const { tally } = choice
  const broken = vi.spyOn(choice, 'tally').mockImplementation((profile, ...rest) => {
    if (profile.size > 0) throw new Error('cannot count')
    return tally(profile, ...rest)
  })
  try {
    await within({ agenda }, async (house) => {
      const desk = await deskOf(house)
      const [phone, wall] = [await house.join('phone'), await house.join('projector')]
      await desk.open()
      await cast(house, phone, 'A')
      await desk.close()
      await desk.reveal()
      for (const client of [desk.moderator, phone, wall]) {
        const { current } = await client.until(({ current }) => current?.phase === 'revealed')
        expect(current!.round).toMatchObject({ uncounted: true, tally: null, outcome: null })
      }
      const late = await house.join('projector')
      expect(late.view.current!.round!.uncounted).toBe(true)
      await desk.open(1)
      await cast(house, phone, 'yes', 1)
      await desk.close(1)
      await desk.reveal(1)
      const { current } = await phone.until(({ current }) => current?.title === 'Adopt' && current.phase === 'revealed')
      expect(current!.round).toMatchObject({ uncounted: false, outcome: { type: 'carried' } })
      expect(house.logged.filter((line) => line.includes('cannot count'))).toHaveLength(1)
      const { status, text } = await ask(house, `/api/meetings/${house.room.meeting.code}/export/json`, {
        headers: organizer(house),
      })
      expect(status).toBe(200)
      const [round] = JSON.parse(text).items[0].rounds
      expect(round.counted).toMatchObject({ tally: null, outcome: null, profile: [{ vote: 'A', count: 1 }] })
    })
  } finally {
    broken.mockRestore()
  }
})
