// The columns of the tabular exports, in the meeting's language.
import { counting } from '../../shared/ballots/ballot.ts'
import { kinds } from '../../shared/ballots/registry.ts'
import type { Meeting } from '../../shared/meeting/meeting.ts'
import { type Report, type ReportItem, type ReportRound, type ReportRow, report } from '../../shared/report.ts'
import { reportWords } from '../../shared/words/report.ts'
import { ruleText } from '../../shared/words/rule.ts'

export type Words = (typeof reportWords)['en']
/** `voter`, `choice` and `group` head lists that have lines of their own. */
export type Column = Exclude<keyof Words['columns'], 'voter' | 'choice' | 'group'>
export type Cell = string | number | Date | null

/** What a line of a table is about; the further right, the more lines. */
export interface Line {
  report: Report
  words: Words
  item: ReportItem
  round: ReportRound | null
  row: ReportRow | null
}

/** The report of a meeting and the words to write it with. */
export function reported(meeting: Meeting): { report: Report; words: Words } {
  return { report: report(meeting), words: reportWords[meeting.language] }
}

/** One line an option and round; one a round where nothing may be shown yet. */
export const lines = (report: Report, words: Words, item: ReportItem): Line[] =>
  item.rounds.flatMap((round) => (round.counted?.rows ?? [null]).map((row) => ({ report, words, item, round, row })))

export function cell(column: Column, line: Line): Cell {
  return cells[column](line) ?? null
}

/** What an option or side is called. */
export const labelOf = (round: ReportRound, id: string) => round.counted?.rows.find((row) => row.id === id)?.label ?? id

/** Votes by group, in rounds that were decided so. */
export const groupRows = ({ rounds }: ReportItem, { groups }: Report['meeting']) =>
  rounds.flatMap((round) => {
    const { kind, config } = round.question
    const type = kinds.get(kind)!
    return (round.counted?.groups ?? []).flatMap(({ group, votes }) =>
      type
        .rows(type.tally(new Map(votes.map((entry) => [entry.key, entry])), config, counting()), config)
        .map((row) => ({
          round,
          group: groups.find(({ id }) => id === group)?.title ?? group,
          option: labelOf(round, row.id),
          votes: row.votes ?? null,
          weight: row.weight ?? null,
        })),
    )
  })

const date = (at: number | null | undefined) => (at == null ? null : new Date(at))
const questionOf = ({ round, item }: Line) => round?.question ?? item.question

const cells: Record<Column, (line: Line) => Cell | undefined> = {
  code: ({ report }) => report.meeting.code,
  meeting: ({ report }) => report.meeting.title,
  item: ({ item }) => item.number,
  title: (line) => questionOf(line).title,
  kind: (line) => kinds.get(questionOf(line).kind)!.words[line.report.meeting.language].name,
  round: ({ round }) => round?.number ?? null,
  state: ({ round, words }) => words.states[round?.state ?? 'draft'],
  rule: ({ report, round, words }) => round && (ruleText(round.rule, report.meeting.language)?.line ?? words.noRule),
  fingerprint: ({ round }) => round?.fingerprint,
  head: ({ round }) => round?.heads.at(-1)?.head,
  seed: ({ round }) => round?.lot?.seed,
  chair: ({ round }) => round?.chair && labelOf(round, round.chair),
  id: ({ row }) => row?.id,
  option: ({ row }) => row?.label,
  votes: ({ row }) => row?.votes,
  weight: ({ row }) => row?.weight,
  share: ({ row }) => row?.share,
  base: ({ row, words }) => (row?.votes == null ? null : words.base),
  of: ({ row }) => row?.of,
  value: ({ row }) => row?.value,
  voted: ({ round }) => round?.turnout.voted,
  present: ({ round }) => round?.turnout.present,
  eligible: ({ round }) => round?.turnout.eligible,
  outcome: outcomeOf,
  opened: ({ round }) => date(round?.openedAt),
  closed: ({ round }) => date(round?.closedAt),
  revealed: ({ round }) => date(round?.revealedAt),
  visibility: (line) => line.words.visibilities[questionOf(line).visibility],
  secrecy: (line) => line.words.secrecies[questionOf(line).secrecy],
  identity: ({ words }) => words.identity,
  reason: ({ round, words }) =>
    [round?.void && words.voided(round.void.reason), round?.supersedes && words.again(round.supersedes.reason)]
      .filter(Boolean)
      .join(' / ') || null,
}

/** What a round without standing would have decided is never said without saying that it has none. */
function outcomeOf({ round, words }: Line): Cell {
  const text = round?.counted?.text
  if (!round || !text) return null
  const said = [text.headline, text.detail].filter(Boolean).join(' – ')
  return round.state === 'counted' ? said : `(${words.states[round.state]}) ${said}`
}
