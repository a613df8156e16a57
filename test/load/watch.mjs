// Loaded into a server before it starts: tells whoever started it what only the process itself can know.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc')
const RESOLUTION = 5
const delay = monitorEventLoopDelay({ resolution: RESOLUTION })
delay.enable()

const answers = {
  /** Live bytes on the heap and outside of it, after garbage is gone. */
  memory() {
    collect()
    collect()
    const { heapUsed, external, rss } = process.memoryUsage()
    return { live: heapUsed + external, rss }
  },
  /** How late the event loop was, milliseconds: 99th percentile and most since this was last asked. */
  delay() {
    const [p99, most] = [delay.percentile(99), delay.max].map((late) => Math.max(0, late / 1e6 - RESOLUTION))
    delay.reset()
    return { p99, most }
  },
}

process.on('message', (name) => process.send(answers[name]()))
// Nobody is left to ask, or to end this server.
process.on('disconnect', () => process.exit(1))
process.channel.unref()
