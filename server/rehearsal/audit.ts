// The record against the crowd's ledger: whether every vote that was confirmed is in its box, once.
import type { BallotType } from '../../shared/ballots/ballot.ts'
import { ballotType } from '../../shared/ballots/registry.ts'
import type { Told } from './person.ts'

/** As much of a JSON export as is looked at; docs/export.md says what it means. */
export interface Exported {
  items: {
    question: { kind: string; config: unknown }
    rounds: { id: string; counted: { profile: { vote: unknown; count: number }[] } | null }[]
  }[]
}

/** Confirmed votes that are not in a box, and votes in a box that nobody sent. `told`: what each phone was, by round. */
export function audit(exported: Exported, told: ReadonlyMap<string, readonly Told[][]>) {
  let [lost, doubled] = [0, 0]
  for (const { question, rounds } of exported.items)
    for (const { id, counted } of rounds) {
      const name = naming(ballotType(question.kind), question.config)
      const { certain, possible } = expected(told.get(id) ?? [], name)
      const box = tallied((counted?.profile ?? []).map(({ vote, count }) => [name(vote), count]))
      for (const key of new Set([...certain.keys(), ...box.keys()])) {
        const [count, least, more] = [box, certain, possible].map((counts) => counts.get(key) ?? 0) as Counts
        lost += Math.max(0, least - count)
        doubled += Math.max(0, count - least - more)
      }
    }
  return { lost, doubled }
}

type Counts = [count: number, least: number, more: number]

/** A phone's last confirmed vote counts; one sent after it that was never answered may have taken its place. */
function expected(told: readonly Told[][], name: (vote: unknown) => string) {
  const certain: [string, number][] = []
  const possible: [string, number][] = []
  for (const votes of told) {
    const last = votes.findLastIndex(({ fate }) => fate === 'ok')
    const unsure = votes.slice(last + 1).filter(({ fate }) => fate === 'unknown')
    const list = unsure.length > 0 ? possible : certain
    for (const { vote } of [...votes.slice(Math.max(last, 0), last + 1), ...unsure]) list.push([name(vote), 1])
  }
  return { certain: tallied(certain), possible: tallied(possible) }
}

/** What tells votes apart. When a vote came only the server knows: of one that carries its time, what was chosen. */
const naming = (type: BallotType, config: unknown) => (vote: unknown) =>
  type.timed?.(config) ? type.chosen(vote, config).join() : type.key(type.vote(vote, config))

function tallied(counts: [string, number][]): Map<string, number> {
  const sums = new Map<string, number>()
  for (const [key, count] of counts) sums.set(key, (sums.get(key) ?? 0) + count)
  return sums
}
