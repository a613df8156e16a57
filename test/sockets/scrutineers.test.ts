// Scrutineers on real sockets: the link, the office, closes signed, and a record that was changed while nobody looked.
import { describe, expect, test, vi } from 'vitest'
import { compare, hold, nothing } from '../../client/scrutineer/held.ts'
import { memoryStore } from '../../server/store/memory.ts'
import type { Recorded, Store } from '../../server/store/store.ts'
import { seenBy } from '../../shared/meeting/scrutiny.ts'
import { cast, deskOf, motions, phones } from '../acts.ts'
import { type Client, type House, start, within } from '../harness.ts'
import { last, scrutineer } from '../scrutineer.ts'

vi.setConfig({ testTimeout: 30_000 })

const agenda = motions({}, {})

/** A scrutineer in office, with a line of their own and what their phone holds of it. */
async function appointed(house: House, name: string, hand = scrutineer(name, house.room.meeting.code)) {
  const line: Client<'scrutineer'> = await house.join('scrutineer')
  await line.do(hand.signOn())
  await line.until(({ scrutineers }) => scrutineers.some(({ key }) => key === hand.key))
  return { line, hand, held: () => hold(nothing, line.view, hand.key) }
}

/** A vote that is held and closed. */
async function voteOn(house: House, desk: Awaited<ReturnType<typeof deskOf>>, n = 0) {
  const [phone] = await phones(house, 1)
  await desk.open(n)
  await cast(house, phone!, 'yes', n)
  await desk.close(n)
}

test.concurrent('P33 the link is told to a desk that asks, lets in, and stands in no view and no list of links', () =>
  within({ agenda }, async (house) => {
    const { moderator } = await deskOf(house)
    const { code } = house.room.meeting
    const { link } = await moderator.do({ type: 'scrutineer-link' })
    const url = new URL(link!.url)
    expect(url.pathname).toBe(`/${code}/scrutineer`)
    expect(link!.qr).toMatch(/^<svg /)
    const line = await house.join('scrutineer', { key: url.hash.slice(1) })
    expect(line.view).toMatchObject({
      audience: 'scrutineer',
      item: null,
      moments: [],
      scrutineers: [],
      signatures: [],
    })
    expect((await fetch(house.url + url.pathname)).status).toBe(200)
    const organizer = await house.join('organizer')
    const headers = { authorization: `Bearer ${house.app.rooms.organizerKey}` }
    const listed = await (await fetch(`${house.url}/api/meetings`, { headers })).text()
    for (const text of [moderator.views, organizer.views, line.views, listed])
      expect(JSON.stringify(text)).not.toContain(url.hash.slice(1))
    expect(await line.refused({ type: 'scrutineer-link' })).toBe('not-allowed')
  }))

test.concurrent('M37 P11 a new key turns out whoever holds the old link; who is in office stays so, and comes back by the new one', () =>
  within({ agenda }, async (house) => {
    const { moderator } = await deskOf(house)
    const organizer = await house.join('organizer')
    const { line, hand } = await appointed(house, 'Kim')
    const old = house.keys().scrutineer
    const gone = new Promise((resolve) => line.socket.once('disconnect', resolve))
    const { key } = await organizer.do({ type: 'rekey', role: 'scrutineer' })
    expect(await gone).toBe('io server disconnect')
    await expect(house.join('scrutineer', { key: old })).rejects.toMatchObject({ code: 'bad-key' })
    const back = await house.join('scrutineer', { key: key! })
    expect(back.view.scrutineers).toMatchObject([{ name: 'Kim', key: hand.key }])
    expect(moderator.view.scrutiny.scrutineers).toHaveLength(1)
  }))

test.concurrent('M37 a fourth waits until one is dismissed; the desk sees names and keys', () =>
  within({ agenda }, async (house) => {
    const { moderator } = await deskOf(house)
    const three = []
    for (const name of ['Kim', 'Lee', 'Park']) three.push(await appointed(house, name))
    const seen = await moderator.until(({ scrutiny }) => scrutiny.scrutineers.length === 3)
    expect(seen.scrutiny.scrutineers.map(({ name, key }) => [name, key])).toEqual(
      three.map(({ hand }) => [hand.name, hand.key]),
    )
    const fourth = scrutineer('Choi', house.room.meeting.code)
    const line = await house.join('scrutineer')
    expect(await line.refused(fourth.signOn())).toBe('enough-scrutineers')
    await moderator.do({ type: 'dismiss-scrutineer', scrutineer: seen.scrutiny.scrutineers[0]!.id })
    await line.do(fourth.signOn())
    await three[0]!.line.until(({ scrutineers }) => scrutineers.find(({ name }) => name === 'Kim')!.dismissed)
    expect(await three[0]!.line.refused(three[0]!.hand.signOn())).toBe('not-in-office')
  }))

test.concurrent('M38 a close is signed on two phones; wrong signatures are refused, and the desk sees who is missing', () =>
  within({ agenda }, async (house) => {
    const desk = await deskOf(house)
    const wall = await house.join('projector')
    const [kim, lee] = [await appointed(house, 'Kim'), await appointed(house, 'Lee')]
    await voteOn(house, desk)
    const { moments } = await kim.line.until(({ moments }) => moments.some(({ what }) => what === 'closed'))
    const close = last(moments)
    expect(close).toMatchObject({
      number: 1,
      title: 'Motion 1',
      vote: 1,
      voted: 1,
      head: expect.stringMatching(/^.{4}-.{4}-.{4}$/),
    })
    expect(wall.view.current?.round?.head).toBe(close.head)
    expect(await kim.line.refused(lee.hand.coSign({ ...close, head: 'AAAA-AAAA-AAAA' }))).toBe('invalid')
    expect(await kim.line.refused({ ...kim.hand.coSign(close), signature: 'A'.repeat(86) })).toBe('invalid')
    await kim.line.do(kim.hand.coSign(close))
    const ids = desk.moderator.view.scrutiny.scrutineers.map(({ id }) => id)
    await desk.moderator.until(({ scrutiny }) => scrutiny.signed[0]?.by.join() === ids[0])
    await desk.reveal()
    await lee.line.do(lee.hand.coSign(close))
    await desk.moderator.until(({ scrutiny }) => scrutiny.signed[0]?.by.join() === ids.join())
    await wall.until(({ coSigned }) => coSigned === 2)
    await kim.line.until(({ signatures }) => signatures.length === 2)
    // Nothing waited for it, and who is dismissed signs no more.
    await desk.moderator.do({ type: 'dismiss-scrutineer', scrutineer: ids[1] })
    await voteOn(house, desk, 1)
    const next = last((await lee.line.until(({ moments }) => last(moments).head !== close.head)).moments)
    expect(await lee.line.refused(lee.hand.coSign(next))).toBe('not-in-office')
  }))

test.concurrent('V22 a scrutineer hears what happens to rounds, not who votes or how', () =>
  within({ agenda: motions({ visibility: 'live' }) }, async (house) => {
    const desk = await deskOf(house)
    const { line } = await appointed(house, 'Kim')
    const list = await phones(house, 20)
    await desk.open()
    await line.until(({ item }) => item?.phase === 'open')
    const heard = line.views.length
    for (const [n, phone] of list.entries()) await cast(house, phone, n % 3 ? 'yes' : 'no')
    await desk.close()
    await desk.reveal()
    await line.until(({ item }) => item?.phase === 'revealed')
    expect(line.views.length - heard).toBeLessThanOrEqual(3)
    const said = JSON.stringify(line.views)
    expect(said).not.toMatch(/"yes"|tally|"config"/)
    expect(said).not.toContain(house.room.meeting.record.hash)
  }))

describe('V22 a record on another day', () => {
  /** An evening with a signed close; its store, and the scrutineer's phone as it went home. */
  async function evening(more?: (house: House, desk: Awaited<ReturnType<typeof deskOf>>) => Promise<unknown>) {
    const store = memoryStore()
    const house = await start({ agenda, store })
    const desk = await deskOf(house)
    const kim = await appointed(house, 'Kim')
    await voteOn(house, desk)
    await kim.line.until(({ moments }) => moments.some(({ what }) => what === 'closed'))
    await kim.line.do(kim.hand.coSign(last(kim.line.view.moments)))
    await kim.line.until(({ signatures }) => signatures.length === 1)
    await more?.(house, desk)
    const { id } = house.room.meeting
    await kim.line.until(({ seq }) => seq === house.room.meeting.seq)
    const held = kim.held()
    await house.stop()
    return { store, id, kim, held }
  }

  /** The same house with events that somebody has changed. */
  async function doctored(store: Store, id: string, change: (events: Recorded[]) => Recorded[]): Promise<Store> {
    const other = memoryStore()
    await other.append(id, change(structuredClone(await store.load(id))))
    await other.saveHouse((await store.house())!)
    return other
  }

  test.concurrent('V22 S1 is there unchanged after a restart, with office, signatures and reports', async () => {
    const { store, kim, held } = await evening(async (_, desk) => {
      await desk.moderator.do({ type: 'show', item: null })
    })
    await within({ store }, async (house) => {
      const line = await house.join('scrutineer')
      expect(compare(held, line.view)).toBeNull()
      expect(held.moments).toHaveLength(2)
      expect(line.view.scrutineers).toMatchObject([{ name: 'Kim', dismissed: false }])
      expect(line.view.signatures).toHaveLength(1)
      const { seq } = house.room.meeting
      // The same signature again changes nothing; a report is taken from who was in office before.
      await line.do(kim.hand.coSign(last(line.view.moments)))
      expect(house.room.meeting.seq).toBe(seq)
      await line.do(kim.hand.report(3, 'ACDE-ACDE-ACDE', null))
    })
    await within({ store }, async (house) => {
      const { moderator } = await deskOf(house)
      expect(moderator.view.scrutiny.mismatches).toMatchObject([{ name: 'Kim', n: 3, held: 'ACDE-ACDE-ACDE' }])
    })
  })

  const changes: [string, (events: Recorded[]) => Recorded[]][] = [
    [
      'the question',
      (events) =>
        events.map((one) =>
          one.event.type === 'round-opened'
            ? { ...one, event: { ...one.event, question: { ...one.event.question, title: 'Another motion' } } }
            : one,
        ),
    ],
    [
      'the votes and their digest',
      (events) =>
        events.map((one) => {
          if (one.event.type !== 'round-closed') return one
          const box = {
            ...one.event.box,
            votes: one.event.box.votes.map((vote) => ({ ...vote, key: 'no', vote: 'no' })),
          }
          return { ...one, event: { ...one.event, box, digest: 'f'.repeat(64) } }
        }),
    ],
    [
      'who was seated',
      (events) => events.filter(({ event }) => event.type !== 'voter-seated' || event.voter.via === 'kiosk'),
    ],
    [
      'the end cut off',
      (events) =>
        events.slice(
          0,
          events.findIndex(({ event }) => event.type === 'round-closed'),
        ),
    ],
  ]

  test.concurrent.each(changes)('V22 %s is noticed, reported, and on the desk', async (_, change) => {
    const { store, id, kim, held } = await evening()
    await within({ store: await doctored(store, id, change) }, async (house) => {
      const { moderator } = await deskOf(house)
      const line = await house.join('scrutineer')
      const difference = compare(held, line.view)!
      expect(difference).not.toBeNull()
      expect(difference.held).not.toBe(difference.shown)
      const { n } = difference.moment!
      await line.do(kim.hand.report(n, difference.held, difference.shown))
      const { scrutiny } = await moderator.until(({ scrutiny }) => scrutiny.mismatches.length > 0)
      expect(scrutiny.mismatches).toMatchObject([{ name: 'Kim', n, held: difference.held, shown: difference.shown }])
      const reported = house.room.meeting.record.entries.at(-1)!
      expect(JSON.parse(reported)).toMatchObject({ type: 'mismatch-reported', n, signature: expect.any(String) })
    })
  })

  test.concurrent('V22 another meeting under the same link is noticed, though it takes no report', async () => {
    const { kim, held } = await evening()
    await within({ agenda }, async (house) => {
      const line = await house.join('scrutineer')
      expect(compare(held, line.view)).toMatchObject({ what: 'moment', shown: null })
      expect(await line.refused(kim.hand.report(1, held.moments[0]!.head, null))).toBe('invalid')
    })
  })

  test.concurrent('V22 a signature that was dropped from the end is missed', async () => {
    const { store, id, held } = await evening()
    const unsigned = (events: Recorded[]) => events.filter(({ event }) => event.type !== 'co-signed')
    await within({ store: await doctored(store, id, unsigned) }, async (house) => {
      expect(compare(held, seenBy(house.room.meeting))).toMatchObject({ what: 'signature' })
    })
  })
})

test.concurrent('P33 a house of an earlier version gets its key when it is opened, and keeps it', async () => {
  const store = memoryStore()
  const before = await start({ agenda, store })
  const { id } = before.room.meeting
  await before.stop()
  const house = (await store.house())!
  const { scrutineer: _, ...older } = house.meetings[id]!
  await store.saveHouse({ ...house, meetings: { [id]: older as never } })
  let key = ''
  await within({ store }, async (house) => {
    expect(house.keys()).toMatchObject(older)
    key = house.keys().scrutineer
    expect(key).toMatch(/^[\w-]{32}$/)
    await house.join('scrutineer', { key })
  })
  await within({ store }, async (house) => expect(house.keys().scrutineer).toBe(key))
})
