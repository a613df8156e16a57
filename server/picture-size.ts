// How wide and high a picture says it is: a small file may say it is larger than any device that shows it can hold.

type Size = readonly [width: number, height: number]

const word = (bytes: Buffer, at: number) => bytes.toString('latin1', at, at + 4)

/** The header, IHDR, comes first in every PNG. */
function png(bytes: Buffer): Size | null {
  if (bytes.length < 24 || word(bytes, 12) !== 'IHDR') return null
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
}

/** Some segments, each with its length, until the one that begins a frame (SOF0 to SOF15, without DHT, JPG and DAC). */
function jpeg(bytes: Buffer): Size | null {
  for (let at = 2; at + 9 <= bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at += 1
    const mark = bytes[at + 1]!
    if (bytes[at] !== 0xff || at + 9 > bytes.length) return null
    const frame = mark >= 0xc0 && mark <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(mark)
    if (frame) return [bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5)]
  }
  return null
}

/** Extended, lossless or lossy, by the name of its first chunk. */
function webp(bytes: Buffer): Size | null {
  if (bytes.length < 30) return null
  if (word(bytes, 12) === 'VP8X') return [1 + bytes.readUIntLE(24, 3), 1 + bytes.readUIntLE(27, 3)]
  if (word(bytes, 12) === 'VP8 ') return [bytes.readUInt16LE(26) & 0x3fff, bytes.readUInt16LE(28) & 0x3fff]
  const bits = bytes.readUInt32LE(21)
  return word(bytes, 12) === 'VP8L' ? [1 + (bits & 0x3fff), 1 + ((bits >> 14) & 0x3fff)] : null
}

const sizes: Record<string, (bytes: Buffer) => Size | null> = {
  'image/png': png,
  'image/jpeg': jpeg,
  'image/webp': webp,
}

/** Pixels by its own account; 0 where it says nothing, and no browser shows it. */
export function pixelsOf(type: string, bytes: Buffer): number {
  const [width, height] = sizes[type]?.(bytes) ?? [0, 0]
  return width * height
}
