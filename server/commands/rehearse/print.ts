// What `spotvote rehearse` prints: how far it is, and what came of it.
import type { RehearsalPhase, Verdict } from '../../../shared/meeting/rehearsal.ts'
import { figuresOf, type rehearsalWords, verdictText } from '../../../shared/words/rehearsal.ts'
import { columns } from '../../terminal.ts'

type Words = (typeof rehearsalWords)['en']

const WIDTH = 30

/** A bar that moves on a terminal; elsewhere a line a phase. `end` takes the bar away. */
export function progress(stream: NodeJS.WriteStream, w: Words) {
  let told: RehearsalPhase | null = null
  return {
    show(phase: RehearsalPhase, done: number) {
      if (stream.isTTY) {
        const full = Math.round(done * WIDTH)
        const bar = `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)}`
        stream.write(`\r\u001b[K${bar} ${String(Math.round(done * 100)).padStart(3)} %  ${w.phases[phase]}`)
      } else if (phase !== told) stream.write(`${w.phases[phase]}\n`)
      told = phase
    },
    end() {
      if (stream.isTTY && told) stream.write('\r\u001b[K')
    },
  }
}

/** The verdict as a person reads it. */
export function verdictPage(verdict: Verdict, w: Words): string {
  const rows = figuresOf(verdict, w)
  const width = Math.max(...rows.map(({ name }) => columns(name)))
  const lines = rows.map(({ name, value, promise }) => {
    const promised = promise && `  [${w.figures.promised}: ${promise}]`
    return `  ${name}${' '.repeat(width - columns(name))}  ${value}${promised}`
  })
  const heading = (verdict.go ? w.go : w.noGo)(verdict.voters)
  return `\n${heading}\n${verdictText(verdict, w)}\n\n${lines.join('\n')}\n\n`
}
