// A clock that stands still until it is told to go on, with the alarms that were set by it.

interface Alarm {
  at: number
  ring: () => void
}

export class Clock {
  now = Date.UTC(2026, 3, 2, 10)
  #alarms = new Set<Alarm>()
  readonly #own = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout }

  /** From here on whoever asks to be woken is woken by this clock. */
  start() {
    const set = (ring: () => void, wait = 0) => {
      const alarm = { at: this.now + wait, ring }
      this.#alarms.add(alarm)
      return alarm
    }
    Object.assign(globalThis, { setTimeout: set, clearTimeout: (alarm: Alarm) => this.#alarms.delete(alarm) })
  }

  stop() {
    Object.assign(globalThis, this.#own)
  }

  /** Goes on, and lets each alarm ring at its time; `settled` resolves when all is done that one has set off. */
  async pass(milliseconds: number, settled: () => Promise<void>) {
    const end = this.now + milliseconds
    for (;;) {
      const next = [...this.#alarms].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
      if (!next) break
      this.#alarms.delete(next)
      this.now = Math.max(this.now, next.at)
      next.ring()
      await settled()
    }
    this.now = end
  }
}
