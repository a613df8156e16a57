// A rule as the record has it (SPEC R6-R12), and the least number that reaches a fraction. Fractions are never divided.
import { type Fraction, floor, fraction, times } from './exact.ts'
import { list, Misfit, oneOf, orNull, record, text, whole, yesNo } from './read.ts'

const bases = ['valid', 'cast', 'present', 'eligible'] as const
type Base = (typeof bases)[number]
export type Unit = 'heads' | 'weight'

export interface Share {
  base: Base
  fraction: string
  atLeast: boolean
}

export interface QuorumRule {
  count: 'present' | 'cast'
  fraction: string | null
  atLeast: boolean
  number: number | null
  unit: Unit
}

export interface Rule {
  /** The shares that have to be reached, the first one being that of the majority; empty where none has to. */
  shares: Share[]
  unit: Unit | 'both'
  abstentions: 'apart' | 'against' | 'out'
  members: number | null
  quorum: QuorumRule | null
  tie: 'rejected' | 'chair' | 'lot' | 'reported'
  eachGroup: boolean
}

/** `2/3` or `1`: above 0, and 1 at most. */
function share(value: unknown, path: string): Fraction {
  const [, over, under = '1'] = /^([1-9]\d{0,15})(?:\/([1-9]\d{0,15}))?$/.exec(text(value, path)) ?? []
  if (over === undefined || BigInt(over) > BigInt(under)) throw new Misfit(path, value, 'a fraction')
  return fraction(BigInt(over), BigInt(under))
}

/** The least whole number that passes the fraction of a base, or with `atLeast` reaches it. */
export function least(portion: string, atLeast: boolean, base: number): number {
  const mark = times(share(portion, 'rule'), fraction(base))
  const below = floor(mark)
  return Number(atLeast && mark.under === 1n ? below : below + 1n)
}

const readShare = (value: Record<string, unknown>, path: string): Share => {
  share(value['fraction'], `${path}.fraction`)
  return {
    base: oneOf(value['base'], `${path}.base`, bases),
    fraction: value['fraction'] as string,
    atLeast: yesNo(value['atLeast'], `${path}.atLeast`),
  }
}

function readQuorum(value: unknown): QuorumRule {
  const quorum = record(value, 'rule.quorum')
  const portion = orNull(quorum['fraction'], (portion) => {
    share(portion, 'rule.quorum.fraction')
    return portion as string
  })
  return {
    count: oneOf(quorum['count'], 'rule.quorum.count', ['present', 'cast']),
    fraction: portion,
    atLeast: yesNo(quorum['atLeast'], 'rule.quorum.atLeast'),
    number: orNull(quorum['number'], (number) => whole(number, 'rule.quorum.number', 1)),
    unit: oneOf(quorum['unit'], 'rule.quorum.unit', ['heads', 'weight']),
  }
}

export function readRule(value: unknown): Rule {
  const rule = record(value, 'rule')
  const also = list(rule['also'], 'rule.also').map((each, n) =>
    readShare(record(each, `rule.also[${n}]`), `rule.also[${n}]`),
  )
  return {
    shares: rule['fraction'] === null ? [] : [readShare(rule, 'rule'), ...also],
    unit: oneOf(rule['unit'], 'rule.unit', ['heads', 'weight', 'both']),
    abstentions: oneOf(rule['abstentions'], 'rule.abstentions', ['apart', 'against', 'out']),
    members: orNull(rule['members'], (members) => whole(members, 'rule.members', 1)),
    quorum: orNull(rule['quorum'], readQuorum),
    tie: oneOf(rule['tie'], 'rule.tie', ['rejected', 'chair', 'lot', 'reported']),
    eachGroup: yesNo(rule['eachGroup'], 'rule.eachGroup'),
  }
}
