// Notices when time jumps: a laptop that slept, a clock that was set, a process that was held.

export interface Jump {
  /** How much more time passed than should have, in milliseconds; below 0 where the clock was set back. */
  by: number
  /** When all was still well, milliseconds since 1970. */
  from: number
}

/** Milliseconds between two looks at the clock, and how far off it may be. */
const BEAT = 1000
const TOLERANCE = 3000

/**
 * Looks at the clock once a beat. Timers and messages that fall due during a sleep all come at once after it, in any
 * order: whoever acts on time asks `check` first. `clock` is milliseconds since 1970.
 */
export function watchSleep(onjump: (jump: Jump) => void, clock: () => number = Date.now) {
  let last = clock()
  function check() {
    const from = last
    last = clock()
    const by = last - from - BEAT
    if (by > TOLERANCE || last < from - TOLERANCE) onjump({ by: last - from, from })
  }
  const timer = setInterval(check, BEAT)
  timer.unref()
  return { check, stop: () => clearInterval(timer) }
}
