// A kind of ballot nobody has heard of goes through a whole meeting, by one entry in the registry.
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { formats } from '../../server/exports/index.ts'
import type { BallotType } from '../../shared/ballots/ballot.ts'
import { kinds } from '../../shared/ballots/registry.ts'
import { cast, casting, deskOf, phones } from '../acts.ts'
import { coin } from '../coin.ts'
import { within } from '../harness.ts'

vi.setConfig({ testTimeout: 30_000 })

beforeAll(() => void kinds.set('coin', coin as BallotType))
afterAll(() => void kinds.delete('coin'))

const agenda = {
  title: 'A new kind',
  items: [{ title: 'Which side?', kind: 'coin', heads: 'King', tails: 'Number', answer: 'tails', visibility: 'live' }],
}
const hidden = { heads: 'King', tails: 'Number', answer: null }

test('B1 B9 from the agenda to the spreadsheet', () =>
  within({ agenda }, async (house) => {
    const desk = await deskOf(house)
    const [projector, results] = [await house.join('projector'), await house.join('results')]
    const list = await phones(house, 3)

    await desk.open()
    await cast(house, list[0]!, 'heads')
    await desk.void(0, 'the coin rolled away')
    const voided = await results.until((view) => view.items.length === 1)
    expect(voided.items[0]!.rounds[0]!.question.config).toEqual(hidden)

    await desk.open()
    for (const [n, vote] of ['heads', 'tails', 'tails'].entries()) await cast(house, list[n]!, vote)
    expect(await list[0]!.refused(casting(house, 'edge'))).toBe('invalid')
    const open = await projector.until((view) => view.current?.round?.turnout?.voted === 3)
    expect(open.current).toMatchObject({ kind: 'coin', config: hidden })
    for (const phone of list) expect(phone.view.current?.config).toEqual(hidden)
    await desk.close()
    await projector.until((view) => view.current?.phase === 'closed')
    expect(projector.view.current?.config).toEqual(hidden)
    await desk.reveal()
    const { current } = await projector.until((view) => view.current?.phase === 'revealed')
    expect(current?.config).toEqual({ ...hidden, answer: 'tails' })
    expect(current?.round?.tally).toMatchObject({ right: 2 })
    expect(current?.round?.outcome).toMatchObject({ type: 'won', winners: ['tails'], votes: 2 })

    const { meeting } = house.room
    const [item] = JSON.parse(String(await formats.get('json')!.write(meeting))).items
    expect(item.rounds.map(({ state }: { state: string }) => state)).toEqual(['void', 'counted'])
    expect(item.rounds[1].counted.rows).toMatchObject([
      { id: 'heads', label: 'King', votes: 1 },
      { id: 'tails', label: 'Number', votes: 2 },
      { id: 'right', label: 'Guessed right', value: 2 },
    ])
    const csv = String(await formats.get('csv')!.write(meeting))
    for (const text of ['Coin', 'King', 'Number', 'Guessed right', 'the coin rolled away']) expect(csv).toContain(text)
    expect((await formats.get('xlsx')!.write(meeting)).length).toBeGreaterThan(1000)
    expect(String(await formats.get('agenda')!.write(meeting))).toContain('answer: tails')
  }))

test('B2 its settings are checked like any other’s', () =>
  within({}, async (house) => {
    const { moderator } = await deskOf(house)
    const item = { title: 'Another', kind: 'coin', heads: '' }
    const ack = await moderator.send({ type: 'add-item', item })
    expect(ack).toMatchObject({ ok: false, refusal: { code: 'invalid', field: 'item.heads' } })
    await moderator.do({ type: 'add-item', item: { ...item, heads: 'A' } })
  }))
