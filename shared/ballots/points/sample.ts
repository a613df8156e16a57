// Points worked through: four options, ten points a ballot, at most seven for one.
import type { BallotType } from '../ballot.ts'
import type { PointsConfig, PointsTally, PointsVote } from './ballot.ts'

export const sample: BallotType<PointsConfig, PointsVote, PointsTally>['sample'] = {
  config: {
    options: ['Benches', 'Trees', 'Lights', 'Crossing'],
    total: 10,
    cap: 7,
    exact: false,
    blank: false,
    winners: 1,
  },
  votes: [
    { vote: { A: 3, D: 7 }, count: 2 },
    { vote: { B: 5, C: 5 }, count: 1 },
    { vote: { D: 1 }, count: 3 },
  ],
  tally: {
    options: [
      { id: 'A', votes: 2, weight: 2, points: 6, plain: 6 },
      { id: 'B', votes: 1, weight: 1, points: 5, plain: 5 },
      { id: 'C', votes: 1, weight: 1, points: 5, plain: 5 },
      { id: 'D', votes: 5, weight: 5, points: 17, plain: 17 },
    ],
    points: 33,
    cast: 6,
    blank: 0,
  },
  refused: [
    {},
    { A: 0 },
    { A: 8 },
    { A: 5, B: 6 },
    { A: -1 },
    { A: 1.5 },
    { A: '3' },
    { A: 1, E: 1 },
    { E: 0 },
    { toString: 1 },
    JSON.parse('{ "__proto__": 1 }'),
    Object.create({ A: 3 }),
    [3],
    'A',
    3,
    null,
  ],
  refusedConfigs: [
    { options: ['a'] },
    { options: ['a', 'b'], total: 0 },
    { options: ['a', 'b'], total: 10, cap: 11 },
    { options: ['a', 'b'], total: 10, cap: 4, exact: true },
    { options: ['a', 'b'], winners: 3 },
  ],
}
