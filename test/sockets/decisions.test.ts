// A rule at work over sockets: the quorum before a vote, the chair's casting vote, the lot, and what every screen is told.
import { createHash } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { cast, deskOf, phones } from '../acts.ts'
import { within } from '../harness.ts'

vi.setConfig({ testTimeout: 30_000 })

const motion = (title: string, rule: unknown, more: object = {}) => ({ title, kind: 'motion', rule, ...more })

test.concurrent('R12 the desk sees the quorum before a vote, and is asked before it opens without', () =>
  within(
    {
      agenda: {
        title: 'Council',
        items: [
          motion('Warned', { preset: 'korean-council', members: 5 }),
          motion('Blocked', { members: 5, quorum: { open: 'block' } }),
        ],
      },
    },
    async (house) => {
      const desk = await deskOf(house)
      const voters = await phones(house, 2)
      await desk.act('show', 0)
      await desk.moderator.until(({ quorum }) => quorum?.got === 2)
      expect(desk.moderator.view.quorum).toMatchObject({ needed: 3, of: 5, met: false })
      const item = (n: number) => house.room.meeting.items[n]!.id
      expect(await desk.moderator.refused({ type: 'open', item: item(0) })).toBe('no-quorum')
      expect(await desk.moderator.refused({ type: 'open', item: item(1), anyway: true })).toBe('no-quorum')
      expect(await voters[0]!.refused({ type: 'open', item: item(0), anyway: true })).toBe('not-allowed')
      await desk.act('open', 0, { anyway: true })
      for (const voter of voters) await cast(house, voter, 'yes')
      await desk.close()
      await desk.reveal()
      const told = await voters[0]!.until((view) => view.current?.phase === 'revealed')
      expect(told.current!.round!.outcome).toMatchObject({ type: 'no-quorum', quorum: { got: 2, needed: 3 } })
      await phones(house, 1)
      await desk.act('show', 1)
      await desk.moderator.until(({ current, quorum }) => current?.number === 2 && quorum?.met === true)
      await desk.open(1)
    },
  ))

test.concurrent('R14 the chair’s casting vote is taken from the desk once, recorded, and told to everybody', () =>
  within({ agenda: { title: 'Tie', items: [motion('Tie', { tie: 'chair' })] } }, async (house) => {
    const desk = await deskOf(house)
    const [one, two] = await phones(house, 2)
    const wall = await house.join('projector')
    const item = house.room.meeting.items[0]!.id
    const vote = (vote: string) => ({ type: 'casting-vote', item, vote })
    await desk.open()
    await cast(house, one!, 'yes')
    await cast(house, two!, 'no')
    expect(await desk.moderator.refused(vote('yes'))).toBe('not-closed')
    await desk.close()
    expect(await desk.moderator.refused(vote('yes'))).toBe('not-revealed')
    await desk.reveal()
    const open = await wall.until((view) => view.current?.phase === 'revealed')
    expect(open.current!.round!.outcome).toMatchObject({ type: 'tie', awaits: 'chair' })
    expect(await one!.refused(vote('yes'))).toBe('not-allowed')
    expect(await desk.moderator.refused(vote('abstain'))).toBe('invalid')
    await desk.moderator.do(vote('yes'))
    await desk.moderator.do(vote('yes'))
    expect(await desk.moderator.refused(vote('no'))).toBe('already-voted')
    for (const client of [wall, two!]) {
      const told = await client.until(({ current }) => current?.round?.outcome?.type === 'carried')
      expect(told.current!.round!.outcome).toMatchObject({ by: 'chair', awaits: null })
    }
    expect(house.room.meeting.items[0]!.rounds[0]!.chair).toBe('yes')
  }))

test.concurrent('R15 M28 the seed of a lot is on every screen while the vote is open, and the wall steps through the draw', () =>
  within(
    {
      agenda: {
        title: 'Lot',
        items: [{ title: 'Who?', kind: 'choice', options: ['a', 'b', 'c'], rule: { tie: 'lot' } }],
      },
    },
    async (house) => {
      const desk = await deskOf(house)
      const [one, two] = await phones(house, 2)
      const wall = await house.join('projector')
      await desk.open()
      const { seed, fingerprint } = (await wall.until((view) => view.current?.phase === 'open')).current!.round!
      const phone = await one!.until((view) => view.current?.phase === 'open')
      expect([phone.current!.round!.seed, phone.current!.round!.fingerprint]).toEqual([seed, fingerprint])
      await cast(house, one!, 'C')
      await cast(house, two!, 'B')
      await desk.close()
      await desk.reveal()
      const number = (id: string) => createHash('sha256').update(`${seed} ${id}`).digest('hex')
      const first = number('B') < number('C') ? 'B' : 'C'
      const shown = await wall.until((view) => view.current?.phase === 'revealed')
      expect(shown.current!.round!.outcome).toMatchObject({ type: 'won', winners: [first], by: 'lot', lot: { seed } })
      const { scenes } = (await desk.moderator.until(({ current }) => current?.phase === 'revealed')).current!.round!
      expect(scenes).toContainEqual({ name: 'lot', steps: 4 })
      await desk.act('scene', 0, { scene: { name: 'lot', step: 3 } })
      await wall.until(({ current }) => current?.round?.scene?.name === 'lot' && current.round.scene.step === 3)
    },
  ))

test.concurrent('R10 a vote decided by each group keeps the votes of each, and a voter hears their own group again', () =>
  within(
    {
      agenda: {
        title: 'Groups',
        groups: ['Panel', 'Residents'],
        items: [{ ...motion('Both', { eachGroup: true }), secrecy: 'named' }],
      },
    },
    async (house) => {
      const desk = await deskOf(house)
      const [one, two] = await phones(house, 2)
      expect(one!.envelopes.find(({ voter }) => voter)!.group).toBe(null)
      await one!.do({ type: 'join-group', group: 'A' })
      await two!.do({ type: 'join-group', group: 'B' })
      await desk.open()
      await cast(house, one!, 'yes')
      await cast(house, two!, 'no')
      await desk.close()
      await desk.reveal()
      const told = await one!.until((view) => view.current?.phase === 'revealed')
      expect(told.current!.round!.outcome).toMatchObject({
        type: 'rejected',
        measures: [
          { group: 'Panel', votes: 1, needed: 1, met: true },
          { group: 'Residents', votes: 0, needed: 1, met: false },
        ],
      })
      const again = await house.join('phone', { voter: one!.voter })
      expect(again.envelopes[0]!.group).toBe('A')
    },
  ))
