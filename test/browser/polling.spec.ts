// Networks and browsers in which WebSockets do not get through: the page finds another way.
import { expect, type Page, test } from 'playwright/test'
import { advance, people, phone, words } from './room.ts'
import { serve } from './served.ts'

const agenda = { title: 'Neighbours', items: [{ title: 'Adopt the plan', kind: 'motion' }] }

const lacks: Record<string, (page: Page) => Promise<unknown>> = {
  'a browser that has none': (page) => page.addInitScript(() => Reflect.deleteProperty(window, 'WebSocket')),
  // As a box on the way does that lets web pages through and nothing else.
  'a network that lets none through': (page) => page.routeWebSocket(/./, (socket) => socket.close({ code: 1006 })),
}

for (const [lack, make] of Object.entries(lacks))
  test(`P31 without WebSockets a vote is cast over HTTP: ${lack}`, async ({ browser }) => {
    const served = await serve(agenda, '--host', '127.0.0.1')
    const room = people(browser)
    try {
      const moderator = await room.open(served.meeting.moderator)
      await advance(moderator, words.moderator.steps.show(1))
      await advance(moderator, words.moderator.steps.open)
      const voter = await room.open('about:blank', phone)
      await make(voter)
      const polled = voter.waitForRequest(/transport=polling/)
      await voter.goto(served.meeting.join)
      await polled
      await voter.getByRole('button', { name: 'In favour' }).tap()
      await expect(voter.getByText(/Counted\. Your vote: In favour/).first()).toBeVisible()
      await advance(moderator, words.moderator.steps.close)
      await advance(moderator, words.moderator.steps.reveal)
      await expect(voter.getByText(/1 in favour, 0 against/).first()).toBeVisible()
      expect(room.errors).toEqual([])
    } finally {
      await room.close()
      await served.stop()
    }
  })
