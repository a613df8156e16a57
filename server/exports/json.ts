// JSON: the whole report for other programs, versioned; docs/export.md says what each field means.
import { type Report, type ReportRound, report } from '../../shared/report.ts'
import { digest } from '../secrets.ts'
import type { ExportFormat } from './format.ts'

/** Goes up when a field changes its meaning or goes away; new fields may come without. */
const VERSION = 1

export const json: ExportFormat = {
  name: 'json',
  type: 'application/json; charset=utf-8',
  extension: 'json',
  write(meeting) {
    const written = document(report(meeting))
    return `${JSON.stringify({ ...written, checksum: digest(JSON.stringify(written)) }, null, 2)}\n`
  },
}

function document({ meeting, items, scrutineers, record }: Report) {
  return {
    format: 'spotvote-export',
    version: VERSION,
    meeting: { ...meeting, madeAt: iso(meeting.madeAt) },
    items: items.map((item) => ({ ...item, rounds: item.rounds.map(dated) })),
    scrutineers,
    record,
  }
}

const dated = (round: ReportRound) => ({
  ...round,
  openedAt: iso(round.openedAt),
  closedAt: iso(round.closedAt),
  revealedAt: iso(round.revealedAt),
  signatures: round.signatures.map((one) => ({ ...one, at: iso(one.at) })),
  void: round.void && { ...round.void, at: iso(round.void.at) },
})

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString())
