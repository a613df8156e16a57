// What a forger needs: ways into an export, and hands that seal a box and chain a record anew.
import { createHash } from 'node:crypto'
import { headOf } from '../../shared/meeting/record.ts'
import type { dice } from '../random-rounds.ts'

// biome-ignore lint/suspicious/noExplicitAny: a forger takes the file as it comes.
export type Any = any

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** Chains the entries anew and puts every head and hash where it belongs. */
export function rechain(file: Any) {
  let hash = sha256('spotvote record 1')
  const heads = file.record.entries.map((entry: Any) => {
    hash = sha256(hash + JSON.stringify(entry))
    return headOf(hash)
  })
  Object.assign(file.record, { hash, head: headOf(hash) })
  for (const { heads: own } of rounds(file)) for (const each of own) each.head = heads[each.n - 1]
}

/** Seals the box of a round anew. */
export function reseal(file: Any, round: Any) {
  const { profile: votes, groups, voted, named, receipts, small, salt } = round.counted
  const names = named?.map(({ voter, vote }: Any) => ({ voter, vote }))
  const box = { votes, groups, voted, named: names, receipts, small, salt }
  round.digest = sha256(JSON.stringify(Object.fromEntries(Object.entries(box).filter(([, value]) => value != null))))
  file.record.entries.findLast((entry: Any) => entry.type === 'round-closed' && entry.round === round.id).digest =
    round.digest
}

export const rounds = (file: Any): Any[] => file.items.flatMap((item: Any) => item.rounds)
export const counted = (file: Any): Any[] => rounds(file).filter((round) => round.counted && round.counted.ballots > 0)
export const entry = (file: Any, type: string, round?: string): Any =>
  file.record.entries.findLast((entry: Any) => entry.type === type && (!round || entry.round === round))

type Dice = ReturnType<typeof dice>
/** Changes the file; false where there is nothing to change. */
export type Forge = (file: Any, dice: Dice) => unknown
export function swap(list: Any[], a: number, b: number) {
  ;[list[a], list[b]] = [list[b], list[a]]
}
export const motionsOf = (file: Any) =>
  counted(file).filter(({ question, counted }) => question.kind === 'motion' && counted.outcome?.yes)
