// Where the texts of a cloud stand: no two overlap, and what has a place keeps it while counts grow. All lengths in pixels.

interface Text {
  id: string
  text: string
  weight: number
}
export interface Placed {
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
  const fits = Math.min(frame.height * 0.3, frame.width / widest)
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
  const pitch = Math.max(2, box.height * 0.4)
  const stretch = frame.width / Math.max(1, frame.height)
  for (let angle = 0, radius = 0; radius < far; ) {
    const x = from.x + radius * Math.cos(angle) * Math.sqrt(stretch)
    const y = from.y + (radius * Math.sin(angle)) / Math.sqrt(stretch)
    const inside =
      2 * Math.abs(x) + box.width <= frame.width + 0.01 && 2 * Math.abs(y) + box.height <= frame.height + 0.01
    if (inside && placed.every((other) => apart({ ...box, x, y }, other))) return { x, y }
    // Steps of about the same length along an even spiral.
    angle += pitch / Math.max(radius, pitch)
    radius = (pitch * angle) / (2 * Math.PI)
  }
  return null
}

const apart = (a: Box & Place, b: Box & Place) =>
  2 * Math.abs(a.x - b.x) >= a.width + b.width - 0.01 || 2 * Math.abs(a.y - b.y) >= a.height + b.height - 0.01
