// A survey worked through: three statements, four grades, one statement left out by one voter.
import type { BallotType } from '../ballot.ts'
import type { GridConfig, GridTally, GridVote } from './ballot.ts'

export const sample: BallotType<GridConfig, GridVote, GridTally>['sample'] = {
  config: {
    statements: ['The room', 'The food', 'The programme'],
    low: 1,
    high: 4,
    labels: ['Poor', 'Fair', 'Good', 'Very good'],
    required: false,
  },
  votes: [
    { vote: [4, 2, 3], count: 2 },
    { vote: [3, null, 4], count: 1 },
    { vote: [null, null, 1], count: 1 },
  ],
  tally: {
    statements: [
      {
        id: 'A',
        votes: [0, 0, 1, 2],
        weight: [0, 0, 1, 2],
        rated: 3,
        none: { votes: 1, weight: 1 },
        mean: 3.67,
        median: 4,
      },
      {
        id: 'B',
        votes: [0, 2, 0, 0],
        weight: [0, 2, 0, 0],
        rated: 2,
        none: { votes: 2, weight: 2 },
        mean: 2,
        median: 2,
      },
      {
        id: 'C',
        votes: [1, 0, 2, 1],
        weight: [1, 0, 2, 1],
        rated: 4,
        none: { votes: 0, weight: 0 },
        mean: 2.75,
        median: 3,
      },
    ],
    cast: 4,
  },
  refused: [
    [],
    [1, 2],
    [1, 2, 3, 4],
    [null, null, null],
    [0, 1, 2],
    [5, 1, 2],
    [1.5, 1, 2],
    ['1', 1, 2],
    {},
    { D: 1 },
    { A: 9 },
    { A: null },
    Object.create({ A: 3 }),
    3,
    null,
  ],
  refusedConfigs: [
    { statements: [] },
    { statements: ['same', 'same'] },
    { statements: ['a'], low: 5, high: 1 },
    { statements: ['a'], labels: ['x', 'y', 'z'], high: 5 },
    { low: 1, high: 4 },
  ],
}
