// Receipts on real sockets: one code for two phones, lost answers, a restart, and what is left in the folder.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fileStore } from '../../server/store/file.ts'
import type { Mine } from '../../shared/protocol.ts'
import { casting, deskOf, motions, phones, roundOf } from '../acts.ts'
import { type Client, type House, within } from '../harness.ts'
import { codeOf } from '../receipt.ts'

const agenda = motions({ receipts: true }, { receipts: true, secrecy: 'secret' }, {})

const withCode = (house: House, vote: string, code: number, n = 0, more: object = {}) => ({
  ...casting(house, vote, n),
  receipt: codeOf(code),
  ...more,
})
const listed = (house: House, n = 0) =>
  fetch(`${house.url}/${house.room.meeting.code}/receipts?round=${roundOf(house, n).id}`)
const mine = (client: Client) => client.envelopes[0]!.mine as Mine

test('M39 two phones cannot have one code; a retry and a late copy change nothing, a changed vote has another code', () =>
  within({ agenda }, async (house) => {
    const desk = await deskOf(house)
    const [one, two] = (await phones(house, 2)) as [Client, Client]
    await desk.open()
    expect(await one.refused(casting(house, 'yes'))).toBe('invalid')
    const first = withCode(house, 'yes', 1)
    await Promise.all([one.do(first), one.do(first)])
    expect(await two.refused(withCode(house, 'no', 1))).toBe('receipt-taken')
    await two.do(withCode(house, 'no', 2))
    await one.do(withCode(house, 'no', 3, 0, { replaces: ['overtaken'] }))
    await one.do(first)
    await one.do(withCode(house, 'yes', 4, 0, { ballot: 'overtaken' }))
    await desk.close()
    expect(roundOf(house).box!.receipts).toEqual([2, 3].map((n) => ({ code: codeOf(n), key: 'no' })))
    expect(await two.refused(withCode(house, 'no', 2))).toBe('already-voted')
  }))

test.each([0, 1])('V11 V10 a phone that comes back hears its own code while the round is open: item %i', (n) =>
  within({ agenda }, async (house) => {
    const desk = await deskOf(house)
    const [one, two] = (await phones(house, 2)) as [Client, Client]
    const round = await desk.open(n)
    await one.do(withCode(house, 'yes', 1, n))
    await two.do(withCode(house, 'no', 2, n))
    const vote = n === 1 ? null : 'yes'
    expect(mine(await house.join('phone', { voter: one.voter }))).toEqual({ round, vote, receipt: codeOf(1) })
    await desk.close(n)
    const back = await house.join('phone', { voter: one.voter })
    expect(mine(back)).toEqual({ round })
    const others = await Promise.all(
      (['projector', 'moderator', 'organizer', 'results'] as const).map((r) => house.join(r)),
    )
    await desk.reveal(n)
    await (others[3] as Client<'results'>).until(({ items }) => items.length === 1)
    for (const { views } of [...others, two, back]) expect(JSON.stringify(views)).not.toMatch(/RCPT/)
    expect(JSON.stringify(two.envelopes)).not.toContain(codeOf(1))
  }),
)

test('V23 P4 the list is there from the reveal on, for anybody, and of a void round or one without receipts never', () =>
  within({ agenda }, async (house) => {
    const desk = await deskOf(house)
    const [one, two] = (await phones(house, 2)) as [Client, Client]
    await desk.open()
    await one.do(withCode(house, 'yes', 2))
    await two.do(withCode(house, 'no', 1))
    expect((await listed(house)).status).toBe(404)
    await desk.close()
    expect((await listed(house)).status).toBe(404)
    await desk.reveal()
    const answer = await listed(house)
    expect([answer.status, await answer.json()]).toEqual([
      200,
      {
        votes: ['no', 'yes'],
        codes: [
          [codeOf(1), 0],
          [codeOf(2), 1],
        ],
      },
    ])
    await desk.void()
    expect((await listed(house)).status).toBe(404)
    await desk.open(2)
    await one.do(withCode(house, 'yes', 1, 2))
    await desk.close(2)
    await desk.reveal(2)
    expect(roundOf(house, 2).box).not.toHaveProperty('receipts')
    expect((await listed(house, 2)).status).toBe(404)
    for (const path of ['receipts', 'receipts?round=', 'receipts?round=none', 'receipts/x'])
      expect([path, (await fetch(`${house.url}/${house.room.meeting.code}/${path}`)).status]).toEqual([path, 404])
    const stranger = await fetch(`${house.url}/AAAAAA/receipts?round=${roundOf(house).id}`)
    expect(await stranger.json()).toMatchObject({ refusal: { code: 'no-meeting' } })
  }))

test('M23 M39 S5 a restart keeps codes; after the close the folder has each beside its vote, and no word of whose it was', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'spotvote-receipts-'))
  const files = async () => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    return Promise.all(
      entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => readFile(join(parentPath, name), 'utf8')),
    )
  }
  const votes = ['yes', 'no', 'abstain', 'no', 'yes']
  try {
    let tokens: string[] = []
    let seats: string[] = []
    const before = await fileStore(folder, { log: () => {} })
    await within({ store: before, agenda }, async (house) => {
      const desk = await deskOf(house)
      await desk.open(1)
      const people = await phones(house, votes.length)
      for (const [n, vote] of votes.entries()) await people[n]!.do(withCode(house, vote, 10 + n, 1))
      // One has changed their mind: the code before is gone with the vote.
      await people[0]!.do(withCode(house, 'abstain', 30, 1))
      tokens = people.map(({ voter }) => voter)
      seats = [...roundOf(house, 1).ballots.keys()]
      expect(seats).toHaveLength(5)
      expect((await files()).join()).toContain(codeOf(10))
    })
    await before.close()
    const store = await fileStore(folder, { log: () => {} })
    await within({ store }, async (house) => {
      const desk = await deskOf(house)
      const round = roundOf(house, 1).id
      const back = await house.join('phone', { voter: tokens[0]! })
      expect(mine(back)).toEqual({ round, vote: null, receipt: codeOf(30) })
      expect(await back.refused(withCode(house, 'no', 11, 1))).toBe('receipt-taken')
      await desk.close(1)
      const key = (n: number) => ({ code: codeOf(n), key: n === 30 ? 'abstain' : votes[n - 10]! })
      expect(roundOf(house, 1).box!.receipts).toEqual([11, 12, 13, 14, 30].map(key))
      const stored = await files()
      expect(stored.filter((text) => text.includes(codeOf(11))).length).toBeGreaterThan(0)
      expect(stored.filter((text) => text.includes(codeOf(10)))).toEqual([])
      for (const text of stored) for (const seat of [...seats, ...tokens]) expect(text).not.toContain(seat)
      // Where a code stands there stands its vote, and nothing that is another ballot's or another seat's.
      const beside = new Set(
        stored.flatMap((text) =>
          [...text.matchAll(/\{[^{}]*RCPT[^{}]*\}/g)].map(([entry]) => entry.replaceAll('\\', '')),
        ),
      )
      expect([...beside].sort()).toEqual([11, 12, 13, 14, 30].map((n) => JSON.stringify(key(n))))
      for (const text of stored)
        expect(text.split('RCPT').length - 1).toBe([...text.matchAll(/\{[^{}]*RCPT[^{}]*\}/g)].length)
    })
    await store.close()
  } finally {
    await rm(folder, { recursive: true })
  }
})
