// Where the texts of a cloud stand: no two overlap, and what has a place keeps it while counts grow. All lengths in pixels.

interface Text {
  id: string
  text: string
  weight: number
}
interface Placed {
  id: string
  text: string
  /** Of the type. */
  size: number
  /** Of the middle, from the middle of the frame. */
  x: number
  y: number
  width: number
  height: number
}
export interface Cloud {
  frame: { width: number; height: number }
  /** Size of the type of the text with most weight. */
  largest: number
  placed: Placed[]
}

/** Of the largest type: the smallest, and the room a line takes. */
const SMALLEST = 0.3
const LINE = 1.3
/** Space kept free beside a text, in its own type size. */
const ASIDE = 0.35
/** How much of the frame texts can cover, at the very best. */
const FULL = 0.65
/** Places are looked for no closer together than this share of the frame. */
const GRAIN = 1 / 100
/** The type gets smaller until all have a place; after so many tries, those without one are left out. */
const TRIES = 30
const STEP = 0.93

/** `widthOf` a text at a type size of 1. The same texts after the same cloud give the same cloud. */
export function cloud(
  texts: readonly Text[],
  frame: Cloud['frame'],
  widthOf: (text: string) => number,
  before: Cloud | null,
): Cloud {
  const same = before && before.frame.width === frame.width && before.frame.height === frame.height
  const most = Math.max(1, ...texts.map(({ weight }) => weight))
  const scaled = texts.map((text) => {
    const scale = SMALLEST + (1 - SMALLEST) * Math.sqrt(text.weight / most)
    return { ...text, scale, room: scale * (widthOf(text.text) + ASIDE) }
  })
  const places = new Map((same ? before.placed : []).map((placed) => [placed.id, placed]))
  // Whoever stands already goes first, so that nobody new pushes them away.
  const order = scaled.sort(
    (a, b) => +places.has(b.id) - +places.has(a.id) || b.weight - a.weight || (a.id < b.id ? -1 : 1),
  )
  const widest = Math.max(0.1, ...order.map(({ room }) => room))
  const area = order.reduce((sum, { scale, room }) => sum + scale * room * LINE, 0.1)
  const full = Math.sqrt((FULL * frame.width * frame.height) / area)
  const fits = Math.min(frame.height * 0.3, frame.width / widest, full)
  let largest = same ? Math.min(before.largest, fits) : fits
  for (let tries = 1; ; tries++, largest *= STEP) {
    const placed: Placed[] = []
    for (const { id, text, scale, room } of order) {
      const box = { width: room * largest, height: scale * largest * LINE }
      const place = free(box, places.get(id) ?? { x: 0, y: 0 }, frame, placed)
      if (place) placed.push({ id, text, size: scale * largest, ...place, ...box })
      else if (tries < TRIES) break
    }
    if (placed.length === order.length || tries === TRIES) return { frame, largest, placed }
  }
}

type Box = Pick<Placed, 'width' | 'height'>
type Place = Pick<Placed, 'x' | 'y'>

/** The first free place on a spiral outwards from `from`; as wide for its height as the frame. */
function free(box: Box, from: Place, frame: Cloud['frame'], placed: readonly Placed[]): Place | null {
  const far = Math.hypot(frame.width, frame.height)
  const pitch = Math.max(far * GRAIN, box.height * 0.2)
  const stretch = Math.sqrt(frame.width / Math.max(1, frame.height))
  const [right, bottom] = [(frame.width - box.width) / 2 + 0.01, (frame.height - box.height) / 2 + 0.01]
  if (right < 0 || bottom < 0) return null
  // What was in the way a step ago most likely still is.
  let inWay: Placed | undefined
  for (let angle = 0, radius = 0; radius < far; ) {
    const x = from.x + radius * Math.cos(angle) * stretch
    const y = from.y + (radius * Math.sin(angle)) / stretch
    const over = (other: Placed) =>
      2 * Math.abs(x - other.x) < box.width + other.width - 0.01 &&
      2 * Math.abs(y - other.y) < box.height + other.height - 0.01
    if (Math.abs(x) <= right && Math.abs(y) <= bottom && !(inWay && over(inWay))) {
      inWay = placed.find(over)
      if (!inWay) return { x, y }
    }
    // Steps of about the same length along an even spiral.
    angle += pitch / Math.max(radius, pitch)
    radius = (pitch * angle) / (2 * Math.PI)
  }
  return null
}
