// Groups of voters, and what the wall shows of a result beside its tally.
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { BallotType } from '../../shared/ballots/ballot.ts'
import { kinds } from '../../shared/ballots/registry.ts'
import { cast, casting, deskOf, phones } from '../acts.ts'
import { coin } from '../coin.ts'
import { within } from '../harness.ts'

vi.setConfig({ testTimeout: 30_000 })

beforeAll(() => void kinds.set('coin', coin as BallotType))
afterAll(() => void kinds.delete('coin'))

test('M27 a voter says their group before the first vote, and keeps it; ballots weigh what it weighs', () =>
  within(
    {
      agenda: {
        title: 'Two groups',
        groups: [{ title: 'Owners', weight: 3 }, 'Tenants'],
        items: [{ title: 'Paint it?', kind: 'motion' }],
      },
    },
    async (house) => {
      const desk = await deskOf(house)
      const [owner, tenant, kiosk] = [...(await phones(house, 2)), await house.join('kiosk')]
      expect(owner!.view.meeting.groups).toEqual([
        { id: 'A', title: 'Owners', weight: 3 },
        { id: 'B', title: 'Tenants', weight: 1 },
      ])
      await desk.open()
      expect(await owner!.refused(casting(house, 'yes'))).toBe('no-group')
      expect(await owner!.refused({ type: 'join-group', group: 'C' })).toBe('invalid')
      await owner!.do({ type: 'join-group', group: 'B' })
      await owner!.do({ type: 'join-group', group: 'A' })
      await tenant!.do({ type: 'join-group', group: 'B' })
      await cast(house, owner!, 'yes')
      expect(await owner!.refused({ type: 'join-group', group: 'B' })).toBe('already-voted')
      await cast(house, tenant!, 'no')
      expect(await kiosk!.refused({ type: 'join-group', group: 'A' })).toBe('kiosk-not-released')
      await desk.close()
      await desk.reveal()
      expect(await owner!.refused({ type: 'join-group', group: 'B' })).toBe('already-voted')
      const round = house.room.meeting.items[0]!.rounds[0]!
      expect(round.box!.votes).toMatchObject([
        { vote: 'no', count: 1, weight: 1 },
        { vote: 'yes', count: 1, weight: 3 },
      ])
      expect(round.turnout!.groups).toMatchObject([
        { id: 'A', weight: 3, eligible: 1, voted: 1 },
        { id: 'B', weight: 1, eligible: 1, voted: 1 },
      ])
      // A ballot box that nobody decides group by group does not know who voted what, by group either.
      expect(round.box).not.toHaveProperty('groups')
    },
  ))

test('M29 the desk steps the wall through a revealed result, and phones hear nothing of it', () =>
  within(
    { agenda: { title: 'Coins', items: [{ title: 'Which side?', kind: 'coin', answer: 'tails' }] } },
    async (house) => {
      const desk = await deskOf(house)
      const [projector, phone] = [await house.join('projector'), (await phones(house, 1))[0]!]
      const item = house.room.meeting.items[0]!.id
      const flip = (step: number) => ({ type: 'scene', item, scene: { name: 'flip', step } })
      await desk.open()
      await cast(house, phone, 'heads')
      const open = await desk.moderator.until((view) => view.current?.phase === 'open')
      expect(open.current?.round?.scenes).toEqual([])
      expect(await desk.moderator.refused(flip(0))).toBe('not-revealed')
      await desk.close()
      expect(await desk.moderator.refused(flip(0))).toBe('not-revealed')
      await desk.reveal()
      await phone.until((view) => view.current?.phase === 'revealed')
      const heard = phone.views.length
      const revealed = await desk.moderator.until((view) => view.current?.phase === 'revealed')
      expect(revealed.current?.round?.scenes).toEqual([{ name: 'flip', steps: 2 }])
      await desk.moderator.do(flip(0))
      await projector.until((view) => view.current?.round?.scene?.step === 0)
      await desk.moderator.do(flip(7))
      const last = await projector.until((view) => view.current?.round?.scene?.step === 1)
      expect(last.current?.round?.scenes).toEqual([])
      expect(await desk.moderator.refused({ ...flip(0), scene: { name: 'spin', step: 0 } })).toBe('invalid')
      await desk.moderator.do({ ...flip(0), scene: null })
      await projector.until((view) => view.current?.round?.scene === null)
      expect(phone.views.length).toBe(heard)
      expect(phone.view.current?.round).toMatchObject({ scene: null, scenes: [] })
    },
  ))

test('M28 the fingerprint is the same for everybody, and another one for another question', () =>
  within({}, async (house) => {
    const desk = await deskOf(house)
    const [phone, projector] = [(await phones(house, 1))[0]!, await house.join('projector')]
    const seen: string[] = []
    for (const item of [0, 1]) {
      await desk.open(item)
      const views = await Promise.all([
        phone.until((view) => view.current?.phase === 'open' && view.current.number === item + 1),
        projector.until((view) => view.current?.phase === 'open' && view.current.number === item + 1),
      ])
      const [mine, wall] = views.map((view) => view.current!.round!.fingerprint)
      expect(mine).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/)
      expect(wall).toBe(mine)
      seen.push(mine!)
      await desk.close(item)
      await desk.reveal(item)
      await phone.until((view) => view.current?.phase === 'revealed')
      expect(phone.view.current!.round!.fingerprint).toBe(mine)
    }
    expect(new Set(seen).size).toBe(2)
  }))
