// QR codes, as a picture for screens and as text for the terminal.
import { create } from 'qrcode'

/** Rows of modules, true where dark, with a quiet zone of `quiet` modules around. */
function modules(text: string, errorCorrectionLevel: 'L' | 'M', quiet: number): boolean[][] {
  const { size, data } = create(text, { errorCorrectionLevel }).modules
  const span = Array.from({ length: size + 2 * quiet }, (_, index) => index - quiet)
  return span.map((y) => span.map((x) => x >= 0 && x < size && y >= 0 && y < size && data[y * size + x] === 1))
}

/** Black on white whatever the page's colours, with the standard's quiet zone of four modules; one unit a module. */
export function qrSvg(text: string): string {
  const rows = modules(text, 'M', 4)
  const runs = rows.flatMap((row, y) => [...inked(row).matchAll(/#+/g)].map((run) => bar(run.index, y, run[0].length)))
  const size = rows.length
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">` +
    `<path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${runs.join('')}"/></svg>`
  )
}

const inked = (row: boolean[]) => row.map((dark) => (dark ? '#' : ' ')).join('')

const bar = (x: number, y: number, length: number) => `M${x} ${y}h${length}v1h-${length}z`

/**
 * Two rows of modules a line, dark modules inked: for black on white. Plain text without escape codes, so that it also
 * stands in a log file.
 */
export function qrText(text: string): string {
  const rows = modules(text, 'L', 2)
  const lines: string[] = []
  for (let y = 0; y < rows.length; y += 2) {
    lines.push(rows[y]!.map((upper, x) => halves[`${upper}-${rows[y + 1]?.[x] ?? false}`]).join(''))
  }
  return lines.join('\n')
}

const halves: Record<`${boolean}-${boolean}`, string> = {
  'true-true': '█',
  'true-false': '▀',
  'false-true': '▄',
  'false-false': ' ',
}
