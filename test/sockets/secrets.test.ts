// What leaves the house in a whole evening, read as text: no secret of anybody else's is in it.
import { expect, test, vi } from 'vitest'
import { formats } from '../../server/exports/index.ts'
import { memoryStore } from '../../server/store/memory.ts'
import type { Recorded, Store } from '../../server/store/store.ts'
import type { ClientRole } from '../../shared/protocol.ts'
import { casting, deskOf, newBallot, roundOf } from '../acts.ts'
import { type Client, type House, within } from '../harness.ts'
import { clientRoles } from '../roles.ts'

vi.setConfig({ testTimeout: 30_000 })

/** A store that remembers what it was given: pseudonyms, keys and ballot ids among it. */
function watchedStore() {
  const store = memoryStore()
  const seen: Recorded[] = []
  const watched: Store = {
    ...store,
    append(meeting, batch) {
      seen.push(...structuredClone(batch))
      return store.append(meeting, batch)
    },
  }
  return { store: watched, seen }
}

/** All that a client was ever told: views, envelopes, acknowledgements, refusals. */
function listen(client: Client) {
  const told: string[] = []
  client.socket.onAny((...args) => told.push(JSON.stringify(args)))
  const { send } = client
  client.send = async (command) => {
    const ack = await send.call(client, command)
    told.push(JSON.stringify(ack))
    return ack
  }
  return () => [JSON.stringify([client.views, client.envelopes]), ...told].join('\n')
}

async function pages(house: House) {
  const { code } = house.room.meeting
  const paths = [
    '/',
    `/${code}`,
    `/${code}/screen`,
    `/${code}/moderate`,
    `/${code}/kiosk`,
    `/${code}/results`,
    '/organize',
    '/healthz',
    `/${code}/qr.svg`,
    '/api/meetings',
    `/api/meetings/${code}/export/json`,
  ]
  const answers = await Promise.all(paths.map((path) => fetch(house.url + path)))
  const heads = answers.map(({ headers }) => JSON.stringify([...headers]))
  return [...heads, ...(await Promise.all(answers.map((answer) => answer.text())))].join('\n')
}

test('V10 S5 M19 a whole meeting, everything said to everyone', async () => {
  const { store, seen } = watchedStore()
  await within({ store }, async (house) => {
    const told = new Map<string, () => string>()
    const clients = new Map<ClientRole, Client>()
    for (const role of clientRoles) {
      const client: Client = await house.join(role)
      clients.set(role, client)
      told.set(role, listen(client))
    }
    const other: Client = await house.join('phone')
    told.set('other phone', listen(other))
    const [phone, kiosk] = [clients.get('phone')!, clients.get('kiosk')!]
    const desk = await deskOf(house)
    told.set('second moderator', listen(desk.moderator))

    const ballots: string[] = []
    const vote = (client: Client, choice: unknown, n: number) => {
      ballots.push(newBallot())
      return client.do(casting(house, choice, n, ballots.at(-1)))
    }
    let claimed = ''
    for (const [n, votes] of [
      ['A', 'B', 'C'],
      ['yes', 'no', 'abstain'],
    ].entries()) {
      await desk.open(n)
      await vote(phone, votes[0], n)
      await vote(phone, votes[1], n)
      await vote(other, votes[2], n)
      await desk.moderator.do({ type: 'release' })
      claimed = (await kiosk.do({ type: 'claim' })).voter!
      await vote(kiosk, votes[0], n)
      await clients.get('projector')!.send(casting(house, 'A', n))
      await desk.close(n)
      await desk.reveal(n)
    }
    const organizer = clients.get('organizer')!
    const oldKeys = house.keys().projector
    const { key } = await organizer.do({ type: 'rekey', role: 'projector' })
    for (const client of clients.values()) if (client.socket.connected) await client.send({ type: 'nonsense' })

    const keys = { ...house.keys(), 'old projector': oldKeys, organizer: house.app.rooms.organizerKey } as Record<
      string,
      string | null
    >
    const roundKeys = seen.flatMap(({ event }) => (event.type === 'box-readied' ? [event.key] : []))
    const pseudonyms = seen.flatMap(({ event }) => (event.type === 'cast' ? [event.seat] : []))
    const digests = [...house.room.meeting.voters.values()].map(({ token }) => token)
    const voters = [...house.room.meeting.voters.keys()]
    expect([roundKeys.length, new Set(pseudonyms).size, voters.length, ballots.length]).toEqual([2, 6, 4, 8])

    const outside = await pages(house)
    for (const [name, said] of [...told, ['the pages', () => outside] as const]) {
      const text = said()
      expect(text.length).toBeGreaterThan(500)
      const own =
        name === 'organizer' ? [key] : name === 'phone' ? [phone.voter] : name === 'other phone' ? [other.voter] : []
      const tokens = [phone.voter, other.voter]
      const secrets = [
        ...Object.values(keys).filter(Boolean),
        ...roundKeys,
        ...pseudonyms,
        ...digests,
        ...tokens,
        ...ballots,
        ...voters,
      ]
      const found = secrets.filter((secret) => !own.includes(secret!) && text.includes(secret!))
      expect([name, found]).toEqual([name, []])
      expect([name, text.includes(claimed)]).toEqual([name, name === 'kiosk'])
    }

    // What the organizer takes home names who took part, and in an anonymous round nothing that leads to a vote.
    for (const { name, write, ofRound } of formats.values()) {
      // A file of one ranking or one budget: neither is held here.
      if (ofRound) continue
      const text = String(await write(house.room.meeting))
      const secrets = [
        ...Object.values(keys).filter(Boolean),
        ...roundKeys,
        ...pseudonyms,
        ...digests,
        phone.voter,
        other.voter,
        claimed,
        ...ballots,
      ]
      expect([name, secrets.filter((secret) => text.includes(secret!))]).toEqual([name, []])
    }
    // The store has let go of them too.
    const stored = JSON.stringify(await store.load(house.room.meeting.id))
    expect([...roundKeys, ...pseudonyms, ...ballots].filter((secret) => stored.includes(secret))).toEqual([])
    expect(stored).toContain(roundOf(house).digest)
  })
})
