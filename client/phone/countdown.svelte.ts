// How much time a round has left, ticking by the server's clock.
import type { RoundView } from '../../shared/meeting/view.ts'

/** Milliseconds left by a server's `clock`; null without a countdown. Called while a component is made. */
export function countdown(clock: () => number, round: () => Pick<RoundView, 'closesAt' | 'left'>) {
  let now = $state.raw(clock())
  $effect(() => {
    if (round().closesAt === null) return
    const tick = () => {
      now = clock()
    }
    tick()
    const timer = setInterval(tick, 200)
    return () => clearInterval(timer)
  })
  return {
    get left() {
      const { closesAt, left } = round()
      return closesAt === null ? left : Math.max(0, closesAt - now)
    },
  }
}

/** As on a clock: 1:05, or 1:00:05. */
export function clockText(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000)
  const two = (part: number) => String(part).padStart(2, '0')
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`
}
