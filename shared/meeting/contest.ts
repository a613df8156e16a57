// A contest decided: most votes, or a share that has to be reached and a run-off where nobody does; ties at the last seat.
import type { Standing } from '../ballots/ballot.ts'
import { decideMotion } from '../counting/motion.ts'
import { places } from '../counting/places.ts'
import { one, rational, whole } from '../counting/rational.ts'
import type { Circumstances, ContestOutcome, Figured, Lot, Outcome } from './outcome.ts'
import { countsOf, type Quorum, sizeOf, unitsOf } from './quorum.ts'
import { type Rule, shareOf } from './rule.ts'

type Contest = Extract<Standing, { type: 'contest' }>
type Counted = Extract<Standing, { type: 'counted' }>
interface Result {
  winners: readonly string[]
  tied: readonly string[]
}

/** The options with most votes win; with a share to reach, those that do. An option without votes never wins. */
export function contest(standing: Contest, rule: Rule, known: Circumstances, quorum: Quorum | null): Outcome {
  const { seats } = standing
  const unit = unitsOf(rule, known.turnout)[0]!
  const options = standing.options.map(({ id, votes, heads }) => ({
    id,
    votes: unit === 'heads' ? (heads ?? votes) : votes,
  }))
  const first = Math.max(0, ...options.map(({ votes }) => votes))
  // All may have chosen none of these.
  if (first === 0 && known.cast.heads === 0) return { type: 'no-votes' }
  const share = shareOf(rule)
  const judge = (votes: number) => {
    const no = Math.max(known.cast[unit] - votes, 0)
    const size = sizeOf(rule, known.turnout, unit)
    const base = share!.base === 'valid' ? 'yes_no' : share!.base
    return decideMotion(countsOf(votes, no, 0, size), {
      base,
      fraction: rational(share!.fraction)!,
      atLeast: share!.atLeast,
      also: [],
      tie: 'rejected',
    })
  }
  const standers = share ? options.filter(({ votes }) => votes > 0 && judge(votes).result === 'passed') : options
  const { elected, tied } = places(scored(standers), { seats, minScore: one })
  const measures: Figured[] = []
  if (share) {
    const { base, needed, result } = judge(first)
    const [of, least] = [Number(base.n), Number(needed.n)]
    measures.push({ group: null, unit, ...share, of, needed: least, votes: first, met: result === 'passed' })
  }
  const advance = share && first > 0 && tied.length === 0 ? runOff(options, elected, seats) : []
  const said = standing.points && first > 0 ? null : first
  const outcome = finish({ winners: elected, tied }, seats, said, measures, rule, known, quorum)
  return advance.length > 0 ? { ...outcome, type: 'run-off', advance } : outcome
}

const scored = (options: readonly { id: string; votes: number }[]) =>
  new Map(options.map(({ id, votes }) => [id, whole(votes)]))

/** Twice as many as there are places left, and those level with the last of them; options without votes only where there are too few with. */
function runOff(
  options: readonly { id: string; votes: number }[],
  elected: readonly string[],
  seats: number,
): string[] {
  const left = seats - elected.length
  const rest = options.filter(({ id }) => !elected.includes(id))
  if (left === 0 || rest.length <= left) return []
  const voted = rest.filter(({ votes }) => votes > 0)
  const among = places(scored(voted.length > left ? voted : rest), { seats: 2 * left })
  return [...among.elected, ...among.tied]
}

/** The kind has counted, and may have chosen nothing; where it leaves options level, the rule says what becomes of them. */
export function counted(
  { winners, tied, seats }: Counted,
  rule: Rule,
  known: Circumstances,
  quorum: Quorum | null,
): Outcome {
  if (known.cast.heads === 0 && winners.length + tied.length === 0) return { type: 'no-votes' }
  return finish({ winners, tied }, seats, null, [], rule, known, quorum)
}

function finish(
  result: Result,
  seats: number,
  votes: number | null,
  measures: Figured[],
  rule: Rule,
  known: Circumstances,
  quorum: Quorum | null,
): ContestOutcome {
  const left = seats - result.winners.length
  const chair = result.tied.length > 0 && left === 1 && rule.tie === 'chair'
  const lot = result.tied.length > 0 && rule.tie === 'lot' ? lotAmong(known.lot, result.tied) : null
  const chosen = chair
    ? [known.chair].filter((id) => id !== null)
    : (lot?.drawn.slice(0, left).map(({ id }) => id) ?? [])
  const open = chosen.length === 0 && result.tied.length > 0
  return {
    type: open ? 'tied' : 'won',
    winners: [...result.winners, ...chosen],
    tied: open ? [...result.tied] : [],
    advance: [],
    seats,
    votes,
    measures,
    by: open || chosen.length === 0 ? 'votes' : chair ? 'chair' : 'lot',
    awaits: chair && open ? 'chair' : null,
    quorum,
    lot: open ? null : lot,
  }
}

/** The lot between these only, in the order it was drawn. */
const lotAmong = (lot: Lot | null, ids: readonly string[]): Lot | null =>
  lot && { seed: lot.seed, drawn: lot.drawn.filter(({ id }) => ids.includes(id)) }
