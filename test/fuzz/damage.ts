// Damages files as disks, mail and people do: the same seed, the same damage.

/** A source of numbers from 0 up to 1 (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

type Roll = () => number
const pick = <T>(roll: Roll, list: readonly T[]): T => list[Math.floor(roll() * list.length)]!
const place = (roll: Roll, length: number) => Math.floor(roll() * (length + 1))

const numbers = ['0', '-1', '1e308', '99999999999999999999999', '9007199254740993', '0.1', '1/0', '1/3', '', 'NaN', '١']
const names = ['__proto__', 'constructor', 'toString', '', ' ', '"', '\u0000', '가', '0', '#', '-']

/** Another text where one of those `what` matches stands. */
function instead(text: string, what: RegExp, roll: Roll, by: readonly string[]): string {
  const found = [...text.matchAll(what)]
  if (found.length === 0) return text
  const { index, 0: was } = pick(roll, found)
  return text.slice(0, index) + pick(roll, by) + text.slice(index + was.length)
}

const onLines = (text: string, change: (lines: string[]) => void) => {
  const lines = text.split('\n')
  change(lines)
  return lines.join('\n')
}

const ways: readonly ((text: string, roll: Roll) => string)[] = [
  (text, roll) => text.slice(0, place(roll, text.length)),
  (text, roll) => text.slice(place(roll, text.length)),
  (text, roll) => {
    const bytes = Buffer.from(text)
    if (bytes.length > 0) bytes[Math.floor(roll() * bytes.length)]! ^= 1 << Math.floor(roll() * 8)
    return bytes.toString(roll() < 0.5 ? 'utf8' : 'latin1')
  },
  (text, roll) =>
    onLines(text, (lines) => {
      const [a, b] = [Math.floor(roll() * lines.length), Math.floor(roll() * lines.length)]
      ;[lines[a], lines[b]] = [lines[b]!, lines[a]!]
    }),
  (text, roll) => onLines(text, (lines) => lines.splice(place(roll, lines.length), 0, pick(roll, lines))),
  (text, roll) => onLines(text, (lines) => lines.splice(Math.floor(roll() * lines.length), 1)),
  (text, roll) => instead(text, /\d+/g, roll, numbers),
  (text, roll) => instead(text, /\d+/g, roll, [String(Math.floor(roll() * 12))]),
  (text, roll) => instead(text, /\p{L}+/gu, roll, [...names, ...(text.match(/\p{L}+/gu) ?? [])]),
  (text, roll) => instead(text, /[^\w\s]/g, roll, ['', ',', ';', '"', '[', '}', ':', '=', '\n']),
  (text, roll) => {
    const at = place(roll, text.length)
    return text.slice(0, at) + pick(roll, [...numbers, ...names, '\n', '\r', '\uFEFF', '{}', '[]']) + text.slice(at)
  },
]

/** One to three damages, one after the other. */
export function damaged(text: string, roll: Roll): string {
  let result = text
  for (let times = 1 + Math.floor(roll() * 3); times > 0; times--) result = pick(roll, ways)(result, roll)
  return result
}
