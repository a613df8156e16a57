// Scrutineers without a server: who takes office, what they may sign, and what the signatures of two programs make of each other.
import { describe, expect, test } from 'vitest'
import { newPair, signature } from '../../client/scrutineer/keys.ts'
import { signatureHolds } from '../../recount/signature.ts'
import { signed } from '../../server/secrets.ts'
import { question } from '../../shared/meeting/question.ts'
import {
  coSigned,
  coSignText,
  fingerprintOf,
  mismatchText,
  scrutinyOf,
  seenBy,
  signOnText,
} from '../../shared/meeting/scrutiny.ts'
import { Refusal } from '../../shared/refusal.ts'
import { report } from '../../shared/report.ts'
import { record } from '../record.ts'
import { last, scrutineer } from '../scrutineer.ts'

const motions = (count: number) =>
  record(
    'en',
    Array.from({ length: count }, (_, n) => question({ title: `Motion ${n + 1}`, kind: 'motion' })),
    3,
  )
type Run = ReturnType<typeof motions>

const give = (run: Run, command: { type: string }) => run.act(0, command)
const appointed = (run: Run, name: string) => {
  const hand = scrutineer(name, run.meeting.code)
  give(run, hand.signOn())
  return hand
}
function refusal(attempt: () => void) {
  try {
    attempt()
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
  return 'none'
}
const closed = (run: Run) => last(run.meeting.record.moments)

describe('M37 office', () => {
  test('M37 three hold it, a fourth is refused until one is dismissed, and who was dismissed does not come back', () => {
    const run = motions(1)
    const hands = ['Kim', 'Lee', 'Park'].map((name) => appointed(run, name))
    const fourth = scrutineer('Choi', run.meeting.code)
    expect(refusal(() => give(run, fourth.signOn()))).toBe('enough-scrutineers')
    const { id } = run.meeting.scrutineers[1]!
    run.act(0, { type: 'dismiss-scrutineer', scrutineer: id })
    give(run, fourth.signOn())
    expect(run.meeting.scrutineers.map(({ name, dismissed }) => [name, dismissed])).toEqual([
      ['Kim', false],
      ['Lee', true],
      ['Park', false],
      ['Choi', false],
    ])
    expect(refusal(() => give(run, hands[1]!.signOn()))).toBe('not-in-office')
    expect(scrutinyOf(run.meeting).scrutineers.map(({ name }) => name)).toEqual(['Kim', 'Park', 'Choi'])
    expect(refusal(() => run.act(0, { type: 'dismiss-scrutineer', scrutineer: 'nobody' }))).toBe('invalid')
  })

  test('M37 whoever comes again with the same key is the same scrutineer', () => {
    const run = motions(1)
    const hand = appointed(run, 'Kim')
    const { seq } = run.meeting
    give(run, hand.signOn())
    expect([run.meeting.seq, run.meeting.scrutineers.length]).toEqual([seq, 1])
  })

  test('M37 a name that its key did not sign, another’s key or no key at all is refused', () => {
    const run = motions(1)
    const [hand, other] = [scrutineer('Kim', run.meeting.code), scrutineer('Lee', run.meeting.code)]
    const elsewhere = scrutineer('Kim', 'ACDEFG')
    for (const wrong of [
      { ...hand.signOn(), name: 'Someone' },
      { ...hand.signOn(), key: other.key },
      { ...hand.signOn(), signature: other.signOn().signature },
      { ...hand.signOn(), key: 'A'.repeat(43) },
      { ...hand.signOn(), key: 'short' },
      { ...hand.signOn(), signature: '' },
      { ...hand.signOn(), name: '   ' },
      { ...hand.signOn(), name: 'n'.repeat(41) },
      elsewhere.signOn(),
    ])
      expect([wrong, refusal(() => give(run, wrong))]).toEqual([wrong, 'invalid'])
    expect(run.meeting.scrutineers).toEqual([])
  })
})

describe('M38 the close', () => {
  test('M38 is signed once by each, with the head and digest it has; nothing else is taken', () => {
    const run = motions(2)
    const [kim, lee] = [appointed(run, 'Kim'), appointed(run, 'Lee')]
    run.open(0, ['yes', 'no'])
    const opened = last(run.meeting.record.moments, 'opened')
    expect(refusal(() => give(run, kim.coSign(opened)))).toBe('not-closed')
    run.close(0)
    const close = closed(run)
    for (const wrong of [
      kim.coSign(opened),
      kim.coSign({ ...close, digest: 'f'.repeat(64) }),
      kim.coSign({ ...close, head: 'AAAA-AAAA-AAAA' }),
      { ...kim.coSign({ ...close, round: 'other' }), round: close.round },
      scrutineer('Nobody', run.meeting.code).coSign(close),
    ])
      expect(refusal(() => give(run, wrong))).toBe('invalid')
    expect(refusal(() => give(run, kim.coSign({ ...close, round: 'none' })))).toBe('other-round')
    give(run, kim.coSign(close))
    const { seq } = run.meeting
    give(run, kim.coSign(close))
    expect(run.meeting.seq).toBe(seq)
    run.reveal(0)
    give(run, lee.coSign(close))
    const ids = run.meeting.scrutineers.map(({ id }) => id)
    expect(scrutinyOf(run.meeting).signed).toEqual([{ round: close.round, by: ids }])
    expect(coSigned(run.meeting)).toBe(2)
  })

  test('M38 who was dismissed signs no more; what they signed stays', () => {
    const run = motions(2)
    const kim = appointed(run, 'Kim')
    run.open(0, ['yes'])
    run.close(0)
    give(run, kim.coSign(closed(run)))
    run.act(0, { type: 'dismiss-scrutineer', scrutineer: run.meeting.scrutineers[0]!.id })
    run.open(1, ['yes'])
    run.close(1)
    expect(refusal(() => give(run, kim.coSign(closed(run))))).toBe('not-in-office')
    expect(report(run.meeting).items.map(({ rounds }) => rounds[0]!.signatures.length)).toEqual([1, 0])
  })

  test('M38 a round that is closed again wants new signatures, and both stand in the export', () => {
    const run = motions(1)
    const kim = appointed(run, 'Kim')
    run.open(0, ['yes'])
    run.close(0)
    const first = closed(run)
    give(run, kim.coSign(first))
    run.reopen(0)
    expect(coSigned(run.meeting)).toBe(0)
    expect(refusal(() => give(run, kim.coSign(first)))).toBe('not-closed')
    run.close(0)
    const second = closed(run)
    expect(second.head).not.toBe(first.head)
    expect([coSigned(run.meeting), scrutinyOf(run.meeting).signed[0]!.by]).toEqual([0, []])
    expect(refusal(() => give(run, kim.coSign(first)))).toBe('invalid')
    give(run, kim.coSign(second))
    expect(coSigned(run.meeting)).toBe(1)
    const { items, record, scrutineers } = report(run.meeting)
    const { id, signatures } = items[0]!.rounds[0]!
    expect(signatures.map(({ head }) => head)).toEqual([first.head, second.head])
    for (const [n, { head, signature, scrutineer }] of signatures.entries()) {
      const { key } = scrutineers.find((one) => one.id === scrutineer)!
      const text = ['spotvote co-signature 1', id, head, [first, second][n]!.digest].join('\n')
      expect(signatureHolds(key, text, signature)).toBe(true)
    }
    expect((record.entries as { type: string }[]).filter(({ type }) => type === 'co-signed')).toHaveLength(2)
  })
})

describe('V22 what a scrutineer sees', () => {
  test('V22 every moment with its head and turnout, in the order of the record, and no vote', () => {
    const run = motions(2)
    appointed(run, 'Kim')
    run.open(0, ['yes', 'no', 'no'])
    run.close(0)
    run.reveal(0)
    run.open(1, ['abstain'])
    run.void(1, 'a mistake')
    const { moments } = seenBy(run.meeting)
    expect(moments.map(({ what, number, title, voted }) => [what, number, title, voted])).toEqual([
      ['opened', 1, 'Motion 1', null],
      ['closed', 1, 'Motion 1', 3],
      ['revealed', 1, 'Motion 1', null],
      ['opened', 2, 'Motion 2', null],
      ['closed', 2, 'Motion 2', 1],
      ['voided', 2, 'Motion 2', null],
    ])
    const ns = moments.map(({ n }) => n)
    expect(ns).toEqual([...new Set(ns)].sort((a, b) => a - b))
    expect(JSON.stringify(seenBy(run.meeting))).not.toMatch(/"(yes|no|abstain)"/)
    expect(JSON.stringify(seenBy(run.meeting))).not.toContain(run.meeting.record.hash)
  })

  test('V22 a report is recorded once, with its signature, and the desk hears it while its author is in office', () => {
    const run = motions(1)
    const kim = appointed(run, 'Kim')
    const { seq } = run.meeting
    give(run, kim.report(7, 'ACDE-ACDE-ACDE', null))
    give(run, kim.report(7, 'ACDE-ACDE-ACDE', null))
    expect(run.meeting.seq).toBe(seq + 1)
    expect(scrutinyOf(run.meeting).mismatches).toMatchObject([
      { name: 'Kim', n: 7, held: 'ACDE-ACDE-ACDE', shown: null },
    ])
    const forged = { ...kim.report(7, 'ACDE-ACDE-ACDE', null), shown: 'FFFF-FFFF-FFFF' }
    expect(refusal(() => give(run, forged))).toBe('invalid')
    for (let n = 1; n < 30; n++) give(run, kim.report(n, 'ACDE-ACDE-ACDE', 'FFFF-FFFF-FFFF'))
    expect(run.meeting.mismatches).toHaveLength(10)
    run.act(0, { type: 'dismiss-scrutineer', scrutineer: run.meeting.scrutineers[0]!.id })
    expect(scrutinyOf(run.meeting).mismatches).toEqual([])
    expect(run.meeting.record.entries.filter((entry) => entry.includes('mismatch-reported'))).toHaveLength(10)
  })
})

describe('M38 signatures', () => {
  const pair = newPair()
  const text = '표결 종료\nspotvote 🗳'
  const made = signature(pair, text)

  test('M38 of a phone hold for the server and for whoever checks, and of a server’s library likewise', () => {
    expect(made).toMatch(/^[\w-]{86}$/)
    expect(pair.key).toMatch(/^[\w-]{43}$/)
    for (const holds of [signed, signatureHolds]) {
      expect(holds(pair.key, text, made)).toBe(true)
      expect(holds(pair.key, `${text} `, made)).toBe(false)
      expect(holds(newPair().key, text, made)).toBe(false)
      expect(
        holds(
          pair.key,
          text,
          made.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A')),
        ),
      ).toBe(false)
      for (const nonsense of ['', 'A', '표', 'A'.repeat(86)]) {
        expect(holds(pair.key, text, nonsense)).toBe(false)
        expect(holds(nonsense, text, made)).toBe(false)
      }
    }
    const hand = scrutineer('Kim', 'KWXR34')
    const close = { round: 'r', head: 'ACDE-ACDE-ACDE', digest: 'f'.repeat(64) }
    expect(signatureHolds(hand.key, coSignText(close), hand.coSign(close).signature)).toBe(true)
    expect(signatureHolds(hand.key, signOnText('KWXR34', 'Kim', hand.key), hand.signOn().signature)).toBe(true)
    const told = { n: 1, held: 'a', shown: null }
    expect(signatureHolds(hand.key, mismatchText('KWXR34', told), hand.report(1, 'a', null).signature)).toBe(true)
  })

  test('M37 the short form of a key is eight letters, and another key’s is another', () => {
    expect(fingerprintOf(pair.key)).toMatch(/^[ACDEFGHJKMNPQRTUVWXY34679]{4}-[ACDEFGHJKMNPQRTUVWXY34679]{4}$/)
    const many = Array.from({ length: 50 }, () => fingerprintOf(newPair().key))
    expect(new Set(many).size).toBe(50)
  })
})
