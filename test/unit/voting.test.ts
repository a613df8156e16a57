// A vote on its way: what the phone says must be what the server knows, whatever gets lost in between.
import { beforeEach, describe, expect, test } from 'vitest'
import type { Session } from '../../client/session.svelte.ts'
import { memoryShelf, type Shelf } from '../../client/shelf.ts'
import { Voting } from '../../client/voting.svelte.ts'
import type { Ack, Envelope } from '../../shared/protocol.ts'
import type { RefusalCode } from '../../shared/refusal.ts'

interface Sent {
  vote: unknown
  ballot: string
  replaces: string[]
  answer: (ack: Ack) => void
  lose: () => void
}

/** A line to a server that answers when the test says so. */
function line() {
  const sent: Sent[] = []
  const session = {
    online: true,
    send: ({ vote, ballot, replaces }: Pick<Sent, 'vote' | 'ballot' | 'replaces'>) =>
      new Promise<Ack>((resolve, reject) => {
        sent.push({ vote, ballot, replaces, answer: resolve, lose: () => reject(new Error('gone')) })
      }),
  }
  return { sent, session, asSession: session as unknown as Session }
}

const counted: Ack = { ok: true, seq: 1, now: 0 }
const no = (code: RefusalCode): Ack => ({ ok: false, refusal: { code } })
const settled = () => new Promise((resolve) => setImmediate(resolve))
const hello = (mine: Envelope['mine']): Envelope => ({ now: 0, voter: 'token', mine: mine ?? null })

describe('M10 M26 a vote on its way', () => {
  let shelf: Shelf
  let wire: ReturnType<typeof line>
  let voting: Voting
  const open = () => new Voting(wire.asSession, 'CODE', shelf)
  const shown = () => [voting.delivery, voting.round, voting.vote]

  beforeEach(() => {
    shelf = memoryShelf()
    wire = line()
    voting = open()
  })

  test('is sending, then counted, and the choice is shown all along', async () => {
    voting.cast('item', 'r1', 'B')
    expect(shown()).toEqual(['sending', 'r1', 'B'])
    wire.sent[0]!.answer(counted)
    await settled()
    expect(shown()).toEqual(['counted', 'r1', 'B'])
  })

  test('M33 a secret vote is forgotten by the phone as soon as it is counted, and in every case at the end', async () => {
    const written = () =>
      JSON.stringify(['waiting', 'counted', 'loose'].map((what) => shelf.get(`spotvote CODE ${what}`)))
    voting.cast('item', 'r1', 'choice A', true)
    voting.cast('item', 'r1', 'choice B', true)
    expect(shown()).toEqual(['sending', 'r1', 'choice B'])
    // What left may have to be named by the next ballot, but not what it says.
    expect(written()).not.toContain('choice A')
    wire.sent[1]!.answer(counted)
    await settled()
    expect(shown()).toEqual(['counted', 'r1', null])
    expect(written()).not.toContain('choice')
    voting.cast('item', 'r1', 'choice C', true)
    voting = open()
    voting.resume(hello({ round: 'r1', vote: null }), 'r1')
    expect(wire.sent.map(({ vote }) => vote)).toEqual(['choice A', 'choice B', 'choice C', 'choice C'])
    wire.sent[3]!.answer(no('too-late'))
    await settled()
    expect(written()).not.toContain('choice')
    expect(open().delivery).toBe('counted')
  })

  test('tapped without a connection, it waits, survives a reload and is sent once, as the same ballot', async () => {
    wire.session.online = false
    voting.cast('item', 'r1', 'A')
    voting.cast('item', 'r1', 'B')
    expect(shown()).toEqual(['waiting', 'r1', 'B'])
    expect(wire.sent).toEqual([])
    wire.session.online = true
    voting = open()
    voting.resume(hello(null), 'r1')
    expect(wire.sent.map(({ vote }) => vote)).toEqual(['B'])
    wire.sent[0]!.answer(counted)
    await settled()
    expect(shown()).toEqual(['counted', 'r1', 'B'])
    voting = open()
    voting.resume(hello({ round: 'r1', vote: 'B' }), 'r1')
    expect(wire.sent).toHaveLength(1)
  })

  test('an answer that is lost leads to the same ballot again', async () => {
    voting.cast('item', 'r1', 'A')
    wire.sent[0]!.lose()
    await settled()
    expect(voting.delivery).toBe('waiting')
    voting.resume(hello({ round: 'r1', vote: 'A' }), 'r1')
    expect(wire.sent[1]!.ballot).toBe(wire.sent[0]!.ballot)
  })

  test('an answer that is lost before the close is made up for by the sealed round: counted, never an error', async () => {
    voting.cast('item', 'r1', 'A')
    wire.sent[0]!.lose()
    await settled()
    voting.resume(hello({ round: 'r1' }), undefined)
    expect(shown()).toEqual(['counted', 'r1', 'A'])
    expect(wire.sent).toHaveLength(1)
  })

  test('a change that was refused leaves the vote that stands', async () => {
    voting.cast('item', 'r1', 'A')
    wire.sent[0]!.answer(counted)
    await settled()
    voting.cast('item', 'r1', 'B')
    wire.sent[1]!.answer(no('too-late'))
    await settled()
    expect(shown()).toEqual(['counted', 'r1', 'A'])
    expect(voting.refused).toEqual({ round: 'r1', refusal: { code: 'too-late' } })
  })

  test('of two quick taps the first stands where the second is refused', async () => {
    voting.cast('item', 'r1', 'A')
    voting.cast('item', 'r1', 'B')
    wire.sent[0]!.answer(counted)
    await settled()
    expect(shown()).toEqual(['sending', 'r1', 'B'])
    wire.sent[1]!.answer(no('too-late'))
    await settled()
    expect(shown()).toEqual(['counted', 'r1', 'A'])
  })

  test('of two quick taps the first stands too where the no to the second comes first', async () => {
    voting.cast('item', 'r1', 'A')
    voting.cast('item', 'r1', 'B')
    wire.sent[1]!.answer(no('too-late'))
    await settled()
    wire.sent[0]!.answer(counted)
    await settled()
    expect(shown()).toEqual(['counted', 'r1', 'A'])
  })

  test('M31 a tap names those before it that were sent and never answered, also after a reload', async () => {
    voting.cast('item', 'r1', 'A')
    voting.cast('item', 'r1', 'B')
    voting.cast('item', 'r1', 'C')
    const ballots = wire.sent.map(({ ballot }) => ballot)
    expect(wire.sent.map(({ replaces }) => replaces)).toEqual([[], ballots.slice(0, 1), ballots.slice(0, 2)])
    wire.sent[1]!.answer(counted)
    await settled()
    wire.session.online = false
    voting = open()
    voting.cast('item', 'r1', 'D')
    voting.cast('item', 'r1', 'E')
    wire.session.online = true
    voting.resume(hello({ round: 'r1', vote: 'B' }), 'r1')
    // B was answered, and D never left.
    expect(wire.sent[3]!.replaces).toEqual(ballots.slice(2))
  })

  test('M31 a tap that was refused, and of which a copy may still be under way, is named by the next one', async () => {
    voting.cast('item', 'r1', 'A')
    wire.sent[0]!.lose()
    await settled()
    voting.resume(hello(null), 'r1')
    wire.sent[1]!.answer(no('too-late'))
    await settled()
    // Reopened.
    voting.cast('item', 'r1', 'B')
    expect(wire.sent[2]!.replaces).toEqual([wire.sent[0]!.ballot])
  })

  test('a question that is gone leaves open which of the taps on it stands', async () => {
    voting.cast('item', 'r1', 'A')
    wire.sent[0]!.answer(counted)
    await settled()
    voting.cast('item', 'r1', 'B')
    wire.sent[1]!.lose()
    await settled()
    voting.resume(hello(null), 'r2')
    wire.sent[2]!.answer(no('other-round'))
    await settled()
    expect(shown()).toEqual(['elsewhere', 'r1', null])
  })

  test('of the question before nothing is said once a tap on the next one leaves open what stands there', async () => {
    voting.cast('item', 'r1', 'A')
    wire.sent[0]!.answer(counted)
    await settled()
    voting.cast('item', 'r1', 'B')
    voting.cast('item', 'r2', 'C')
    wire.sent[1]!.lose()
    wire.sent[2]!.answer(no('too-late'))
    await settled()
    expect(shown()).toEqual(['none', null, null])
  })

  test('what never left this device is not said to be counted when the round is sealed meanwhile', async () => {
    voting.cast('item', 'r1', 'A')
    wire.sent[0]!.lose()
    wire.session.online = false
    await settled()
    voting.cast('item', 'r1', 'B')
    wire.session.online = true
    voting.resume(hello({ round: 'r1' }), undefined)
    expect(shown()).toEqual(['counted', 'r1', 'A'])
  })

  test.each(['the sealed round', 'a refusal'])(
    'of several taps without an answer, told by %s that one stands, it does not say which',
    async (teller) => {
      voting.cast('item', 'r1', 'A')
      wire.sent[0]!.answer(counted)
      await settled()
      voting.cast('item', 'r1', 'B')
      wire.sent[1]!.lose()
      await settled()
      voting.resume(hello(teller === 'a refusal' ? { round: 'r1', vote: 'A' } : { round: 'r1' }), 'r1')
      wire.sent[2]?.answer(no('already-voted'))
      await settled()
      expect(shown()).toEqual(['elsewhere', 'r1', null])
      voting = open()
      voting.resume(hello({ round: 'r1' }), undefined)
      expect(shown()).toEqual(['elsewhere', 'r1', null])
    },
  )

  test('a disk that refuses for a while does not lose the ballot', async () => {
    voting.cast('item', 'r1', 'A')
    wire.sent[0]!.answer(no('not-saved'))
    await settled()
    expect(shown()).toEqual(['waiting', 'r1', 'A'])
    expect(voting.refused?.refusal.code).toBe('not-saved')
    voting.resume(hello(null), 'r1')
    wire.sent[1]!.answer(counted)
    await settled()
    expect([...shown(), voting.refused]).toEqual(['counted', 'r1', 'A', null])
  })

  test('another tab of the same browser shows it too', async () => {
    const other = open()
    voting.cast('item', 'r1', 'A')
    wire.sent[0]!.answer(counted)
    await settled()
    other.refresh()
    expect([other.delivery, other.round, other.vote]).toEqual(['counted', 'r1', 'A'])
  })

  test('a new seat without a vote does not show what an earlier seat voted in this round', async () => {
    voting.cast('item', 'r1', 'A')
    wire.sent[0]!.answer(counted)
    await settled()
    voting.resume(hello(null), 'r1')
    expect(voting.delivery).toBe('none')
  })

  test('a vote that was sealed before a reopening is said to be in', () => {
    voting.resume(hello({ round: 'r1' }), 'r1')
    expect(shown()).toEqual(['elsewhere', 'r1', null])
  })
})
