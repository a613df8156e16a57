// Instant run-off (SPEC B15): every ballot counts for the first of its options that is left. Whoever has more than half of
// the ballots that still count for somebody has won; else whoever has least goes out, and it is counted again. Equal last:
// by the latest earlier round in which they differ, then by the lot, the last of its order going out. The last two level
// are told and not decided.
import { type Ranked, type Round, settle } from './ranked.ts'

export function irv(ids: readonly string[], papers: readonly Ranked[], lot: readonly string[]) {
  const left = new Set(ids)
  const rounds: Round[] = []
  let out: { from: string; tied: string[]; lot: string[] } | null = null
  for (;;) {
    const votes = new Map([...left].map((id) => [id, 0]))
    let exhausted = 0
    for (const { ranks, weight } of papers) {
      const first = ranks.find((id) => left.has(id))
      if (first === undefined) exhausted += weight
      else votes.set(first, votes.get(first)! + weight)
    }
    rounds.push({
      by: out ? 'exclusion' : 'first',
      from: out?.from ?? null,
      tied: out?.tied ?? [],
      lot: out?.lot ?? [],
      votes: ids.map((id) => votes.get(id) ?? null),
      exhausted,
      lost: 0,
      elected: [],
    })
    const active = [...votes.values()].reduce((all, some) => all + some, 0)
    const winner = [...left].find((id) => 2 * votes.get(id)! > active)
    if (winner !== undefined) return { winners: [winner], tied: [], rounds }
    if (left.size <= 2) return { winners: [], tied: ids.filter((id) => left.has(id)), rounds }
    const least = Math.min(...votes.values())
    const last = ids.filter((id) => votes.get(id) === least)
    const before = rounds.map((round) => (id: string) => round.votes[ids.indexOf(id)]!)
    const { chosen, drawn } = settle(last, before, lot, 'least')
    left.delete(chosen)
    out = { from: chosen, tied: last.length > 1 ? last : [], lot: drawn }
  }
}
