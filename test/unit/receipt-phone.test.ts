// A receipt on its way: which code the phone shows, whatever gets lost, and another one where it is taken.
import { beforeEach, describe, expect, test } from 'vitest'
import { Outbox } from '../../client/outbox.ts'
import { newReceipt } from '../../client/receipt.ts'
import type { Session } from '../../client/session.svelte.ts'
import { memoryShelf, type Shelf } from '../../client/shelf.ts'
import { Voting } from '../../client/voting.svelte.ts'
import { isReceipt } from '../../shared/meeting/receipt.ts'
import type { Ack, Mine } from '../../shared/protocol.ts'
import type { RefusalCode } from '../../shared/refusal.ts'

interface Sent {
  vote: unknown
  ballot: string
  receipt: string
  replaces: string[]
  answer: (ack: Ack) => void
  lose: () => void
}

const counted: Ack = { ok: true, seq: 1, now: 0 }
const no = (code: RefusalCode): Ack => ({ ok: false, refusal: { code } })
const settled = () => new Promise((resolve) => setImmediate(resolve))
const hello = (mine: Mine | null) => ({ now: 0, voter: 'token', mine })

describe('V23 the receipt a phone shows', () => {
  let shelf: Shelf
  let sent: Sent[]
  let session: { online: boolean; send(command: object): Promise<Ack> }
  let voting: Voting
  const open = () => new Voting(session as unknown as Session, 'CODE', shelf)
  const cast = (vote: string, secret = false) => voting.cast('item', 'r1', vote, secret, true)
  const shown = () => [voting.delivery, ...voting.receipts]

  beforeEach(() => {
    shelf = memoryShelf()
    sent = []
    session = {
      online: true,
      send: (command) =>
        new Promise((answer, reject) => {
          sent.push({ ...(command as Sent), answer, lose: () => reject(new Error('gone')) })
        }),
    }
    voting = open()
  })

  test('is there once the vote is counted, after a reload and after the close too', async () => {
    cast('A')
    expect(isReceipt(sent[0]!.receipt)).toBe(true)
    expect(shown()).toEqual(['sending'])
    sent[0]!.answer(counted)
    await settled()
    expect(shown()).toEqual(['counted', sent[0]!.receipt])
    voting = open()
    voting.resume(hello({ round: 'r1' }), undefined)
    expect(shown()).toEqual(['counted', sent[0]!.receipt])
  })

  test('is made anew for a changed vote, and the old one shown no more', async () => {
    cast('A')
    sent[0]!.answer(counted)
    await settled()
    cast('B')
    expect(shown()).toEqual(['sending'])
    sent[1]!.answer(counted)
    await settled()
    expect(sent[1]!.receipt).not.toBe(sent[0]!.receipt)
    expect(shown()).toEqual(['counted', sent[1]!.receipt])
  })

  test('goes with its ballot on every resend, over a reload too', async () => {
    cast('A', true)
    sent[0]!.lose()
    await settled()
    voting = open()
    voting.resume(hello(null), 'r1')
    expect(sent.map(({ ballot, receipt }) => [ballot, receipt])).toEqual(
      Array(2).fill([sent[0]!.ballot, sent[0]!.receipt]),
    )
    sent[1]!.answer(counted)
    await settled()
    expect(shown()).toEqual(['counted', sent[0]!.receipt])
    expect(voting.vote).toBe(null)
  })

  test.each([true, false])('M39 is replaced by another one where it is taken, secret: %s', async (secret) => {
    cast('A', secret)
    sent[0]!.answer(no('receipt-taken'))
    await settled()
    expect(sent).toHaveLength(2)
    expect(sent[1]).toMatchObject({ vote: 'A', replaces: [sent[0]!.ballot] })
    expect(sent[1]!.receipt).not.toBe(sent[0]!.receipt)
    expect(sent[1]!.ballot).not.toBe(sent[0]!.ballot)
    expect(voting.refused).toBe(null)
    sent[1]!.lose()
    await settled()
    // What is another's is not shown as what may be one's own.
    voting.resume(hello({ round: 'r1' }), undefined)
    expect(voting.receipts).toEqual([sent[1]!.receipt])
  })

  test('is the one the server tells while the round is open', async () => {
    cast('A')
    sent[0]!.answer(counted)
    await settled()
    voting.resume(hello({ round: 'r1', vote: 'A', receipt: 'ACDEFGHJ' }), 'r1')
    expect(shown()).toEqual(['counted', 'ACDEFGHJ'])
  })

  test('is one of several where nobody can tell any more which vote counts', async () => {
    cast('A')
    sent[0]!.answer(counted)
    await settled()
    cast('A')
    sent[1]!.lose()
    await settled()
    voting.resume(hello({ round: 'r1' }), undefined)
    // The choice is the same, the codes are not.
    expect(shown()).toEqual(['counted', sent[0]!.receipt, sent[1]!.receipt])
    voting = open()
    voting.resume(hello({ round: 'r1' }), undefined)
    expect(shown()).toEqual(['counted', sent[0]!.receipt, sent[1]!.receipt])
  })

  test('may be that of a tap that was never answered', async () => {
    cast('A', true)
    sent[0]!.lose()
    cast('B', true)
    sent[1]!.lose()
    await settled()
    voting.resume(hello({ round: 'r1' }), undefined)
    expect(shown()).toEqual(['counted', sent[0]!.receipt, sent[1]!.receipt])
  })

  test('stays on the device when the next round comes', async () => {
    cast('A')
    sent[0]!.answer(counted)
    await settled()
    voting.cast('item', 'r2', 'A')
    sent[1]!.answer(counted)
    await settled()
    expect(sent[1]!.receipt).toBe(undefined)
    expect(shown()).toEqual(['counted'])
    expect(new Outbox('CODE', shelf).receipts('r1')).toEqual([sent[0]!.receipt])
  })
})

test('M39 codes are eight characters, no two alike, every character as often as another', () => {
  const codes = Array.from({ length: 25_000 }, newReceipt)
  expect(codes.filter((code) => !isReceipt(code))).toEqual([])
  expect(new Set(codes.slice(0, 1000)).size).toBe(1000)
  const times = new Map<string, number>()
  for (const letter of codes.join('')) times.set(letter, (times.get(letter) ?? 0) + 1)
  expect(times.size).toBe(25)
  // 8,000 each, within five standard deviations; of bytes taken as they come six letters would have 594 more.
  for (const count of times.values()) expect(Math.abs(count - 8000)).toBeLessThan(5 * Math.sqrt(8000))
})
