// What goes wrong around a page: a line that fails under a tap, storage refused, another address, a desk reloaded.
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { networkInterfaces } from 'node:os'
import { expect, type Page, test } from 'playwright/test'
import { seatWords } from '../../shared/words/seat.ts'
import { proxy } from '../net/proxy.ts'
import { inspect } from './look.ts'
import { advance, laptop, people, phone, words } from './room.ts'
import { type Served, serve } from './served.ts'

const agenda = { title: 'Neighbours', items: [{ title: 'Adopt the plan', kind: 'motion' }] }
const counted = (side: string) => new RegExp(`Counted\\. Your vote: ${side}`)
const seat = seatWords.en

async function openMotion(moderator: Page) {
  await advance(moderator, words.moderator.steps.show(1))
  await advance(moderator, words.moderator.steps.open)
}

/** For a server whose public address has to be known before it starts. */
async function freePort(): Promise<string> {
  const server = createServer().listen(0)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return String(port)
}

const faults = [
  ['lost on the way there', 'up', 0],
  ['stored, and its answer lost', 'down', 1],
] as const

for (const [fate, way, stored] of faults)
  test(`V M10 a vote ${fate}, and five impatient taps without a line: one ballot, the last choice, no error`, async ({
    browser,
  }) => {
    let served: Served | undefined
    const net = await proxy(() => served!.port)
    served = await serve(agenda, '--host', '127.0.0.1', '--public-url', `http://127.0.0.1:${net.port}`)
    const room = people(browser)
    try {
      const moderator = await room.open(served.meeting.moderator, laptop)
      await openMotion(moderator)
      const voter = await room.open(served.meeting.join, phone)
      const tap = (name: string) => voter.getByRole('button', { name }).tap()
      await expect(moderator.getByText(words.moderator.participation(0, 1)).first()).toBeVisible()
      net.silence(way)
      await tap('In favour')
      await expect(voter.getByText(words.phone.sending).first()).toBeVisible({ timeout: 3000 })
      if (stored) await expect(moderator.getByText(words.moderator.participation(1, 1)).first()).toBeVisible()
      // What was on its way is gone for good.
      net.cut()
      await expect(voter.getByText(words.phone.unsent).first()).toBeVisible({ timeout: 3000 })
      for (const side of ['Against', 'Abstain', 'In favour', 'Abstain', 'Against']) await tap(side)
      net.heal()
      await expect(voter.getByText(counted('Against')).first()).toBeVisible({ timeout: 10_000 })
      await expect(moderator.getByText(words.moderator.participation(1, 1)).first()).toBeVisible()
      await advance(moderator, words.moderator.steps.close)
      await advance(moderator, words.moderator.steps.reveal)
      await expect(voter.getByText(/0 in favour, 1 against/).first()).toBeVisible()
      expect(room.errors).toEqual([])
    } finally {
      await room.close()
      await served?.stop()
      await net.close()
    }
  })

/** An address of this machine as phones see it; where it has none, a name that browsers trust no more than one. */
const outside =
  Object.values(networkInterfaces())
    .flat()
    .find((entry) => entry && !entry.internal && entry.family === 'IPv4')?.address ?? 'vote.room'

test('V on plain http, with a browser that refuses to store anything, a phone joins, votes, and is told what a reload costs', async ({
  browser,
}) => {
  const port = await freePort()
  const served = await serve(agenda, '--port', port, '--public-url', `http://${outside}:${port}`)
  const room = people(browser)
  try {
    const voter = await room.open('about:blank', phone)
    await voter.addInitScript(() => {
      for (const name of ['localStorage', 'sessionStorage'])
        Object.defineProperty(window, name, {
          get() {
            throw new DOMException('The operation is insecure.', 'SecurityError')
          },
        })
    })
    await voter.goto(served.meeting.join)
    expect(await voter.evaluate(() => isSecureContext)).toBe(false)
    await expect(voter.getByText(words.phone.forgetful)).toBeVisible()
    await openMotion(await room.open(served.meeting.moderator, laptop))
    await voter.getByRole('button', { name: 'In favour' }).tap()
    await expect(voter.getByText(counted('In favour')).first()).toBeVisible()
    // The seat code is the way back.
    await voter.getByRole('button', { name: words.phone.seat }).tap()
    const code = await voter.getByText(/^[A-Z0-9]{5}-[A-Z0-9]{5}$/).innerText()
    await voter.reload()
    await voter.getByRole('button', { name: words.phone.seat }).tap()
    await voter.getByLabel(seat.field).fill(code)
    await voter.getByRole('button', { name: seat.take }).tap()
    await expect(voter.getByText(counted('In favour')).first()).toBeVisible()
    expect(room.errors).toEqual([])
  } finally {
    await room.close()
    await served.stop()
  }
})

test('M32 V19 at another address a phone is somebody new until its seat code is typed; a wrong one changes nothing', async ({
  browser,
}) => {
  const port = await freePort()
  const served = await serve(agenda, '--host', '127.0.0.1', '--port', port, '--public-url', `http://vote.room:${port}`)
  const room = people(browser)
  try {
    const moderator = await room.open(served.meeting.moderator, laptop)
    await expect(moderator.getByText(words.moderator.unreached)).toBeVisible()
    await inspect(moderator, 'moderator-unreached')
    await openMotion(moderator)
    const small = { ...phone, viewport: { width: 360, height: 640 } }
    const before = await room.open(served.meeting.join, small)
    await before.getByRole('button', { name: 'In favour' }).tap()
    await expect(before.getByText(counted('In favour')).first()).toBeVisible()
    await expect(moderator.getByText(words.moderator.unreached)).toBeHidden()
    await before.getByRole('button', { name: words.phone.seat }).tap()
    const code = await before.getByText(/^[A-Z0-9]{5}-[A-Z0-9]{5}$/).innerText()
    await before.close()

    const after = await room.open(`http://127.0.0.1:${port}/${served.meeting.code}`, small)
    await expect(after.getByText(words.phone.notYet).first()).toBeVisible()
    await after.getByRole('button', { name: words.phone.seat }).tap()
    await after.getByLabel(seat.field).fill('AAAAA-AAAAA')
    await after.getByRole('button', { name: seat.take }).tap()
    await expect(after.getByText(/No seat of this meeting has this code/).first()).toBeVisible()
    await expect(after.getByText(words.phone.notYet).first()).toBeVisible()
    await inspect(after, 'phone-seat-wrong')
    await after.getByLabel(seat.field).fill(` ${code.toLowerCase()} `)
    await after.getByRole('button', { name: seat.take }).tap()
    await expect(after.getByText(seat.taken)).toBeVisible()
    await expect(after.getByText(counted('In favour')).first()).toBeVisible()
    await inspect(after, 'phone-seat')
    await after.getByRole('button', { name: '한국어' }).tap()
    await inspect(after, 'phone-seat-ko')
    await after.reload()
    await expect(after.getByText(/투표 완료/).first()).toBeVisible()
    // One vote; the seat that the phone was given before the code was typed was there, too.
    await expect(moderator.getByText(words.moderator.participation(1, 2)).first()).toBeVisible()
    expect(room.errors).toEqual([])
  } finally {
    await room.close()
    await served.stop()
  }
})

test('V13 a desk reloaded at every step, and a second one beside it, have the same control and lose no step', async ({
  browser,
}) => {
  const served = await serve(agenda, '--host', '127.0.0.1')
  const room = people(browser)
  try {
    const desk = await room.open(served.meeting.moderator, laptop)
    const second = await room.open(served.meeting.moderator, laptop)
    const voter = await room.open(served.meeting.join, phone)
    const { steps } = words.moderator
    const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
    for (const [step, then] of [
      [steps.show(1), steps.open],
      [steps.open, steps.close],
      [steps.close, steps.reveal],
    ] as const) {
      await desk.reload()
      await advance(desk, step)
      await expect(button(second, then)).toBeVisible()
      await desk.reload()
      await expect(button(desk, then)).toBeVisible()
    }
    // The other one has the last word, and the reloaded one sees it.
    await advance(second, steps.reveal)
    await desk.reload()
    await expect(button(desk, steps.reveal)).toBeHidden()
    await expect(voter.getByText(/No votes were cast/).first()).toBeVisible()
    expect(room.errors).toEqual([])
  } finally {
    await room.close()
    await served.stop()
  }
})
