// Meeting -> report: everything worth taking home, plain and flat; every export format is made of it.
import type { Row, Turnout } from './ballots/ballot.ts'
import { total } from './ballots/ballot.ts'
import { ballotType } from './ballots/registry.ts'
import { countOf } from './meeting/count.ts'
import {
  type Box,
  type Draw,
  type Group,
  type Item,
  type Language,
  type Meeting,
  type Moment,
  type Question,
  type Round,
  type Scrutineer,
  type Signature,
  votedIn,
} from './meeting/meeting.ts'
import type { Outcome } from './meeting/outcome.ts'
import { headOf } from './meeting/record.ts'
import type { Rule } from './meeting/rule.ts'
import { type OutcomeText, outcomeText } from './words/outcome.ts'

export interface Report {
  meeting: {
    id: string
    code: string
    title: string
    language: Language
    madeAt: number
    archived: boolean
    /** How one person was known from another. */
    identity: 'device'
    /** Empty where all voters are alike. */
    groups: Group[]
    /** Seats taken in the whole meeting. */
    joined: number
    /** Sequence number of the last event the report knows of. */
    seq: number
  }
  items: ReportItem[]
  /** Those who were dismissed among them. */
  scrutineers: readonly Scrutineer[]
  /** What anybody can check it by. */
  record: {
    /** Of the whole: twelve letters and digits. */
    head: string
    /** Of the last entry, 64 hexadecimal digits. */
    hash: string
    /** The events in order, less what was secret in them. */
    entries: unknown[]
  }
}

export interface ReportItem {
  id: string
  /** Place on the agenda, from 1. */
  number: number
  /** As it stands on the agenda now; each round has its own, frozen when it opened. */
  question: Question
  rounds: ReportRound[]
}

/** `superseded`: a later round was held in its place. */
export type RoundState = 'open' | 'counted' | 'void' | 'superseded'

/** Times are milliseconds since 1970. */
export interface ReportRound {
  id: string
  number: number
  state: RoundState
  phase: Round['phase']
  question: Question
  rule: Rule
  /** Short digest of question, rule and lot, as it stood on every screen. */
  fingerprint: string
  /** The record's heads as they stood on the screens; `n`: entries so far. */
  heads: { what: Moment['what']; n: number; head: string }[]
  /** Drawn when the round opened; null where no lot was needed. */
  lot: Draw | null
  /** The chair's casting vote. */
  chair: string | null
  openedAt: number
  closedAt: number | null
  revealedAt: number | null
  /** Heads. `present` is counted at the close, and so are the groups. */
  turnout: { eligible: number; present: number | null; voted: number; groups?: NonNullable<Turnout['groups']> }
  void: { reason: string; at: number } | null
  supersedes: { round: string; reason: string } | null
  /** SHA-256 of the sealed box, as the journal carries it. */
  digest: string | null
  /** Of scrutineers, under each close of this round: of its head and the digest it had then. */
  signatures: readonly Signature[]
  /** Null while the round is open, and until the reveal of a secret one: till then a report says how many took part. */
  counted: Counted | null
}

interface Counted {
  /** Ballots counted and the weight behind them; the weight is the denominator of every share. */
  ballots: number
  weight: number
  tally: unknown
  /** Null where there is nothing to decide. */
  outcome: Outcome | null
  /** The outcome, or the measures of a rating, in the meeting's language. */
  text: OutcomeText | null
  rows: ReportRow[]
  /** What the desk made of free answers: the tally and the rows follow it, the profile does not. Null for nothing. */
  edits: unknown
  /** Distinct votes, sorted by key. */
  profile: { key: string; vote: unknown; count: number; weight: number }[]
  /** The same group by group, in a round that is decided so; groups without votes left out. */
  groups: NonNullable<Box['groups']> | null
  /** Voters who took part, sorted. */
  voted: string[]
  /** Who chose what, sorted by voter; only where votes are named. `chosen` are ids of rows; `said` is the vote where they don't say all of it. */
  named: { voter: string; vote: unknown; chosen: string[]; said: string | null }[] | null
  /** The code of each ballot and the key of its vote, sorted by code; null in a round without receipts. */
  receipts: NonNullable<Box['receipts']> | null
  /** Groups whose votes were not kept apart, and whether each reached each share of the rule; null where there are none. */
  small: NonNullable<Box['small']> | null
  /** Of the sealed box; null in those of early versions. */
  salt: string | null
}

export interface ReportRow {
  id: string
  /** The author's text, or the product's word in the meeting's language. */
  label: string
  votes: number | null
  weight: number | null
  /** Per cent of `of`, two decimals, halves up; null where that is zero. */
  share: number | null
  /** The weight that is 100 %: all that was counted, or in a rating that of those who gave a grade. Null for a measure. */
  of: number | null
  /** A measure that is not a count. */
  value: number | null
}

/** Void and superseded rounds are part of it; of an open round only participation is. */
export function report(meeting: Meeting): Report {
  const { id, code, title, language, madeAt, archived, groups, voters, seq, items } = meeting
  const { hash, entries } = meeting.record
  return {
    meeting: { id, code, title, language, madeAt, archived, identity: 'device', groups, joined: voters.size, seq },
    items: items.map((item, index) => {
      const { id, rounds, ...question } = item
      return { id, number: index + 1, question, rounds: rounds.map((round) => reportRound(round, item, meeting)) }
    }),
    scrutineers: meeting.scrutineers,
    record: { head: headOf(hash), hash, entries: entries.map((entry) => JSON.parse(entry)) },
  }
}

function reportRound(round: Round, item: Item, meeting: Meeting): ReportRound {
  const { id, number, phase, question, rule, fingerprint, lot, chair, openedAt, closedAt, revealedAt, supersedes } =
    round
  const voted = votedIn(round)
  return {
    id,
    number,
    state: stateOf(round, item),
    phase,
    question,
    rule,
    fingerprint,
    heads: meeting.record.moments.flatMap(({ round, what, n, head }) => (round === id ? [{ what, n, head }] : [])),
    lot,
    chair,
    openedAt,
    closedAt,
    revealedAt,
    turnout: round.turnout ?? { eligible: Math.max(meeting.voters.size, voted), present: null, voted },
    void: round.void,
    supersedes,
    digest: phase === 'open' ? null : round.digest,
    signatures: round.signatures,
    counted: withheld(round) ? null : counted(round, meeting.language),
  }
}

/** A secret round that was void before its reveal is never counted for anybody. */
const withheld = ({ phase, question }: Round) =>
  phase === 'open' || (phase === 'closed' && question.secrecy === 'secret')

/** A round that was superseded stays so, even where the round held in its place is void. */
function stateOf(round: Round, item: Item): RoundState {
  if (round.void) return 'void'
  if (item.rounds.some((other) => other.supersedes?.round === round.id)) return 'superseded'
  return round.phase === 'open' ? 'open' : 'counted'
}

function counted(round: Round, language: Language): Counted {
  const { question, turnout, box, profile } = round
  if (!turnout || !box) throw new Error(`round ${round.id} is closed but not sealed`)
  const type = ballotType(question.kind)
  const { tally, outcome: decided, problem } = countOf(round, turnout)
  const { votes: ballots, weight } = total(profile)
  const isCounted = problem === undefined
  const rows = isCounted
    ? type.rows(tally, question.config).map((row) => reportRow(row, weight, type.words[language]))
    : []
  const explained = isCounted ? (type.explain?.(tally, question.config, language) ?? '') : uncounted[language]
  const name = (id: string) => rows.find((row) => row.id === id)?.label ?? id
  return {
    ballots,
    weight,
    tally,
    outcome: decided,
    text: decided ? said(outcomeText(decided, language, name), explained) : measured(rows, explained),
    rows,
    edits: round.edits,
    profile: box.votes,
    groups: box.groups ?? null,
    voted: box.voted,
    named:
      box.named?.map((ballot) => ({
        ...ballot,
        chosen: type.chosen(ballot.vote, question.config),
        said: type.say?.(ballot.vote, question.config) ?? null,
      })) ?? null,
    receipts: box.receipts ?? null,
    small: box.small ?? null,
    salt: box.salt ?? null,
  }
}

function reportRow(row: Row, total: number, words: Record<string, unknown>): ReportRow {
  const { id, label, word, votes = null, weight = null, of = total, value = null } = row
  const share = weight === null || of === 0 ? null : Math.floor((20_000 * weight + of) / (2 * of)) / 100
  const named = [label, (word ?? label === undefined) && words[word ?? id]].filter(Boolean).join(': ')
  return { id, label: named, votes, weight, share, of: weight === null ? null : of, value }
}

const uncounted = {
  en: 'The program failed to count these ballots.',
  ko: '프로그램 오류로 이 표를 집계하지 못했습니다.',
}

/** The outcome, with what only the kind can say of it. */
const said = ({ headline, detail }: OutcomeText, explained: string): OutcomeText => ({
  headline,
  detail: [detail, explained].filter(Boolean).join(' '),
})

/** Says what came of a kind that decides nothing: as it explains it, else its measures. */
function measured(rows: ReportRow[], explained: string): OutcomeText | null {
  const measures = rows.filter((row) => row.value !== null).map((row) => `${row.label} ${row.value}`)
  const headline = explained || measures.join(', ')
  return headline ? { headline, detail: '' } : null
}
