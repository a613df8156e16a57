// Rounds undone, voided, held again; meetings archived and restarted.
import { describe, expect, test, vi } from 'vitest'
import { memoryStore } from '../../server/store/memory.ts'
import { cast, casting, counted, deskOf, itemOf, motions, movedClock, phones, roundOf } from '../acts.ts'
import { start, within } from '../harness.ts'

vi.setConfig({ testTimeout: 30_000 })

test.concurrent('M7 a round is voided for a reason, stays in the record and counts for nothing', () =>
  within({ agenda: motions({ visibility: 'live' }) }, async (house) => {
    const desk = await deskOf(house)
    const [phone] = await phones(house, 1)
    const results = await house.join('results')
    const round = await desk.open()
    await cast(house, phone!, 'yes')
    const target = { type: 'void', item: itemOf(house), round }
    expect(await desk.moderator.refused(target)).toBe('reason-needed')
    expect(await desk.moderator.refused({ ...target, reason: '  ' })).toBe('invalid')
    await desk.void(0, 'wrong wording')
    const told = await phone!.until((view) => view.current?.phase === 'draft')
    expect(told.current?.round).toMatchObject({ void: { reason: 'wrong wording' }, tally: null, outcome: null })
    const { items } = await results.until((view) => view.items.length === 1)
    expect(items[0]!.rounds).toMatchObject([{ void: { reason: 'wrong wording' }, tally: null }])
    expect(await desk.moderator.refused({ ...target, reason: 'again' })).toBe('not-open')
    expect(counted(house)).toEqual({ yes: 1 })
  }))

test.concurrent('M8 a re-vote wants a reason and supersedes the earlier round, which stays', () =>
  within({}, async (house) => {
    const desk = await deskOf(house)
    const [phone] = await phones(house, 1)
    const first = await desk.open(1)
    await cast(house, phone!, 'yes', 1)
    await desk.close(1)
    expect(await desk.moderator.refused({ type: 'open', item: itemOf(house, 1) })).toBe('reason-needed')
    const second = await desk.open(1, 'the wording was unclear')
    const view = await phone!.until((view) => view.current?.round?.id === second)
    expect(view.current?.round).toMatchObject({ number: 2, supersedes: { reason: 'the wording was unclear' } })
    expect(house.room.meeting.items[1]!.rounds.map(({ id }) => id)).toEqual([first, second])
    expect(roundOf(house, 1).supersedes).toEqual({ round: first, reason: 'the wording was unclear' })
    expect(counted(house, 1)).toEqual({})
    const history = await desk.moderator.until((view) => view.history.length === 2)
    expect(history.history.map(({ id }) => id)).toEqual([second, first])
  }))

describe('reopening', () => {
  test.concurrent.each(['anonymous', 'named'])(
    'M9 M4 keeps the ballots of an %s round and refuses who has voted',
    (secrecy) =>
      within({ agenda: motions({ secrecy }) }, async (house) => {
        const desk = await deskOf(house)
        const [voter, other] = await phones(house, 2)
        const round = await desk.open()
        await cast(house, voter!, 'yes')
        await desk.close()
        await desk.act('reopen', 0)
        await other!.until((view) => view.current?.phase === 'open')
        expect(roundOf(house).id).toBe(round)
        expect(await voter!.refused(casting(house, 'no'))).toBe('already-voted')
        const back = await house.join('phone', { voter: voter!.voter })
        expect(back.envelopes[0]!.mine).toEqual({ round })
        await cast(house, other!, 'no')
        await desk.close()
        await desk.reveal()
        expect(counted(house)).toEqual({ yes: 1, no: 1 })
        expect(await desk.moderator.refused({ type: 'reopen', item: itemOf(house) })).toBe('is-revealed')
      }),
  )

  test.concurrent('M3 puts the item back on the wall', () =>
    within({}, async (house) => {
      const desk = await deskOf(house)
      const projector = await house.join('projector')
      await desk.open()
      await desk.close()
      await desk.act('show', 1)
      await projector.until((view) => view.current?.id === itemOf(house, 1))
      await desk.act('reopen', 0)
      await projector.until((view) => view.current?.id === itemOf(house) && view.current.phase === 'open')
    }))
})

test.concurrent('M3 M5 M6 while a round is open no other opens, nothing else is shown, and the item keeps still', () =>
  within({}, async (house) => {
    const { moderator, open, close } = await deskOf(house)
    await open()
    const [id, other] = [itemOf(house), itemOf(house, 1)]
    expect(await moderator.refused({ type: 'open', item: other })).toBe('already-open')
    expect(await moderator.refused({ type: 'open', item: id })).toBe('already-open')
    expect(await moderator.refused({ type: 'show', item: other })).toBe('already-open')
    expect(await moderator.refused({ type: 'show', item: null })).toBe('already-open')
    const item = { title: 'Other words', kind: 'choice', options: ['X', 'Y'] }
    expect(await moderator.refused({ type: 'edit-item', id, item })).toBe('item-open')
    await moderator.do({ type: 'edit-item', id: other, item })
    await close()
    await moderator.do({ type: 'edit-item', id, item })
    expect(roundOf(house).question.title).toBe('Where to plant?')
    const view = await moderator.until((view) => view.agenda[0]!.title === 'Other words')
    expect(view.current?.title).toBe('Where to plant?')
    expect(await moderator.refused({ type: 'remove-item', id })).toBe('item-used')
    await moderator.do({ type: 'remove-item', id: other })
  }))

test.concurrent('M4 only what is closed is revealed', () =>
  within({}, async (house) => {
    const { moderator, open, close, reveal } = await deskOf(house)
    const item = itemOf(house)
    expect(await moderator.refused({ type: 'reveal', item })).toBe('not-open')
    expect(await moderator.refused({ type: 'close', item })).toBe('not-open')
    expect(await moderator.refused({ type: 'reopen', item })).toBe('not-open')
    await open()
    expect(await moderator.refused({ type: 'reveal', item })).toBe('not-closed')
    expect(await moderator.refused({ type: 'reopen', item })).toBe('already-open')
    expect(await moderator.refused({ type: 'close', item, round: 'another' })).toBe('other-round')
    await close()
    await reveal()
    expect(await moderator.refused({ type: 'close', item })).toBe('not-open')
    await reveal()
  }))

test.concurrent('M18 an item added twice with one id is one item', () =>
  within({}, async (house) => {
    const { moderator } = await deskOf(house)
    const added = { type: 'add-item', id: 'instant', item: { title: 'Lunch now?', kind: 'motion' }, to: 1 }
    await Promise.all([moderator.do(added), moderator.do(added)])
    expect(house.room.meeting.items.map(({ title }) => title).filter((title) => title === 'Lunch now?')).toHaveLength(1)
    expect(house.room.meeting.items[1]!.id).toBe('instant')
    expect(await moderator.refused({ ...added, id: 'x', item: { title: 'x', kind: 'lottery' } })).toBe('unknown-kind')
  }))

test.concurrent('M21 an archived meeting can be looked at and no more', () =>
  within({}, async (house) => {
    const desk = await deskOf(house)
    const organizer = await house.join('organizer')
    const seated = await house.join('phone')
    await desk.open()
    expect(await organizer.refused({ type: 'archive', archived: true })).toBe('already-open')
    const ballot = casting(house, 'A')
    await desk.close()
    await organizer.do({ type: 'archive', archived: true })
    await seated.until((view) => view.meeting.archived)
    expect(await seated.refused(ballot)).toBe('archived')
    expect(await desk.moderator.refused({ type: 'show', item: null })).toBe('archived')
    const visitor = await house.join('phone')
    expect(visitor.envelopes[0]!.voter).toBeUndefined()
    expect(await visitor.refused(ballot)).toBe('archived')
    await expect(house.join('phone', { meeting: '' })).rejects.toMatchObject({ code: 'no-meeting' })
    await organizer.do({ type: 'archive', archived: false })
    await desk.reveal()
  }))

describe('after a restart', () => {
  test.concurrent('M23 S1 S4 seats, the open round and counted votes are there, and phones go on', async () => {
    const store = memoryStore()
    const before = await start({ store })
    const desk = await deskOf(before)
    const [voter, other] = await phones(before, 2)
    const round = await desk.open()
    await cast(before, voter!, 'A')
    const { code } = before.room.meeting
    const seq = before.room.meeting.seq
    await before.stop()

    await within({ store }, async (house) => {
      expect([house.room.meeting.code, house.room.meeting.seq]).toEqual([code, seq])
      const back = await house.join('phone', { voter: voter!.voter })
      expect(back.view.current).toMatchObject({ phase: 'open', round: { id: round } })
      expect(back.envelopes[0]!.mine).toEqual({ round, vote: 'A' })
      await cast(house, back, 'B')
      await cast(house, await house.join('phone', { voter: other!.voter }), 'C')
      expect(counted(house)).toEqual({ B: 1, C: 1 })
      expect(house.room.meeting.voters.size).toBe(2)
      const { turnout } = (await (await house.join('moderator')).until((view) => !!view.current)).current!.round!
      expect(turnout).toEqual({ eligible: 2, present: 2, voted: 2 })
    })
  })

  test.concurrent.each([
    ['ran out meanwhile', 3_600_000, 15_000],
    ['is about to', 55_000, 15_000],
    ['has time', 20_000, 40_000],
  ])('M23 a countdown that %s goes on', async (_, away, left) => {
    const store = memoryStore()
    const { clock, pass } = movedClock()
    const before = await start({ store, clock, agenda: motions({ seconds: 60 }) })
    await (await deskOf(before)).open()
    await before.stop()
    pass(away)
    await within({ store, clock }, async (house) => {
      const remaining = roundOf(house).closesAt! - clock()
      expect(remaining).toBeLessThanOrEqual(left)
      expect(remaining).toBeGreaterThan(left - 5000)
    })
  })
})
