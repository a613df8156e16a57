// Commands of the scrutineers, each of which bears its author's signature: the link alone speaks for nobody.
import * as v from 'valibot'
import { line, whole } from '../../parse.ts'
import { Refusal } from '../../refusal.ts'
import { type Context, command, desk, id } from '../command.ts'
import type { Meeting, Scrutineer } from '../meeting.ts'
import { closeOf, coSignText, inOffice, MOST, mismatchText, signOnText } from '../scrutiny.ts'

/** 32 and 64 bytes as base64url, each in the one way there is to write them. */
const key = v.pipe(v.string(), v.regex(/^[\w-]{42}[AEIMQUYcgkosw048]$/))
const signature = v.pipe(v.string(), v.regex(/^[\w-]{85}[AQgw]$/))

/** So many reports of one scrutineer are recorded: the first is what matters. */
const REPORTS = 10

export const scrutinyCommands = {
  /** Somebody who has the link says their name, with the key that their phone has made. */
  'sign-on': command({
    roles: ['scrutineer'],
    schema: v.object({ name: line(40), key, signature }),
    decide: (meeting, { name, key, signature }, _, { now, newId, signed }) => {
      if (!signed(key, signOnText(meeting.code, name, key), signature)) throw unsigned()
      const known = meeting.scrutineers.find((one) => one.key === key)
      if (known?.dismissed) throw new Refusal('not-in-office')
      if (known) return []
      if (inOffice(meeting).length >= MOST) throw new Refusal('enough-scrutineers')
      return [{ type: 'scrutineer-appointed', scrutineer: newId(), name, key, signature, at: now }]
    },
  }),
  'dismiss-scrutineer': command({
    roles: desk,
    schema: v.object({ scrutineer: id }),
    decide: (meeting, { scrutineer }, _, { now }) => {
      const known = meeting.scrutineers.find(({ id }) => id === scrutineer)
      if (!known) throw new Refusal('invalid', { field: 'scrutineer', expected: { what: 'known' }, got: scrutineer })
      return known.dismissed ? [] : [{ type: 'scrutineer-dismissed', scrutineer, at: now }]
    },
  }),
  /** A scrutineer signs a close: that of any round, as long as it is not open again. */
  'co-sign': command({
    roles: ['scrutineer'],
    schema: v.object({ round: id, signature }),
    decide: (meeting, { round: roundId, signature }, _, context) => {
      const all = meeting.items.flatMap((item) => item.rounds.map((round) => ({ item, round })))
      const found = all.find(({ round }) => round.id === roundId)
      if (!found) throw new Refusal('other-round')
      const { item, round } = found
      const close = closeOf(meeting, roundId)
      if (round.phase === 'open' || !close) throw new Refusal('not-closed')
      const { id } = signer(meeting, coSignText(close), signature, context)
      const { head } = close
      if (round.signatures.some((one) => one.scrutineer === id && one.head === head)) return []
      const of = { item: item.id, round: roundId, at: context.now }
      return [{ type: 'co-signed', scrutineer: id, head, signature, ...of }]
    },
  }),
  /** A scrutineer's phone was shown something else than it holds. */
  'report-mismatch': command({
    roles: ['scrutineer'],
    schema: v.object({ n: whole(1, 1e9), held: line(100), shown: v.nullable(line(100)), signature }),
    decide: (meeting, { n, held, shown, signature }, _, context) => {
      const { id } = signer(meeting, mismatchText(meeting.code, { n, held, shown }), signature, context)
      const own = meeting.mismatches.filter(({ scrutineer }) => scrutineer === id)
      const known = own.some((one) => one.n === n && one.held === held && one.shown === shown)
      if (known || own.length >= REPORTS) return []
      return [{ type: 'mismatch-reported', scrutineer: id, n, held, shown, signature, at: context.now }]
    },
  }),
}

/** Who signed this. Refuses `invalid` where nobody did, `not-in-office` where they were dismissed. */
function signer(meeting: Meeting, text: string, signature: string, { signed }: Pick<Context, 'signed'>): Scrutineer {
  const found = meeting.scrutineers.find(({ key }) => signed(key, text, signature))
  if (!found) throw unsigned()
  if (found.dismissed) throw new Refusal('not-in-office')
  return found
}

const unsigned = () => new Refusal('invalid', { field: 'signature', expected: { what: 'signature' } })
