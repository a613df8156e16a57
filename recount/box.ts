// The sealed box of a closed round, put together again from the export: its digest must be the one in the record.

import { type Difference, differences } from './count/compare.ts'
import { list, record, text } from './count/read.ts'
import { sha256 } from './sha256.ts'
import type { Fields, Meeting, Round } from './state.ts'

/** Keys in the order in which boxes are written; what is null was not in the box. */
export function digestOf({ profile, groups, voted, named, receipts, small, salt }: Fields): string {
  const ballots =
    named &&
    list(named, 'counted.named').map((each) => {
      const { chosen: _, said: __, ...ballot } = record(each, 'counted.named')
      return ballot
    })
  const box = { votes: profile, groups, voted, named: ballots, receipts, small, salt }
  return sha256(JSON.stringify(Object.fromEntries(Object.entries(box).filter(([, value]) => value != null))))
}

/** Who took part: seats of this meeting, each once and sorted, as many as the turnout says, all together and by group. */
export function compareVoted(counted: Fields, round: Round, meeting: Meeting): Difference[] {
  const { seats, turnout } = round
  const voted = list(counted['voted'], 'counted.voted').map((seat) => text(seat, 'counted.voted'))
  const known = [...new Set(voted)].filter((seat) => seats.has(seat)).sort((a, b) => (a < b ? -1 : 1))
  const heads = (path: string, recorded: Fields, all: readonly (string | null)[], group?: string): Difference[] => {
    const took = group === undefined ? voted.length : voted.filter((seat) => seats.get(seat) === group).length
    const present = Math.max(Number(recorded['present']), took)
    const eligible = Math.max(all.length, present)
    return differences(path, { ...recorded }, { ...recorded, voted: took, present, eligible })
  }
  const groups = (turnout!['groups'] === undefined ? [] : list(turnout!['groups'], 'turnout.groups')).map((group) =>
    record(group, 'turnout.groups'),
  )
  const everybody = [...seats.values()]
  const given = meeting.groups.map(({ id, title, weight }) => ({ id, title, weight }))
  return [
    ...differences('counted.voted', voted, known),
    ...heads('turnout', turnout!, everybody),
    ...differences(
      'turnout.groups',
      groups.map(({ id, title, weight }) => ({ id, title, weight })),
      given,
    ),
    ...groups.flatMap((group, n) => {
      const id = text(group['id'], 'turnout.groups')
      return heads(
        `turnout.groups[${n}]`,
        group,
        everybody.filter((each) => each === id),
        id,
      )
    }),
  ]
}

/** In a named round everybody who took part stands with a vote; no vote stands with a name in any other. */
export function compareNames(counted: Fields, { question }: Round): Difference[] {
  const names =
    counted['named'] && list(counted['named'], 'counted.named').map((each) => record(each, 'counted.named')['voter'])
  return differences('counted.named', names, question['secrecy'] === 'named' ? counted['voted'] : null)
}
