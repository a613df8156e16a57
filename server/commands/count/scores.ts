// Single choice, approval, points and ratings, from a file to their figures.

import { rating } from '../../../shared/counting/ratings.ts'
import { exact } from '../../../shared/counting/rational.ts'
import { approval, plurality, points, type Scores, type Weighted } from '../../../shared/counting/scores.ts'
import type { Grades } from '../../../shared/formats/ballots.ts'
import { given, type Settings } from '../../../shared/formats/settings.ts'
import { type Counted, named, numbers, shown } from './counted.ts'

const seatRule = (settings: Settings) => ({ seats: settings.whole('seats', 1), minScore: settings.number('min_score') })

export function countMarks(
  method: 'plurality' | 'approval',
  candidates: readonly string[],
  ballots: readonly Weighted<readonly string[]>[],
  settings: Settings,
): Counted {
  const rule = { ...seatRule(settings), min: settings.whole('min'), max: settings.whole('max') }
  return scored((method === 'plurality' ? plurality : approval)(candidates, ballots, given(rule)))
}

export function countPoints(
  candidates: readonly string[],
  ballots: readonly Weighted<Grades>[],
  settings: Settings,
): Counted {
  const rule = {
    ...seatRule(settings),
    total: settings.number('total'),
    exact: settings.yesNo('exact'),
    cap: settings.number('cap'),
  }
  const spread = ballots.map(({ weight, marks }) => ({
    weight,
    marks: new Map([...marks].flatMap(([id, points]) => (points ? [[id, points] as const] : []))),
  }))
  return scored(points(candidates, spread, given(rule)))
}

function scored({ score, valid, invalid, blank, elected, tied, placesLeft }: Scores): Counted {
  return {
    result: {
      score: numbers(score),
      valid: exact(valid),
      invalid: exact(invalid),
      blank: exact(blank),
      elected,
      tied,
      places_left: placesLeft,
    },
    tell: (w) => [
      { title: '', head: [w.option, w.votes], rows: [...score].map(([id, votes]) => [id, shown(votes)]) },
      w.ballots(shown(valid), shown(invalid), shown(blank)),
      w.elected(elected),
      ...(tied.length > 0 ? [w.tiedFor(tied, placesLeft)] : []),
    ],
  }
}

/** Where no scale is stated, any whole grade is on it. */
const far = 1_000_000_000

export function countRatings(
  candidates: readonly string[],
  ballots: readonly Weighted<Grades>[],
  settings: Settings,
): Counted {
  const scale = { low: settings.whole('low', -far) ?? -far, high: settings.whole('high', -far) ?? far }
  const { options, valid, invalid, blank } = rating(candidates, ballots, scale)
  return {
    result: {
      options: named(options, ({ n, sum, mean, median, hist }) => ({
        n: exact(n),
        sum: exact(sum),
        mean: mean && exact(mean),
        median: median && exact(median),
        hist: Object.fromEntries(hist.map(({ grade, n }) => [shown(grade), exact(n)])),
      })),
      no_opinion: named(options, ({ noOpinion }) => exact(noOpinion)),
      valid: exact(valid),
      invalid: exact(invalid),
      blank: exact(blank),
    },
    tell: (w) => [
      {
        title: '',
        head: [w.option, w.rated, w.noOpinion, w.mean, w.median],
        rows: [...options].map(([id, { n, noOpinion, mean, median }]) => [
          id,
          shown(n),
          shown(noOpinion),
          mean ? shown(mean) : '–',
          median ? shown(median) : '–',
        ]),
      },
      w.ballots(shown(valid), shown(invalid), shown(blank)),
    ],
  }
}
