// What a network does to a room, by chance: a schedule of faults, each for some of the lines or for all.
import { after, type Random } from '../../server/rehearsal/moment.ts'
import type { FaultyNet, Way } from './proxy.ts'

interface Fault {
  /** Milliseconds from the beginning. */
  at: number
  name: string
  /** The lines it strikes, from 0. */
  lines: number[]
  strike: (net: FaultyNet) => void
}

export interface Weather {
  faults: Fault[]
  /** When all lines are well again, milliseconds from the beginning. */
  healed: number
}

type Kind = (random: Random) => { name: string; strike: Fault['strike'] }

const ways: readonly Way[] = ['up', 'down', 'both']
const pick = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)]!

const kinds: readonly Kind[] = [
  (random) => {
    const [delay, jitter, way] = [random() * 3000, random() * 1000, pick(ways, random)]
    return { name: `late by ${Math.round(delay)} ms, ${way}`, strike: (net) => net.set({ delay, jitter }, way) }
  },
  (random) => {
    const [rate, way] = [300 + random() * 4000, pick(ways, random)]
    return { name: `${Math.round(rate)} bytes a second, ${way}`, strike: (net) => net.set({ rate }, way) }
  },
  (random) => {
    const [slice, delay, way] = [1 + Math.floor(random() * 40), random() * 300, pick(ways, random)]
    return { name: `pieces of ${slice} bytes, ${way}`, strike: (net) => net.set({ slice, delay }, way) }
  },
  (random) => {
    const way = pick(ways, random)
    return { name: `silent, ${way}`, strike: (net) => net.silence(way) }
  },
  () => ({ name: 'cut', strike: (net) => net.cut() }),
  () => ({ name: 'reset', strike: (net) => net.reset() }),
  () => ({ name: 'deaf', strike: (net) => net.deafen() }),
  () => ({ name: 'well', strike: (net) => net.heal() }),
]

/** A line that is deaf for good is found dead after 9 s, however well the others are. Milliseconds before the healing. */
const DEAF_BEFORE = 2000

export function weather(lines: number, random: Random): Weather {
  // Most are over soon; some last longer than it takes to find a line dead.
  const healed = random() < 0.7 ? after(1500, 5000, random)() : after(5000, 12_000, random)()
  const faults = Array.from({ length: 2 + Math.floor(random() * 6) }, (): Fault => {
    const { name, strike } = pick(kinds, random)(random)
    const share = random() < 0.4 ? 1 : random()
    const struck = Array.from({ length: lines }, (_, line) => line).filter(() => random() < share)
    const latest = name === 'deaf' ? Math.max(0, healed - DEAF_BEFORE) : healed
    return { at: random() * latest, name, lines: struck, strike }
  })
  return { faults: faults.sort((a, b) => a.at - b.at), healed }
}
