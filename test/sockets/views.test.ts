// What each audience sees, when, and how often it is told.
import { readFileSync } from 'node:fs'
import { describe, expect, test, vi } from 'vitest'
import { type Visibility, visibilities } from '../../shared/meeting/meeting.ts'
import type { RoundView } from '../../shared/meeting/view.ts'
import type { ClientRole } from '../../shared/protocol.ts'
import { cast, casting, counted, deskOf, itemOf, motions, phones, roundOf } from '../acts.ts'
import { type Client, within } from '../harness.ts'
import { clientRoles, table } from '../roles.ts'

vi.setConfig({ testTimeout: 30_000 })

/** Who sees the tally, by visibility, while the round is open and when it is closed. All do once it is revealed. */
const seers: Record<Visibility, { open: string[]; closed: string[] }> = {
  live: {
    open: ['voter', 'phone', 'projector', 'moderator'],
    closed: ['voter', 'phone', 'kiosk', 'projector', 'moderator'],
  },
  own: { open: ['voter'], closed: ['voter', 'phone', 'kiosk', 'projector', 'moderator'] },
  closed: { open: [], closed: ['voter', 'phone', 'kiosk', 'projector', 'moderator'] },
  reveal: { open: [], closed: [] },
}

/** The round on the wall as a client sees it; on the results page, the last one listed. */
const roundSeen = ({ view }: Client): RoundView | null => {
  if ('current' in view) return view.current?.round ?? null
  return 'items' in view ? (view.items.at(-1)?.rounds.at(-1) ?? null) : null
}

describe('V1 V2 V12 the tally', () => {
  test.concurrent.each(visibilities)('of an item shown %s', (visibility) =>
    within({ agenda: motions({ visibility }) }, async (house) => {
      const desk = await deskOf(house)
      const clients: Record<string, Client> = {
        voter: await house.join('phone'),
        phone: await house.join('phone'),
        kiosk: await house.join('kiosk'),
        projector: await house.join('projector'),
        moderator: desk.moderator,
        results: await house.join('results'),
      }
      const seeing = () => Object.keys(clients).filter((name) => roundSeen(clients[name]!)?.tally)
      const outcomes = () => Object.keys(clients).filter((name) => roundSeen(clients[name]!)?.outcome)
      const all = (fits: (client: Client) => boolean) =>
        Promise.all(Object.values(clients).map((client) => client.until(() => fits(client))))
      const { open, closed } = seers[visibility]

      await desk.open()
      await cast(house, clients['voter']!, 'yes')
      for (const watcher of [clients['projector']!, desk.moderator as Client])
        await watcher.until(() => roundSeen(watcher)?.turnout?.voted === 1)
      await vi.waitFor(() => expect(seeing()).toEqual(open), 3000)
      expect(outcomes()).toEqual([])
      expect(roundSeen(desk.moderator)?.turnout).toEqual({ eligible: 2, present: 2, voted: 1 })
      const late = await house.join('phone', { voter: clients['voter']!.voter })
      expect(roundSeen(late)?.tally !== null).toBe(open.includes('voter'))

      await desk.close()
      await all((client) => client === clients['results'] || roundSeen(client)?.phase === 'closed')
      expect(seeing()).toEqual(closed)
      expect(outcomes()).toEqual(closed)
      expect(roundSeen(clients['phone']!)?.turnout).toEqual({ eligible: 2, present: 2, voted: 1 })

      await desk.reveal()
      await all((client) => roundSeen(client)?.phase === 'revealed')
      expect(seeing()).toEqual(Object.keys(clients))
      expect(outcomes()).toEqual(Object.keys(clients))

      await desk.void()
      await all((client) => roundSeen(client)?.void != null)
      expect(seeing()).toEqual([])
    }),
  )
})

test.concurrent('V5 a phone hears four times of a round, however many vote and join', () =>
  within({}, async (house) => {
    const desk = await deskOf(house)
    const list = await phones(house, 30)
    const heard = list.map((phone) => phone.views.length)
    await desk.open()
    await Promise.all(list.map((phone, n) => cast(house, phone, 'ABC'[n % 3])))
    await phones(house, 5)
    await Promise.all(list.slice(0, 10).map((phone) => cast(house, phone, 'A')))
    await desk.close()
    await desk.reveal()
    await desk.open(1)
    await Promise.all(list.map((phone) => phone.until((view) => view.current?.id === itemOf(house, 1))))
    for (const [n, phone] of list.entries()) expect(phone.views.length - heard[n]!).toBeLessThanOrEqual(4)
  }))

test.concurrent('V5 where a phone sees votes come in, it hears once a second', () =>
  within({ agenda: motions({ visibility: 'live' }) }, async (house) => {
    const desk = await deskOf(house)
    const [watcher, ...voters] = await phones(house, 15)
    await desk.open()
    await watcher!.until((view) => view.current?.phase === 'open')
    const before = watcher!.views.length
    const begun = Date.now()
    for (const phone of voters) await cast(house, phone, 'yes')
    const all = (view: Client['view']) =>
      'current' in view && (view.current?.round?.tally as { cast: number })?.cast === 14
    await watcher!.until(all)
    expect(watcher!.views.length - before).toBeLessThanOrEqual(2 + (Date.now() - begun) / 1000)
  }))

test('V6 V7 a burst of votes is a few views, the last of them right, and no number goes back', () =>
  within({ agenda: motions({ visibility: 'live' }) }, async (house) => {
    const desk = await deskOf(house)
    const projector = await house.join('projector')
    const list = await phones(house, 20)
    await desk.open()
    await projector.until((view) => view.current?.phase === 'open')
    const before = projector.views.length
    const begun = Date.now()
    const votes = ['yes', 'no', 'abstain']
    await Promise.all(
      list.flatMap((phone, n) => Array.from({ length: 10 }, (_, tap) => cast(house, phone, votes[(n + tap) % 3]))),
    )
    const final = counted(house)
    const view = await projector.until(
      ({ current }) =>
        current?.round?.turnout?.voted === 20 &&
        (current.round.tally as { options: { id: string; votes: number }[] }).options.every(
          ({ id, votes }) => votes === (final[id] ?? 0),
        ),
    )
    const took = Date.now() - begun
    expect(projector.views.length - before).toBeLessThanOrEqual(2 + took / 100)
    expect(view.current?.round?.turnout).toEqual({ eligible: 20, present: 20, voted: 20 })
    for (const client of [projector, desk.moderator, ...list]) {
      const numbers = client.views.map(({ seq }) => seq)
      expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
    }
  }))

test.concurrent('V7 what changes nothing is not told', () =>
  within({}, async (house) => {
    const desk = await deskOf(house)
    const projector = await house.join('projector')
    const [phone] = await phones(house, 1)
    await desk.open()
    const ballot = casting(house, 'A')
    await phone!.do(ballot)
    await projector.until((view) => view.current?.round?.turnout?.voted === 1)
    await desk.moderator.do({ type: 'release' })
    const told = projector.views.length
    await Promise.all([phone!.do(ballot), phone!.do({ type: 'ping' }), cast(house, phone!, 'B')])
    await desk.act('void', 0, { reason: 'enough' })
    await projector.until((view) => view.current?.phase === 'draft')
    // Changing a vote that nobody may see is no news: the voiding is the only one.
    expect(projector.views.length).toBe(told + 1)
  }))

test.concurrent('V8 the wall and the desk see what comes next, phones wait for it', () =>
  within({}, async (house) => {
    const desk = await deskOf(house)
    const [projector, kiosk] = [await house.join('projector'), await house.join('kiosk')]
    const [phone] = await phones(house, 1)
    await desk.act('show', 1)
    await projector.until((view) => view.current?.id === itemOf(house, 1) && view.current.phase === 'draft')
    await desk.moderator.until((view) => view.current?.id === itemOf(house, 1))
    expect([phone!.view.current, kiosk.view.current]).toEqual([null, null])
    expect((await house.join('phone')).view.current).toBeNull()
    await desk.open(1)
    await phone!.until((view) => view.current?.id === itemOf(house, 1))
  }))

test.concurrent('V4 V11 what is one’s own comes beside the view, once, and to nobody else', () =>
  within({}, async (house) => {
    const desk = await deskOf(house)
    const [one, two] = await phones(house, 2)
    await desk.open()
    await cast(house, one!, 'A')
    await Promise.all([one, two].map((phone) => phone!.until((view) => view.current?.phase === 'open')))
    expect(one!.view).toEqual(two!.view)
    for (const phone of [one!, two!]) {
      expect(phone.envelopes[0]).toMatchObject({ voter: expect.stringMatching(/^[\w-]{32}$/), mine: null })
      for (const envelope of phone.envelopes.slice(1)) expect(Object.keys(envelope)).toEqual(['now'])
    }
    const back = await house.join('phone', { voter: one!.voter })
    expect(back.envelopes[0]).toMatchObject({ voter: one!.voter, mine: { round: roundOf(house).id, vote: 'A' } })
    for (const client of [desk.moderator, await house.join('projector')])
      for (const envelope of client.envelopes) expect(Object.keys(envelope)).toEqual(['now'])
  }))

test.concurrent('V13 two moderators: one action wins, both see it', () =>
  within({}, async (house) => {
    const { moderator: one } = await deskOf(house)
    const two = await house.join('moderator')
    const open = { type: 'open', item: itemOf(house) }
    const acks = await Promise.all([one.send(open), two.send(open)])
    expect(acks.filter(({ ok }) => ok)).toHaveLength(1)
    expect(acks.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'already-open' } })
    const [left, right] = await Promise.all(
      [one, two].map((client) =>
        client.until((view) => view.current?.phase === 'open' && view.room.connected.moderators === 2),
      ),
    )
    expect(left!.current).toEqual(right!.current)
    expect(house.room.meeting.items[0]!.rounds).toHaveLength(1)
    const target = { item: itemOf(house), round: roundOf(house).id }
    await Promise.all([one.do({ type: 'close', ...target }), two.do({ type: 'close', ...target })])
    await Promise.all([one, two].map((client) => client.do({ type: 'reveal', ...target })))
    await Promise.all([one, two].map((client) => client.until((view) => view.current?.phase === 'revealed')))
  }))

test.concurrent('P15 V9 views, rounds and items have the fields that are written down', () =>
  within({}, async (house) => {
    const spec = readFileSync(new URL('../../SPEC.md', import.meta.url), 'utf8')
    const fields = new Map(
      table(spec, 'audience').flatMap(([names, text]) =>
        [...names!.matchAll(/`([\w-]+)`/g)].map(([, name]) => [
          name!,
          [...text!.matchAll(/`(\w+)`/g)].map(([, f]) => f!),
        ]),
      ),
    )
    const listed = (start: string, ends: string) =>
      [...spec.slice(spec.indexOf(start), spec.indexOf(ends, spec.indexOf(start))).matchAll(/`(\w+)`/g)].map(
        ([, field]) => field!,
      )
    const itemFields = listed('null or an item: ', '. A round: ')
    const roundFields = listed('A round: ', '; null where it')
    const desk = await deskOf(house)
    const clients = new Map<ClientRole, Client>()
    for (const role of clientRoles) clients.set(role, await house.join(role))
    await desk.open()
    await desk.close()
    await desk.reveal()
    const results = clients.get('results') as Client<'results'>
    await results.until((view) => view.items.length === 1)
    for (const [role, client] of clients) {
      if (role !== 'results') await client.until((view) => !('current' in view) || view.current?.phase === 'revealed')
      const keys = Object.keys(client.view).filter((key) => !['seq', 'audience', 'meeting'].includes(key))
      expect([role, keys.sort()]).toEqual([role, [...fields.get(role)!].sort()])
      expect(Object.keys(client.view.meeting).sort()).toEqual([
        'archived',
        'code',
        'groups',
        'identity',
        'language',
        'rehearsal',
        'title',
      ])
      if (!('current' in client.view)) continue
      expect(Object.keys(client.view.current!).sort()).toEqual([...itemFields].sort())
      expect(Object.keys(client.view.current!.round!).sort()).toEqual(
        roundFields.filter((field) => field !== 'reason').sort(),
      )
    }
    const [item] = results.view.items
    expect(Object.keys(item!).sort()).toEqual(['id', 'number', 'phase', 'rounds'])
    const { question, ...round } = item!.rounds[0]!
    expect(Object.keys(round).sort()).toEqual(roundFields.filter((field) => field !== 'reason').sort())
    const asked = itemFields.filter((field) => !['id', 'number', 'phase', 'round'].includes(field))
    expect(Object.keys(question).sort()).toEqual(asked.sort())
    expect(fields.get('phone-voted')).toEqual(fields.get('phone'))
  }))
