// Instant run-off, Borda and pairwise methods, from a file to their figures.
import { borda } from '../../../shared/counting/borda.ts'
import { type IrvRule, irv } from '../../../shared/counting/irv.ts'
import { type Matrix, matrixOf, pairwise } from '../../../shared/counting/pairwise.ts'
import type { RankedBallot } from '../../../shared/counting/ranked.ts'
import { exact, type Rational } from '../../../shared/counting/rational.ts'
import { schulze } from '../../../shared/counting/schulze.ts'
import { exactNumber, group, wrong } from '../../../shared/formats/reading.ts'
import { given, type Settings } from '../../../shared/formats/settings.ts'
import { type Counted, named, numbers, shown } from './counted.ts'

export function countIrv(candidates: readonly string[], ballots: readonly RankedBallot[], settings: Settings): Counted {
  const tie = settings.oneOf('tie', ['previous', 'none', 'lot'])
  const rule = given<IrvRule>({
    overvote: settings.oneOf('overvote', ['exhaust', 'skip', 'exhaust-if-multiple']),
    duplicate: settings.oneOf('duplicate', ['skip', 'exhaust']),
    maxSkips: settings.whole('max_skips'),
    // "lot" says what "none" says: no earlier round is looked at.
    tie: tie === 'lot' ? 'none' : tie,
    order: settings.ids('order', 'lot'),
    batch: settings.yesNo('batch'),
    untilTwo: settings.yesNo('until_two'),
    firstOut: settings.ids('first_out'),
    finalTie: settings.oneOf('final_tie', ['lot', 'report']),
  })
  const { winner, tied, rounds } = irv(candidates, ballots, rule)
  return {
    result: {
      winner,
      tied,
      rounds: rounds.map(({ votes, eliminated, inactive, lot }) => ({
        votes: numbers(votes),
        eliminated,
        inactive: numbers(Object.entries(inactive)),
        lot,
      })),
    },
    tell: (w) => [
      ...rounds.flatMap(({ votes, eliminated, inactive, lot }, index) => [
        {
          title: w.round(index + 1),
          head: [w.option, w.votes],
          rows: [
            ...[...votes].map(([id, number]) => [id, shown(number)]),
            ...Object.entries(inactive).map(([reason, number]) => [
              w.inactive[reason as keyof typeof inactive],
              shown(number),
            ]),
          ],
        },
        ...(lot ? [w.lot(lot)] : []),
        ...(eliminated.length > 0 ? [w.eliminated(eliminated)] : []),
      ]),
      winner === null ? w.tied(tied) : w.elected([winner]),
    ],
  }
}

export function countBorda(
  candidates: readonly string[],
  ballots: readonly RankedBallot[],
  settings: Settings,
): Counted {
  const rule = {
    scheme: settings.oneOf('scheme', ['n-1', 'n', 'dowdall', 'modified']),
    unranked: settings.oneOf('unranked', ['zero', 'mean']),
  }
  const { score, winners } = borda(candidates, ballots, given(rule))
  return {
    result: { score: numbers(score), winners },
    tell: (w) => [
      { title: '', head: [w.option, w.points], rows: [...score].map(([id, points]) => [id, shown(points)]) },
      winners.length > 1 ? w.tied(winners) : w.elected(winners),
    ],
  }
}

export function countPairs(
  candidates: readonly string[],
  ballots: readonly RankedBallot[],
  matrix: readonly (readonly Rational[])[] | undefined,
  settings: Settings,
): Counted {
  const standard = settings.text('default')
  if (standard !== undefined && !candidates.includes(standard))
    throw wrong('options.default', { what: 'one-of', of: candidates }, standard)
  const ratios = settings.raw('ratio')
  const rule = {
    default: standard,
    quorum: settings.number('quorum'),
    ratio: ratios && ratioOf(ratios.value, ratios.field, candidates),
  }
  const d = matrix ? matrixOf(candidates, matrix) : pairwise(candidates, ballots)
  const { condorcetWinner, winners, order, p, smithSet, dropped } = schulze(d, given(rule))
  return {
    result: {
      condorcet_winner: condorcetWinner,
      winners,
      order,
      d: table(d),
      p: table(p),
      smith_set: smithSet,
      dropped: Object.fromEntries(dropped),
    },
    tell: (w) => [
      {
        title: w.pairs,
        head: ['', ...d.keys()],
        rows: [...d].map(([a, row]) => [a, ...[...d.keys()].map((b) => (a === b ? '·' : shown(row.get(b)!)))]),
      },
      ...[...dropped].map(([id, why]) => w.dropped[why](id)),
      condorcetWinner === null ? w.noCondorcet(smithSet) : w.condorcet(condorcetWinner),
      ...(order.length > 0 ? [w.order(order)] : []),
      winners.length > 1 ? w.tied(winners) : w.elected(winners),
    ],
  }
}

/** N of N:1 by option, or one N for all of them. */
function ratioOf(value: unknown, field: string, candidates: readonly string[]): Map<string, Rational> {
  if (typeof value !== 'object') return new Map(candidates.map((id) => [id, exactNumber(value, field)]))
  return new Map([...group(value, field)].map(([id, times]) => [id, exactNumber(times, `${field}.${id}`)]))
}

const table = (matrix: Matrix) => named(matrix, (row) => named(row, exact))
