// A vote on its way in: counted once, in time or not, by whom and for what.
import { describe, expect, test, vi } from 'vitest'
import { formats } from '../../server/exports/index.ts'
import { parseAgenda } from '../../shared/formats/agenda.ts'
import { cast, casting, counted, deskOf, motions, movedClock, newBallot, phones, roundOf } from '../acts.ts'
import { within } from '../harness.ts'

vi.setConfig({ testTimeout: 30_000 })

describe('a ballot counts once', () => {
  test.concurrent('M10 sent twice, in parallel and later', () =>
    within({}, async (house) => {
      const desk = await deskOf(house)
      await desk.open()
      const [phone] = await phones(house, 1)
      const ballot = casting(house, 'A')
      const acks = await Promise.all([phone!.do(ballot), phone!.do(ballot), phone!.do(ballot)])
      const seq = house.room.meeting.seq
      await phone!.do(ballot)
      expect(house.room.meeting.seq).toBe(seq)
      expect(acks.every((ack) => ack.ok && ack.seq === seq)).toBe(true)
      expect(counted(house)).toEqual({ A: 1 })
    }))

  test.concurrent('M10 M11 a late copy of an old choice does not undo a change', () =>
    within({}, async (house) => {
      const desk = await deskOf(house)
      await desk.open()
      const [phone] = await phones(house, 1)
      const [first, second] = [casting(house, 'A'), casting(house, 'B')]
      await phone!.do(first)
      await phone!.do(second)
      await phone!.do(first)
      expect(counted(house)).toEqual({ B: 1 })
      await phone!.do(casting(house, 'C'))
      await phone!.do(second)
      expect(counted(house)).toEqual({ C: 1 })
    }))

  test.concurrent('M11 where changes are forbidden the first one stays', () =>
    within({ agenda: motions({ change: false }) }, async (house) => {
      const desk = await deskOf(house)
      await desk.open()
      const [phone] = await phones(house, 1)
      const first = casting(house, 'yes')
      await phone!.do(first)
      expect(await phone!.refused(casting(house, 'no'))).toBe('already-voted')
      await phone!.do(first)
      expect(counted(house)).toEqual({ yes: 1 })
    }))

  test.concurrent('M16 V11 two tabs of one browser are one voter', () =>
    within({}, async (house) => {
      const desk = await deskOf(house)
      await desk.open()
      const [one] = await phones(house, 1)
      await cast(house, one!, 'A')
      const other = await house.join('phone', { voter: one!.voter })
      expect(other.voter).toBe(one!.voter)
      expect(other.envelopes[0]!.mine).toEqual({ round: roundOf(house).id, vote: 'A' })
      await cast(house, other, 'B')
      expect(counted(house)).toEqual({ B: 1 })
      expect(house.room.presence.count).toBe(1)
      other.close()
      const { current } = await desk.moderator.until(
        (view) => view.room.connected.phones === 1 && view.current?.round?.turnout?.voted === 1,
      )
      expect(current?.round?.turnout).toEqual({ eligible: 1, present: 1, voted: 1 })
    }))

  test.concurrent('M16 a phone that asks again, at once or later, is on the seat it was given', () =>
    within({}, async (house) => {
      const newcomer = 'a1'.repeat(16)
      const asked = await Promise.all([1, 2, 3].map(() => house.join('phone', { newcomer })))
      asked.push(await house.join('phone', { newcomer, voter: 'of another evening' }))
      for (const { voter } of asked) expect(voter).toBe(newcomer)
      expect(house.room.meeting.voters.size).toBe(1)
      const other = await house.app.rooms.make(parseAgenda(JSON.stringify(motions({}))))
      await house.join('phone', { meeting: other.meeting.code, newcomer })
      expect([house.room.meeting.voters.size, other.meeting.voters.size]).toEqual([1, 1])
      const written = house.join('phone', { newcomer: 'short' })
      await expect(written).rejects.toMatchObject({ code: 'invalid', field: 'newcomer' })
    }))

  test.concurrent('M16 a token of another meeting is worth nothing here', () =>
    within({}, async (house) => {
      const other = await house.app.rooms.make(parseAgenda(JSON.stringify(motions({}))))
      const there = await house.join('phone', { meeting: other.meeting.code })
      const here = await house.join('phone', { voter: there.voter })
      expect(here.voter).not.toBe(there.voter)
      const unknown = await house.join('phone', { voter: 'never-seen' })
      expect(unknown.voter).not.toBe('never-seen')
      expect([house.room.meeting.voters.size, other.meeting.voters.size]).toEqual([2, 1])
    }))
})

test.concurrent('M12 a ballot for another round is refused and not counted', () =>
  within({}, async (house) => {
    const desk = await deskOf(house)
    const [phone] = await phones(house, 1)
    await desk.open()
    const stale = casting(house, 'A')
    await desk.void()
    expect(await phone!.refused(stale)).toBe('other-round')
    await desk.open()
    expect(await phone!.refused(stale)).toBe('other-round')
    expect(await phone!.refused({ ...stale, round: 'made-up' })).toBe('other-round')
    expect(await phone!.refused({ ...stale, item: 'made-up' })).toBe('no-item')
    expect(await phone!.refused({ ...casting(house, 'yes'), item: house.room.meeting.items[1]!.id })).toBe(
      'other-round',
    )
    expect(counted(house)).toEqual({})
  }))

test.concurrent('B3 a vote that is not on the ballot is refused, and the one that stands stays', () =>
  within({}, async (house) => {
    const desk = await deskOf(house)
    await desk.open()
    const [phone] = await phones(house, 1)
    await cast(house, phone!, 'A')
    for (const vote of ['D', null, 7, ['A'], { id: 'A' }, '__proto__', 'a'])
      expect(await phone!.refused(casting(house, vote))).toBe('invalid')
    expect(counted(house)).toEqual({ A: 1 })
  }))

describe('in time', () => {
  test.concurrent('M13 a ballot 1.4 s after zero counts, one 1.6 s after is too late', () => {
    const { clock, pass } = movedClock({ stopped: true })
    return within({ clock, agenda: motions({ seconds: 60 }) }, async (house) => {
      const desk = await deskOf(house)
      const [early, late] = await phones(house, 2)
      await desk.open()
      pass(roundOf(house).closesAt! - clock() + 1400)
      await cast(house, early!, 'yes')
      pass(roundOf(house).closesAt! - clock() + 1600)
      expect(await late!.refused(casting(house, 'no'))).toBe('too-late')
      expect(counted(house)).toEqual({ yes: 1 })
    })
  })

  test.concurrent('M13 M15 a countdown closes by itself, paused, resumed and extended', () => {
    const { clock, pass } = movedClock()
    return within({ clock, agenda: motions({ seconds: 60 }) }, async (house) => {
      const desk = await deskOf(house)
      const [phone] = await phones(house, 1)
      await desk.open()
      const { closesAt } = roundOf(house)
      await desk.act('extend', 0, { seconds: 15 })
      expect(roundOf(house).closesAt).toBe(closesAt! + 15_000)
      pass(74_000)
      await desk.act('pause', 0)
      const { left } = roundOf(house)
      expect([roundOf(house).closesAt, left! > 0 && left! <= 1000]).toEqual([null, true])
      pass(3_600_000)
      await cast(house, phone!, 'yes')
      await desk.act('extend', 0, { seconds: 1 })
      expect(roundOf(house).left).toBe(left! + 1000)
      const seen = await phone!.until((view) => view.current?.round?.left === left! + 1000)
      expect(seen.current?.round?.closesAt).toBeNull()
      await desk.act('resume', 0)
      expect(roundOf(house).closesAt).toBeGreaterThan(clock())
      pass(left! + 900)
      const before = clock()
      await phone!.until((view) => view.current?.phase === 'closed')
      expect(clock() - before).toBeLessThan(10_000)
      expect(roundOf(house).turnout).toMatchObject({ voted: 1 })
      expect(await phone!.refused(casting(house, 'no'))).toBe('already-voted')
      expect(await desk.moderator.refused({ type: 'extend', item: house.room.meeting.items[0]!.id, seconds: 5 })).toBe(
        'not-open',
      )
    })
  })

  test.concurrent('M15 without a countdown there is nothing to pause, resume or extend', () =>
    within({}, async (house) => {
      const desk = await deskOf(house)
      await desk.open()
      const item = house.room.meeting.items[0]!.id
      for (const type of ['pause', 'resume', 'extend'])
        expect(await desk.moderator.refused({ type, item, seconds: 5 })).toBe('no-countdown')
    }))

  test.concurrent('M14 what arrives while closing drains counts, what comes after is too late', () =>
    within({}, async (house) => {
      const desk = await deskOf(house)
      const [one, two] = await phones(house, 2)
      await desk.open()
      const asked = Date.now()
      const closed = desk.close()
      const again = desk.close()
      await desk.moderator.until((view) => view.current?.round?.closing === true)
      await cast(house, one!, 'A')
      const [ack] = await Promise.all([closed, again])
      expect(Date.now() - asked).toBeGreaterThanOrEqual(1400)
      expect(roundOf(house).phase).toBe('closed')
      expect(ack.seq).toBe(house.room.meeting.seq)
      expect(counted(house)).toEqual({ A: 1 })
      expect(await two!.refused(casting(house, 'B'))).toBe('too-late')
    }))

  test.concurrent('M14 closing after zero does not lengthen the grace', () => {
    const { clock, pass } = movedClock({ stopped: true })
    return within({ clock, agenda: motions({ seconds: 60 }) }, async (house) => {
      const desk = await deskOf(house)
      const [early, late] = await phones(house, 2)
      await desk.open()
      const { closesAt } = roundOf(house)
      pass(closesAt! - clock() + 1000)
      const closed = desk.close()
      await desk.moderator.until((view) => view.current?.round?.closing === true)
      expect(roundOf(house).drainsUntil).toBe(closesAt! + 1500)
      await cast(house, early!, 'yes')
      pass(closesAt! - clock() + 1600)
      expect(await late!.refused(casting(house, 'no'))).toBe('too-late')
      await closed
      expect(counted(house)).toEqual({ yes: 1 })
    })
  })

  test.concurrent('M26 V11 after the close, who took part hears that they did', () =>
    within({}, async (house) => {
      const desk = await deskOf(house)
      const [voter, other] = await phones(house, 2)
      const round = await desk.open()
      const ballot = casting(house, 'A')
      await voter!.do(ballot)
      await desk.close()
      expect(await voter!.refused(ballot)).toBe('already-voted')
      expect(await other!.refused(casting(house, 'B'))).toBe('too-late')
      const back = await house.join('phone', { voter: voter!.voter })
      expect(back.envelopes[0]!.mine).toEqual({ round })
      expect((await house.join('phone', { voter: other!.voter })).envelopes[0]!.mine).toBeNull()
    }))
})

test.concurrent('M20 a named round says who voted what, an anonymous one only who took part', () =>
  within({ agenda: motions({ secrecy: 'named' }, {}) }, async (house) => {
    const desk = await deskOf(house)
    const list = await phones(house, 3)
    for (const n of [0, 1]) {
      await desk.open(n)
      await Promise.all(list.map((phone, i) => cast(house, phone, i === 0 ? 'no' : 'yes', n, newBallot())))
      await desk.close(n)
    }
    const ids = list.map((phone) => house.room.seats.voterOf(phone.voter)!)
    const [named, anonymous] = JSON.parse(String(await formats.get('json')!.write(house.room.meeting))).items
    const { counted: first } = named.rounds[0]
    expect(first.named.map(({ voter, vote }: { voter: string; vote: string }) => [voter, vote])).toEqual(
      ids.map((id, i) => [id, i === 0 ? 'no' : 'yes']).sort(),
    )
    const { counted: second } = anonymous.rounds[0]
    expect(second.named).toBeNull()
    expect(second.voted).toEqual([...ids].sort())
  }))
