// Somebody who comes while a view is on its way out: they must not be left with it.
import { expect, test } from 'vitest'
import { start } from '../harness.ts'

test('V13 a tablet reloaded between two releases hears of the second', async () => {
  const house = await start()
  try {
    const moderator = await house.join('moderator')
    await moderator.do({ type: 'open', item: house.room.meeting.items[0]!.id })
    const first = await house.join('kiosk')
    await moderator.do({ type: 'release' })
    await first.until((view) => view.released === 1)
    await first.do({ type: 'claim' })
    first.close()
    const second = await house.join('kiosk')
    expect(second.view.released).toBe(0)
    await moderator.do({ type: 'release' })
    await second.until((view) => view.released === 1)
  } finally {
    await house.stop()
  }
})
