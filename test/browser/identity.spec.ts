// One person with two private windows: what a device cannot tell apart is counted, and said to be so.
import { expect, test } from 'playwright/test'
import { advance, laptop, people, phone, wall, words } from './room.ts'
import { serve } from './served.ts'

test('V two private windows of one person count twice, and desk and wall name the level', async ({ browser }) => {
  const served = await serve({ title: 'Neighbours', items: [{ title: 'Adopt the plan', kind: 'motion' }] })
  const room = people(browser)
  try {
    const moderator = await room.open(served.meeting.moderator, laptop)
    await expect(moderator.getByText(words.moderator.identity)).toBeVisible()
    await advance(moderator, words.moderator.steps.show(1))
    await advance(moderator, words.moderator.steps.open)
    for (let window = 0; window < 2; window++) {
      const voter = await room.open(served.meeting.join, phone)
      await voter.getByRole('button', { name: 'In favour' }).tap()
      await expect(voter.getByText(/Counted\. Your vote: In favour/).first()).toBeVisible()
    }
    await expect(moderator.getByText(words.moderator.participation(2, 2)).first()).toBeVisible()
    const screen = await room.open(served.meeting.projector, wall)
    await expect(screen.getByText(words.projector.identity)).toBeVisible()
    expect(room.errors).toEqual([])
  } finally {
    await room.close()
    await served.stop()
  }
})
