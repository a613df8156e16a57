// The checker: what voters were told is counted against what the export says was counted.
import type { Cast } from '../../server/rehearsal/phone.ts'

/** As much of the JSON export as is checked. */
export interface Exported {
  meeting: { joined: number }
  items: { id: string; number: number; question: { secrecy: string }; rounds: ExportedRound[] }[]
}

interface ExportedRound {
  id: string
  number: number
  state: string
  turnout: { voted: number }
  counted: {
    ballots: number
    profile: { key?: string; vote: unknown; count: number }[]
    voted: string[]
    named: { voter: string; vote: unknown }[] | null
    /** Of rounds that have them, each with the key of its vote. */
    receipts?: { code: string; key: string }[] | null
  } | null
}

export interface Voter {
  /** The server's id for the seat, as the roll call told it. */
  id: string
  ledger: readonly Cast[]
}

/** One line a wrong; empty where all is right. */
export interface Verdict {
  lost: string[]
  doubled: string[]
  invented: string[]
}

const text = (vote: unknown) => JSON.stringify(vote)

/**
 * What may stand for a voter in a round: the last vote that was acknowledged, or one sent after it whose fate nobody
 * knows. Null among them: that nothing stands.
 */
export function mayStand(ledger: readonly Cast[], round: string): Set<string | null> {
  const { sure, casts } = latest(ledger, round)
  const votes = casts.map(({ vote }) => text(vote))
  return new Set(sure ? votes : [null, ...votes])
}

/** The casts of which one may stand, and whether one does. */
function latest(ledger: readonly Cast[], round: string) {
  const casts = ledger.filter((cast) => cast.round === round && cast.fate !== 'refused')
  const sure = casts.findLastIndex(({ fate }) => fate === 'ok')
  return { sure: sure >= 0, casts: casts.slice(Math.max(sure, 0)) }
}

export function check({ items }: Exported, voters: readonly Voter[]): Verdict {
  const verdict: Verdict = { lost: [], doubled: [], invented: [] }
  for (const { number, rounds } of items)
    for (const round of rounds)
      checkRound(round, voters, `item ${number}, round ${round.number} (${round.state})`, verdict)
  return verdict
}

function checkRound(
  { id, counted, turnout }: ExportedRound,
  voters: readonly Voter[],
  where: string,
  verdict: Verdict,
) {
  if (!counted) return void verdict.lost.push(`${where} is still open`)
  const { voted, named, profile, ballots, receipts } = counted
  const votes = profile.reduce((sum, { count }) => sum + count, 0)
  const sizes = [new Set(voted).size, votes, ballots, turnout.voted, ...(named ? [named.length] : [])]
  if (sizes.some((size) => size !== voted.length))
    verdict.doubled.push(`${where}: ${voted.length} voted, but the other counts are ${sizes.join(', ')}`)
  if (named) checkNames(id, named, voters, where, verdict)
  if (receipts) {
    const votes = new Map(profile.map(({ key, vote }) => [key, text(vote)]))
    const found = new Map(receipts.map(({ code, key }) => [code, votes.get(key)]))
    checkReceipts(id, found, voters, where, verdict)
  }
  checkVoted(id, voted, voters, where, verdict)
  checkProfile(
    id,
    profile,
    voters.filter((voter) => voted.includes(voter.id)),
    where,
    verdict,
  )
}

/** Who chose what is written down: each line must be what may stand. */
function checkNames(
  round: string,
  named: readonly { voter: string; vote: unknown }[],
  voters: readonly Voter[],
  where: string,
  { lost, doubled }: Verdict,
) {
  if (new Set(named.map(({ voter }) => voter)).size !== named.length)
    doubled.push(`${where}: a name stands there twice`)
  for (const { id, ledger } of voters) {
    const line = named.find(({ voter }) => voter === id)
    const stands = line ? text(line.vote) : null
    const may = mayStand(ledger, round)
    if (!may.has(stands)) lost.push(`${where}: for ${id} stands ${stands}, not ${[...may].join(' or ')}`)
  }
}

/** One of the codes a voter was given since their last sure vote stands there, beside the vote it was given for. */
function checkReceipts(
  round: string,
  receipts: ReadonlyMap<string, string | undefined>,
  voters: readonly Voter[],
  where: string,
  { lost, doubled }: Verdict,
) {
  for (const { id, ledger } of voters) {
    const { sure, casts } = latest(ledger, round)
    const found = casts.filter(({ receipt, vote }) => receipt !== undefined && receipts.get(receipt) === text(vote))
    if (sure && found.length === 0) lost.push(`${where}: no receipt of ${id} finds their vote`)
    if (found.length > 1) doubled.push(`${where}: ${found.length} receipts of ${id} are there`)
  }
}

function checkVoted(
  round: string,
  voted: readonly string[],
  voters: readonly Voter[],
  where: string,
  verdict: Verdict,
) {
  const known = new Set(voters.map(({ id }) => id))
  for (const id of voted) if (!known.has(id)) verdict.invented.push(`${where}: nobody here is ${id}`)
  for (const { id, ledger } of voters) {
    const may = mayStand(ledger, round)
    if (!may.has(null) && !voted.includes(id))
      verdict.lost.push(`${where}: the acknowledged vote of ${id} is not there`)
    if (may.size === 1 && may.has(null) && voted.includes(id)) verdict.invented.push(`${where}: ${id} never voted`)
  }
}

/** Without names: no choice has fewer votes than those sure of it, nor more than those who may have made it. */
function checkProfile(
  round: string,
  profile: readonly { vote: unknown; count: number }[],
  voted: readonly Voter[],
  where: string,
  { lost, doubled }: Verdict,
) {
  const choices = voted.map(({ ledger }) => [...mayStand(ledger, round)].filter((vote) => vote !== null))
  const counts = new Map(profile.map(({ vote, count }) => [text(vote), count]))
  for (const vote of new Set([...counts.keys(), ...choices.flat()])) {
    const count = counts.get(vote) ?? 0
    const least = choices.filter((may) => may.length === 1 && may[0] === vote).length
    const most = choices.filter((may) => may.includes(vote)).length
    if (count < least) lost.push(`${where}: ${vote} has ${count} votes, ${least} were acknowledged`)
    if (count > most) doubled.push(`${where}: ${vote} has ${count} votes, at most ${most} were cast`)
  }
}
