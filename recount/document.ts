// What an export must say if its record is true, but for what was counted; compared with what it does say, field by field.
import { type Difference, differences } from './count/compare.ts'
import type { Code, Finding, Place } from './finding.ts'
import { headOf } from './record.ts'
import type { Fields, Item, Meeting, Round } from './state.ts'

/** Differences as findings; a field that an export does not have is named as such. */
export const wrongs = (code: Code, found: readonly Difference[], place: Place = {}): Finding[] =>
  found.map(({ path, recorded, counted }) => {
    const unknown = counted === undefined && recorded !== undefined
    return {
      says: 'wrong',
      code: unknown ? 'field' : code,
      ...place,
      path,
      recorded,
      ...(!unknown && { found: counted }),
    }
  })

/** One finding that all agrees, or one for each difference. */
export function all(
  code: Code,
  right: Fields,
  recorded: Fields,
  path: string,
  place: Place,
  found?: unknown,
): Finding[] {
  const wrong = wrongs(code, differences(path, recorded, right), place)
  return wrong.length > 0 ? wrong : [agreed(code, place, found)]
}

export const agreed = (code: Code, place: Place, found?: unknown): Finding => ({
  says: 'right',
  code,
  ...place,
  ...(found !== undefined && { found }),
})

/** Times as the export writes them. */
function written(at: unknown): unknown {
  if (at === null) return null
  return typeof at === 'number' && Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : 'a time'
}

export const meetingOf = ({ id, code, title, language, madeAt, archived, groups, seats }: Meeting): Fields => ({
  ...{ id, code, title, language, madeAt: written(madeAt), archived, identity: 'device', groups, joined: seats.size },
})

function stateOf(round: Round, { rounds }: Item): string {
  if (round.void) return 'void'
  if (rounds.some(({ supersedes }) => supersedes?.['round'] === round.id)) return 'superseded'
  return round.phase === 'open' ? 'open' : 'counted'
}

/** Until then an export says of a round no more than how many took part. */
export const isWithheld = ({ phase, question }: Round) =>
  phase === 'open' || (phase === 'closed' && question['secrecy'] === 'secret')

/** The round less what was counted; how many have voted in an open round is in no record: `voted`. */
export function roundOf(round: Round, item: Item, meeting: Meeting, hashes: readonly string[], voted: unknown): Fields {
  const { id, number, phase, question, rule, fingerprint, lot, chair, supersedes, digest, turnout } = round
  const took = Number.isInteger(voted) ? Math.max(0, Number(voted)) : 0
  const seats = Math.max(meeting.seats.size, took)
  return {
    ...{ id, number, state: stateOf(round, item), phase, question, rule, fingerprint },
    heads: meeting.moments
      .filter((moment) => moment.round === id)
      .map(({ what, n }) => ({ what, n, head: headOf(hashes[n - 1]!) })),
    ...{ lot, chair },
    openedAt: written(round.openedAt),
    closedAt: written(round.closedAt),
    revealedAt: written(round.revealedAt),
    turnout: turnout ?? { eligible: seats, present: null, voted: took },
    signatures: round.signatures.map((one) => ({ ...one, at: written(one['at']) })),
    void: round.void && { reason: round.void.reason, at: written(round.void.at) },
    supersedes,
    digest: phase === 'open' ? null : digest,
  }
}

/** Everything about a round but `counted`. */
export function compareFields(found: Fields, expected: Fields, path: string, place: Place): Finding[] {
  const { counted: _, ...fields } = found
  const { heads, turnout, ...others } = fields
  const { heads: rightHeads, turnout: rightTurnout, ...right } = expected
  return [
    ...wrongs('heads', differences(`${path}.heads`, heads, rightHeads), place),
    ...wrongs('turnout', differences(`${path}.turnout`, turnout, rightTurnout), place),
    ...wrongs('round', differences(path, others, right), place),
  ]
}
