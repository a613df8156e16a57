// Scrutineers: what they sign, who of them has, and what they and the desk see of it.
import { currentItem, lastRound, type Meeting, type Mismatch, type Moment, type Scrutineer } from './meeting.ts'
import { readable } from './readable.ts'

/** So many hold office at once. */
export const MOST = 3

/** What a scrutineer signs, as UTF-8, one line for each part; `shown` is null where nothing was. */
export const signOnText = (code: string, name: string, key: string) => `spotvote scrutineer 1\n${code}\n${name}\n${key}`
export const coSignText = ({ round, head, digest }: Pick<Moment, 'round' | 'head' | 'digest'>) =>
  `spotvote co-signature 1\n${round}\n${head}\n${digest}`
export const mismatchText = (code: string, { n, held, shown }: Pick<Mismatch, 'n' | 'held' | 'shown'>) =>
  `spotvote mismatch 1\n${code}\n${n}\n${held}\n${shown ?? ''}`

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Eight letters of a key (base64url), for two people to compare who look at it on two screens. */
export function fingerprintOf(key: string): string {
  const number = [...key].reduce((sum, digit) => sum * 64n + BigInt(digits.indexOf(digit)), 0n)
  return readable(number.toString(16), 8)
}

export const inOffice = ({ scrutineers }: Pick<Meeting, 'scrutineers'>) =>
  scrutineers.filter(({ dismissed }) => !dismissed)

/** The last close of a round, as it is on disk. */
export const closeOf = ({ record }: Readonly<Meeting>, round: string) =>
  record.moments.findLast((moment) => moment.round === round && moment.what === 'closed')

/** Who signed the last close of a round, by id. */
function signersOf(meeting: Meeting, id: string): string[] {
  const close = closeOf(meeting, id)
  const round = meeting.items.flatMap(({ rounds }) => rounds).find((round) => round.id === id)
  return (round?.signatures ?? []).flatMap(({ scrutineer, head }) => (head === close?.head ? [scrutineer] : []))
}

/** How many signed the close of the round on the wall. */
export function coSigned(meeting: Meeting): number {
  const item = currentItem(meeting)
  const round = item && lastRound(item)
  return round && round.phase !== 'open' && !round.void ? signersOf(meeting, round.id).length : 0
}

/** What the desk sees. */
export interface Scrutiny {
  scrutineers: Pick<Scrutineer, 'id' | 'name' | 'key'>[]
  /** Rounds of the current item whose close can be signed, and who has signed it. */
  signed: { round: string; by: string[] }[]
  /** Reported by those in office. */
  mismatches: (Mismatch & { name: string })[]
}

export function scrutinyOf(meeting: Meeting): Scrutiny {
  const office = inOffice(meeting)
  const closed = currentItem(meeting)?.rounds.filter((round) => round.phase !== 'open' && !round.void) ?? []
  return {
    scrutineers: office.map(({ id, name, key }) => ({ id, name, key })),
    signed: closed.map(({ id }) => ({ round: id, by: signersOf(meeting, id) })),
    mismatches: meeting.mismatches.flatMap((mismatch) => {
      const by = office.find(({ id }) => id === mismatch.scrutineer)
      return by ? [{ ...mismatch, name: by.name }] : []
    }),
  }
}

/** A moment, with what it was about in words. */
export interface MomentSeen extends Moment {
  /** Place on the agenda, from 1, and the title the round was opened with. */
  number: number
  title: string
  /** The round's own number. */
  vote: number
}

/** What scrutineers see. */
export interface Seen {
  /** Of all rounds, in the order of the record. */
  moments: MomentSeen[]
  scrutineers: readonly Scrutineer[]
  signatures: { round: string; scrutineer: string; head: string }[]
}

export function seenBy(meeting: Meeting): Seen {
  const rounds = meeting.items.flatMap((item, index) => item.rounds.map((round) => ({ round, number: index + 1 })))
  const byId = new Map(rounds.map((one) => [one.round.id, one]))
  return {
    moments: meeting.record.moments.map((moment) => {
      const { round, number } = byId.get(moment.round)!
      return { ...moment, number, title: round.question.title, vote: round.number }
    }),
    scrutineers: meeting.scrutineers,
    signatures: rounds.flatMap(({ round }) =>
      round.signatures.map(({ scrutineer, head }) => ({ round: round.id, scrutineer, head })),
    ),
  }
}
