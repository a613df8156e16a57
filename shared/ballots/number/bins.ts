// The bars of a histogram, before anybody has answered: at most twelve, their edges round.

/** Inclusive at both ends: answers come in steps, so nothing lies between two bins. */
export interface Bin {
  from: number
  to: number
}

const MOST = 12

/** 1, 2 or 5 and zeros. */
const round = [...Array(16).keys()].flatMap((zeros) => [1, 2, 5].map((digit) => digit * 10 ** zeros))

/** Bins of the answers `low`, `low + step` … up to `high`; whole numbers all. */
export function binsOf(low: number, high: number, step: number): Bin[] {
  const top = high - ((high - low) % step)
  const fitting = round.filter((width) => width > step && width % step === 0)
  const widths = [step, ...(fitting.length ? fitting : round.map((times) => times * step))]
  for (const width of widths) {
    // Edges are multiples of the width where the answers are, else counted from the lowest.
    const origin = low % step === 0 ? 0 : low
    const first = Math.floor((low - origin) / width)
    const last = Math.floor((top - origin) / width)
    // The highest answer alone on an edge belongs to the bar before it: 90–100.
    const alone = width > step && last > first && (top - origin) % width === 0
    const count = last - first + (alone ? 0 : 1)
    if (count > MOST) continue
    return Array.from({ length: count }, (_, index) => {
      const edge = origin + (first + index) * width
      return { from: Math.max(low, edge), to: index === count - 1 ? top : edge + width - step }
    })
  }
  throw new RangeError(`no bins from ${low} to ${high} by ${step}`)
}
