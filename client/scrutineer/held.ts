// What a scrutineer's phone has seen of the record, against what it is shown: all of it must be there for good.
import type { Scrutineer } from '../../shared/meeting/meeting.ts'
import type { MomentSeen, Seen } from '../../shared/meeting/scrutiny.ts'
import { tidy } from '../../shared/tidy.ts'

export interface Held {
  moments: readonly MomentSeen[]
  /** The owner as the record has them; null before they took office. */
  office: Pick<Scrutineer, 'id' | 'key' | 'name'> | null
  /** Heads that the owner has signed. */
  signed: readonly string[]
}

export const nothing: Held = { moments: [], office: null, signed: [] }

/** What was held and is not shown any more; `shown` is null where nothing stands in its place. */
export interface Difference {
  what: 'moment' | 'office' | 'signature'
  /** What it is about; null for the office. */
  moment: MomentSeen | null
  held: string
  shown: string | null
}

/** Of a moment, what can never change; its item may move on the agenda. The head says it best. */
const lasting = ['head', 'digest', 'voted', 'what', 'n', 'round', 'item', 'vote', 'title', 'at'] as const

/** The first thing that is gone, changed or has something put before it; null where all is as it was. */
export function compare(held: Held, seen: Seen): Difference | null {
  for (const [place, moment] of held.moments.entries()) {
    const other = seen.moments[place]
    if (!other) return { what: 'moment', moment, held: moment.head, shown: null }
    const field = lasting.find((name) => moment[name] !== other[name])
    if (field) return { what: 'moment', moment, held: said(moment, field), shown: said(other, field) }
  }
  const { office } = held
  if (office === null) return null
  const { id, key, name } = office
  if (!seen.scrutineers.some((one) => one.id === id && one.key === key && one.name === name))
    return { what: 'office', moment: null, held: name, shown: null }
  const signed = signedBy(seen, id)
  const gone = held.signed.find((head) => !signed.includes(head))
  if (gone === undefined) return null
  const moment = held.moments.find(({ head }) => head === gone) ?? null
  return { what: 'signature', moment, held: gone, shown: null }
}

/** Holds what is new, too, once it was compared. `key`: the owner's, null where there is none. */
export function hold(held: Held, seen: Seen, key: string | null): Held {
  const office = held.office ?? seen.scrutineers.find((one) => one.key === key) ?? null
  return { moments: seen.moments, office, signed: office ? signedBy(seen, office.id) : [] }
}

/** Closes that stand and that a scrutineer has not signed, the last one first. */
export function toSign({ moments }: Held, seen: Seen, id: string): MomentSeen[] {
  const signed = signedBy(seen, id)
  const standing = (moment: MomentSeen) =>
    !moments.some(
      ({ n, round, what }) => n > moment.n && round === moment.round && (what === 'reopened' || what === 'voided'),
    )
  return moments
    .filter((moment) => moment.what === 'closed' && standing(moment) && !signed.includes(moment.head))
    .reverse()
}

const signedBy = ({ signatures }: Seen, id: string) =>
  signatures.flatMap(({ scrutineer, head }) => (scrutineer === id ? [head] : []))

/** As it is reported, in a line of at most 100 characters. */
const said = (moment: MomentSeen, field: (typeof lasting)[number]) =>
  field === 'head' ? moment.head : tidy(`${field} ${moment[field]}`.slice(0, 100))
