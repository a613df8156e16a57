// The exports against the book, and against each other.
import { ballotType } from '../../shared/ballots/registry.ts'
import { reportWords } from '../../shared/words/report.ts'
import { openWorkbook, values } from '../workbook.ts'
import type { Book, Entry } from './book.ts'

interface Counted {
  ballots: number
  profile: { vote: unknown; count: number }[]
  voted: string[]
  named: { voter: string; vote: unknown }[] | null
  rows: { id: string; label: string; votes: number | null; value: number | null }[]
}

interface Round {
  id: string
  number: number
  state: string
  turnout: { voted: number }
  counted: Counted | null
}

export interface Exported {
  meeting: { joined: number }
  items: {
    number: number
    question: { kind: string; title: string; secrecy: string; config: unknown }
    rounds: Round[]
  }[]
}

type Question = Exported['items'][number]['question']

/** Ids of the rows a vote counts for. */
function rowsOf({ kind, config }: Question, vote: unknown): string[] {
  const chosen = ballotType(kind).chosen(vote, config)
  return kind === 'ranking' ? chosen.slice(0, 1) : chosen
}

/** A vote as the record has it, without its time: that only the server knows. */
function recorded({ kind, config }: Question, vote: unknown): unknown {
  if (kind === 'quiz') return typeof vote === 'string' ? vote : (vote as { answer: string }).answer
  return ballotType(kind).vote(vote, config)
}

/** What each row got, counted anew from the single votes. */
function recount(question: Question, votes: Iterable<unknown>): Map<string, number> {
  const counts = new Map<string, number>()
  for (const vote of votes) for (const id of rowsOf(question, vote)) counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}

/** One line a difference; none where the JSON export says exactly what was sent. */
export function compareJson(exported: Exported, book: Book): string[] {
  const wrongs: string[] = []
  const seen = new Set<string>()
  for (const { number, question, rounds } of exported.items)
    for (const round of rounds) {
      seen.add(round.id)
      const where = `item ${number}, round ${round.number}`
      const entry = book.rounds.get(round.id)
      // A secret round that was voided was never revealed.
      if (entry && !round.counted && round.state === 'void' && question.secrecy === 'secret') continue
      if (!entry || !round.counted) wrongs.push(`${where}: nobody here opened it, or it is open still`)
      else
        wrongs.push(...compareRound(question, round, round.counted, entry, number).map((wrong) => `${where}: ${wrong}`))
    }
  for (const [id, { item }] of book.rounds) if (!seen.has(id)) wrongs.push(`item ${item}: a round is missing`)
  return wrongs
}

function compareRound(
  question: Question,
  round: Round,
  counted: Counted,
  { item, number, state, votes }: Entry,
  at: number,
): string[] {
  const text = (vote: unknown) => JSON.stringify(recorded(question, vote))
  const sent = [...votes.values()].map((vote) => recorded(question, vote))
  const profile = tallied(counted.profile.map(({ vote, count }) => [text(vote), count]))
  const counts = recount(question, sent)
  const pairs: [what: string, got: unknown, expected: unknown][] = [
    ['place', [at, round.number], [item, number]],
    ['state', round.state, state],
    ['ballots', [counted.ballots, round.turnout.voted, new Set(counted.voted).size], Array(3).fill(votes.size)],
    ['profile', profile, tallied(sent.map((vote) => [text(vote), 1]))],
    ...counted.rows
      .filter((row) => row.votes !== null)
      .map((row): [string, unknown, unknown] => [`votes for ${row.id}`, row.votes, counts.get(row.id) ?? 0]),
  ]
  if (counted.named) pairs.push(['names', tallied(counted.named.map(({ vote }) => [text(vote), 1])), profile])
  return pairs
    .filter(([, got, expected]) => JSON.stringify(got) !== JSON.stringify(expected))
    .map(([what, got, expected]) => `${what}: ${JSON.stringify(got)}, sent was ${JSON.stringify(expected)}`)
}

/** Counts by key, in the order of the keys. */
function tallied(pairs: readonly (readonly [string, number])[]): [string, number][] {
  const counts = new Map<string, number>()
  for (const [key, count] of pairs) counts.set(key, (counts.get(key) ?? 0) + count)
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1))
}

/** A round that is not counted has a line all the same. */
const nothing = { id: null, votes: null, value: null }

/** Line by line: item, round, option and votes are the same in both files. */
export function compareCsv(csv: string, { items }: Exported): string[] {
  const { columns } = reportWords.ko
  const [head, ...lines] = readCsv(csv.replace(/^\uFEFF/, ''))
  const at = (['item', 'round', 'id', 'votes', 'value', 'voted'] as const).map((name) => head!.indexOf(columns[name]))
  if (at.includes(-1)) return [`a column is missing: ${head!.join(' | ')}`]
  const got = lines.map((line) => at.map((column) => line[column]))
  const expected = items.flatMap(({ number, rounds }) =>
    rounds.flatMap((round) =>
      (round.counted?.rows ?? [nothing]).map(({ id, votes, value }) =>
        [number, round.number, id, votes, value, round.turnout.voted].map((cell) => String(cell ?? '')),
      ),
    ),
  )
  return JSON.stringify(got) === JSON.stringify(expected)
    ? []
    : [`CSV and JSON differ: ${got.length} and ${expected.length} lines, or a figure in one of them`]
}

/** RFC 4180. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    if (end === '' && quoted === undefined && plain === '') break
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain!)
    if (end === '\r\n') rows.push([])
  }
  return rows.filter((row) => row.length > 0)
}

/** Sheet by sheet: the votes of every line are the same as in the JSON. */
export function compareXlsx(bytes: Uint8Array, { items }: Exported): string[] {
  const { columns } = reportWords.ko
  const [, ...sheets] = openWorkbook(bytes).sheets
  if (sheets.length !== items.length) return [`the workbook has ${sheets.length} sheets for ${items.length} items`]
  return items.flatMap(({ number, rounds }, index) => {
    // Under the table stand others: who voted what, and the votes by group.
    const expected = rounds.flatMap((round) => (round.counted?.rows ?? []).flatMap(({ votes }) => votes ?? []))
    const numbers = values(sheets[index]!, columns.votes).filter((value) => typeof value === 'number')
    const got = numbers.slice(0, expected.length)
    return JSON.stringify(got) === JSON.stringify(expected) ? [] : [`XLSX and JSON differ at item ${number}`]
  })
}
