// Acknowledged means recorded: with a store that is slow, or refuses.
import { expect, test, vi } from 'vitest'
import { memoryStore } from '../../server/store/memory.ts'
import { type Store, StoreError } from '../../server/store/store.ts'
import { cast, casting, counted, deskOf, itemOf, motions, phones, roundOf } from '../acts.ts'
import { within } from '../harness.ts'

vi.setConfig({ testTimeout: 30_000 })

/** A store that holds back or refuses what it is given, as told. */
function moodyStore() {
  const store = memoryStore()
  let mood: 'takes' | 'refuses' = 'takes'
  let gate = Promise.resolve()
  let open = () => {}
  const moody: Store = {
    ...store,
    async append(meeting, batch) {
      await gate
      if (mood === 'refuses') throw new StoreError('full', 'the disk')
      await store.append(meeting, batch)
    },
  }
  return {
    store: moody,
    hold() {
      gate = new Promise((resolve) => {
        open = resolve
      })
    },
    let(next: typeof mood) {
      mood = next
      open()
    },
  }
}

const settled = (promise: Promise<unknown>) =>
  Promise.race([promise.then(() => true), new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 300))])

test('S1 V2 a vote is counted and shown when it is recorded, not before', () => {
  const { store, hold, let: now } = moodyStore()
  return within({ store }, async (house) => {
    const desk = await deskOf(house)
    const projector = await house.join('projector')
    const [phone] = await phones(house, 1)
    await desk.open()
    hold()
    const ack = phone!.do(casting(house, 'A'))
    expect(await settled(ack)).toBe(false)
    expect(counted(house)).toEqual({})
    expect(projector.view.current?.round?.turnout?.voted).toBe(0)
    now('takes')
    expect((await ack).seq).toBe(house.room.meeting.seq)
    expect(counted(house)).toEqual({ A: 1 })
    await projector.until((view) => view.current?.round?.turnout?.voted === 1)
  })
})

test('S3 M10 a copy of a ballot waits for the first one’s writing', () => {
  const { store, hold, let: now } = moodyStore()
  return within({ store }, async (house) => {
    const desk = await deskOf(house)
    const [phone] = await phones(house, 1)
    const again = await house.join('phone', { voter: phone!.voter })
    await desk.open()
    hold()
    const ballot = casting(house, 'A')
    const first = phone!.send(ballot)
    const copy = again.send(ballot)
    expect(await settled(Promise.race([first, copy]))).toBe(false)
    now('refuses')
    expect([await first, await copy]).toMatchObject([
      { ok: false, refusal: { code: 'not-saved' } },
      { ok: false, refusal: { code: 'not-saved' } },
    ])
    expect(counted(house)).toEqual({})
    now('takes')
    await phone!.do(ballot)
    await again.do(ballot)
    expect(counted(house)).toEqual({ A: 1 })
  })
})

test('S2 what the disk refuses counts for nothing, is said, and ends when the disk takes it again', () => {
  const { store, let: now } = moodyStore()
  return within({ store }, async (house) => {
    const desk = await deskOf(house)
    const [before, during] = await phones(house, 2)
    await desk.open()
    await cast(house, before!, 'A')
    now('refuses')
    const ballot = casting(house, 'B')
    expect(await during!.refused(ballot)).toBe('not-saved')
    expect(await before!.refused(casting(house, 'C'))).toBe('not-saved')
    expect(await desk.moderator.refused({ type: 'release' })).toBe('not-saved')
    await expect(house.join('phone')).rejects.toMatchObject({ code: 'not-saved' })
    await desk.moderator.until((view) => view.room.storage === 'failing')
    expect((await fetch(`${house.url}/healthz`)).status).toBe(503)
    expect(counted(house)).toEqual({ A: 1 })

    now('takes')
    await during!.do(ballot)
    await desk.moderator.until((view) => view.room.storage === 'ok')
    expect((await fetch(`${house.url}/healthz`)).status).toBe(200)
    await desk.close()
    expect(counted(house)).toEqual({ A: 1, B: 1 })
  })
})

test('S2 M14 a round whose sealing was refused is sealed when the disk takes it, and loses nothing', () => {
  const { store, let: now } = moodyStore()
  return within({ store }, async (house) => {
    const desk = await deskOf(house)
    const [phone] = await phones(house, 1)
    await desk.open()
    await cast(house, phone!, 'A')
    const closing = desk.moderator.send({ type: 'close', item: house.room.meeting.items[0]!.id })
    await desk.moderator.until((view) => view.current?.round?.closing === true)
    now('refuses')
    expect(await closing).toMatchObject({ ok: false, refusal: { code: 'not-saved' } })
    expect(roundOf(house).phase).toBe('open')
    now('takes')
    await phone!.until((view) => view.current?.phase === 'closed')
    expect(counted(house)).toEqual({ A: 1 })
    expect(roundOf(house).turnout).toMatchObject({ voted: 1 })
  })
})

test('V1 who voted in a round that made way in the same write sees nothing of the next one', () => {
  const { store, hold, let: now } = moodyStore()
  return within({ store, agenda: motions({ visibility: 'own' }) }, async (house) => {
    const desk = await deskOf(house)
    const [voter, other] = await phones(house, 2)
    await desk.open()
    hold()
    const item = itemOf(house)
    // The first is being written; what follows waits and is written together.
    const written = [{ type: 'release' }, { type: 'show', item }].map((command) => desk.moderator.send(command))
    expect(await settled(Promise.race(written))).toBe(false)
    const ballot = voter!.do(casting(house, 'yes'))
    expect(await settled(ballot)).toBe(false)
    const next = [
      desk.moderator.do({ type: 'void', item, reason: 'at once' }),
      desk.moderator.do({ type: 'open', item }),
    ]
    expect(await settled(Promise.race(next))).toBe(false)
    now('takes')
    await Promise.all([ballot, ...next, ...written])
    await cast(house, other!, 'no')
    await other!.until((view) => view.audience === 'phone-voted' && view.current?.round?.tally !== null)
    const { current } = await voter!.until((view) => view.current?.round?.id === roundOf(house).id)
    expect([voter!.view.audience, current?.round?.tally]).toEqual(['phone', null])
  })
})
