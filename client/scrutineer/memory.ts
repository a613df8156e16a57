// What a scrutineer's phone keeps of one meeting, so that a reload, an empty battery or a closed page forgets nothing.
import type { Shelf } from '../shelf.ts'
import { type Difference, type Held, nothing } from './held.ts'
import type { Pair } from './keys.ts'

export interface Kept {
  /** The key of the link, for a page that is opened again without it. */
  link: string | undefined
  pair: Pair | null
  held: Held
  alarm: (Difference & { /** Milliseconds since 1970, by this device. */ at: number; told: boolean }) | null
}

const empty: Kept = { link: undefined, pair: null, held: nothing, alarm: null }

export class Memory {
  readonly #shelf: Shelf
  readonly #place: string
  #kept: Kept
  /** Whether all of it will be there after a reload. */
  lasts: boolean

  constructor(shelf: Shelf, code: string) {
    this.#shelf = shelf
    this.#place = `spotvote scrutineer ${code}`
    this.#kept = { ...empty, ...read(shelf.get(this.#place)) }
    this.lasts = this.#write()
  }

  get kept(): Readonly<Kept> {
    return this.#kept
  }

  keep(more: Partial<Kept>) {
    this.#kept = { ...this.#kept, ...more }
    this.lasts = this.#write()
  }

  #write() {
    return this.#shelf.set(this.#place, JSON.stringify(this.#kept))
  }
}

function read(text: string | null): Partial<Kept> {
  try {
    return text === null ? {} : JSON.parse(text)
  } catch {
    return {}
  }
}
