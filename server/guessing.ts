// The alarm that somebody is trying out codes and keys: on from the first try too many until a while after the last.

/** How long it stays on. Milliseconds. */
const WHILE = 60_000

export function guessingAlarm(onchange: (on: boolean) => void, lasting = WHILE) {
  let timer: NodeJS.Timeout | undefined
  return {
    on: () => timer !== undefined,
    ring() {
      if (timer) return void timer.refresh()
      timer = setTimeout(() => {
        timer = undefined
        onchange(false)
      }, lasting)
      timer.unref()
      onchange(true)
    },
  }
}
