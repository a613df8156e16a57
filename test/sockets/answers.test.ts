// What may not leave the house: the answer of a quiz before its reveal, and free answers that the desk has hidden.
import { expect, test, vi } from 'vitest'
import { formats } from '../../server/exports/index.ts'
import { cast, deskOf, itemOf, phones, roundOf } from '../acts.ts'
import { type Client, within } from '../harness.ts'
import { clientRoles } from '../roles.ts'

vi.setConfig({ testTimeout: 30_000 })

/** Everything these clients were sent, by whatever event. */
function listening(clients: readonly Client[]) {
  const told: string[] = []
  for (const client of clients) client.socket.onAny((...args) => told.push(JSON.stringify(args)))
  return () => [...told, ...clients.map(({ views, envelopes }) => JSON.stringify([views, envelopes]))].join('\n')
}

const quiz = {
  title: 'Quiz',
  items: [
    {
      title: 'Which port?',
      kind: 'quiz',
      options: ['Seoul', 'Busan', 'Jeju'],
      answer: 'C',
      speed: true,
      secrecy: 'named',
      visibility: 'live',
    },
  ],
}

test('B9 V15 the answer of a quiz is with nobody before the reveal; leaders on demand, each phone knows its own name', () =>
  within({ agenda: quiz }, async (house) => {
    const others = clientRoles.filter((role) => role !== 'organizer' && role !== 'phone')
    const [one, two] = (await phones(house, 2)) as [Client, Client]
    const watching = await Promise.all(others.map((role) => house.join(role)))
    const desk = await deskOf(house)
    const said = listening([one, two, desk.moderator, ...watching])
    expect([one, two].map(({ envelopes }) => envelopes[0]!.place).sort()).toEqual([0, 1])

    await desk.open()
    await cast(house, one, 'C')
    await cast(house, two, 'A')
    await desk.close()
    const back = await house.join('phone', { voter: one.voter })
    expect(JSON.stringify(back.views)).not.toContain('"answer":"C"')
    // The vote of one's own is in its phone's envelope, with its time: it may well be the answer.
    const before = said().replaceAll(/"mine":\{[^}]*\{[^}]*\}\}/g, '')
    expect(before).toContain('"answer":null')
    expect(before).not.toMatch(/"answer":"|"leaders":\[/)

    await desk.reveal()
    const projector = watching[others.indexOf('projector')]!
    await projector.until((view) => JSON.stringify(view).includes('"answer":"C"'))
    await two.until((view) => JSON.stringify(view).includes('"answer":"C"'))
    expect(said()).not.toContain('"leaders":[')
    await desk.act('scene', 0, { scene: { name: 'leaderboard', step: 0 } })
    const leaders = [{ seat: one.envelopes[0]!.place, points: expect.any(Number) }]
    await projector.until((view) => (view as { leaders?: unknown }).leaders != null)
    expect(projector.view).toMatchObject({ leaders })
    await desk.moderator.until((view) => (view as { leaders?: unknown }).leaders != null)
    expect(JSON.stringify([one.views, two.views, watching[others.indexOf('results')]!.views])).not.toContain('leaders')
  }))

test('V14 B12 what the desk hides reaches no phone, wall or result; it stays in the box and in the export', () =>
  within(
    { agenda: { title: 'Ideas', items: [{ title: 'What is missing?', kind: 'text', visibility: 'live' }] } },
    async (house) => {
      const [one, two] = (await phones(house, 2)) as [Client, Client]
      const watching = await Promise.all((['projector', 'kiosk', 'results'] as const).map((role) => house.join(role)))
      const desk = await deskOf(house)
      await desk.open()
      const edit = (edits: object) => desk.act('edit-answers', 0, { edits })
      await edit({ do: 'hide', text: 'UGLY words' })
      const said = listening([two, ...watching])
      await cast(house, one, ['Ugly Words'])
      await cast(house, two, ['A bench'])
      await watching[0]!.until((view) => JSON.stringify(view).includes('A bench'))
      await desk.close()
      const { digest } = roundOf(house)
      await desk.reveal()
      for (const client of [two, ...watching]) await client.until((view) => JSON.stringify(view).includes('A bench'))
      expect(said()).not.toMatch(/ugly/i)
      const round = () =>
        (desk.moderator.view as { current: { round: { edits: unknown; tally: object } } }).current.round
      await desk.moderator.until((view) => JSON.stringify(view).includes('"phase":"revealed"'))
      expect(round()).toMatchObject({ edits: { hidden: ['UGLY words'] }, tally: { hidden: 1 } })

      const json = JSON.parse(String(await formats.get('json')!.write(house.room.meeting)))
      const { counted } = json.items[0].rounds[0]
      expect(counted.edits).toEqual({ hidden: ['UGLY words'], merged: [] })
      expect(JSON.stringify(counted.profile)).toContain('Ugly Words')
      expect(JSON.stringify([counted.rows, counted.tally, counted.text])).not.toMatch(/ugly/i)
      expect(String(await formats.get('csv')!.write(house.room.meeting))).not.toMatch(/ugly/i)

      // Hidden after all: it leaves the wall that had it. The box is what it was.
      await edit({ do: 'show', text: 'ugly words' })
      await watching[0]!.until((view) => JSON.stringify(view).includes('Ugly Words'))
      await edit({ do: 'merge', text: 'ugly words', into: 'A bench' })
      await watching[0]!.until((view) => !JSON.stringify(view).includes('Ugly Words'))
      expect(roundOf(house).digest).toBe(digest)
      expect(JSON.stringify([...roundOf(house).profile.keys()])).toContain('Ugly Words')
    },
  ))

test('V14 the moderator reads free answers as they come, nobody else does before the reveal', () =>
  within({ agenda: { title: 'Ideas', items: [{ title: 'What is missing?', kind: 'text' }] } }, async (house) => {
    const [phone] = (await phones(house, 1)) as [Client]
    const watching = await Promise.all((['projector', 'kiosk', 'results'] as const).map((role) => house.join(role)))
    const desk = await deskOf(house)
    await desk.open()
    const said = listening([...watching, await house.join('phone')])
    await cast(house, phone, ['A bench'])
    await desk.moderator.until((view) => JSON.stringify(view).includes('A bench'))
    await desk.close()
    for (const role of ['phone', 'moderator', 'organizer'] as const) {
      const client = role === 'moderator' ? desk.moderator : await house.join(role)
      const ack = await client.send({
        type: 'edit-answers',
        item: itemOf(house),
        round: roundOf(house).id,
        edits: { do: 'hide', text: 'x' },
      })
      expect([role, ack.ok]).toEqual([role, role !== 'phone'])
    }
    expect(said()).not.toContain('A bench')
  }))
