// Any valid vote for an item, by chance.
import type { ItemView } from '../../shared/meeting/view.ts'
import { type Random, seeded } from './moment.ts'

type Item = Pick<ItemView, 'kind' | 'config'>

export function anyVote({ kind, config }: Item, random: Random): unknown {
  const draw = makers[kind]
  if (!draw) throw new Error(`no way to vote on a ${kind}`)
  return draw(config as never, random)
}

interface Options {
  options: { id: string }[]
}

const pick = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)]!

const makers: Record<string, (config: never, random: Random) => unknown> = {
  choice: ({ options }: Options, random) => pick(options, random).id,
  motion: ({ abstain }: { abstain: boolean }, random) =>
    // More for than against than aside, as motions go.
    pick(['yes', 'yes', 'yes', 'no', 'no', ...(abstain ? ['abstain'] : [])], random),
  // Two draws, the higher one counts: people are kind.
  rating: ({ low, high }: { low: number; high: number }, random) =>
    low + Math.floor(Math.max(random(), random()) * (high - low + 1)),
  multiple: ({ options, min, max }: Options & { min: number; max: number }, random) => {
    const size = min + Math.floor(random() * (max - min + 1))
    const ids = options.map(({ id }) => id)
    // Some are more popular than others, wherever they stand on the paper.
    const popular = (place: number) => seeded(place)()
    const left = [...ids.keys()].sort((a, b) => popular(a) - popular(b)).map((place) => ids[place]!)
    const chosen = Array.from({ length: size }, () => left.splice(Math.floor(random() ** 2 * left.length), 1)[0]!)
    return ids.filter((id) => chosen.includes(id))
  },
}
