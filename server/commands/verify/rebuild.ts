// Writes an export again from its record and its boxes alone, by the program that wrote it: it must come out the same.
import type { Event, LogEvent } from '../../../shared/meeting/event.ts'
import { blank, evolve } from '../../../shared/meeting/evolve.ts'
import type { Box, Meeting } from '../../../shared/meeting/meeting.ts'
import { enter } from '../../../shared/meeting/record.ts'
import type { Report, ReportRound } from '../../../shared/report.ts'
import { json } from '../../exports/json.ts'
import { digest } from '../../secrets.ts'

/** The first line that comes out differently, from 1. */
export interface Misprint {
  line: number
  recorded: string
  written: string
}

type Entry = LogEvent & { at?: number }

/** `text`: an export; null where it comes out the same. Throws where its record cannot be followed. */
export function misprint(text: string): Misprint | null {
  const file = JSON.parse(text) as Report
  const rounds = new Map(file.items.flatMap(({ rounds }) => rounds).map((round) => [round.id, round]))
  const meeting = blank()
  file.record.entries.forEach((entry, index) => {
    const event = whole(entry as Entry, rounds)
    evolve(meeting, event, index + 1)
    enter(meeting, event, digest)
  })
  // Ballots of open rounds are events and no entries.
  meeting.seq = file.meeting.seq
  for (const round of openRounds(meeting)) round.box = took(rounds.get(round.id))
  const [lines, right] = [text.split('\n'), String(json.write(meeting)).split('\n')]
  const length = Math.max(lines.length, right.length)
  for (let n = 0; n < length; n++)
    if (lines[n] !== right[n])
      return { line: n + 1, recorded: (lines[n] ?? '').trim(), written: (right[n] ?? '').trim() }
  return null
}

/** The event an entry was made of, but for tokens and codes, which no report looks at. */
function whole(entry: Entry, rounds: ReadonlyMap<string, ReportRound>): Event {
  if (entry.type === 'voter-seated') return { ...entry, voter: { ...entry.voter, token: '' } }
  if (entry.type !== 'round-closed') return entry
  return { ...entry, box: boxOf(rounds.get(entry.round)) }
}

/** The box of a round's last close; an earlier one is in no export, and no report looks at it. */
function boxOf(round: ReportRound | undefined): Box {
  const { counted } = round ?? {}
  if (!counted) return took(round)
  const { profile, groups, voted, named, receipts, small, salt } = counted
  return {
    votes: profile,
    ...(groups && { groups }),
    voted,
    ...(named && { named: named.map(({ voter, vote }) => ({ voter, vote })) }),
    ...(receipts && { receipts }),
    ...(small && { small }),
    ...(salt !== null && { salt }),
  }
}

/** Stands for a box that is in no export: of it a report says how many took part. */
const took = (round: ReportRound | undefined): Box => ({
  votes: [],
  voted: Array.from({ length: Number(round?.turnout.voted ?? 0) }, () => ''),
})

const openRounds = ({ items }: Meeting) => items.flatMap(({ rounds }) => rounds.filter(({ phase }) => phase === 'open'))
