// Any valid vote for an item, by chance.
import type { ItemView } from '../../shared/meeting/view.ts'
import { type Random, seeded } from './moment.ts'

type Item = Pick<ItemView, 'kind' | 'config'>

export function anyVote({ kind, config }: Item, random: Random): unknown {
  const draw = makers[kind]
  if (!draw) throw new Error(`no way to vote on a ${kind}`)
  return draw(config as never, random)
}

/** Whether there is a way to vote on such an item by chance. */
export const isVotable = (kind: string) => Object.hasOwn(makers, kind)

interface Options {
  options: { id: string }[]
}

const pick = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)]!

interface Bounds {
  min: number
  max: number
}
interface Budget extends Bounds {
  options: { id: string; cost: number }[]
  ballot: 'approval' | 'knapsack' | 'points'
  budget: number
  points: number
}

const sayings = [
  '살기 좋은 곳',
  '이웃이 가까운 동네',
  '골목이 예쁜 동네',
  '조용하다',
  '언덕이 많다',
  '우리 집',
  '시장',
  '별',
]

/** Ids in the order of a taste: some are more popular than others, wherever they stand on the paper. */
function popular(options: readonly { id: string }[], min: number, max: number, random: Random) {
  const size = min + Math.floor(random() * (max - min + 1))
  const fame = (place: number) => seeded(place)()
  const left = [...options.keys()].sort((a, b) => fame(a) - fame(b))
  return Array.from({ length: size }, () => options[left.splice(Math.floor(random() ** 2 * left.length), 1)[0]!]!.id)
}

const onPaper = (options: readonly { id: string }[], chosen: readonly string[]) =>
  options.map(({ id }) => id).filter((id) => chosen.includes(id))

/** Each at least one point, none more than `cap`, all of them spent. */
function spread(ids: readonly string[], total: number, random: Random, cap = total): [string, number][] {
  const points = new Map(ids.map((id) => [id, 1]))
  for (let given = ids.length; given < total; given++) {
    const open = ids.filter((id) => points.get(id)! < cap)
    const id = pick(open, random)
    points.set(id, points.get(id)! + 1)
  }
  return [...points]
}

const makers: Record<string, (config: never, random: Random) => unknown> = {
  choice: ({ options }: Options, random) => pick(options, random).id,
  motion: ({ abstain }: { abstain: boolean }, random) =>
    // More for than against than aside, as motions go.
    pick(['yes', 'yes', 'yes', 'no', 'no', ...(abstain ? ['abstain'] : [])], random),
  // Two draws, the higher one counts: people are kind.
  rating: ({ low, high }: { low: number; high: number }, random) =>
    low + Math.floor(Math.max(random(), random()) * (high - low + 1)),
  multiple: ({ options, min, max }: Options & Bounds, random) => onPaper(options, popular(options, min, max, random)),
  ranking: ({ options, least, most }: Options & { least: number; most: number }, random) =>
    popular(options, least, most, random),
  budget: ({ options, ballot, min, max, budget, points }: Budget, random) => {
    const wished = popular(options, min, max, random)
    if (ballot === 'points') return spread(onPaper(options, wished), points, random)
    if (ballot === 'approval') return onPaper(options, wished)
    // As much of what is wished for as there is money.
    let left = budget
    const fits = wished.filter((id) => {
      const { cost } = options.find((project) => project.id === id)!
      if (cost > left) return false
      left -= cost
      return true
    })
    const cheapest = options.reduce((a, b) => (b.cost < a.cost ? b : a))
    return onPaper(options, fits.length < min ? [cheapest.id] : fits)
  },
  points: ({ options, total, cap }: Options & { total: number; cap: number | null }, random) => {
    const wished = onPaper(options, popular(options, 1, Math.min(options.length, total), random))
    const whole = cap === null ? total : Math.min(total, cap * wished.length)
    return Object.fromEntries(spread(wished, whole, random, cap ?? total))
  },
  number: ({ low, high, step }: { low: number; high: number; step: number }, random) => {
    const steps = Math.round((high - low) / step)
    // Two draws: most estimates lie around the middle.
    const estimate = low + step * Math.round(((random() + random()) / 2) * steps)
    return Number(estimate.toFixed(4))
  },
  grid: ({ statements, low, high }: { statements: unknown[]; low: number; high: number }, random) => {
    const grades = statements.map(() => low + Math.floor(Math.max(random(), random()) * (high - low + 1)))
    const left = random() < 0.1 ? Math.floor(random() * grades.length) : -1
    return grades.map((grade, place) => (place === left && grades.length > 1 ? null : grade))
  },
  quiz: ({ options }: Options, random) => pick(options, random).id,
  text: ({ answers }: { answers: number }, random) =>
    Array.from({ length: 1 + Math.floor(random() * answers) }, () => pick(sayings, random)),
}
