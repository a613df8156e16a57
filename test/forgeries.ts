// Two hundred forgeries of an export, by kinds: careless ones, and clever ones whose forger makes digests and chain anew.
import { careless } from './forging/careless.ts'
import { clever, half } from './forging/clever.ts'
import { dice } from './random-rounds.ts'
import { summed } from './summed.ts'

export interface Forgery {
  kind: string
  text: string
  /** Everything fits together again: only a head from before can tell, or a scrutineer's signature under one. */
  clever: boolean
}

/** `text`: the export of `wholeMeeting`. `total` of them, each kind several times with other dice. */
export function forgeries(text: string, total: number, seed = 5): Forgery[] {
  const kinds = [
    ...Object.entries(careless).map((each) => [...each, false] as const),
    ...Object.entries(half).map((each) => [...each, false] as const),
    ...Object.entries(clever).map((each) => [...each, true] as const),
  ]
  const found: Forgery[] = []
  for (let n = 0; found.length < total; n++) {
    const [kind, forge, isClever] = kinds[n % kinds.length]!
    const file = JSON.parse(text)
    if (forge(file, dice(seed + n)) === false) continue
    const forged = summed(file)
    if (forged === text) continue
    found.push({ kind, text: forged, clever: isClever })
  }
  return found
}
