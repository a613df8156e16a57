// Who could vote, was there and voted (SPEC M24), in heads and as their votes weigh, all together and group by group.

import { sum } from './kind.ts'
import { list, Misfit, orNull, record, text, whole } from './read.ts'

export interface Heads {
  eligible: number
  present: number
  voted: number
}

export interface Group extends Heads {
  id: string
  title: string
  /** Of one ballot. */
  weight: number
}

export interface Turnout extends Heads {
  /** Null where the meeting has none. */
  groups: Group[] | null
}

function headsOf(value: Record<string, unknown>, path: string): Heads {
  const eligible = whole(value['eligible'], `${path}.eligible`)
  const present = whole(value['present'], `${path}.present`, 0, eligible)
  return { eligible, present, voted: whole(value['voted'], `${path}.voted`, 0, present) }
}

export function readTurnout(value: unknown): Turnout {
  const turnout = record(value, 'turnout')
  const groups = orNull(turnout['groups'] ?? null, (all) =>
    list(all, 'turnout.groups').map((each, n): Group => {
      const path = `turnout.groups[${n}]`
      const group = record(each, path)
      const [id, title] = [text(group['id'], `${path}.id`), text(group['title'], `${path}.title`)]
      return { id, title, weight: whole(group['weight'], `${path}.weight`, 1), ...headsOf(group, path) }
    }),
  )
  if (groups && new Set(groups.map(({ id }) => id)).size < groups.length)
    throw new Misfit('turnout.groups', turnout['groups'], 'groups that are all different')
  return { ...headsOf(turnout, 'turnout'), groups }
}

/** Whether there are votes that weigh more than others. */
export const weighs = ({ groups }: Turnout) => groups?.some(({ weight }) => weight !== 1) ?? false

/** So many heads as their votes weigh. */
export const weightOf = ({ groups }: Turnout, of: keyof Heads) =>
  sum((groups ?? []).map((each) => each[of] * each.weight))
