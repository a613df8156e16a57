// The shared tablet: one release, one person, one ballot.
import { expect, test, vi } from 'vitest'
import { cast, casting, counted, deskOf, itemOf, roundOf } from '../acts.ts'
import { within } from '../harness.ts'

vi.setConfig({ testTimeout: 30_000 })

test.concurrent('M17 one release is one ballot, once and for all', () =>
  within({}, async (house) => {
    const desk = await deskOf(house)
    const kiosk = await house.join('kiosk')
    expect(await kiosk.refused({ type: 'claim' })).toBe('not-open')
    expect(await desk.moderator.refused({ type: 'release' })).toBe('not-open')
    await desk.open()
    expect(await kiosk.refused({ type: 'claim' })).toBe('kiosk-not-released')
    expect(await kiosk.refused(casting(house, 'A'))).toBe('kiosk-not-released')

    await desk.moderator.do({ type: 'release' })
    await kiosk.until((view) => view.released === 1)
    const { voter: token } = await kiosk.do({ type: 'claim' })
    await kiosk.until((view) => view.released === 0)
    expect(token).toMatch(/^[\w-]{32}$/)
    expect(await kiosk.refused({ type: 'claim' })).toBe('kiosk-not-released')
    const ballot = casting(house, 'A')
    await kiosk.do(ballot)
    await kiosk.do(ballot)
    expect(await kiosk.refused(casting(house, 'B'))).toBe('already-voted')

    const reloaded = await house.join('kiosk', { voter: token! })
    expect(await reloaded.refused(casting(house, 'B'))).toBe('already-voted')
    await kiosk.do({ type: 'leave' })
    expect(await kiosk.refused(casting(house, 'B'))).toBe('kiosk-not-released')
    await desk.moderator.do({ type: 'release' })
    await kiosk.do({ type: 'claim' })
    await cast(house, kiosk, 'B')
    expect(counted(house)).toEqual({ A: 1, B: 1 })
  }))

test.concurrent('M17 two tablets cannot take up one release', () =>
  within({}, async (house) => {
    const desk = await deskOf(house)
    const [one, two] = await Promise.all([house.join('kiosk'), house.join('kiosk')])
    await desk.open()
    await desk.moderator.do({ type: 'release' })
    const acks = await Promise.all([one.send({ type: 'claim' }), two.send({ type: 'claim' })])
    expect(acks.map(({ ok }) => ok).sort()).toEqual([false, true])
  }))

test.concurrent('M17 a release not taken up lapses at the close, and a seat is for its round alone', () =>
  within({}, async (house) => {
    const desk = await deskOf(house)
    const kiosk = await house.join('kiosk')
    await desk.open()
    await desk.moderator.do({ type: 'release' })
    await desk.moderator.do({ type: 'release' })
    await kiosk.do({ type: 'claim' })
    await desk.close()
    await desk.open(1)
    expect(await kiosk.refused({ type: 'claim' })).toBe('kiosk-not-released')
    const other = { type: 'cast', item: itemOf(house, 1), round: roundOf(house, 1).id, vote: 'yes', ballot: 'b' }
    // Taking up nothing has not freed the tablet of its last person.
    expect(await kiosk.refused(other)).toBe('other-round')
  }))

test.concurrent('M16 M17 the seat of a phone is none for a tablet', () =>
  within({}, async (house) => {
    const desk = await deskOf(house)
    const phone = await house.join('phone')
    await desk.open()
    const kiosk = await house.join('kiosk', { voter: phone.voter })
    expect(await kiosk.refused(casting(house, 'A'))).toBe('kiosk-not-released')
  }))

test.concurrent('M24 V2 who votes at a tablet is a head in the room', () =>
  within({}, async (house) => {
    const desk = await deskOf(house)
    const [kiosk, projector] = [await house.join('kiosk'), await house.join('projector')]
    await desk.open()
    await desk.moderator.do({ type: 'release' })
    await kiosk.do({ type: 'claim' })
    await cast(house, kiosk, 'A')
    const { current } = await projector.until((view) => view.current?.round?.turnout?.voted === 1)
    expect(current?.round?.turnout).toEqual({ eligible: 1, present: 1, voted: 1 })
    expect(kiosk.view.current?.round?.turnout).toBeNull()
  }))
