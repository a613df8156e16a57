// An export of this program counted again: every counted round from its votes, against what the record says of it.
import { isDeepStrictEqual } from 'node:util'
import { type BallotType, type Entry, type Profile, total } from '../../../shared/ballots/ballot.ts'
import { ballotType } from '../../../shared/ballots/registry.ts'
import { type Source, withLines } from '../../../shared/formats/json.ts'
import { group, list, text, wholeNumber, wrong } from '../../../shared/formats/reading.ts'
import { outcomeOf, tallyOf } from '../../../shared/meeting/count.ts'
import type { Round } from '../../../shared/meeting/meeting.ts'
import type { DivisionOutcome } from '../../../shared/meeting/outcome.ts'
import type { Rule } from '../../../shared/meeting/rule.ts'
import { ruleFields, ruleOf } from '../../../shared/meeting/rule-fields.ts'
import { standingOfNobody } from '../../../shared/meeting/standing.ts'
import { Refusal } from '../../../shared/refusal.ts'
import { asFile } from './as-file.ts'
import type { Counted } from './counted.ts'

export interface Recount extends Counted {
  kind: 'recount'
  /** Whether every count is the one on record. */
  agrees: boolean
}

interface Again {
  item: number
  round: number
  title: string
  kind: string
  agrees: boolean
  tally: unknown
  outcome: unknown
}

type Fields = Map<string, unknown>

/** Figures of a JSON ballot file. */
type Count = (document: object) => Record<string, unknown>

/**
 * Refuses `invalid` with line and field where the file is no export of this version. Where files of such ballots can be
 * counted too, the figures of a round stand beside its tally, as `count` gives them of a file.
 */
export function recount(source: Source, count: Count): Recount {
  const rounds = withLines(source, () => {
    const top = group(source.value, '')
    if (top.get('version') !== 1) throw wrong('version', { what: 'one-of', of: ['1'] }, top.get('version'))
    return list(top.get('items'), 'items').flatMap((value, index) => {
      const at = `items[${index}]`
      const item = group(value, at)
      const number = wholeNumber(item.get('number'), `${at}.number`, 1)
      return list(item.get('rounds'), `${at}.rounds`).flatMap((round, index) => {
        const field = `${at}.rounds[${index}]`
        const fields = group(round, field)
        return fields.get('counted') ? [{ item: number, ...again(fields, field, count) }] : []
      })
    })
  })
  const wrongs = rounds.filter(({ agrees }) => !agrees).length
  return {
    kind: 'recount',
    agrees: wrongs === 0,
    result: { agrees: wrongs === 0, rounds },
    tell: ({ export: w }) => [
      ...rounds.map(
        ({ item, round, title, agrees }) => `${item}. ${title} (${w.round(round)}): ${agrees ? w.agrees : w.differs}`,
      ),
      rounds.length === 0 ? w.none : wrongs === 0 ? w.all(rounds.length) : w.some(rounds.length, wrongs),
    ],
  }
}

function again(fields: Fields, at: string, figures: Count): Omit<Again, 'item'> {
  const question = group(fields.get('question'), `${at}.question`)
  const counted = group(fields.get('counted'), `${at}.counted`)
  const kind = text(question.get('kind'), `${at}.question.kind`)
  const round = sealed(fields, counted, kind, question.get('config'), at)
  const turnout = round.turnout!
  const count = relay(at, () => ({ tally: tallyOf(round, turnout), outcome: outcomeOf(round, turnout) }))
  const [tally, outcome] = [plain(count.tally), plain(count.outcome)]
  const { votes: ballots, weight } = total(round.profile)
  const recorded = ['tally', 'outcome', 'ballots', 'weight'].map((name) => counted.get(name))
  const title = text(question.get('title'), `${at}.question.title`)
  const document = asFile(kind, round.question.config, round, title)
  return {
    ...(document ? relay(at, () => figures(document)) : decided(outcome)),
    round: wholeNumber(fields.get('number'), `${at}.number`, 1),
    title,
    kind,
    agrees: isDeepStrictEqual(recorded, [tally, outcome, ballots, weight]),
    tally,
    outcome,
  }
}

/** A motion under the keys of a motion's file; nothing where the kind decides nothing. */
function decided(outcome: unknown): Record<string, unknown> {
  const { type, base, needed, awaits } = (outcome ?? {}) as Partial<DivisionOutcome>
  const results: Record<string, string> = { carried: 'passed', rejected: 'rejected', 'no-quorum': 'no_quorum' }
  if (base === undefined || needed === undefined) return results[type ?? ''] ? { result: results[type!] } : {}
  return { base, needed, result: awaits === 'chair' ? 'tie_chair' : (results[type!] ?? 'rejected') }
}

/** The round as it was when it was sealed, as far as a count looks at it. */
function sealed(fields: Fields, counted: Fields, kind: string, settings: unknown, at: string): Round {
  const type = relay(`${at}.question`, () => ballotType(kind))
  const config = reread(`${at}.question.config`, settings, () => type.config(type.settings(settings)))
  const nobody = standingOfNobody(kind, config)
  const written = fields.get('rule') as Rule
  const rule = reread(`${at}.rule`, written, () => ruleOf(ruleFields(written, nobody), nobody))
  const votes = (value: unknown, field: string) => profile(type, config, value, field)
  const apart = list(counted.get('groups') ?? [], `${at}.counted.groups`).map((value, index) => {
    const field = `${at}.counted.groups[${index}]`
    const one = group(value, field)
    return [text(one.get('group'), `${field}.group`), votes(one.get('votes'), `${field}.votes`)] as const
  })
  return {
    ...blank,
    question: { ...blank.question, kind, config },
    rule,
    turnout: turnout(fields.get('turnout'), `${at}.turnout`),
    lot: lot(fields.get('lot') ?? null, `${at}.lot`),
    chair: fields.get('chair') == null ? null : text(fields.get('chair'), `${at}.chair`),
    edits: counted.get('edits') ?? null,
    profile: votes(counted.get('profile'), `${at}.counted.profile`),
    groups: new Map(apart),
    box: { votes: [], voted: [], ...small(counted, at) },
  }
}

/** Distinct votes, each under its own key. */
function profile(type: BallotType, config: unknown, value: unknown, at: string): Map<string, Entry<unknown>> {
  const found = new Map<string, Entry<unknown>>()
  list(value, at).forEach((entry, index) => {
    const field = `${at}[${index}]`
    const fields = group(entry, field)
    const vote = relay(field, () => type.vote(fields.get('vote'), config))
    const key = text(fields.get('key'), `${field}.key`)
    if (type.key(vote) !== key) throw wrong(`${field}.key`, { what: 'one-of', of: [type.key(vote)] }, key)
    if (found.has(key)) throw wrong(`${field}.key`, 'different', key)
    const number = (name: string) => wholeNumber(fields.get(name), `${field}.${name}`)
    found.set(key, { vote, count: number('count'), weight: number('weight') })
  })
  return found satisfies Profile
}

/** What groups decided of whose votes the record knows no more. */
function small(counted: Fields, at: string): Pick<NonNullable<Round['box']>, 'small'> {
  const groups = counted.get('small')
  if (groups == null) return {}
  const read = (value: unknown, index: number) => {
    const field = `${at}.counted.small[${index}]`
    const one = group(value, field)
    return { group: text(one.get('group'), `${field}.group`), met: list(one.get('met'), `${field}.met`).map(Boolean) }
  }
  return { small: list(groups, `${at}.counted.small`).map(read) }
}

function turnout(value: unknown, at: string): NonNullable<Round['turnout']> {
  const heads = (fields: Fields, at: string) => {
    const number = (name: string) => wholeNumber(fields.get(name), `${at}.${name}`)
    return { eligible: number('eligible'), present: number('present'), voted: number('voted') }
  }
  const fields = group(value, at)
  if (!fields.has('groups')) return heads(fields, at)
  const groups = list(fields.get('groups'), `${at}.groups`).map((value, index) => {
    const field = `${at}.groups[${index}]`
    const one = group(value, field)
    const [id, title] = [text(one.get('id'), `${field}.id`), text(one.get('title'), `${field}.title`)]
    return { id, title, weight: wholeNumber(one.get('weight'), `${field}.weight`), ...heads(one, field) }
  })
  return { ...heads(fields, at), groups }
}

function lot(value: unknown, at: string): Round['lot'] {
  if (value === null) return null
  const fields = group(value, at)
  const texts = (name: string) =>
    list(fields.get(name), `${at}.${name}`).map((one, index) => text(one, `${at}.${name}[${index}]`))
  return { seed: text(fields.get('seed'), `${at}.seed`), order: texts('order'), numbers: texts('numbers') }
}

const blank: Round = {
  ...{ id: '', number: 1, fingerprint: '', phase: 'closed', openedAt: 0, closesAt: null, left: null },
  ...{ drainsUntil: null, closedAt: 0, revealedAt: null, turnout: null, void: null, chair: null, scene: null },
  ...{
    edits: null,
    supersedes: null,
    key: null,
    ballots: new Map(),
    box: null,
    digest: null,
    lot: null,
    signatures: [],
  },
  ...{
    profile: new Map(),
    groups: new Map(),
    receipts: new Set(),
    rule: {} as Rule,
    question: {} as Round['question'],
  },
}

/** As JSON would have it: a record knows nothing of what is undefined. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null))

/** Reads what was parsed once before it was written: it must come out as it stands there. */
function reread<T>(field: string, written: unknown, read: () => T): T {
  const value = relay(field, read)
  if (!isDeepStrictEqual(plain(value), written)) throw wrong(field, 'known', written)
  return value
}

/** Puts what a reader refuses under its field; what trusts the record may stumble over another shape altogether. */
function relay<T>(field: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) throw wrong(field, 'object', '…')
    if (!(error instanceof Refusal)) throw error
    throw new Refusal('invalid', { ...error.details, field: [field, error.details.field].filter(Boolean).join('.') })
  }
}
