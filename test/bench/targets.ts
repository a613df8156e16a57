// The promises about speed: what of the product is held against what of the floor, and whether it is reached.
import type { Figures } from './round.ts'

export interface Target {
  what: string
  /** As the promise says it. */
  target: string
  /** What is compared; NaN where it was not measured. */
  value(product: Figures, floor: Figures): number
  /** Of the value. */
  unit: '×' | 'kB' | ''
  reached(value: number): boolean
  /** Beyond so many phones nothing is promised. */
  upTo?: number
}

type Comparison = Pick<Target, 'value' | 'unit'>

const times = (figure: string, ofFloor = figure): Comparison => ({
  unit: '×',
  value: (product, floor) => (product[figure] ?? Number.NaN) / (floor[ofFloor] ?? Number.NaN),
})
const beyond = (figure: string): Comparison => ({
  unit: 'kB',
  value: (product, floor) => (product[figure] ?? Number.NaN) - (floor[figure] ?? Number.NaN),
})
const alone = (figure: string): Comparison => ({ unit: '', value: (product) => product[figure] ?? Number.NaN })

const atLeast = (what: string, least: number, compared: Comparison): Target => ({
  what,
  target: `≥ ${least} ${compared.unit}`,
  ...compared,
  reached: (value) => value >= least,
})
const atMost = (what: string, most: number, compared: Comparison): Target => ({
  what,
  target: `≤ ${most} ${compared.unit}`,
  ...compared,
  reached: (value) => value <= most,
})

export const targets: readonly Target[] = [
  atLeast('votes a second, all at once', 0.8, times('burst.perSecond')),
  atMost('acknowledgement p99, all at once', 1.3, times('burst.ackP99')),
  atLeast('joins a second', 0.75, times('join.perSecond')),
  atMost('memory a phone, beyond the floor', 4, beyond('join.memory')),
  { ...atMost('tap to projector p99, steady votes, live item', 1, times('live.wallP99')), upTo: 5000 },
  atMost('reveal to all phones, CPU a phone', 1.15, times('reveal.cpu')),
  atMost('messages to one phone in a round', 4, alone('burst.messages')),
  // Four seconds of voting.
  atMost('views to one phone in a live round, beyond one a second', 4, {
    unit: '',
    value: ({ 'live.views': views = Number.NaN }) => views - 4,
  }),
  atMost('all gone, back and right; of the floor’s join', 1.5, times('reconnect.seconds', 'join.seconds')),
]
