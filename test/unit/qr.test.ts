// The QR codes: what is drawn is what the standard's encoder made, on a screen and in a terminal.
import { create } from 'qrcode'
import { describe, expect, it } from 'vitest'
import { qrSvg, qrText } from '../../server/qr.ts'

const url = 'http://192.168.100.123:8080/ACD346'

/** The dark modules as `x,y`, counted from the code's own corner. */
function encoded(text: string, errorCorrectionLevel: 'L' | 'M') {
  const { size, data } = create(text, { errorCorrectionLevel }).modules
  return { size, dark: keys(size, size, (x, y) => data[y * size + x] === 1) }
}

function keys(width: number, height: number, isDark: (x: number, y: number) => boolean): string[] {
  const all = Array.from({ length: width * height }, (_, at) => [at % width, Math.floor(at / width)] as const)
  return all.filter(([x, y]) => isDark(x, y)).map(([x, y]) => `${x},${y}`)
}

/** Fills the path's bars into a grid, as a browser would. */
function drawn(svg: string, quiet: number) {
  const size = Number(/viewBox="0 0 (\d+) \1"/.exec(svg)?.[1])
  const path = /<path d="([^"]*)"/.exec(svg)![1]!
  const bars = [...path.matchAll(/M(\d+) (\d+)h(\d+)v1h-(\d+)z/g)]
  const dark = new Set<string>()
  for (const [, x, y, there, back] of bars) {
    expect(there).toBe(back)
    for (let step = 0; step < Number(there); step++) dark.add(`${Number(x) + step - quiet},${Number(y) - quiet}`)
  }
  expect(bars.map(([whole]) => whole).join('')).toBe(path)
  return { size, dark }
}

describe('qrSvg', () => {
  it.each([url, 'http://10.0.0.7', 'https://vote.example.org/회의?x=<&">', 'A'.repeat(400)])('draws %s', (text) => {
    const { size, dark } = encoded(text, 'M')
    const picture = drawn(qrSvg(text), 4)
    expect(picture.size).toBe(size + 8)
    expect([...picture.dark].sort()).toEqual(dark.sort())
  })

  it('is a standalone picture: crisp, white ground, no styles and no text of its own', () => {
    const svg = qrSvg(url)
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" [^>]*shape-rendering="crispEdges"/)
    expect(svg).toMatch(/<path fill="#fff" d="M0 0h(\d+)v\1H0z"\/>/)
    expect(svg).not.toMatch(/style|script|href/)
  })
})

describe('qrText', () => {
  it('draws two rows of modules a line, with a quiet zone of two', () => {
    const { size, dark } = encoded(url, 'L')
    const lines = qrText(url).split('\n')
    const width = size + 4
    expect(lines.map((line) => line.length)).toEqual(Array(Math.ceil(width / 2)).fill(width))
    const inked = (x: number, y: number) => (y % 2 ? '█▄' : '█▀').includes(lines[Math.floor(y / 2)]![x]!)
    expect(keys(width, width, inked)).toEqual(
      dark.map((key) =>
        key
          .split(',')
          .map((part) => Number(part) + 2)
          .join(','),
      ),
    )
  })

  it('holds nothing but blocks, spaces and line ends, so that it can stand in a log', () => {
    expect(qrText(url)).toMatch(/^[█▀▄ \n]+$/)
  })
})
