// Budget (SPEC B14): a ballot chooses projects, within the money where it is a knapsack, or gives them points; the money goes
// by votes in order, by equal shares, or by both, where votes in order decide.
import { equalShares, type Market } from './equal-shares.ts'
import { type Fraction, floor, fraction, plus, rounded, times } from './exact.ts'
import { greedy, type Project } from './greedy.ts'
import { heads, inOrder, isChoiceOf, type Kind, line, measure, option, type Paper, same, sum, those } from './kind.ts'
import { isWhole, list, oneOf, optionIds, record, whole } from './read.ts'

const CENTS = 2

export function budget(config: unknown): Kind {
  const settings = record(config, 'question.config')
  const ids = optionIds(settings['options'], 'question.config.options')
  const costs = list(settings['options'], 'question.config.options').map((project, n) =>
    whole(record(project, '')['cost'], `question.config.options[${n}].cost`, 1),
  )
  const cost = (id: string) => costs[ids.indexOf(id)]!
  const money = whole(settings['budget'], 'question.config.budget', 1)
  const paper = oneOf(settings['ballot'], 'question.config.ballot', ['approval', 'knapsack', 'points'])
  const max = whole(settings['max'], 'question.config.max', 1, ids.length)
  const min = whole(settings['min'], 'question.config.min', 1, max)
  const points = whole(settings['points'], 'question.config.points', 1)
  const count = oneOf(settings['count'], 'question.config.count', ['greedy', 'equal-shares', 'both'])
  const utility = oneOf(settings['utility'], 'question.config.utility', ['cost', 'cardinality'])
  const completion = oneOf(settings['completion'], 'question.config.completion', ['add1u', 'add1', 'none'])
  const step = whole(settings['step'], 'question.config.step', 1)
  const methods = (['greedy', 'equal-shares'] as const).filter((method) => count === 'both' || count === method)

  /** Pairs of project and points; an approval is one point. */
  const marks = (vote: unknown): [string, number][] =>
    paper === 'points' ? (vote as [string, number][]) : (vote as string[]).map((id) => [id, 1])
  const chosen = (vote: unknown) => marks(vote).map(([id]) => id)

  function key(vote: unknown): string | null {
    if (!Array.isArray(vote)) return null
    if (
      paper === 'points' &&
      !vote.every((pair) => Array.isArray(pair) && pair.length === 2 && isWhole(pair[1], 1, points))
    )
      return null
    const picked = chosen(vote)
    if (!isChoiceOf(picked, ids, min, max) || !same(picked, inOrder(picked, ids))) return null
    if (paper === 'knapsack' && sum(picked.map(cost)) > money) return null
    if (paper !== 'points') return picked.join(' ')
    return sum(marks(vote).map(([, mark]) => mark)) > points
      ? null
      : marks(vote)
          .map((pair) => pair.join(':'))
          .join(' ')
  }

  /** What the money comes to by one method, in the order of a lot, or where none was drawn of the list. */
  function outcome(method: 'greedy' | 'equal-shares', papers: Paper[], projects: Project[], lot: string[] | null) {
    const order = lot ?? ids
    const market: Market = {
      projects,
      buyers: papers.map(({ vote, weight }) => ({
        weight: BigInt(weight),
        marks: new Map(marks(vote).map(([id, mark]) => [id, BigInt(mark)])),
      })),
      budget: money,
      utility,
      completion,
      step,
      order,
    }
    const count = (turns: readonly string[]) =>
      method === 'greedy' ? greedy(projects, money, turns) : equalShares({ ...market, order: turns })
    const result = count(order)
    const { funded } = result
    const turned = count(order.toReversed()).funded
    const differ = ids.filter((id) => funded.includes(id) !== turned.includes(id)).sort()
    const spent = sum(funded.map(cost))
    return {
      method,
      funded,
      spent,
      left: money - spent,
      served: those(papers, (vote) => chosen(vote).some((id) => funded.includes(id))).votes,
      tie: differ.length > 0 ? { ids: differ, drawn: lot !== null } : null,
      ...('steps' in result ? { steps: result.steps } : account(result, market)),
    }
  }

  return {
    sides: ids,
    key,
    count(papers, { lot }) {
      const options = ids.map((id) => ({
        ...option(
          id,
          those(papers, (vote) => chosen(vote).includes(id)),
        ),
        ...(paper === 'points' && {
          points: sum(
            papers.map(({ vote, weight }) => weight * (marks(vote).find(([other]) => other === id)?.[1] ?? 0)),
          ),
        }),
      }))
      const projects = options.map(({ id, weight, points = weight }) => ({ id, cost: cost(id), votes: points }))
      const outcomes = papers.length === 0 ? [] : methods.map((method) => outcome(method, papers, projects, lot))
      const decided = outcomes[0]?.funded ?? []
      return {
        tally: { options, cast: heads(papers), outcomes },
        rows: [
          ...options.map((each) => line(each.id, each, cost(each.id))),
          ...options.flatMap(({ id, points }) => (points === undefined ? [] : [measure(`points-${id}`, points)])),
          ...methods.flatMap((method, n) => [
            measure(`${method}-spent`, outcomes[n]?.spent ?? null),
            measure(`${method}-left`, outcomes[n]?.left ?? null),
          ]),
        ],
        decision: { type: 'counted', seats: decided.length, winners: decided, tied: [] },
      }
    },
  }
}

/** What equal shares tell of how they came about; amounts to hundredths. */
function account(
  { start, weight, bought, completed }: ReturnType<typeof equalShares>,
  { projects, buyers, order }: Market,
) {
  const { share, purchases, purses } = bought
  const amount = (value: Fraction) => rounded(value, CENTS)
  const bare = projects.filter(({ id }) => !purchases.some((one) => one.id === id))
  const total = (weighed: (n: number) => Fraction) => [...buyers.keys()].map(weighed).reduce(plus, fraction(0))
  const held = (id: string) =>
    total((n) => (buyers[n]!.marks.has(id) ? times(purses[n]!, fraction(buyers[n]!.weight)) : fraction(0)))
  const spentOf = (n: number) => {
    const left = purses[n]!
    return fraction(share.over * left.under - left.over * share.under, share.over * left.under)
  }
  const tenths = Array.from({ length: 11 }, () => 0)
  for (const [n, buyer] of buyers.entries())
    tenths[share.over === 0n ? 10 : Number(floor(times(spentOf(n), fraction(10))))]! += Number(buyer.weight)
  const used =
    share.over > 0n ? total((n) => times(spentOf(n), fraction(buyers[n]!.weight * 100n, weight))) : fraction(0)
  return {
    share: { start: amount(start), end: amount(share) },
    purchases: purchases.map(({ id, payers, least, most, effective }) => ({
      id,
      payers: Number(payers),
      least: amount(least),
      most: amount(most),
      effective: amount(effective),
    })),
    unfunded: order.filter((id) => bare.some((one) => one.id === id)).map((id) => ({ id, held: amount(held(id)) })),
    completed,
    used: { mean: amount(used), tenths },
  }
}
