// Single transferable vote by the Scottish rules of 2007 (SPEC B15; SSI 2007/42, rules 45-52; weighted inclusive Gregory).
// Quota: valid votes divided by places and one, cut to a whole number, and one more. Whoever reaches it is elected. The
// largest surplus goes first: every paper of that option moves on, worth surplus x its value / votes of the option, cut
// after five decimals. Where there is no surplus, whoever has least goes out and the papers move on at their value. Papers
// pass over whoever is elected or out. When no more are left than places, those are elected. Equal votes: as `settle` says.
import { decimal } from './exact.ts'
import { type Ranked, type Round, settle } from './ranked.ts'

/** Votes are counted in hundred-thousandths. */
const one = 100_000n

/** `copies` papers that rank alike, each worth `value`, lying with an option (null: with nobody any more). */
interface Pile {
  ranks: readonly string[]
  copies: bigint
  value: bigint
  at: string | null
}

export function stv(ids: readonly string[], papers: readonly Ranked[], seats: number, lot: readonly string[]) {
  const valid = papers.reduce((all, { weight }) => all + weight, 0)
  const quota = Math.floor(valid / (seats + 1)) + 1
  const goal = BigInt(quota) * one
  const continuing = new Set(ids)
  const elected: string[] = []
  const waiting = new Set<string>()
  const history: Map<string, bigint>[] = []
  const rounds: Round[] = []
  let lost = 0n
  const piles: Pile[] = papers.map(({ ranks, weight }) => ({
    ranks,
    copies: BigInt(weight),
    value: one,
    at: ranks[0]!,
  }))
  let votes = new Map(ids.map((id) => [id, 0n]))

  /** Counts what lies where, and elects those who have the quota now, most votes first. */
  function close(by: Round['by'], from: string | null, tied: string[], drawn: string[]) {
    votes = new Map([...votes.keys()].map((id) => [id, 0n]))
    let exhausted = 0n
    for (const { at, copies, value } of piles)
      if (at === null) exhausted += copies * value
      else votes.set(at, votes.get(at)! + copies * value)
    history.push(votes)
    const reached = inOrder([...continuing].filter((id) => votes.get(id)! >= goal))
    for (const id of reached) elect(id)
    rounds.push({
      by,
      from,
      tied,
      lot: drawn,
      votes: ids.map((id) => (votes.has(id) ? decimal(votes.get(id)!, 5) : null)),
      exhausted: decimal(exhausted, 5),
      lost: decimal(lost, 5),
      elected: reached,
    })
  }

  function elect(id: string) {
    continuing.delete(id)
    elected.push(id)
    if (votes.get(id)! > goal) waiting.add(id)
  }

  /** Most votes first; level ones as on the ballot: they are elected together, and their order decides nothing. */
  const inOrder = (some: readonly string[]) =>
    ids
      .filter((id) => some.includes(id))
      .sort((a, b) => (votes.get(a)! < votes.get(b)! ? 1 : votes.get(a)! > votes.get(b)! ? -1 : 0))

  function pick(some: readonly string[], which: 'most' | 'least') {
    const found = some.map((id) => votes.get(id)!).reduce((a, b) => ((which === 'most' ? b > a : b < a) ? b : a))
    const level = ids.filter((id) => some.includes(id) && votes.get(id) === found)
    const before = history.map((round) => (id: string) => round.get(id)!)
    return { ...settle(level, before, lot, which), tied: level.length > 1 ? level : [] }
  }

  /** Moves the papers of `from` on, each at its new value. */
  function move(from: string, worth: (value: bigint) => bigint) {
    for (const pile of piles) {
      if (pile.at !== from) continue
      pile.at = pile.ranks.find((id) => continuing.has(id)) ?? null
      pile.value = worth(pile.value)
    }
  }

  close('first', null, [], [])
  while (elected.length < seats && continuing.size > seats - elected.length) {
    if (waiting.size > 0) {
      const { chosen, drawn, tied } = pick([...waiting], 'most')
      waiting.delete(chosen)
      const total = votes.get(chosen)!
      const surplus = total - goal
      const before = piles.filter(({ at }) => at === chosen)
      const moved = before.reduce((all, { copies, value }) => all + copies * ((surplus * value) / total), 0n)
      lost += surplus - moved
      move(chosen, (value) => (surplus * value) / total)
      // What stays behind is the quota.
      piles.push({ ranks: [], copies: 1n, value: goal, at: chosen })
      close('surplus', chosen, tied, drawn)
    } else {
      const { chosen, drawn, tied } = pick([...continuing], 'least')
      continuing.delete(chosen)
      move(chosen, (value) => value)
      votes.delete(chosen)
      close('exclusion', chosen, tied, drawn)
    }
  }
  const filled = elected.length < seats ? inOrder([...continuing]) : []
  return { winners: [...elected, ...filled], tied: [], rounds, quota, valid, filled }
}
