// Lines that break, fall silent or come back: what the phone says meanwhile, and that a vote counts once.
import { type Browser, expect, test } from 'playwright/test'
import { type FaultyNet, proxy } from '../net/proxy.ts'
import { advance, laptop, people, phone, wall, words } from './room.ts'
import { type Served, serve } from './served.ts'

const agenda = { title: 'Neighbours', items: [{ title: 'Adopt the plan', kind: 'motion' }] }

/** A server behind a proxy, with an open motion; the desk has a line of its own. */
async function evening(browser: Browser) {
  let served: Served | undefined
  const net: FaultyNet = await proxy(() => served!.port)
  served = await serve(agenda, '--host', '127.0.0.1', '--public-url', `http://127.0.0.1:${net.port}`)
  const room = people(browser)
  const moderator = await room.open(served.meeting.moderator, laptop)
  await advance(moderator, words.moderator.steps.show(1))
  await advance(moderator, words.moderator.steps.open)
  const voter = await room.open(served.meeting.join, phone)
  await expect(voter.getByRole('heading', { name: 'Adopt the plan' })).toBeVisible()
  return {
    net,
    room,
    served,
    moderator,
    voter,
    async end() {
      await room.close()
      await served?.stop()
      await net.close()
    },
  }
}

const counted = /Counted\. Your vote: In favour/

test('V a vote tapped without a connection waits, survives the page, and is sent once', async ({ browser }) => {
  const { net, voter, moderator, served, end } = await evening(browser)
  try {
    net.cut()
    await voter.getByRole('button', { name: 'Against' }).tap()
    await expect(voter.getByText(words.phone.unsent).first()).toBeVisible()
    await voter.getByRole('button', { name: 'In favour' }).tap()
    await expect(voter.getByText(words.phone.outage.host)).toBeVisible()
    const again = await voter.context().newPage()
    await voter.close()
    net.heal()
    await again.goto(served.meeting.join)
    await expect(again.getByText(counted).first()).toBeVisible()
    await expect(moderator.getByText(words.moderator.participation(1, 1)).first()).toBeVisible()
    await advance(moderator, words.moderator.steps.close)
    await advance(moderator, words.moderator.steps.reveal)
    await expect(again.getByText(/1 in favour, 0 against/).first()).toBeVisible()
  } finally {
    await end()
  }
})

test('V a line that falls silent is noticed, and the vote made meanwhile counts once', async ({ browser }) => {
  const { net, voter, moderator, end } = await evening(browser)
  try {
    net.silence()
    await voter.getByRole('button', { name: 'In favour' }).tap()
    // Nine seconds of silence, and one until it is said; the rest is for the machine that runs this.
    await expect(voter.getByText(words.phone.outage.network).or(voter.getByText(words.phone.outage.host))).toBeVisible({
      timeout: 15_000,
    })
    net.heal()
    await expect(voter.getByText(counted).first()).toBeVisible({ timeout: 20_000 })
    await expect(moderator.getByText(words.moderator.participation(1, 1)).first()).toBeVisible()
  } finally {
    await end()
  }
})

test('V back from the background over a dead line, the phone is right within 2 s', async ({ browser }) => {
  const { net, voter, moderator, end } = await evening(browser)
  try {
    await voter.getByRole('button', { name: 'In favour' }).tap()
    await expect(voter.getByText(counted).first()).toBeVisible()
    // What shows a result was fetched with the vote, and is here.
    await voter.waitForFunction(() => performance.getEntriesByType('resource').some(({ name }) => /Count-/.test(name)))
    net.deafen()
    await advance(moderator, words.moderator.steps.close)
    await advance(moderator, words.moderator.steps.reveal)
    await voter.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    await expect(voter.getByText(counted)).toHaveCount(0, { timeout: 2000 })
    await expect(voter.getByText(words.phone.yours('In favour')).first()).toBeVisible()
  } finally {
    await end()
  }
})

test('V a part of the page that was asked for and never comes is got anew, with the vote', async ({ browser }) => {
  const { voter, moderator, end } = await evening(browser)
  try {
    let asked = 0
    await voter.route(/Count-[^/]*\.js/, (route) => void (asked++ > 0 && route.continue()))
    await voter.getByRole('button', { name: 'In favour' }).tap()
    await expect(voter.getByText(counted).first()).toBeVisible()
    await advance(moderator, words.moderator.steps.close)
    await advance(moderator, words.moderator.steps.reveal)
    await expect(voter.getByText(/1 in favour, 0 against/).first()).toBeVisible({ timeout: 30_000 })
    await expect(voter.getByText(words.phone.yours('In favour')).first()).toBeVisible()
    expect(asked).toBe(2)
  } finally {
    await end()
  }
})

test('V21 the question is there before the line is, and a tap made then is sent once there is one', async ({
  browser,
}) => {
  const { room, served, moderator, end } = await evening(browser)
  try {
    const page = await room.open('about:blank', phone)
    let through = false
    await page.routeWebSocket(/socket\.io/, (line) => void (through && line.connectToServer()))
    await page.goto(served.meeting.join)
    await page.getByRole('button', { name: 'In favour' }).tap()
    await expect(page.getByText(words.phone.unsent).first()).toBeVisible()
    await expect(moderator.getByText(words.moderator.participation(0, 1)).first()).toBeVisible()
    through = true
    await expect(page.getByText(counted).first()).toBeVisible({ timeout: 15_000 })
    await expect(moderator.getByText(words.moderator.participation(1, 2)).first()).toBeVisible()
  } finally {
    await end()
  }
})

test('S the server killed in an open round comes back with every counted vote, and everyone returns', async ({
  browser,
}) => {
  const { voter, moderator, served, room, end } = await evening(browser)
  try {
    const projector = await room.open(served.meeting.projector, wall)
    await voter.getByRole('button', { name: 'In favour' }).tap()
    await expect(voter.getByText(counted).first()).toBeVisible()
    await served.crash()
    await expect(projector.getByText(words.projector.participation(1, 1))).toBeVisible({ timeout: 10_000 })
    await expect(projector.getByText(words.projector.notLive)).toBeHidden({ timeout: 10_000 })
    await expect(voter.getByText(counted).first()).toBeVisible()
    await voter.getByRole('button', { name: 'Against' }).tap()
    await expect(voter.getByText(/Counted\. Your vote: Against/).first()).toBeVisible({ timeout: 10_000 })
    await advance(moderator, words.moderator.steps.close)
    await advance(moderator, words.moderator.steps.reveal)
    await expect(projector.getByText(/^0 in favour, 1 against/)).toBeVisible()
  } finally {
    await end()
  }
})

test('V the wall says when it is not live, and keeps its last picture', async ({ browser }) => {
  const { served, net, room, end } = await evening(browser)
  try {
    const link = new URL(served.meeting.projector)
    link.port = String(net.port)
    const projector = await room.open(link.href, wall)
    await expect(projector.getByRole('heading', { name: 'Adopt the plan' })).toBeVisible()
    net.silence()
    await expect(projector.getByText(words.projector.notLive).first()).toBeVisible({ timeout: 5000 })
    await expect(projector.getByRole('heading', { name: 'Adopt the plan' })).toBeVisible()
    net.heal()
    await expect(projector.getByText(words.projector.notLive)).toBeHidden({ timeout: 10_000 })
  } finally {
    await end()
  }
})
