// Cost against size as one picture: small charts side by side, the product's line over the floor's. CPU is the server's.
import { figure, type Sized } from './report.ts'
import type { Figures } from './round.ts'

interface Chart {
  title: string
  figure: string
}

const charts: readonly Chart[] = [
  { title: 'CPU a join, µs', figure: 'join.cpu' },
  { title: 'CPU a vote, all at once, µs', figure: 'burst.cpu' },
  { title: 'CPU a phone at a reveal, µs', figure: 'reveal.cpu' },
  { title: 'Memory a phone, kB', figure: 'join.memory' },
  { title: 'Votes a second, all at once', figure: 'burst.perSecond' },
  { title: 'Acknowledged, all at once, p99, ms', figure: 'burst.ackP99' },
  { title: 'Tap to wall, live, p99, ms', figure: 'live.wallP99' },
  { title: 'All gone and back, s', figure: 'reconnect.seconds' },
]

const [WIDTH, HEIGHT, COLUMNS, GAP] = [220, 130, 4, 36]
const [TOP, LEFT] = [64, 24]
/** Of either, on paper and on a dark page. */
const colours = { product: '#2f6fde', floor: '#8a8f98' }

/** The least of 1, 2 or 5 times a power of ten that is no less. */
export function ceiling(value: number): number {
  if (value <= 0) return 1
  const power = 10 ** Math.floor(Math.log10(value))
  return power * (([1, 2, 5, 10] as const).find((step) => value <= step * power * (1 + 1e-9)) ?? 10)
}

export function plot(sizes: readonly Sized<Figures>[], caption: string): string {
  const drawn = charts.filter(({ figure }) => sizes.some(({ product }) => product[figure] !== undefined))
  const rows = Math.ceil(drawn.length / COLUMNS)
  const width = LEFT * 2 + COLUMNS * WIDTH + (COLUMNS - 1) * GAP
  const height = TOP + rows * (HEIGHT + 78)
  const panels = drawn.map((chart, index) => {
    const [x, y] = [LEFT + (index % COLUMNS) * (WIDTH + GAP), TOP + 34 + Math.floor(index / COLUMNS) * (HEIGHT + 78)]
    return `<g transform="translate(${x} ${y})">${panel(chart, sizes)}</g>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="11" fill="#7a7f87" role="img">
<title>${caption}</title>
<g font-size="12"><circle cx="${LEFT + 5}" cy="20" r="4" fill="${colours.product}"/><text x="${LEFT + 16}" y="24">spotvote</text><circle cx="${LEFT + 95}" cy="20" r="4" fill="${colours.floor}"/><text x="${LEFT + 106}" y="24">floor: bare Socket.IO</text><text x="${LEFT}" y="44">${caption}</text></g>
${panels.join('\n')}
</svg>
`
}

function panel({ title, figure: name }: Chart, sizes: readonly Sized<Figures>[]): string {
  const most = ceiling(Math.max(...sizes.flatMap(({ product, floor }) => [product[name] ?? 0, floor[name] ?? 0])))
  const counts = sizes.map(({ size }) => Math.log(size))
  const [low, high] = [Math.min(...counts), Math.max(...counts)]
  const across = (size: number) => round(high > low ? ((Math.log(size) - low) / (high - low)) * WIDTH : WIDTH / 2)
  const up = (value: number) => round(HEIGHT - (value / most) * HEIGHT)
  const line = (side: 'floor' | 'product') => {
    const points = sizes.flatMap((sized) => {
      const value = sized[side][name]
      return value === undefined ? [] : [[across(sized.size), up(value)] as const]
    })
    const dots = points.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="3" fill="${colours[side]}"/>`)
    const path = points.map(([x, y]) => `${x},${y}`).join(' ')
    return `<polyline points="${path}" fill="none" stroke="${colours[side]}" stroke-width="2"/>${dots.join('')}`
  }
  const marks = [0, most / 2, most].map((value) => {
    const text = `<text x="${WIDTH}" y="${up(value) - 3}" text-anchor="end" opacity="0.8">${figure(value)}</text>`
    return `<path d="M0 ${up(value)}H${WIDTH}" stroke="#7a7f87" stroke-opacity="0.3"/>${value > 0 ? text : ''}`
  })
  const names = sizes.map(({ size }) => {
    return `<text x="${across(size)}" y="${HEIGHT + 16}" text-anchor="middle">${size.toLocaleString('en')}</text>`
  })
  return (
    [`<text y="-20" font-size="12" font-weight="600">${title}</text>`, ...marks, ...names].join('') +
    line('floor') +
    line('product')
  )
}

const round = (value: number) => Math.round(value * 10) / 10
