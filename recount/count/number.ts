// A number (SPEC B16): answers are `low` and so many steps above it; a histogram of them, mean, median and both ends.
import { decimal, digits, type Fraction, fraction, plus, rounded, times } from './exact.ts'
import { heads, type Kind, line, measure, type Paper, those, weight } from './kind.ts'
import { list, Misfit, record, text, whole } from './read.ts'

/** A number as its digits say it, so that 0.1 + 0.2 is 0.3. */
function exactly(value: unknown, path: string): Fraction {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new Misfit(path, value, 'a number')
  return digits(value)
}

export function number(config: unknown): Kind {
  const settings = record(config, 'question.config')
  const decimals = whole(settings['decimals'], 'question.config.decimals', 0, 4)
  // In units of the last decimal every answer is whole.
  const units = (value: unknown, path: string): bigint => {
    const found = times(exactly(value, path), fraction(10n ** BigInt(decimals)))
    if (found.under !== 1n) throw new Misfit(path, value, `a number of ${decimals} decimals`)
    return found.over
  }
  const low = units(settings['low'], 'question.config.low')
  const high = units(settings['high'], 'question.config.high')
  const step = units(settings['step'], 'question.config.step')
  if (step < 1n || high < low + step)
    throw new Misfit('question.config.step', settings['step'], 'a step that fits between the bounds')
  text(settings['unit'], 'question.config.unit')
  const bars = list(settings['bins'], 'question.config.bins').map((bar, n) => {
    const { from, to } = record(bar, `question.config.bins[${n}]`)
    const ends = {
      from: units(from, `question.config.bins[${n}].from`),
      to: units(to, `question.config.bins[${n}].to`),
    }
    return { ...ends, id: from === to ? String(from) : `${from}..${to}` }
  })
  const top = high - ((high - low) % step)
  const touch = bars.every(({ from, to }, n) => from <= to && from === (n === 0 ? low : bars[n - 1]!.to + step))
  if (!touch || bars.at(-1)?.to !== top || bars.length > 12)
    throw new Misfit('question.config.bins', settings['bins'], 'at most twelve bars that cover every answer once')

  const answer = (vote: unknown) => units(vote, 'vote')
  return {
    sides: [],
    key(vote) {
      if (typeof vote !== 'number' || !Number.isFinite(vote)) return null
      const found = times(digits(vote), fraction(10n ** BigInt(decimals)))
      const fits = found.under === 1n && found.over >= low && found.over <= high && (found.over - low) % step === 0n
      return fits ? String(vote) : null
    },
    count(papers) {
      const bins = bars.map(({ id, from, to }) => ({
        id,
        ...those(papers, (vote) => answer(vote) >= from && answer(vote) <= to),
      }))
      const sorted = papers.toSorted((a, b) => (answer(a.vote) < answer(b.vote) ? -1 : 1))
      const measures = {
        mean: papers.length === 0 ? null : mean(papers, decimals + 2),
        median: papers.length === 0 ? null : median(sorted, decimals),
        min: papers.length === 0 ? null : decimal(answer(sorted[0]!.vote), decimals),
        max: papers.length === 0 ? null : decimal(answer(sorted.at(-1)!.vote), decimals),
      }
      return {
        tally: { bins, cast: heads(papers), ...measures },
        rows: [
          ...bins.map((bin) => line(bin.id, bin)),
          ...Object.entries(measures).map(([id, value]) => measure(id, value)),
        ],
        decision: null,
      }
    },
  }
}

function mean(papers: readonly Paper[], places: number): number {
  const total = papers.reduce(
    (all, { vote, weight }) => plus(all, times(digits(vote as number), fraction(weight))),
    fraction(0),
  )
  return rounded(times(total, fraction(1, weight(papers))), places)
}

/** The answer in the middle of all in order, by weight; of an even number, the mean of the two in the middle, exactly. */
function median(sorted: readonly Paper[], decimals: number): number {
  const all = weight(sorted)
  const at = (place: number) => {
    let passed = 0
    for (const paper of sorted) {
      passed += paper.weight
      if (passed > place) return digits(paper.vote as number)
    }
    throw new RangeError('fewer answers than that')
  }
  const middle = Math.floor(all / 2)
  const value = all % 2 === 1 ? at(middle) : times(plus(at(middle - 1), at(middle)), fraction(1, 2))
  return rounded(value, decimals + 1)
}
