// What the figures say: medians of the rounds, tables in Markdown, verdicts.
import { percentile } from '../../server/rehearsal/moment.ts'
import type { Figures } from './round.ts'
import { targets } from './targets.ts'

/** All rounds at one size, or their medians. */
export interface Sized<T> {
  size: number
  product: T
  floor: T
}

/** A verdict on the product by itself, measured without a crowd. */
export interface Verdict {
  what: string
  target: string
  value: string
  reached: boolean
}

export function medians({ size, product, floor }: Sized<Figures[]>): Sized<Figures> {
  const middle = (rounds: Figures[]): Figures => {
    const names = Object.keys(rounds[0] ?? {})
    return Object.fromEntries(
      names.map((name) => [
        name,
        percentile(
          rounds.map((round) => round[name]!),
          0.5,
        ),
      ]),
    )
  }
  return { size, product: middle(product), floor: middle(floor) }
}

/** Three digits, as far as they say anything. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '–'
  if (value === 0) return '0'
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))))
  return value.toLocaleString('en', { maximumFractionDigits: Math.min(digits, 3), minimumFractionDigits: 0 })
}

const table = (rows: readonly (readonly string[])[]) => {
  const [head = [], ...body] = rows
  return [head, head.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** One line a target, one column a size: the value, and a cross where it is not reached. */
export function verdicts(sizes: readonly Sized<Figures>[], alone: readonly Verdict[]): string {
  const head = ['what', 'target', ...sizes.map(({ size }) => `${figure(size)} phones`), 'verdict']
  const rows = targets.flatMap(({ what, target, value, unit, reached, upTo = Number.POSITIVE_INFINITY }) => {
    const values = sizes.map(({ size, product, floor }) => ({ counts: size <= upTo, value: value(product, floor) }))
    const known = values.filter((cell) => cell.counts && Number.isFinite(cell.value))
    if (known.length === 0) return []
    const cells = values.map((cell) => `${figure(cell.value)}${unit === '' ? '' : ` ${unit}`}`)
    return [[what, target, ...cells, answer(known.every((cell) => reached(cell.value)))]]
  })
  const others = alone.map(({ what, target, value, reached }) => [what, target, value, answer(reached)])
  const tables = [
    table([head, ...rows]),
    ...(others.length > 0 ? [table([['what', 'target', 'value', 'verdict'], ...others])] : []),
  ]
  return tables.join('\n\n')
}

const answer = (reached: boolean) => (reached ? 'reached' : 'not reached')

const shown: [string, string][] = [
  ['all joined, s', 'join.seconds'],
  ['joins a second', 'join.perSecond'],
  ['server CPU a join, µs', 'join.cpu'],
  ['first packet to first view p50, ms', 'join.firstP50'],
  ['first packet to first view p99, ms', 'join.firstP99'],
  ['live memory a phone, kB', 'join.memory'],
  ['resident memory a phone, kB', 'join.resident'],
  ...['steady', 'second', 'burst', 'live'].flatMap((name): [string, string][] => [
    [`${name}: votes a second`, `${name}.perSecond`],
    [`${name}: server CPU a vote, µs`, `${name}.cpu`],
    [`${name}: acknowledgement p50, ms`, `${name}.ackP50`],
    [`${name}: acknowledgement p99, ms`, `${name}.ackP99`],
    [`${name}: tap to projector p50, ms`, `${name}.wallP50`],
    [`${name}: tap to projector p99, ms`, `${name}.wallP99`],
    [`${name}: event loop late p99, ms`, `${name}.late`],
    [`${name}: reveal to the last phone, ms`, `${name}.revealed`],
    [`${name}: most views to a phone`, `${name}.views`],
    [`${name}: most messages to a phone`, `${name}.messages`],
    [`${name}: bytes to a phone`, `${name}.bytes`],
  ]),
  ['a reveal, server CPU a phone, µs', 'reveal.cpu'],
  ['all gone and back, s', 'reconnect.seconds'],
  ['server CPU a return, µs', 'reconnect.cpu'],
  ['longest stop of the event loop in all of this, ms', 'all.stop'],
  ['resident memory after all of this, MB', 'all.resident'],
]

/** Every figure, product beside floor and their ratio. */
export function everything(sizes: readonly Sized<Figures>[]): string {
  const head = ['product / floor (ratio)', ...sizes.map(({ size }) => `${figure(size)}`)]
  const rows = shown
    .filter(([, name]) => sizes.some(({ product }) => product[name] !== undefined))
    .map(([what, name]) => [what, ...sizes.map((sized) => cell(sized, name))])
  return table([head, ...rows])
}

function cell({ product, floor }: Sized<Figures>, name: string) {
  const [ours, theirs] = [product[name] ?? Number.NaN, floor[name] ?? Number.NaN]
  return `${figure(ours)} / ${figure(theirs)} (${figure(ours / theirs)})`
}
