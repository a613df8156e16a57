// What the house measures of itself, for /metrics. Numbers of things only: never who, and never what was chosen.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { type Store, StoreError } from './store/store.ts'

/** `process`: also what the process costs and how long its event loop is held up, which is sampled all the time. */
export function measurements({ process = false } = {}) {
  const registry = new Registry()
  if (process) collectDefaultMetrics({ register: registry })
  const of = <Label extends string = never>(name: string, help: string, ...labelNames: Label[]) => ({
    name: `spotvote_${name}`,
    help,
    labelNames,
    registers: [registry],
  })
  const events = new Counter(of('events_total', 'Events on disk'))
  const appends = new Histogram({
    ...of('store_append_seconds', 'From handing a group of events to the store until it is on disk'),
    buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
  })
  const failures = new Counter(of('store_failures_total', 'Groups of events the store refused, by problem', 'problem'))

  return {
    /** `result` is "ok" or the code of the refusal, here and below. */
    commands: new Counter(of('commands_total', 'Commands answered, by type', 'type', 'result')),
    admissions: new Counter(of('admissions_total', 'Handshakes answered', 'result')),
    views: new Counter(of('views_total', 'Views sent, once for each connection, by audience', 'audience')),
    contentType: registry.contentType,
    text: () => registry.metrics(),
    /** A number that is looked up when somebody asks. */
    watch(name: string, help: string, count: () => number) {
      new Gauge({
        ...of(name, help),
        collect() {
          this.set(count())
        },
      })
    },
    /** The store, measured. */
    measured: (store: Store): Store => ({
      ...store,
      async append(meeting, batch) {
        const stop = appends.startTimer()
        await store.append(meeting, batch).catch((error: unknown) => {
          failures.inc({ problem: error instanceof StoreError ? error.problem : 'failed' })
          throw error
        })
        stop()
        events.inc(batch.length)
      },
    }),
  }
}

export type Measurements = ReturnType<typeof measurements>
