// What a long evening costs the server, looked at again and again, and whether it stays what it was.
import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { percentile } from '../../server/rehearsal/moment.ts'

/** Memory in bytes, delay in seconds. */
export interface Sample {
  resident: number
  heap: number
  /** Open files, those that are sockets, and what keeps the process running: less one for each phone that is here. */
  files: number
  sockets: number
  handles: number
  /** How late the event loop was since the last look, at worst but for one in a hundred. */
  delay: number
  connections: number
  /** Events on disk since the start, and the bytes of all journals. */
  events: number
  journal: number
}

/** Growth is a ratio for memory, a difference for what is counted. */
export type Growth = Record<'resident' | 'heap' | 'files' | 'sockets' | 'handles', { from: number; to: number }>

/** The value of a metric in the Prometheus text; of one with labels the sum. */
export function metric(text: string, name: string): number {
  const lines = text.split('\n').filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`))
  if (lines.length === 0) throw new Error(`/metrics does not have ${name}`)
  return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0)
}

/** Looks at a server through /metrics, and at its process and its folder through the system. Linux only. */
export async function look(url: string, pid: number, data: string): Promise<Sample> {
  const text = await (await fetch(`${url}/metrics`)).text()
  const files = readdirSync(`/proc/${pid}/fd`).flatMap((file) => {
    try {
      return readlinkSync(`/proc/${pid}/fd/${file}`)
    } catch {
      return []
    }
  })
  const journals = readdirSync(join(data, 'meetings')).filter((name) => name.endsWith('.journal'))
  const connections = metric(text, 'spotvote_connections')
  return {
    resident: Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) * 1024,
    heap: metric(text, 'nodejs_heap_size_used_bytes'),
    files: files.length - connections,
    sockets: files.filter((file) => file.startsWith('socket:')).length - connections,
    handles: metric(text, 'nodejs_active_handles_total') - connections,
    delay: metric(text, 'nodejs_eventloop_lag_p99_seconds'),
    connections,
    events: metric(text, 'spotvote_events_total'),
    journal: journals.reduce((sum, name) => sum + statSync(join(data, 'meetings', name)).size, 0),
  }
}

/** The least of each stretch: what is left of a heap when the garbage has just been collected. */
const STRETCHES = 40
function least(values: readonly number[]): number[] {
  const size = Math.max(1, Math.floor(values.length / STRETCHES))
  return Array.from({ length: Math.floor(values.length / size) }, (_, n) =>
    Math.min(...values.slice(n * size, (n + 1) * size)),
  )
}

/** From after the warm-up, the first quarter, to the last fifth; medians of the least of each stretch. */
export function growth(samples: readonly Sample[]): Growth {
  const of = (what: keyof Growth) => {
    const values = least(samples.map((sample) => sample[what]))
    const part = (from: number, to: number) => values.slice(from * values.length, Math.ceil(to * values.length))
    return { from: percentile(part(0.25, 0.45), 0.5), to: percentile(part(0.8, 1), 0.5) }
  }
  return {
    resident: of('resident'),
    heap: of('heap'),
    files: of('files'),
    sockets: of('sockets'),
    handles: of('handles'),
  }
}

/** What a vote on the record takes in memory, at most: that somebody took part, and one of many that say the same. Bytes. */
const RECORDED = 200

/** What has grown: memory by more than a tenth and the record, anything that is counted by more than two. */
export function grown(growth: Growth, recorded = 0): string[] {
  const room = { resident: recorded * RECORDED, heap: recorded * RECORDED }
  return Object.entries(growth)
    .filter(([what, { from, to }]) => (what in room ? to > from * 1.1 + room[what as 'heap'] : to > from + 2))
    .map(([what, { from, to }]) => `${what} grew from ${Math.round(from)} to ${Math.round(to)}`)
}
