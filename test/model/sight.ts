// What of a round each audience may see, and what the rule says of it: sections V and R of SPEC.md, for the model's four kinds.
import { decides, QUORUM } from './papers.ts'
import type { Reference, Round } from './reference.ts'

export const audiences = ['phone', 'phone-voted', 'kiosk', 'projector', 'moderator'] as const
type Audience = (typeof audiences)[number]

/** Whether an audience sees direction, and not participation alone (V1, V14). */
export function sees({ void: reason, phase, question }: Round, audience: Audience): boolean {
  if (reason !== null) return false
  if (phase === 'revealed') return true
  if (audience === 'moderator' && question.kind === 'text') return true
  if (phase === 'closed') return question.visibility !== 'reveal'
  if (question.visibility === 'live') return audience !== 'kiosk'
  return question.visibility === 'own' && audience === 'phone-voted'
}

/** Votes and weight of everything that has any, in order of its name; free answers as the desk has left them. */
export function tally({ votes, hidden }: Round): [what: string, votes: number, weight: number][] {
  const sums = new Map<string, [number, number]>()
  for (const { vote, weight } of votes.values())
    for (const what of [vote].flat() as string[]) {
      const [count, sum] = sums.get(what) ?? [0, 0]
      if (!hidden.includes(what)) sums.set(what, [count + 1, sum + weight])
    }
  return [...sums].map(([what, sum]): [string, number, number] => [what, ...sum]).sort(byName)
}

export const byName = ([a]: [string, ...unknown[]], [b]: [string, ...unknown[]]) => (a < b ? -1 : 1)

/** What is decided, and between what the chair still has to choose. */
export function outcome(round: Round): { type: string | null; awaits: string[] } {
  const { kind, quorum } = round.question
  if (!decides(round.question)) return { type: null, awaits: [] }
  if (quorum && round.turnout![1] < QUORUM) return { type: 'no-quorum', awaits: [] }
  if (round.votes.size === 0) return { type: 'no-votes', awaits: [] }
  const weight = new Map(tally(round).map(([what, , weight]) => [what, weight]))
  if (kind === 'motion') {
    const [yes, no] = [weight.get('yes') ?? 0, weight.get('no') ?? 0]
    if (yes !== no || yes === 0) return { type: yes > no ? 'carried' : 'rejected', awaits: [] }
    if (round.chair !== null) return { type: round.chair === 'yes' ? 'carried' : 'rejected', awaits: [] }
    return { type: 'tie', awaits: ['yes', 'no'] }
  }
  const most = Math.max(...weight.values())
  const first = [...weight.keys()].filter((what) => weight.get(what) === most)
  return first.length === 1 || round.chair !== null ? { type: 'won', awaits: [] } : { type: 'tied', awaits: first }
}

/** What the wall can show beside the tally (M29, V15). */
export function scenes(round: Round): string[] {
  if (round.question.kind === 'text') return tally(round).length > 0 ? ['cloud', 'list'] : []
  return round.question.kind === 'quiz' && round.question.secrecy === 'named' ? ['leaderboard'] : []
}

/** All that one audience sees of what is on the wall. */
export function sight(meeting: Reference, audience: Audience) {
  const item = meeting.items.find(({ id }) => id === meeting.current)
  const round = item?.rounds.at(-1)
  const voter = audience.startsWith('phone') || audience === 'kiosk'
  // Phones do not hear of an item before it is open (V8).
  if (!item || (voter && !round)) return null
  const shown = round && sees(round, audience)
  return {
    item: item.id,
    phase: !round || round.void !== null ? 'draft' : round.phase,
    void: round?.void ?? null,
    turnout: !round || (voter && round.phase === 'open') ? null : meeting.turnout(round),
    tally: shown ? tally(round) : null,
    outcome: shown && round.phase !== 'open' ? outcome(round).type : null,
    /** A quiz says which answer is right from the reveal on (B9). */
    answer: !!round && round.question.kind === 'quiz' && round.void === null && round.phase === 'revealed',
  }
}
