// A budget by votes (SPEC B14): projects in the order of their votes, each funded that still fits into what is left; one that
// does not fit is passed over. Equal votes go by the lot. Nothing goes to a project without a vote.

export interface Project {
  id: string
  cost: number
  /** Weight of its votes, or its points. */
  votes: number
}

/** `order`: ids, whose turn it is among equal votes. */
export function greedy(projects: readonly Project[], budget: number, order: readonly string[]) {
  const turns = projects.toSorted((a, b) => b.votes - a.votes || order.indexOf(a.id) - order.indexOf(b.id))
  let left = budget
  const steps = turns.map(({ id, votes, cost }) => {
    const before = left
    if (votes === 0) return { id, votes, left: before, verdict: 'no-votes' }
    if (cost > left) return { id, votes, left: before, verdict: 'does-not-fit' }
    left -= cost
    return { id, votes, left: before, verdict: 'funded' }
  })
  return { funded: steps.filter(({ verdict }) => verdict === 'funded').map(({ id }) => id), steps }
}
