// A worked budget vote. Source: equalshares.net, docs/explanation.mdx, example 1.
import type { BallotType } from '../ballot.ts'
import type { BudgetConfig } from './config.ts'
import type { BudgetTally } from './count.ts'
import type { BudgetVote } from './vote.ts'

export const sample: BallotType<BudgetConfig, BudgetVote, BudgetTally>['sample'] = {
  config: {
    projects: [
      { title: 'Bike path', cost: 700 },
      { title: 'Outdoor gym', cost: 400 },
      { title: 'Small park', cost: 250 },
      { title: 'Playground', cost: 200 },
      { title: 'Library books', cost: 100 },
    ],
    budget: 1100,
    count: 'both',
  },
  votes: [
    { vote: ['A', 'B'], count: 3 },
    { vote: ['A', 'B', 'C'], count: 3 },
    { vote: ['C', 'D', 'E'], count: 2 },
    { vote: ['D'], count: 1 },
    { vote: ['D', 'E'], count: 1 },
    { vote: ['A'], count: 1 },
  ],
  tally: {
    options: [
      { id: 'A', votes: 7, weight: 7 },
      { id: 'B', votes: 6, weight: 6 },
      { id: 'C', votes: 5, weight: 5 },
      { id: 'D', votes: 4, weight: 4 },
      { id: 'E', votes: 3, weight: 3 },
    ],
    cast: 11,
    outcomes: [
      {
        method: 'greedy',
        funded: ['A', 'B'],
        spent: 1100,
        left: 0,
        served: 7,
        tie: null,
        steps: [
          { id: 'A', votes: 7, left: 1100, verdict: 'funded' },
          { id: 'B', votes: 6, left: 400, verdict: 'funded' },
          { id: 'C', votes: 5, left: 0, verdict: 'does-not-fit' },
          { id: 'D', votes: 4, left: 0, verdict: 'does-not-fit' },
          { id: 'E', votes: 3, left: 0, verdict: 'does-not-fit' },
        ],
      },
      {
        method: 'equal-shares',
        funded: ['A', 'D', 'E'],
        spent: 1000,
        left: 100,
        served: 11,
        tie: null,
        share: { start: 100, end: 100 },
        purchases: [
          { id: 'A', payers: 7, least: 100, most: 100, effective: 7 },
          { id: 'D', payers: 4, least: 50, most: 50, effective: 4 },
          { id: 'E', payers: 3, least: 33.33, most: 33.33, effective: 3 },
        ],
        unfunded: [
          { id: 'B', held: 0 },
          { id: 'C', held: 33.33 },
        ],
        completed: [],
        used: { mean: 90.91, tenths: [0, 0, 0, 0, 0, 1, 0, 0, 3, 0, 7] },
      },
    ],
  },
  refused: [[], ['A', 'A'], ['F'], 'A', null, [['A', 5]], { A: 5 }],
  refusedConfigs: [
    { budget: 10, projects: [{ title: 'a', cost: 1 }] },
    { budget: 0, projects: ['a', 'b'].map((title) => ({ title, cost: 1 })) },
    { budget: 10, projects: ['a', 'b'].map((title) => ({ title, cost: 0 })) },
    { budget: 10, projects: ['a', 'b'].map((title) => ({ title, cost: 1.5 })) },
    { budget: 10, projects: ['a', 'a'].map((title) => ({ title, cost: 1 })) },
    { budget: 10, projects: ['a', 'b'].map((title) => ({ title, cost: 1 })), min: 2, max: 1 },
    { budget: 10, projects: ['a', 'b'].map((title) => ({ title, cost: 1 })), ballot: 'lots' },
    { budget: 10, projects: ['a', 'b'].map((title) => ({ title, cost: 1, picture: '../house.json' })) },
  ],
}
